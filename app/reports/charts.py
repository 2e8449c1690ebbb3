"""Tables as figures: stock and need, entries and exits, the age pyramid, territories in order.

A figure says nothing that its table does not hold. Time runs from left to right in the three
languages; lines differ by dash and bars by hatch, so that no meaning rests on colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.look import Look, Mode
from app.reports.movement import ENTRIES, EXITS
from app.reports.table import Kind
from app.reports.year_chart import SHADE, YearChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.language import Language
    from app.reports.table import Table

_ROOM = 1.14  # above the highest value, for its label
_BAR = 0.62
_TINTS = (0.95, 0.7, 0.48, 0.32, 0.2)
_HATCHES = ("", "", "////", "", "....", "\\\\\\\\", "xxxx")  # with the tints: 35 looks


def stock_and_need(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw stock and need by year with the deficit shaded between them; one year as bars."""
    look = Look(language, mode)
    return one_year(table, look) if len(table.rows) == 1 else YearChart(table, look).figure


def _years(table: Table) -> list[int]:
    return [int(year) for year in _full(table, "year")]


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


def movement(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw entries above the line and exits under it, stacked by kind, and their balance."""
    look = Look(language, mode)
    figure, axes = look.blank(height=4.6)
    years = _years(table)
    _stack(axes, look, table, years, sign=1)
    _stack(axes, look, table, years, sign=-1)
    net = [a - b for a, b in zip(_full(table, "entries"), _full(table, "exits"), strict=True)]
    colour = look.colour("need")
    axes.plot(years, net, color=colour, marker="D", markersize=4, label=language.say("Balance"))
    axes.axhline(0, color=look.colour("axis_line"), linewidth=look.measure("line_zero"))
    look.grid(axes, "y")
    look.numbers(axes, "y")
    look.years(axes, years)
    _legend(figure, axes, look)
    return figure


def _stack(axes: Axes, look: Look, table: Table, years: Sequence[int], *, sign: int) -> None:
    """Draw one side, the largest kind next to the line."""
    known = ENTRIES if sign > 0 else EXITS
    kinds = [column for column in table.columns if column.key in known]
    kinds.sort(key=lambda column: -sum(_full(table, column.key)))
    colour = look.colour("entry" if sign > 0 else "exit")
    base = [0.0] * len(years)
    for at, column in enumerate(kinds):
        heights = [sign * value for value in _full(table, column.key)]
        axes.bar(
            years, heights, _BAR, base, color=(colour, _TINTS[at % len(_TINTS)]),
            hatch=_HATCHES[at % len(_HATCHES)], edgecolor=look.surface("surface"), linewidth=0.6,
            label=column.heading,
        )  # fmt: skip
        base = [a + b for a, b in zip(base, heights, strict=True)]


def _legend(figure: Figure, axes: Axes, look: Look) -> None:
    """Name the kinds under the chart, in two or three columns."""
    handles, names = axes.get_legend_handles_labels()
    if not handles:
        return
    legend = figure.legend(
        handles, names, loc="outside lower center", ncols=3, frameon=False, handlelength=1.1,
        prop={"family": list(look.families), "size": look.points(look.measure("tick_px"))},
    )  # fmt: skip
    for text in legend.get_texts():
        text.set_color(look.colour("axis"))


def pyramid(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw women on the left and men on the right, the youngest at the bottom."""
    look = Look(language, mode)
    figure, axes = look.blank(height=4.6)
    groups = [str(group) for group in table.values("age_group")]
    women, men = _full(table, "women"), _full(table, "men")
    places = range(len(groups))
    axes.barh(places, [-value for value in women], 0.8, color=look.colour("women"))
    axes.barh(places, men, 0.8, color=look.colour("men"))
    widest = max([*women, *men, 1.0]) * 1.05
    axes.set_xlim(-widest, widest)
    axes.set_yticks(list(places), groups)
    if language.direction == "rtl":
        axes.yaxis.tick_right()
    axes.axvline(0, color=look.surface("surface"), linewidth=1)
    look.grid(axes, "x")
    look.numbers(axes, "x")
    for side, key, colour in ((-1, "women", "women"), (1, "men", "men")):
        heading = next(column.heading for column in table.columns if column.key == key)
        total = look.language.number(sum(_full(table, key)))
        text = look.language.say("{name} {value}", name=heading, value=total)
        axes.text(
            0.5 + side * 0.25, 1.02, language.whole(text), transform=axes.transAxes, ha="center",
            **look.text(look.colour(colour), strong=True),
        )  # fmt: skip
    return figure


def territories(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw the last year of a table of territories as bars, the largest value first."""
    look = Look(language, mode)
    rows = table.rows[:-1] if len(table.rows) > 1 else table.rows
    pairs = [(str(row[0]), row[-1]) for row in rows if isinstance(row[-1], int | float)]
    pairs.sort(key=lambda pair: float(pair[1]))
    figure, axes = look.blank(height=0.9 + 0.29 * len(pairs))
    names, values = [name for name, _ in pairs], [float(value) for _, value in pairs]
    axes.barh(names, values, _BAR, color=[look.colour(_tone(value)) for value in values])
    if language.direction == "rtl":  # bars grow from their names, where reading begins
        axes.yaxis.tick_right()
        axes.invert_xaxis()
    for at, value in enumerate(values):
        _value_at_end(axes, look, table.columns[-1].kind, (value, at))
    axes.margins(x=0.12)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    return figure


def _value_at_end(axes: Axes, look: Look, kind: Kind, end: tuple[float, int]) -> None:
    """Write a bar's value just outside its end."""
    value, language = end[0], look.language
    written = language.percent(value) if kind is Kind.SHARE else language.number(value)
    rightwards = (value >= 0) == (language.direction == "ltr")
    axes.annotate(
        written, end, (4 if rightwards else -4, 0), textcoords="offset points", va="center",
        ha="left" if rightwards else "right", **look.text(look.colour("axis")),
    )  # fmt: skip


def _tone(value: float) -> str:
    return "deficit" if value >= 0 else "surplus"
