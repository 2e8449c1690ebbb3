"""Tables as figures: stock and need, entries and exits, the age pyramid, territories in order.

A figure says nothing that its table does not hold. Time runs from left to right in the three
languages; lines differ by dash and bars by hatch, so that no meaning rests on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.line_labels import LIFT_ABOVE, Settling
from app.reports.look import Look, Mode
from app.reports.movement import ENTRIES, EXITS
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation

    from app.language import Language
    from app.reports.table import Table

_SHADE = 0.16
_ROOM = 1.14  # above the highest value, for its label
_BAR = 0.62
_LABEL_REACH = 0.25  # part of the width that a label at the end of a line covers
_TINTS = (0.95, 0.7, 0.48, 0.32, 0.2)
_HATCHES = ("", "", "////", "", "....", "\\\\\\\\", "xxxx")  # with the tints: 35 looks


@dataclass(frozen=True)
class Series:
    """A line of a chart: its name, its values by year, and how it is told from the others."""

    name: str
    values: Sequence[float]
    colour: str
    dash: tuple[float, float] | None = None


def stock_and_need(table: Table, language: Language, mode: Mode = "light") -> Figure:
    """Draw stock and need by year with the deficit shaded between them; one year as bars."""
    if len(table.rows) == 1:
        return _bars(table, language, mode)
    look = Look(language, mode)
    figure, axes = look.blank()
    years = _years(table)
    stock = Series(language.say("Stock"), _full(table, "stock"), look.colour("stock"))
    drawn = [stock]
    if all(value is not None for value in table.numbers("need")):
        wide, gap = look.measure_pair("dash_need")
        need = Series(
            language.say("Need"), _full(table, "need"), look.colour("need"), (wide, gap)
        )
        drawn.append(need)
        _shade(axes, look, years, stock, need)
    for series in drawn:
        _line(axes, look, years, series)
    _name_lines(axes, look, years, drawn)
    look.years(axes, years)
    _finish(axes, look, max(max(series.values) for series in drawn))
    return figure


def _years(table: Table) -> list[int]:
    return [int(year) for year in _full(table, "year")]


def _full(table: Table, key: str) -> list[float]:
    """Return a column of numbers; what is not known is drawn as zero."""
    return [value or 0.0 for value in table.numbers(key)]


def _line(axes: Axes, look: Look, years: Sequence[int], series: Series) -> None:
    style = (0, series.dash) if series.dash else "-"
    ends = [0, len(years) - 1]
    axes.plot(
        years, series.values, color=series.colour, linewidth=look.measure("line"), linestyle=style,
        marker="o", markersize=4.5, markevery=ends, solid_capstyle="round", label=series.name,
        clip_on=False, zorder=3,
    )  # fmt: skip


def _shade(axes: Axes, look: Look, years: Sequence[int], stock: Series, need: Series) -> None:
    """Fill what lies between: vermillion where people are lacking, green where there are more."""
    low, high = list(stock.values), list(need.values)
    lacking = [a <= b for a, b in zip(low, high, strict=True)]
    for where, name in ((lacking, "deficit"), ([not at for at in lacking], "surplus")):
        axes.fill_between(
            years, low, high, where=where, interpolate=True, color=look.colour(name),
            alpha=_SHADE, linewidth=0,
        )  # fmt: skip


def _name_lines(axes: Axes, look: Look, years: Sequence[int], drawn: Sequence[Series]) -> None:
    """Write each line's name and last value at its end, and its first value at its start.

    Where the labels lie is decided when the chart is drawn, by the pixels that there are.
    """
    ends, starts = [], []
    for series in drawn:
        value = look.language.number(series.values[-1])
        text = look.language.say("{name} {value}", name=series.name, value=value)
        ends.append(_label(axes, look, (years[-1], series.values[-1]), text, series.colour))
        first = look.language.number(series.values[0])
        starts.append(
            axes.annotate(
                first, (years[0], series.values[0]), (0, LIFT_ABOVE),
                textcoords="offset points", ha="left", **look.text(series.colour),
            )
        )  # fmt: skip
    between = _name_gap(axes, look, years[-1], drawn) if len(drawn) > 1 else None
    reach = max(1, round(len(years) * _LABEL_REACH))
    rising = [one.values[-1] >= one.values[-1 - reach] for one in drawn]
    falling = [one.values[0] >= one.values[reach] for one in drawn]
    axes.add_artist(Settling(axes, ends, rising, between))
    axes.add_artist(Settling(axes, starts, falling))


def _name_gap(axes: Axes, look: Look, year: int, drawn: Sequence[Series]) -> Annotation:
    """Write the last deficit or surplus between the two lines."""
    stock, need = (series.values[-1] for series in drawn)
    say = look.language.say
    lacks = need >= stock
    name, word = ("deficit", say("Deficit")) if lacks else ("surplus", say("Surplus"))
    text = say("{name} {value}", name=word, value=look.language.number(abs(need - stock)))
    return _label(axes, look, (year, (stock + need) / 2), text, look.colour(name))


def _label(
    axes: Axes, look: Look, place: tuple[float, float], text: str, colour: str
) -> Annotation:
    """Write a label that ends at a point, inside the frame."""
    return axes.annotate(
        look.language.whole(text), place, (-2, 0), textcoords="offset points", ha="right",
        va="center", bbox=look.ground(), **look.text(colour, strong=True),
    )  # fmt: skip


def _bars(table: Table, language: Language, mode: Mode) -> Figure:
    """Draw one year: stock and need as bars, and between them what lies between them."""
    look = Look(language, mode)
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
        face = (colour, 1.0 if not hatch else _SHADE * 2)
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
    if language.direction == "rtl":
        axes.invert_xaxis()  # bars grow from their names, where reading begins
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
