"""The one editable grid: banner, search, cells, total and foot around one model.

A page makes a Grid with the function that keeps changes, describes its columns in a language, and
shows rows. Each gesture of a person (typing, clearing, filling, pasting) calls that function once
with all its changes. The page applies them to the document and shows the new rows; it returns
nothing, or the sentence that says why they were refused.

    grid = Grid(self._keep)
    grid.describe(columns, document.language, title=...)  # at every retell
    grid.show(rows)  # whenever they have changed
    grid.current_changed.connect(self._inspect)  # (row of the page, key of the column)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollBar, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.grid.clipboard import Paste, copied
from app.ui.grid.columns import Column, Rect, Rows
from app.ui.grid.delegate import Letters
from app.ui.grid.find import FindBar
from app.ui.grid.foot import Foot, TotalRow
from app.ui.grid.gestures import Gestures
from app.ui.grid.menu import fill_menu
from app.ui.grid.model import GridModel
from app.ui.grid.paste import asked, offered
from app.ui.grid.view import Do, GridView

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.grid.columns import Keep


class Grid(QWidget):
    """Rows that a person edits as in a spreadsheet, on behalf of a page."""

    current_changed = Signal(int, str)

    def __init__(self, keep: Keep, *, dense: bool = False, filters: bool = True) -> None:
        """Build it empty; `keep` is told every gesture."""
        super().__init__()
        self.model = GridModel()
        self.view = GridView(self.model, self)
        self.banner = Banner(closable=False)
        self.find_bar = FindBar(self.model)
        self.foot, self.total = Foot(self.model), TotalRow(self.view)
        self._gestures = Gestures(self.model, keep, self._refuse)
        self._dense, self._filters = dense, filters
        self._anew = False
        self._changed_means = ""
        self._paste: Paste | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for one, role in zip(self.banner.buttons, ("ghost", "primary"), strict=True):
            one.setProperty("role", role)
            look.put_letters(one)
        sheet = QFrame()
        sheet.setProperty("role", "card")
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.view, 1)
        inside.addWidget(self.total)
        inside.addWidget(self._bar)
        inside.addStretch(0)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        place.addWidget(self.banner)
        place.addWidget(self.find_bar)
        place.addWidget(sheet, 1)
        place.addWidget(self.foot)

    def _connect(self) -> None:
        view, bar = self.view, self.view.horizontalScrollBar()
        bar.rangeChanged.connect(self._follow_bar)
        bar.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(bar.setValue)
        view.current_moved.connect(self._tell_current)
        view.selection_moved.connect(self._sum_up)
        view.head.filtered.connect(self._filter)
        view.head.sorted_by.connect(self._turn_sort)
        view.head.left.connect(self._enter_column)
        self.find_bar.went.connect(view.go)
        self.find_bar.closed.connect(view.setFocus)
        self.model.marks_changed.connect(self._retell_foot)
        view.fill_menu = partial(fill_menu, self)
        view.commands |= {
            "copy": self.copy,
            "copy_with_headings": partial(self.copy, headings=True),
            "cut": self.cut,
            "paste": self.paste,
            "clear": self.clear,
            "fill_down": partial(self._fill, down=True),
            "fill_right": partial(self._fill, down=False),
            "find": partial(self._find, by_row=False),
            "go_to": partial(self._find, by_row=True),
            "next_problem": partial(self._to_problem, 1),
            "previous_problem": partial(self._to_problem, -1),
            "filter": self._to_filter,
            "select_row": self._select_row,
            "clear_filters": self.clear_filters,
            "accept": self._accept,
            "escape": self._escape,
        }

    # --- What a page does -----------------------------------------------------------------------

    @property
    def commands(self) -> dict[str, Do]:
        """What the menus of the window may call: copy, cut, paste, clear, find, ..."""
        return self.view.commands

    def describe(
        self,
        columns: Sequence[Column],
        spoken: Language,
        *,
        title: str = "",
        changed_means: str = "",
    ) -> None:
        """Take the columns, or the same ones in another language or look.

        The title is read aloud; what a changed cell differs from stands in the key to the marks.
        """
        keys = [column.key for column in self.model.columns]
        self._changed_means = changed_means
        spot = self._spot()
        self._end_paste()
        if keys != [column.key for column in columns]:
            self.view.head.clear()
        self.model.describe(columns, spoken)
        self._dress()
        self._anew = True  # the rows of now are in the words of before
        self.view.setAccessibleName(title or spoken.say("Table"))
        self.view.setAccessibleDescription(spoken.say("F2 edit, Ctrl+V paste, F3 next problem"))
        self._return_to(*spot)

    def show(self, rows: Rows | None = None) -> None:
        """Show rows, keeping place, filter and sorting; without rows, show the widget."""
        if rows is None:
            super().show()
            return
        spot, unseen = self._spot(), not len(self.model.rows)
        self._end_paste()
        self.model.show(rows)
        if unseen:
            self._dress()
        elif self._anew and (letters := self.view.head.letters):
            self.view.widen(letters)
        self._anew = False
        self.total.retell()
        self._retell_foot()
        self._return_to(*spot)

    def forget(self) -> None:
        """Begin again: no text, filter or place of the rows of before stays."""
        self._end_paste()
        self.banner.hide()
        self.view.head.clear()
        self.model.forget()

    def set_writable(self, writable: bool) -> None:  # noqa: FBT001  as Qt's own setters
        """Let cells be edited or not, whatever the columns say."""
        if writable != self.model.writable:
            self.model.writable = writable
            self.model.refresh()

    def current(self) -> tuple[int, str]:
        """Return the page's row and the column's key of the current cell, or −1 and nothing."""
        row, at = self.view.spot
        return self.model.place(row, at) if row >= 0 else (-1, "")

    def go_to(self, row: int, key: str) -> None:
        """Make a cell the current one, by the page's row and the column's key."""
        shown = self.model.row_of(row)
        at = [column.key for column in self.model.columns].index(key)
        if shown >= 0:
            self.view.go(shown, at)

    @property
    def problems(self) -> int:
        """How many cells hold a text that cannot be read."""
        return len(self.model.problems())

    # --- Looks ----------------------------------------------------------------------------------

    def _dress(self) -> None:
        spoken = self.model.spoken
        letters = Letters(self, spoken)
        row = look.size("table_row_dense" if self._dense else "table_row")
        self.view.head.letters = letters
        self.view.dress(letters, row)
        self.view.widen(letters)
        self.view.head.dress(letters, filters=self._filters)
        self.total.letters = letters
        self.total.retell()
        self.find_bar.dress(spoken)
        self.foot.dress(letters, self._changed_means)

    def _follow_bar(self, low: int, high: int) -> None:
        bar = self.view.horizontalScrollBar()
        self._bar.setRange(low, high)
        self._bar.setPageStep(bar.pageStep())
        self._bar.setSingleStep(bar.singleStep())
        self._bar.setVisible(high > low)
        self.view.head.lay_out()
        self.total.update()

    def _retell_foot(self) -> None:
        self.view.fit()
        self.foot.retell()
        self._sum_up()

    def _sum_up(self) -> None:
        self.foot.sum_up(self.view.areas())

    def _tell_current(self) -> None:
        row, key = self.current()
        if row >= 0:
            self.current_changed.emit(row, key)

    def _spot(self) -> tuple[object, int, int]:
        """Return by what name the current row is known, its column, and how far down it is."""
        row, at = self.view.spot
        name = self.model.rows.name(self.model.source(row)) if row >= 0 else None
        return name, at, self.view.verticalScrollBar().value()

    def _return_to(self, name: object, at: int, scrolled: int) -> None:
        """Go back to where the person was, if a reset has taken that away."""
        if self.view.spot[0] >= 0 or name is None or at >= len(self.model.columns):
            return
        ids = list(self.model.rows.ids)
        source = ids.index(name) if name in ids else -1 if ids else name
        row = self.model.row_of(source) if isinstance(source, int) and source >= 0 else -1
        if row >= 0:
            self.view.go(row, at)
            self.view.verticalScrollBar().setValue(scrolled)

    # --- Filters and sorting --------------------------------------------------------------------

    def _filter(self, at: int, text: str) -> None:
        from app.reports.table import Kind
        from app.ui.grid.order import between

        kind, typed = self.model.columns[at].kind, text.strip()
        readable = kind is Kind.TEXT or between(typed, kind, self.model.spoken) is not None
        self.view.head.mark(at, used=bool(typed), readable=readable)
        filters = {**self.model.filters, at: typed}
        if not typed or not readable:
            del filters[at]
        self._arrange(filters, self.model.keys)

    def clear_filters(self) -> None:
        """Show all rows again."""
        self.view.head.clear()

    def filter_by_value(self) -> None:
        """Show only rows that hold what the current cell holds."""
        row, at = self.view.spot
        if row >= 0 and self.view.head.fields:
            self.view.head.fields[at].setText(self.model.typed(row, at))

    def _turn_sort(self, at: int, added: bool) -> None:  # noqa: FBT001  a slot
        """Sort rising, then falling, then not at all."""
        rising = dict(self.model.keys).get(at)
        following = {None: True, True: False}.get(rising)
        self.sort(at, rising=following, added=added)

    def sort(self, at: int, *, rising: bool | None, added: bool = False) -> None:
        """Sort by a column, alone or after those that sort already; with None, no more by it."""
        keys = [one for one in self.model.keys if added and one[0] != at]
        self._arrange(self.model.filters, [*keys, (at, rising)] if rising is not None else keys)

    def _arrange(self, filters: dict[int, str], keys: list[tuple[int, bool]]) -> None:
        if (filters, keys) == (self.model.filters, self.model.keys):
            return
        spot = self._spot()
        self._end_paste()
        self.model.filters, self.model.keys = filters, keys
        self.model.arrange()
        self.view.head.viewport().update()
        self._retell_foot()
        self._return_to(*spot)

    def _to_filter(self) -> None:
        if self.view.head.fields:
            self.view.head.fields[max(self.view.spot[1], 0)].setFocus()

    def _enter_column(self, at: int) -> None:
        self.view.setFocus()
        if self.model.rowCount():
            self.view.go(0, at)

    # --- Gestures -------------------------------------------------------------------------------

    def copy(self, *, headings: bool = False) -> None:
        """Put what is selected on the clipboard; the whole table takes its headings along."""
        areas = self.view.areas()
        whole = Rect(0, 0, self.model.rowCount() - 1, self.model.columnCount() - 1) in areas
        if areas:
            text = copied(self.model, areas, headings=headings or (whole and areas[0].size > 1))
            QGuiApplication.clipboard().setText(text)

    def cut(self) -> None:
        """Copy what is selected, and empty it."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Empty what is selected."""
        self._gestures.clear(self.view.areas())

    def _fill(self, *, down: bool) -> None:
        self._gestures.fill(self.view.areas(), down=down)

    def _select_row(self) -> None:
        row = self.view.spot[0]
        if row >= 0:
            self.view.select(row, 0, row, self.model.columnCount() - 1)

    def paste(self) -> None:
        """Show what the clipboard would bring, or keep it at once when it is little."""
        text, areas = QGuiApplication.clipboard().text(), self.view.areas()
        if not text or not areas or not self.model.writable:
            return
        self._end_paste()
        paste = self._gestures.plan(text, areas[0])
        if not paste.wants_a_look:
            self._gestures.paste(paste)
            return
        self._paste = paste
        self.model.offer(offered(self.model, paste))
        if paste.area is not None:
            self.view.select(*paste.area)
        self._ask(paste)

    def _ask(self, paste: Paste) -> None:
        words = asked(self.model, paste)
        offers = [(self.model.spoken.say("Cancel"), self._end_paste)]
        if paste.texts:
            offers.append((words.accept, self._accept))
        self.banner.say("info", words.sentence, *offers)
        QTimer.singleShot(0, self.view, self._show_current)  # the banner has taken some room

    def _show_current(self) -> None:
        self.view.scrollTo(self.view.currentIndex())

    def _accept(self) -> None:
        """Keep the paste on offer; without one, go a row down."""
        paste = self._paste
        if paste is None:
            self.view.step(1, 0)
            return
        self._end_paste()
        self._gestures.paste(paste)

    def _end_paste(self) -> None:
        if self._paste is not None:
            self._paste = None
            self.banner.hide()
            self.model.offer({})
            QTimer.singleShot(0, self.view, self.view.setFocus)

    def _escape(self) -> None:
        """Leave the nearest thing: a paste, a message, an unread text, the selection."""
        row, at = self.view.spot
        if self._paste is not None:
            self._end_paste()
        elif self.banner.isVisible():
            self.banner.hide()
        elif row >= 0 and self.model.unread(row, at) is not None:
            self.model.keep_unread({self.model.place(row, at): None})
        elif row >= 0:
            self.view.go(row, at)

    def _refuse(self, why: str) -> None:
        self.banner.say("error", why, (self.model.spoken.say("Close"), self.banner.hide))

    # --- Search ---------------------------------------------------------------------------------

    def _find(self, *, by_row: bool) -> None:
        self.find_bar.open(self.view.spot, by_row=by_row)

    def _to_problem(self, step: int) -> None:
        """Go to the next text that cannot be read, or the one before, round the end."""
        spots = self.model.problems()
        if not spots:
            return
        here = self.view.spot
        if step > 0:
            self.view.go(*next((spot for spot in spots if spot > here), spots[0]))
        else:
            self.view.go(*next((spot for spot in reversed(spots) if spot < here), spots[-1]))
