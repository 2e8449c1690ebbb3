"""The item model of the heat table: values of the reference, and what each scenario changes."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.reports.comparison import CHANGE
from app.reports.table import Kind, bare, printed, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reports.compared import Compared
    from app.reports.table import Table

_Index = QModelIndex | QPersistentModelIndex
Span = tuple[float, float]
HEAT = Qt.ItemDataRole.UserRole + 1  # a Heat, for a cell of differences
SPREAD = Qt.ItemDataRole.UserRole + 2  # a Spread, for the cell of ranges
NUMBERS = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_TEXTS = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Heat:
    """How a difference is painted.

    better: whether people are gained, None for no difference. strength: from 0 to 1, of the
    largest in the table. strongest: of its row, alone. climb: ranks nearer to the worst off.
    """

    better: bool | None
    strength: float
    strongest: bool
    climb: int


@dataclass(frozen=True)
class Spread:
    """The ranges of a territory: of each scenario its mark, its span and its central value."""

    marks: tuple[str, ...]
    spans: tuple[Span | None, ...]
    values: tuple[float | None, ...]


class HeatModel(QAbstractTableModel):
    """Shows a comparison, either its territories or their total."""

    def __init__(self, *, total: bool) -> None:
        """Start empty."""
        super().__init__()
        self._total = total
        self.asked: Compared | None = None
        self.table: Table | None = None
        self.mark: Callable[[str], object] = lambda _mark: None  # makes the picture of a mark
        self.whole = False  # with the names of scenarios, and a column of ranges at the end
        self._texts: tuple[tuple[str, ...], ...] = ()
        self._heats: dict[tuple[int, int], Heat] = {}

    def show(self, asked: Compared, table: Table, *, whole: bool) -> None:
        """Show another comparison; the table is what `by_place` makes of it."""
        self.beginResetModel()
        self.asked, self.table, self.whole = asked, table, whole
        self._texts = printed(table, asked.language)
        self._heats = heats(asked, table)
        self.endResetModel()

    @property
    def places(self) -> tuple[str, ...]:
        """The territories of the rows."""
        if self.asked is None:
            return ()
        count = len(self.asked.parts)
        return self.asked.places[count:] if self._total else self.asked.places[:count]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the territories."""
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the columns of the table, and that of ranges."""
        if parent.isValid() or self.table is None:
            return 0
        return len(self.table.columns) + int(self.whole)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell says, on which side, and how it is painted."""
        if not index.isValid() or self.asked is None or self.table is None:
            return None
        row, column = self._row(index.row()), index.column()
        if column == len(self.table.columns):
            return self._of_ranges(row, role)
        answers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._texts[row][column],
            Qt.ItemDataRole.TextAlignmentRole: lambda: int(NUMBERS if column else _TEXTS),
            HEAT: lambda: self._heats.get((row, column)),
            Qt.ItemDataRole.ToolTipRole: lambda: self._about(row, column),
            Qt.ItemDataRole.AccessibleDescriptionRole: lambda: self._about(row, column),
        }
        return answers[role]() if role in answers else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the heading of a column; the whole name of a scenario waits under the hand."""
        if orientation is not Qt.Orientation.Horizontal or self.table is None:
            return None
        if self.asked is None:
            return None
        if section == len(self.table.columns):
            say, share = self.asked.language.say, self.asked.language.percent(0.8)
            return say("{share} ranges", share=share) if _says(role) else None
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return self.asked.names[section - 1]
        if role == Qt.ItemDataRole.DecorationRole and section > 1:
            return self.mark(self.asked.marks[section - 1])
        return self.heading(section) if _says(role) else None

    def heading(self, section: int) -> str:
        """Return the heading of a column of the table."""
        if self.table is None or self.asked is None:
            return ""
        named = self.whole and section > 1
        return self.asked.names[section - 1] if named else self.table.columns[section].heading

    def text(self, row: int, column: int) -> str:
        """Return a cell as it is written."""
        return self._texts[self._row(row)][column]

    def rows_as_text(self, rows: list[int]) -> str:
        """Return rows and the total as a spreadsheet takes them from the clipboard."""
        if self.asked is None or self.table is None:
            return ""
        cells = printed(self.table, self.asked.language, bare)
        last = range(len(self.asked.parts), len(cells))
        headings = [self.table.columns[0].heading, *self.asked.names]
        return "\n".join(
            "\t".join(line) for line in [headings, *(cells[r] for r in [*rows, *last])]
        )

    def _row(self, row: int) -> int:
        """Return a row of the whole table."""
        return row + (len(self.asked.parts) if self._total and self.asked is not None else 0)

    def _of_ranges(self, row: int, role: int) -> Any:  # noqa: ANN401
        """Return the ranges of a territory, to be painted or read."""
        if self.asked is None:
            return None
        place, count = self.asked.places[row], len(self.asked.names)
        if role == SPREAD:
            return Spread(
                self.asked.marks,
                tuple(self.asked.span(n, place) for n in range(count)),
                tuple(self.asked.value(n, place) for n in range(count)),
            )
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ranges_in_words(self.asked, place)
        return None

    def _about(self, row: int, column: int) -> str | None:
        """Return what is behind a cell: the value itself, and its rank."""
        asked = self.asked
        if asked is None or not column:
            return None
        scenario, place = column - 1, asked.places[row]
        value = written(asked.value(scenario, place), asked.kind, asked.language)
        said = [asked.language.say("{name}: {value}", name=asked.names[scenario], value=value)]
        if place in asked.found.places and asked.has_parts:
            at = asked.found.places.index(place)
            rank = asked.found.ranks(scenario, asked.reading, asked.year)[at]
            if rank is not None:
                say, n = asked.language.say, len(asked.found.places)
                said.append(say("Rank {rank} of {n} from the worst off", rank=rank, n=n))
        return "\n".join(said)


def _says(role: int) -> bool:
    return role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}


def ranges_in_words(asked: Compared, place: str) -> str:
    """Return the ranges of a territory, a line for each scenario."""
    say, said = asked.language.say, []
    for n, name in enumerate(asked.names):
        span = asked.span(n, place)
        if span is None:
            return ""
        low, high = (written(end, asked.kind, asked.language) for end in span)
        said.append(say("{name}: from {low} to {high}", name=name, low=low, high=high))
    return "\n".join(said)


def heats(asked: Compared, table: Table) -> dict[tuple[int, int], Heat]:
    """Return how each difference is painted, by its row and column in the table."""
    columns = [at for at, column in enumerate(table.columns) if column.key.startswith(CHANGE)]
    sizes = [
        abs(value)
        for row in table.rows[: len(asked.parts)]
        for value in (row[at] for at in columns)
        if isinstance(value, int | float)
    ]
    most, found = max(sizes, default=0.0), {}
    climbs = [_climbs(asked, n) for n in range(len(asked.names))]
    for number, row in enumerate(table.rows):
        own = [
            abs(value) for value in (row[at] for at in columns) if isinstance(value, int | float)
        ]
        for at in columns:
            value = row[at]
            if not isinstance(value, int | float):
                continue
            seen = _is_seen(value, table.columns[at].kind)
            better = (value < 0) == asked.reading.worst_is_high if seen else None
            found[number, at] = Heat(
                better,
                min(abs(value) / most, 1.0) if most else 0.0,
                seen and _stands_out(value, own),
                climbs[at - 1].get(asked.places[number], 0),
            )
    return found


def _stands_out(value: float, row: list[float]) -> bool:
    """Tell whether a difference is the largest of its row; where several are, none stands out."""
    most = max(row)
    return abs(value) == most and sum(isclose(size, most) for size in row) == 1


def _is_seen(value: float, kind: Kind) -> bool:
    """Tell whether a difference is more than a zero once it is written."""
    steps = {Kind.CHANGE: 0.5, Kind.CHANGE_PER_10_000: 0.05, Kind.POINTS: 0.0005}
    return abs(value) >= steps[kind]


def _climbs(asked: Compared, scenario: int) -> dict[str, int]:
    found = asked.found.climbs(scenario, asked.reading, asked.year)
    return {place: climb or 0 for place, climb in zip(asked.found.places, found, strict=True)}
