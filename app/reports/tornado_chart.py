"""Assumptions as bars: by how much a result changes with each at its low and at its high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports import legend_row
from app.reports.bar_rows import BarRows
from app.reports.legend_row import Key
from app.reports.plate import Plate
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size

_SIDE, _TOP, _GAP = 8, 4, 6
_HATCH = "////"
_LOW, _HIGH = 0.5, 0.95  # how strong the two tints are


@dataclass(frozen=True)
class Swing:
    """An assumption, and the change of the result at its low and at its high; None: not known."""

    name: str
    low: float | None
    high: float | None

    @property
    def changes(self) -> list[float]:
        """The changes that are known."""
        return [change for change in (self.low, self.high) if change is not None]


def figure(data: Sequence[Swing], look: Look, size: Size) -> Figure:
    """Draw the bars around no change, the changes written at both ends."""
    plate, language = Plate(look, size), look.language
    colour = look.colour("deficit")
    edge = look.surface("surface")
    styles = {
        "low": {"facecolor": (colour, _LOW), "hatch": _HATCH, "edgecolor": edge, "linewidth": 0},
        "high": {"facecolor": (colour, _HIGH), "linewidth": 0},
    }
    keys = [
        Key(language.say("All values low"), styles["low"], filled=True),
        Key(language.say("All values high"), styles["high"], filled=True),
    ]
    inner = plate.room.within(_SIDE, _TOP, _SIDE, 0)
    legend_row.draw(plate, keys, inner)
    top = _TOP + legend_row.height(plate, keys, inner.width) + _GAP
    every = [0.0, *(change for one in data for change in one.changes)]
    said = [written(change, Kind.CHANGE, language) for change in every]
    beside = max(plate.width(text, "label_px", strong=True) for text in said) + _SIDE
    ends = (min(every), max(every)) if max(every) > min(every) else (-1.0, 1.0)
    rows = BarRows(plate, [one.name for one in data], ends, (beside, beside), top)
    rows.names()
    for row, one in enumerate(data):
        for key, change in (("low", one.low), ("high", one.high)):
            if change is not None:
                rows.bar(row, (0.0, change), **styles[key])
        for change in {max(one.changes, default=0.0), min(one.changes, default=0.0)} - {0.0}:
            text = written(change, Kind.CHANGE, language)
            rows.word(row, change, text, look.surface("text"), before=change < 0)
    rows.rule(0.0, look.colour("axis"))
    return plate.figure
