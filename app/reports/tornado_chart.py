"""A tornado as a figure for paper: each group of values from its low to its high."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Patch

from app.reports import pictures
from app.reports.rounding import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.table import Table
    from app.reports.tornado_rows import TornadoRow

_ROW, _HEAD, _FOOT = 32, 86, 46  # pixels
_WIDTH = 720
_LOW_TINT = 0.4
_AROUND = 0.14  # beside the longest bars, for their numbers


def figure(rows: Sequence[TornadoRow], table: Table, look: Look) -> Figure:
    """Draw the widest bars; the low of a group is pale, its high is full."""
    made, axes = pictures.rows_of(look, (_WIDTH, _HEAD + _FOOT + len(rows) * _ROW), _HEAD)
    for at, row in enumerate(rows):
        _draw(axes, look, at, row)
    pictures.name_rows(axes, look, [row.name for row in rows])
    axes.margins(x=_AROUND)
    _explain(axes, look)
    axes.axvline(0, color=look.colour("axis_line"), linewidth=look.stroke("line_zero"))
    pictures.write_around(made, look, table)
    return made


def _draw(axes: Axes, look: Look, at: int, row: TornadoRow) -> None:
    """Draw both ends of a group; on one side of the middle they stand one above the other."""
    share = look.measure("bar_height_share")
    for change, tint, place in ((row.low, _LOW_TINT, -1), (row.high, 1.0, 1)):
        if change is None:
            continue
        thick = share / 2 if row.one_sided else share
        middle = at + place * share / 4 if row.one_sided else at
        axes.barh(middle, change, thick, color=(look.colour("total"), tint))
        if whole(change):
            written = look.language.signed(change)
            pictures.write_beyond(axes, look, (change, middle), written, strong=False)


def _explain(axes: Axes, look: Look) -> None:
    """Say over the bars what is pale and what is full."""
    say, whole_text = look.language.say, look.language.whole
    texts = (say("All values low"), say("All values high"))
    keys = [Patch(color=(look.colour("total"), tint), linewidth=0) for tint in (_LOW_TINT, 1.0)]
    leading = look.language.direction == "ltr"
    legend = axes.legend(
        keys, [whole_text(text) for text in texts], ncols=2, frameon=False, handlelength=0.9,
        loc="lower left" if leading else "lower right", bbox_to_anchor=(0 if leading else 1, 0.98),
        prop={"family": list(look.families), "size": look.points(look.measure("tick_px"))},
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(look.colour("axis"))
