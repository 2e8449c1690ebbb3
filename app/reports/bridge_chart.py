"""A bridge as a figure for paper: rows from one total to the other, each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports import pictures
from app.reports.rounding import whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.reports.bridge_told import Told
    from app.reports.look import Look

_ROW, _HEAD_AND_FOOT = 26, 118  # pixels
_WIDTH = 720
_TOTALS = 2


def figure(told: Told, look: Look) -> Figure:
    """Draw a bridge in rows; they read from the side where the language begins."""
    rows = len(told.steps) + _TOTALS
    made, axes = pictures.rows_of(look, (_WIDTH, _HEAD_AND_FOOT + rows * _ROW))
    _draw(axes, told, look)
    pictures.write_around(made, look, told.table)
    return made


def _draw(axes: Axes, told: Told, look: Look) -> None:
    language = look.language
    start, level = whole(told.start), whole(told.start)
    spans = [(0, start, "total", language.number(start))]
    for step, change in zip(told.steps, told.changes(), strict=True):
        tone = "exit" if told.worsens(step) else "entry"
        spans.append((level, level + change, tone, language.signed(change)))
        level += change
    spans.append((0, level, "total", language.number(level)))
    names = [told.ends[0].name, *(step.name for step in told.steps), told.ends[1].name]
    for at, (first, last, tone, written) in enumerate(spans):
        low, high = sorted((first, last))
        share = look.measure("bar_height_share")
        axes.barh(at, high - low, share, low, color=look.colour(tone))
        pictures.write_beyond(axes, look, (high, at), written, strong=tone == "total")
        if at + 1 < len(spans):
            line, thin = look.colour("axis_line"), look.stroke("line_zero")
            axes.plot([last, last], [at, at + 1], color=line, linewidth=thin)
    pictures.name_rows(axes, look, names)
    axes.axvline(0, color=look.colour("axis_line"), linewidth=look.stroke("line_zero"))
