"""Stock and need as a figure: lines over the years, or the bars of a single year.

A figure says nothing that its table does not hold. Lines differ by dash and bars by hatch, so that
no meaning rests on colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.look import Look, Mode
from app.reports.year_chart import SHADE, YearChart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.language import Language
    from app.reports.table import Table

_ROOM = 1.14  # above the highest value, for its label
_BAR = 0.62


def stock_and_need(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw stock and need by year with the deficit shaded between them; one year as bars."""
    look = Look(language, mode)
    return one_year(table, look) if len(table.rows) == 1 else YearChart(table, look).figure


def _full(table: Table, key: str) -> list[float]:
    """Return a column of numbers; what is not known is drawn as zero."""
    return [value or 0.0 for value in table.numbers(key)]


def one_year(table: Table, look: Look) -> Figure:
    """Draw one year: stock and need as bars, and between them what lies between them."""
    language = look.language
    figure, axes = look.blank()
    stock, need = _full(table, "stock")[0], table.numbers("need")[0]
    bars = [(language.say("Stock"), 0.0, stock, look.colour("stock"), "")]
    if need is not None:
        lacks = need >= stock
        name, tone = (
            (language.say("Deficit"), "deficit") if lacks else (language.say("Surplus"), "surplus")
        )
        low, high = sorted((stock, need))
        bars.append((name, low, high, look.colour(tone), "////"))
        bars.append((language.say("Need"), 0.0, need, look.colour("need"), ""))
    for at, (_, low, high, colour, hatch) in enumerate(bars):
        face = (colour, 1.0 if not hatch else SHADE * 2)
        axes.bar(at, high - low, _BAR, low, color=face, hatch=hatch, edgecolor=colour, linewidth=0)
        axes.annotate(
            language.number(high - low), (at, high), (0, 4), textcoords="offset points",
            ha="center", **look.text(colour, strong=True),
        )  # fmt: skip
    axes.set_xticks(range(len(bars)), [language.whole(bar[0]) for bar in bars])
    if language.direction == "rtl":
        axes.invert_xaxis()
    _finish(axes, look, max(bar[2] for bar in bars))
    return figure


def _finish(axes: Axes, look: Look, top: float) -> None:
    """Leave room above the highest value, and quiet lines to read the others by."""
    look.grid(axes, "y")
    look.numbers(axes, "y")
    axes.set_ylim(0, top * _ROOM if top else 1)
