"""Places by value, the highest first, each with its norm and its 80 % range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.bar_rows import BarRows
from app.reports.plate import Plate
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.table import Table

_SIDE = 8


@dataclass(frozen=True)
class Place:
    """A place with its value; norm and span (lowest, highest) are None where not known."""

    name: str
    value: float
    norm: float | None = None
    span: tuple[float, float] | None = None


@dataclass(frozen=True)
class Ranked:
    """Places of one measure; `measure` names its colour, chosen a place that stands out."""

    places: Sequence[Place]
    kind: Kind = Kind.PERSONS
    measure: str = "deficit"
    chosen: str = ""


def ranked_of(table: Table, measure: str) -> Ranked:
    """Return the last year of a table of territories, its total left out."""
    rows = table.rows[:-1] if table.has_total and len(table.rows) > 1 else table.rows
    places = [Place(str(row[0]), row[-1]) for row in rows if isinstance(row[-1], int | float)]
    return Ranked(places, table.columns[-1].kind, measure)


def figure(data: Ranked, look: Look, size: Size) -> Figure:
    """Draw a bar a place; a negative deficit is a surplus, in its colour and hatched."""
    plate = Plate(look, size)
    places = sorted(data.places, key=lambda one: -one.value)
    said = [written(one.value, data.kind, look.language) for one in places]
    beside = max((plate.width(text, "label_px", strong=True) for text in said), default=0.0)
    ends = _ends(places)
    lowest = beside + _SIDE if ends[0] < 0 else 0.0
    rows = BarRows(plate, [one.name for one in places], ends, (lowest, beside + _SIDE), 6)
    rows.names()
    for row, one in enumerate(places):
        tone = "surplus" if one.value < 0 and data.measure == "deficit" else data.measure
        colour = look.colour(tone)
        chosen = not data.chosen or one.name == data.chosen
        hatch = "////" if one.value < 0 else ""
        rows.bar(row, (0.0, one.value), facecolor=(colour, 1.0 if chosen else 0.55), hatch=hatch,
                 edgecolor=look.surface("surface"))  # fmt: skip
        if one.norm is not None:
            rows.tick(row, one.norm, look.colour("need"))
        if one.span is not None:
            rows.whisker(row, one.span, look.colour("need"))
        below = one.value < 0
        far = _reach(one, below=below)
        rows.word(row, far, said[row], look.surface("text"), before=below)
    rows.rule(0.0, look.colour("axis_line"))
    return plate.figure


def _reach(one: Place, *, below: bool) -> float:
    """Return how far a row reaches on the side of its value."""
    known: list[float] = [one.value, *(one.span or ())]
    if one.norm is not None:
        known.append(one.norm)
    return min(known) if below else max(known)


def _ends(places: Sequence[Place]) -> tuple[float, float]:
    """Return the values of the frame."""
    low = min((_reach(one, below=True) for one in places), default=0.0)
    high = max((_reach(one, below=False) for one in places), default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high > low else (0.0, 1.0)
