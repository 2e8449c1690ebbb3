"""Charts as they leave the program: with title, question and sources, on white, and their data."""

from __future__ import annotations

import csv
import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports import charts
from app.reports.look import DPI
from app.reports.plate import Size
from app.reports.table import bare, bare_heading, printed
from app.reports.year_chart import YearChart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.language import Language
    from app.reports.look import Look
    from app.reports.plate import Make
    from app.reports.table import Table
    from app.reports.year_chart import Shown

_PRINT_DPI = 300
_WIDTH, _HEIGHT = 720, 440  # pixels of the screen
_HEAD, _FOOT, _SIDE = 58, 34, 14
_ROWS_HEAD, _ROWS_FOOT = 66, 44
_LETTERS_A_LINE, _LETTERS_A_NAME = 118, 30
_NAMES, _BEYOND = 200, 70  # pixels beside the bars of rows: their names, the last numbers


@dataclass(frozen=True)
class Copies:
    """A chart in the two forms that other programs take."""

    png: bytes
    svg: bytes


def copies(table: Table, look: Look, shown: Shown) -> Copies:
    """Draw a chart for paper: sharp enough to print, and as lines that can be enlarged."""
    return of_figure(titled(table, look, shown))


def copies_of(make: Make, table: Table, look: Look) -> Copies:
    """Draw any figure for paper, between the title and the sources of its table."""
    figure = make(look, Size(_WIDTH, _HEIGHT, _HEAD, _FOOT))
    write_around(figure, look, table)
    return of_figure(figure)


def titled(table: Table, look: Look, shown: Shown) -> Figure:
    """Return the chart between its title and its sources."""
    if len(table.rows) > 1:
        chart = YearChart(table, look, shown)
        chart.fit(_WIDTH, _HEIGHT, words=(_HEAD, _FOOT))
        figure = chart.figure
    else:
        figure = charts.one_year(table, look)
        figure.set_size_inches(_WIDTH / DPI, _HEIGHT / DPI)
        figure.set_layout_engine(None)
        figure.subplots_adjust(0.1, 0.16, 0.96, 1 - _HEAD / _HEIGHT)
    write_around(figure, look, table)
    return figure


def as_csv(table: Table, language: Language) -> bytes:
    """Return the table as a spreadsheet of the language opens it."""
    stream = io.StringIO()
    sign = "," if language.code == "en" else ";"
    writer = csv.writer(stream, delimiter=sign, lineterminator="\r\n")
    writer.writerow([bare_heading(column.heading) for column in table.columns])
    writer.writerows(printed(table, language, bare))
    return stream.getvalue().encode("utf-8-sig")


def as_text(table: Table, language: Language) -> str:
    """Return the table as a spreadsheet takes it from the clipboard."""
    headings = "\t".join(bare_heading(column.heading) for column in table.columns)
    return "\n".join([headings, *("\t".join(row) for row in printed(table, language, bare))])


def write_around(figure: Figure, look: Look, table: Table) -> None:
    """Write title, question and sources from the side where reading begins."""
    leading = look.language.direction == "ltr"
    width, height = (inches * DPI for inches in figure.get_size_inches())
    x = _SIDE / width if leading else 1 - _SIDE / width
    side = "left" if leading else "right"
    title = look.text(look.surface("text"), strong=True) | {"fontsize": look.points(15)}
    quiet = look.text(look.colour("axis")) | {"fontsize": look.points(look.measure("tick_px"))}
    whole = look.language.whole
    figure.text(x, 1 - 10 / height, whole(table.title), ha=side, va="top", **title)
    figure.text(x, 1 - 34 / height, whole(table.subtitle), ha=side, va="top", **quiet)
    sources = look.language.list_of(table.sources)
    if sources:
        said = look.language.say("Source: {source}", source=sources)
        lines = textwrap.wrap(said, _LETTERS_A_LINE)[:2]
        figure.text(x, 6 / height, "\n".join(map(whole, lines)), ha=side, va="bottom",
                    multialignment=side, linespacing=0.9, **quiet)  # fmt: skip


# --- Rows of bars ---------------------------------------------------------------------------------


def rows_of(look: Look, size: tuple[int, int], head: int = _ROWS_HEAD) -> tuple[Figure, Axes]:
    """Return an empty figure with a place for rows between its head and its sources, pixels."""
    width, height = size
    figure, axes = look.blank(width / DPI, height / DPI)
    figure.set_layout_engine(None)
    names = (_NAMES, _BEYOND) if look.language.direction == "ltr" else (_BEYOND, _NAMES)
    sides = (names[0] / width, 1 - names[1] / width)
    figure.subplots_adjust(sides[0], _ROWS_FOOT / height, sides[1], 1 - head / height)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    return figure, axes


def name_rows(axes: Axes, look: Look, names: Sequence[str]) -> None:
    """Name the rows from top to bottom on the side where reading begins; bars grow from there."""
    texts = [look.language.whole("\n".join(textwrap.wrap(name, _LETTERS_A_NAME))) for name in names]
    ends = "left" if look.language.direction == "rtl" else "right"
    axes.set_yticks(range(len(names)), texts, multialignment=ends)
    axes.set_ylim(len(names) - 0.5, -0.5)
    if look.language.direction == "rtl":
        axes.yaxis.tick_right()
        axes.invert_xaxis()


def write_beyond(
    axes: Axes, look: Look, end: tuple[float, float], written: str, *, strong: bool
) -> None:
    """Write a number just beyond the end of its bar."""
    rightwards = (end[0] >= 0) == (look.language.direction == "ltr")
    axes.annotate(
        written, end, (4 if rightwards else -4, 0), textcoords="offset points", va="center",
        ha="left" if rightwards else "right", **look.text(look.surface("text"), strong=strong),
    )  # fmt: skip


def of_figure(figure: Figure) -> Copies:
    """Return a figure in the two forms that other programs take."""
    return Copies(_saved(figure, "png"), _saved(figure, "svg"))


def _saved(figure: Figure, form: str) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format=form, dpi=_PRINT_DPI, facecolor=figure.get_facecolor())
    return stream.getvalue()
