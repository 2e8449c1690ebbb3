"""The one editable item model: it shows the rows of a page and hands every gesture back to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.reports.table import Cell, Kind
from app.ui.grid.columns import Column, Place, Role, Rows
from app.ui.grid.texts import ZERO, exact, said, shown

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.grid.order import Lookup, Order

_Index = QModelIndex | QPersistentModelIndex
_NUMBERS = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_TEXTS = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable
_FACES = 20_000  # cells whose looks are remembered


class Typed(NamedTuple):
    """A text given to a cell: why it is no value and has to be corrected, or its value."""

    text: str
    why: str = ""
    value: Cell = None


class Face(NamedTuple):
    """How a cell looks: text, names of its colours, weight, side, and the marks on it."""

    text: str
    ground: str
    ink: str
    strong: bool
    number: bool
    mark: str = ""  # "changed", "unread", "offered", "locked"


class GridModel(QAbstractTableModel):
    """Rows as a page gave them, filtered and sorted, with what is typed but not yet a value."""

    marks_changed = Signal()  # texts that cannot be read, or a paste on offer, came or went
    arranged = Signal()

    def __init__(self) -> None:
        """Start empty, and able to be typed in."""
        super().__init__()
        self.columns: tuple[Column, ...] = ()
        self.rows = Rows()
        self.writable = True
        self.type_in: Callable[[int, int, str], None] = lambda *_: None
        self.filters: dict[int, str] = {}
        self.keys: list[tuple[int, bool]] = []  # columns that sort, the first one first
        self.order: Order | None = None
        self.offered: Mapping[Place, Typed] = {}
        self._spoken: Language | None = None
        self._headings: tuple[str, ...] = ()
        self._unread: dict[tuple[object, str], Typed] = {}
        self._lookup: Lookup | None = None
        self._faces: dict[tuple[int, int], Face] = {}
        self._answers: Mapping[int, Callable[[int, int], str | int]] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.EditRole: self.typed,
            Qt.ItemDataRole.TextAlignmentRole: self._side,
            Qt.ItemDataRole.ToolTipRole: self._note,
            Qt.ItemDataRole.AccessibleTextRole: self._spelt,
        }

    # --- What is shown --------------------------------------------------------------------------

    def describe(self, columns: Sequence[Column], spoken: Language) -> None:
        """Take other columns, or the same ones in another language."""
        if [one.key for one in columns] != [one.key for one in self.columns]:
            self.forget()
        self.beginResetModel()
        self.columns, self._spoken, self._lookup = tuple(columns), spoken, None
        self._headings = tuple(said(column.heading, spoken) for column in columns)
        self._faces.clear()
        self.endResetModel()

    def show(self, rows: Rows) -> None:
        """Show rows; the same ones with other values keep their places under the fingers."""
        same = len(rows) == len(self.rows) and list(rows.ids) == list(self.rows.ids)
        same = same and rows.subtotals == self.rows.subtotals
        if not same:
            self.beginResetModel()
        self.rows, self._lookup = rows, None
        self._faces.clear()
        if same:
            self.refresh()
        else:
            self.order = self._ordered()
            self.endResetModel()
            self.arranged.emit()

    def forget(self) -> None:
        """Begin again empty: what was typed, filtered and sorted belonged to other rows."""
        self.beginResetModel()
        self.rows, self.order, self._lookup = Rows(), None, None
        self.filters, self.keys, self._unread, self.offered = {}, [], {}, {}
        self._faces.clear()
        self.endResetModel()

    def arrange(self) -> None:
        """Filter and sort anew."""
        self.beginResetModel()
        self._faces.clear()
        self.order = self._ordered()
        self.endResetModel()
        self.arranged.emit()

    def refresh(self) -> None:
        """Paint all cells anew; nothing has moved."""
        self._faces.clear()
        if self.rowCount() and self.columnCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.marks_changed.emit()

    def _ordered(self) -> Order | None:
        if (not self.filters and not self.keys) or not len(self.rows):
            return None
        return self.lookup.arranged(self.filters, self.keys, self.spoken)

    @property
    def spoken(self) -> Language:
        """The language in which cells are written."""
        if self._spoken is None:
            raise ValueError("the grid has not been told its columns yet")
        return self._spoken

    @property
    def lookup(self) -> Lookup:
        """The rows as arrays; made at its first use, since NumPy takes long to load."""
        if self._lookup is None:
            from app.ui.grid.order import Lookup

            self._lookup = Lookup(self.columns, self.rows)
        return self._lookup

    # --- Cells ----------------------------------------------------------------------------------

    def source(self, row: int) -> int:
        """Return the page's row for a row as it is shown."""
        return row if self.order is None else int(self.order[row])

    def row_of(self, source: int) -> int:
        """Return where one of the page's rows is shown, or −1."""
        if self.order is None:
            return source if source < len(self.rows) else -1
        places = (self.order == source).nonzero()[0]
        return int(places[0]) if len(places) else -1

    def place(self, row: int, at: int) -> Place:
        """Return a cell as the page knows it."""
        return self.source(row), self.columns[at].key

    def kind(self, row: int, at: int) -> Kind:
        """Return what a cell holds."""
        column = self.columns[at]
        special = self.rows.kinds.get(column.key)
        return special[self.source(row)] if special else column.kind

    def value(self, row: int, at: int) -> Cell:
        """Return the value of a cell as the page gave it."""
        return self.rows.cells[at][self.source(row)]

    def unread(self, row: int, at: int) -> Typed | None:
        """Return the text of a cell that could not be read."""
        if not self._unread:
            return None
        source, key = self.place(row, at)
        return self._unread.get((self.rows.name(source), key))

    def typed_over(self, row: int, at: int) -> Typed | None:
        """Return what is shown instead of the value: a paste on offer, or an unread text."""
        if not self.offered:
            return self.unread(row, at)
        return self.offered.get(self.place(row, at)) or self.unread(row, at)

    def keep_unread(self, texts: Mapping[Place, Typed | None]) -> None:
        """Keep texts that are no values in their cells, or forget them."""
        for (source, key), text in texts.items():
            self._unread.pop((self.rows.name(source), key), None)
            if text is not None:
                self._unread[self.rows.name(source), key] = text
        self.refresh()

    def forget_texts(self) -> None:
        """Forget the texts that are no values: their cells now stand for something else."""
        self._unread = {}
        self.refresh()

    def problems(self) -> list[tuple[int, int]]:
        """Return the shown cells whose text cannot be read, in reading order."""
        if not self._unread:
            return []
        ids, at_key = self.rows.ids, {column.key: at for at, column in enumerate(self.columns)}
        rows = {name: at for at, name in enumerate(ids)} if len(ids) else None
        found = []
        for name, key in self._unread:
            source = rows.get(name, -1) if rows is not None else name
            row = self.row_of(source) if isinstance(source, int) and source >= 0 else -1
            if row >= 0:
                found.append((row, at_key[key]))
        return sorted(found)

    def offer(self, texts: Mapping[Place, Typed]) -> None:
        """Show in their cells the texts that a paste would bring, or take them away again."""
        self.offered = texts
        self.refresh()

    def can_edit(self, row: int, at: int) -> bool:
        """Return whether a person may type in a cell."""
        if not self.writable or not self.columns[at].editable:
            return False
        if not self.rows.subtotals and not self.rows.locked:
            return True
        source, key = self.place(row, at)
        return source not in self.rows.subtotals and (source, key) not in self.rows.locked

    def typed(self, row: int, at: int) -> str:
        """Return the text with which the editing of a cell begins, and which is copied."""
        unread = self.unread(row, at)
        if unread is not None:
            return unread.text
        return exact(self.value(row, at), self.kind(row, at), self.spoken)

    def text(self, row: int, at: int) -> str:
        """Return the text of a cell on the screen."""
        typed = self.typed_over(row, at)
        if typed is not None:
            return typed.text
        value = self.value(row, at)
        if value is None and self.columns[at].editable:
            return ""
        return shown(value, self.kind(row, at), self.spoken)

    # --- Looks ----------------------------------------------------------------------------------

    def face(self, row: int, at: int) -> Face:
        """Return how a cell looks."""
        found = self._faces.get((row, at))
        if found is None:
            if len(self._faces) > _FACES:
                self._faces.clear()
            found = self._faces[row, at] = self._face(row, at)
        return found

    def _face(self, row: int, at: int) -> Face:
        column, source = self.columns[at], self.source(row)
        text, number = self.text(row, at), column.kind is not Kind.TEXT
        mark, ground, ink = self._mark(row, at)
        subtotal = source in self.rows.subtotals
        strong = subtotal or column.role in {Role.GROUP, Role.SUM}
        if column.role is Role.GROUP and row and self.text(row - 1, at) == text:
            text = ""
        if not ground:
            raised = subtotal or column.role is Role.SUM
            ground = "surface_header" if raised else "surface"
        if not ink:
            quiet = text == ZERO or (column.role is Role.LABEL and not subtotal)
            ink = "text_secondary" if quiet else "text"
        return Face(text, ground, ink, strong, number, mark)

    def _mark(self, row: int, at: int) -> tuple[str, str, str]:
        """Return the mark on a cell with its ground and ink, where it has one."""
        text = self.typed_over(row, at)
        if text is not None:
            unread = ("unread", "error_bg", "error_fg")
            return unread if text.why else ("offered", "accent_soft", "accent")
        if not self.rows.changed and not self.rows.locked:
            return "", "", ""
        place = self.place(row, at)
        if place in self.rows.changed:
            return "changed", "changed_bg", ""
        if place in self.rows.locked:
            return "locked", "readonly_bg", "text_secondary"
        return "", "", ""

    # --- Qt -------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the rows that are shown."""
        if parent.isValid():
            return 0
        return len(self.rows) if self.order is None else len(self.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only those cells be edited that a person may type in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _TYPED if self.can_edit(index.row(), index.column()) else _SHOWN

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what Qt asks about a cell; the look of it is painted from its face."""
        if not index.isValid() or not len(self.rows):
            return None
        answer = self._answers.get(role)
        return answer(index.row(), index.column()) if answer else None

    def _side(self, _row: int, at: int) -> int:
        return int(_TEXTS if self.columns[at].kind is Kind.TEXT else _NUMBERS)

    def setData(
        self,
        index: _Index,
        value: Any,  # noqa: ANN401
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Hand a typed text on; nothing is written here."""
        if role != Qt.ItemDataRole.EditRole or not self.can_edit(index.row(), index.column()):
            return False
        self.type_in(index.row(), index.column(), str(value))
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the heading of a column, and what its pointer says."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].note or self._headings[section]
        return None

    def heading(self, at: int) -> str:
        """Return the heading of a column."""
        return self._headings[at]

    def _note(self, row: int, at: int) -> str:
        unread = self.unread(row, at)
        if unread is not None:
            return unread.why
        return self.rows.notes.get(self.place(row, at), "")

    def _spelt(self, row: int, at: int) -> str:
        """Return a cell as it is read aloud: heading, value, state."""
        value, say = self.value(row, at), self.spoken.say
        text = self.spoken.number(0) if self.text(row, at) == ZERO else self.text(row, at)
        if value is None and not text:
            text = say("empty")
        state = {
            "unread": say("unreadable"),
            "offered": say("paste preview"),
            "changed": say("changed"),
            "locked": say("read-only"),
        }.get(self._mark(row, at)[0], "")
        if state:
            return say(
                "{heading}: {value}, {state}", heading=self.heading(at), value=text, state=state
            )
        return say("{heading}: {value}", heading=self.heading(at), value=text)
