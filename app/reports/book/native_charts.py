"""The charts that live in the workbook and follow its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.reports import alternative
from app.reports.book.cells import clean
from app.reports.book.flows import BELOW
from app.reports.book.styles import LINE, SECOND, TEXT, font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook

    from app.reports.book.cells import Grid
    from app.reports.book.content import Content
    from app.reports.book.page import Page
    from app.reports.book.territories import Territories

STOCK, NEED, DEFICIT, SURPLUS = "#0072B2", "#3D3D3D", "#D55E00", "#2A9D8F"
ENTRY_TINTS = ("#0F6BA8", "#4A95C7", "#8FBFE0", "#08406B", "#C6DDF0", "#2F7FB5", "#A9CDE6")
EXIT_TINTS = (
    "#D55E00", "#EC7014", "#FB9A29", "#FEC44F", "#8C2D04",
    "#CC4C02", "#FEE391", "#A63603", "#F7B267", "#7F2704",
)  # fmt: skip

# Of each scenario by its mark: colour, dash and sign.
MARKS: Mapping[str, tuple[str, str, str]] = {
    "base": ("#3D3D3D", "solid", ""), "a": ("#0072B2", "solid", "circle"),
    "b": ("#D55E00", "dash", "square"), "c": ("#7A1F6B", "round_dot", "triangle"),
    "d": ("#2A9D8F", "long_dash_dot", "diamond"), "e": ("#7F6553", "square_dot", "x"),
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a chart stands, how large it is, and what it says to those who do not see it."""

    row: int
    column: int
    width: int
    height: int
    says: str


def stock_and_need(workbook: Workbook, page: Page, grid: Grid, place: Place) -> None:
    """Draw stock as a full line and need as a dashed one; of one year, two columns."""
    alone = len(page.content.years) == 1
    chart = _new(workbook, {"type": "column" if alone else "line"})
    say = page.content.language.say
    years = grid.down("year")
    shown = [("closing", say("Stock"), STOCK, "solid")]
    if page.content.covered:
        shown.append(("need", say("Need"), NEED, "dash"))
    for key, name, colour, dash in shown:
        look = _filled(colour) if alone else _drawn(colour, dash)
        series = {"name": name, "categories": f"={years}", "values": f"={grid.down(key)}"}
        label = _last_label(page, colour, under=_lower(page, key))
        chart.add_series({**series, **look, "data_labels": label})
    title = say("Stock and need") if page.content.covered else say("Stock")
    _dress(chart, page, title)
    _insert(chart, page, place)


def _drawn(colour: str, dash: str) -> dict[str, Any]:
    return {"line": {"color": colour, "width": 2.25, "dash_type": dash}}


def _filled(colour: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "gap": 120}


def _lower(page: Page, key: str) -> bool:
    """Tell whether a line ends under the other one: its label then stands under it."""
    line = page.content.lines[-1]
    return line.need is not None and (line.stock < line.need) == (key == "closing")


def _last_label(page: Page, colour: str, *, under: bool) -> dict[str, Any]:
    """Write the value at the last point only, clear of the other line."""
    count = len(page.content.years)
    font_of = {"color": colour, "bold": True, "size": 9, "name": font(page.content.language)}
    hidden: list[Any] = [{"delete": True} for _ in range(count - 1)]
    place = ("below" if under else "above") if hidden else "outside_end"
    return {
        "value": True, "position": place, "num_format": "#,##0", "font": font_of,
        "custom": [*hidden, {}],
    }  # fmt: skip


def entries_and_exits(workbook: Workbook, page: Page, grid: Grid, place: Place) -> None:
    """Draw entries above the line and exits under it, stacked by kind."""
    content = page.content
    chart = _new(workbook, {"type": "column", "subtype": "stacked"})
    for kinds, tints, prefix in (
        (content.entries, ENTRY_TINTS, ""),
        (content.exits, EXIT_TINTS, BELOW),
    ):
        for at, kind in enumerate(kinds):
            row, column = grid.at(content.years[1], kind)
            series = {
                "name": [page.name, row - 1, column],
                "categories": f"={grid.down('year')}",
                "values": f"={grid.down(prefix + kind)}",
                "fill": {"color": tints[at % len(tints)]},
                "border": {"color": "#FFFFFF", "width": 0.5},
                "gap": 60,
                "overlap": 100,
            }
            chart.add_series(series)
    _dress(chart, page, content.language.say("Entries and exits"), axis="#,##0;#,##0;0")
    chart.set_x_axis({**_axis(page), "label_position": "low"})
    chart.show_hidden_data()
    chart.set_legend({"position": "right", "font": _font(page, 9)})
    _insert(chart, page, place)


def deficit_by_territory(
    workbook: Workbook, page: Page, places: Territories, place: Place
) -> None:
    """Draw the deficit of each territory in the last year as bars."""
    content = page.content
    chart = _new(workbook, {"type": "bar"})
    codes, year, grid = list(content.children), str(content.years[-1]), places.blocks["deficit"]
    column = grid.at(codes[0], year)[1]
    first, last = grid.at(codes[0], year)[0], grid.at(codes[-1], year)[0]
    chart.add_series(
        {
            "name": content.language.say("Deficit {year}", year=content.years[-1]),
            "categories": [places.sheet, first, 0, last, 0],
            "values": [places.sheet, first, column, last, column],
            "fill": {"color": DEFICIT},
            "invert_if_negative": True,
            "invert_if_negative_color": SURPLUS,
            "gap": 45,
            "data_labels": {"value": True, "num_format": "#,##0", "font": _font(page, 9)},
        }
    )
    title = content.language.say("Deficit by territory, {year}", year=content.years[-1])
    _dress(chart, page, title)
    chart.set_y_axis({**_axis(page), "reverse": True, "label_position": "low"})
    chart.set_x_axis({**_axis(page), "visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    _insert(chart, page, place)


def scenarios(
    workbook: Workbook,
    page: Page,
    grid: Grid,
    named: Sequence[tuple[str, str]],
    where: tuple[str, Place],
) -> None:
    """Draw a line for each scenario over the years, told apart by dash and sign as well.

    named: of each column of the grid, the name and the mark. where: the title, and the place.
    """
    title, place = where
    chart = _new(workbook, {"type": "line"})
    years = list(grid.rows)
    first, last = (grid.at(year, "0")[0] for year in (years[0], years[-1]))
    for at, (name, mark) in enumerate(named):
        colour, dash, sign = MARKS[mark]
        marker = {"type": sign, "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": clean(name),
                "categories": [page.name, first, 0, last, 0],
                "values": f"={grid.down(str(at))}",
                "marker": marker if sign else {"type": "none"},
                **_drawn(colour, dash),
            }
        )
    _dress(chart, page, title)
    chart.set_x_axis({**_axis(page), "label_position": "low"})
    _insert(chart, page, place)


def _new(workbook: Workbook, kind: dict[str, str]) -> Chart:
    chart = workbook.add_chart(kind)
    if chart is None:
        raise ValueError(f"XlsxWriter draws no such chart: {kind}")
    return chart


def _dress(chart: Chart, page: Page, title: str, axis: str = "#,##0") -> None:
    """Give a chart the quiet look of the workbook."""
    head = {"name": font(page.content.language), "size": 12, "bold": True, "color": TEXT}
    said = page.content.language.whole(title)
    chart.set_title({"name": said, "name_font": head, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(page, 9)})
    chart.set_x_axis(_axis(page))
    lines = {"visible": True, "line": {"color": LINE, "width": 0.75}}
    chart.set_y_axis({**_axis(page), "num_format": axis, "major_gridlines": lines})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_plotarea({"fill": {"none": True}})


def _axis(page: Page) -> dict[str, Any]:
    return {"num_font": _font(page, 9), "line": {"color": LINE}, "major_tick_mark": "none"}


def _font(page: Page, size: int) -> dict[str, Any]:
    return {"name": font(page.content.language), "size": size, "color": SECOND}


def _insert(chart: Chart, page: Page, place: Place) -> None:
    chart.set_size({"width": place.width, "height": place.height})
    options = {"description": clean(place.says), "object_position": 1, "x_offset": 4, "y_offset": 4}
    page.sheet.insert_chart(place.row, place.column, chart, options)


def says_stock(content: Content) -> str:
    """Return the text alternative of stock and need."""
    return alternative.stock_and_need(content.frame.place, content.lines, content.language)


def says_flows(content: Content) -> str:
    """Return the text alternative of entries and exits."""
    return alternative.flows(content.frame.place, content.lines[-1], content.language)


def says_ranked(content: Content) -> str:
    """Return the text alternative of the bars of territories."""
    name = content.language.name
    lacking = {
        name(content.study.name(code)): lines[-1].deficit or 0.0
        for code, lines in content.children.items()
    }
    return alternative.ranked(content.years[-1], lacking, content.language)
