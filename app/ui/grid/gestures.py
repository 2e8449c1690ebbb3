"""What a person does to cells: each gesture is read here and handed to the page in one piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.problems import Problem
from app.ui.grid.clipboard import Paste, Spot, parsed, planned
from app.ui.grid.columns import Change, Rect
from app.ui.grid.model import Typed
from app.ui.grid.texts import read

if TYPE_CHECKING:
    from app.reports.table import Cell
    from app.ui.grid.columns import Keep
    from app.ui.grid.model import GridModel


class Gestures:
    """Reads texts into values, keeps aside what cannot be read, and asks the page to keep all."""

    def __init__(self, model: GridModel, keep: Keep, refused: Callable[[str], None]) -> None:
        """Take what keeps the changes of a gesture and what tells why they were refused."""
        self._model, self._keep, self._refused = model, keep, refused
        model.type_in = self.type_in

    def type_in(self, row: int, at: int, text: str) -> None:
        """Take what was typed in one cell; what is refused stays there, with the reason."""
        value, unread = self._read((row, at), text)
        if unread is None and self._same((row, at), value):
            self._set_aside({(row, at): None})
        elif unread is None:
            why = self._keep((self._change((row, at), value),))
            unread = Typed(text.strip(), why) if why else None
            self._set_aside({(row, at): unread})
        else:
            self._set_aside({(row, at): unread})

    def clear(self, areas: Sequence[Rect]) -> None:
        """Empty all cells that can be typed in."""
        self._give({spot: self._model.columns[spot[1]].empty for spot in self._editable(areas)})

    def fill(self, areas: Sequence[Rect], *, down: bool) -> None:
        """Repeat the first row (or column) of each area; of a single one, the one before it."""
        values = {}
        for area in areas:
            first, rest = _first(area, down=down)
            if down:
                first = self._counted(first, 1 if area.height > 1 else -1)
            for row, at in self._editable([rest]):
                from_spot = (first, at) if down else (row, first)
                if first >= 0:
                    values[row, at] = self._model.value(*from_spot)
        self._give({spot: value for spot, value in values.items() if self._fits(spot, value)})

    def plan(self, text: str, place: Rect) -> Paste:
        """Find out what pasting a text would do."""
        return planned(self._model, parsed(text), place)

    def paste(self, paste: Paste) -> None:
        """Keep what a paste brings; texts that are no values stay in their cells."""
        self._give(paste.values, paste.unread)

    def _give(
        self, values: Mapping[Spot, Cell], unread: Mapping[Spot, Typed] | None = None
    ) -> None:
        """Hand values over in one gesture; nothing changes when the page refuses."""
        aside: dict[Spot, Typed | None] = {**dict.fromkeys(values), **(unread or {})}
        changes = [self._change(*one) for one in values.items() if not self._same(*one)]
        places = {self._model.place(*spot): text for spot, text in aside.items()}
        why = self._keep(tuple(changes)) if changes else None
        if why:
            self._refused(why)
        else:
            self._model.keep_unread(places)

    def _set_aside(self, texts: Mapping[Spot, Typed | None]) -> None:
        self._model.keep_unread({self._model.place(*spot): text for spot, text in texts.items()})

    def _read(self, spot: Spot, text: str) -> tuple[Cell, Typed | None]:
        model = self._model
        try:
            return read(text, model.columns[spot[1]], model.kind(*spot), model.spoken), None
        except Problem as problem:
            return None, Typed(text.strip(), model.spoken.problem(problem))

    def _same(self, spot: Spot, value: Cell) -> bool:
        return self._model.value(*spot) == value

    def _change(self, spot: Spot, value: Cell) -> Change:
        row, key = self._model.place(*spot)
        return Change(row, key, value)

    def _fits(self, spot: Spot, value: Cell) -> bool:
        """Say whether a value from another cell is of the kind of this one."""
        column = self._model.columns[spot[1]]
        if column.choices:
            return value in column.choices
        return value is None or isinstance(value, str) == (self._model.kind(*spot) == "text")

    def _counted(self, row: int, step: int) -> int:
        """Return the next row from here that is no subtotal of others, or −1."""
        subtotals = self._model.rows.subtotals
        while 0 <= row < self._model.rowCount() and self._model.source(row) in subtotals:
            row += step
        return row if row < self._model.rowCount() else -1

    def _editable(self, areas: Sequence[Rect]) -> Iterator[Spot]:
        for area in areas:
            columns = [
                at for at in range(area.left, area.right + 1) if self._model.columns[at].editable
            ]
            for row in range(area.top, area.bottom + 1):
                yield from ((row, at) for at in columns if self._model.can_edit(row, at))


def _first(area: Rect, *, down: bool) -> tuple[int, Rect]:
    """Return the row or column that is repeated, and the cells that it is repeated in."""
    if down:
        first = area.top if area.height > 1 else area.top - 1
        return first, Rect(first + 1, area.left, area.bottom, area.right)
    first = area.left if area.width > 1 else area.left - 1
    return first, Rect(area.top, first + 1, area.bottom, area.right)
