"""The scenario summary as a workbook: in words, by territory, by year, what differs, and why."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from app import __version__
from app.planning.compared_measures import moved_apart
from app.problems import message
from app.reports import comparison_spread, comparison_words
from app.reports.book import compared_blocks, compared_words, native_charts, origins
from app.reports.book.cells import clean
from app.reports.book.compared_blocks import (
    FIRST_WIDTH,
    WHOLE,
    WIDTH,
    Blocks,
    ExactBlocks,
    Row,
)
from app.reports.book.compared_whole import WholeBlocks
from app.reports.book.content import gather
from app.reports.book.page import HEADER_ROW, Page
from app.reports.book.styles import ACCENT, GREY, Styles
from app.reports.book.territories import breaks
from app.reports.comparison import about_ranges, results
from app.reports.workbook import begun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from xlsxwriter.workbook import Workbook

    from app.planning.compared_measures import MovedApart
    from app.problems import Message
    from app.reports.compared import Compared
    from app.reports.comparison_words import State

    _Extra = Mapping[str, Mapping[tuple[str, int], float | None]]

SHEETS: Mapping[str, Message] = {
    "summary": message("Summary"),
    "places": message("By territory"),
    "years": message("By year"),
    "assumptions": message("Assumptions that differ"),
    "spread": message("Equity and norms"),
    "exact": message("Before rounding"),
    "sources": message("Sources"),
}
_RANGES, _NONE = ("low", "high", "change_low", "change_high"), (None, None)
# Of the chart by years: pixels, and the years from which it stands beside the first block.
_NOTES = 12  # rows of notes under the blocks, at most
_NARROW, _WIDE, _HEIGHT, _PIXELS, _TALL = 420, 760, 320, 124, 15
_READ = {"stock": "stock", "deficit": "deficit", "coverage": "coverage", "density": "density"}


def summary_bytes(asked: Compared, state: State, made_at: datetime) -> bytes:
    """Return the workbook of a comparison; the same comparison and moment give the same bytes.

    state: of the ranges, as `comparison_words` takes it.
    """
    found = asked.found
    content = replace(
        gather(found.reference, found.view, asked.language, made_at), frame=asked.frame
    )
    target = io.BytesIO()
    with begun(target, content) as workbook:
        workbook.set_properties(
            {
                "title": clean(asked.language.say("Scenario summary")),
                "subject": clean(asked.frame.subtitle),
                "author": f"Tabib {__version__}",
                "comments": clean(asked.frame.warning),
                "created": made_at,
            }
        )
        styles, tell = Styles(workbook, asked.language), asked.language.tell
        tables = [
            table
            for table in (comparison_spread.spread(asked), comparison_spread.norms(asked))
            if table is not None
        ]
        pages = {
            key: Page(workbook.add_worksheet(tell(said)), styles, content)
            for key, said in SHEETS.items()
            if (key != "spread" or tables) and (key != "exact" or asked.has_parts)
        }
        places = _places(asked, pages)
        years = _years(asked, pages["years"])
        _write_summary(asked, state, pages["summary"], places)
        _write_places(pages["places"], asked, places)
        _write_years(pages["years"], asked, years)
        _chart(workbook, pages["years"], asked, years)
        moved = moved_apart(found) if asked.moved is None else asked.moved
        compared_words.write_assumptions(pages["assumptions"], asked, moved)
        if tables:
            title = tell(SHEETS["spread"])
            compared_words.write_tables(pages["spread"], title, tables)
        if isinstance(places, WholeBlocks):
            _write_exact(pages["exact"], asked, places.exact)
        origins.write(pages["sources"], _sources(asked, moved))
    return target.getvalue()


def _places(asked: Compared, pages: Mapping[str, Page]) -> Blocks:
    """Return the blocks of the territories in the year shown; several are rounded together."""
    rows = [
        Row(
            WHOLE if place == asked.found.whole and asked.has_parts else place,
            asked.place(place),
            lambda n, place=place: asked.line(n, place),  # type: ignore[misc]
            total=place == asked.found.whole and asked.has_parts,
        )
        for place in asked.places
    ]
    top, names, page = HEADER_ROW + 1, asked.names, pages["places"]
    if not asked.has_parts:
        return Blocks(asked, page.name, rows, top, names, _extra(asked, rows))
    exact = ExactBlocks(asked, pages["exact"].name, rows, top, names, {})
    return WholeBlocks(asked, page.name, rows, top, names, _extra(asked, rows), exact)


def _extra(asked: Compared, rows: Sequence[Row]) -> _Extra:
    """Return what no cell can compute: ranges where they are known, and ranks."""
    found: dict[str, dict[tuple[str, int], float | None]] = {}
    count = len(asked.names)
    pairs = [(row.key, place, n) for row, place in zip(rows, asked.places, strict=True)
             for n in range(count)]  # fmt: skip
    for key, place, n in pairs if asked.bands is not None else ():
        ends = (*(asked.span(n, place) or _NONE), *(asked.change_span(n, place) or _NONE))
        for name, end in zip(_RANGES, ends, strict=True):
            found.setdefault(name, {})[key, n] = end
    if asked.has_parts:
        found["rank"] = {
            (place, n): rank
            for n in range(count)
            for place, rank in zip(
                asked.found.places, asked.found.ranks(n, asked.reading, asked.year), strict=True
            )
        }
    return found


def _years(asked: Compared, page: Page) -> Blocks:
    """Return the blocks of the whole territory year by year."""
    rows = [
        Row(
            str(year),
            asked.language.year(year),
            lambda n, year=year: asked.line(n, asked.found.whole, year),  # type: ignore[misc]
        )
        for year in asked.found.years
    ]
    return Blocks(asked, page.name, rows, HEADER_ROW + 1, asked.names, {})


def _write_summary(asked: Compared, state: State, page: Page, places: Blocks) -> None:
    table, whole = results(asked), places.rows[-1].key
    grids = places.exact.grids if isinstance(places, WholeBlocks) else places.grids
    cells = []
    for n in range(len(asked.names)):
        row = [""]
        for column in table.columns[1:]:
            if column.key == "need":
                row.append(grids["basis"].far(whole, "need"))
            elif column.key in _READ and _READ[column.key] in grids:
                row.append(grids[_READ[column.key]].far(whole, str(n)))
            else:
                row.append("")
        cells.append(row)
    found = [asked.language.problem(one) for one in asked.found.findings]
    told = [*comparison_words.told(asked, state), *found]
    compared_words.write_summary(page, asked, told, table, cells)


def _write_places(page: Page, asked: Compared, blocks: Blocks) -> None:
    say = asked.language.say
    title = say("By territory, {year}", year=asked.year)
    situation = say("Situation at 31 December {year}", year=asked.year)
    compared_blocks.head(page, title, situation, _widths(blocks))
    compared_blocks.write(page, blocks)
    surplus = say(
        "A surplus in one territory does not serve another: compare the territories, not only "
        "the total."
    )
    notes = [
        surplus,
        *_about_whole_people(asked),
        *about_ranges(asked),
        *asked.frame.notes(asked.found.lines(0, asked.found.whole)),
    ]
    compared_blocks.below(page, blocks.end, notes, _widths(blocks))
    _finish(page, blocks)


def _about_whole_people(asked: Compared) -> tuple[str, ...]:
    """Say how the people of several territories became whole numbers."""
    if not asked.has_parts:
        return ()
    say = asked.language.say
    return (
        say("People are whole numbers, shared out so that what is shown adds up."),
        say(
            "Deficits and differences are taken before rounding, on the sheet “{sheet}”: they may "
            "be one person away from those of rounded numbers.",
            sheet=asked.language.tell(SHEETS["exact"]),
        ),
    )


def _write_exact(page: Page, asked: Compared, blocks: Blocks) -> None:
    """Write what the territories are computed to be, with all that reckons with it."""
    say = asked.language.say
    title = say("By territory before rounding, {year}", year=asked.year)
    situation = say("Situation at 31 December {year}", year=asked.year)
    compared_blocks.head(page, title, situation, _widths(blocks))
    compared_blocks.write(page, blocks)
    notes = asked.frame.notes(asked.found.lines(0, asked.found.whole))
    compared_blocks.below(page, blocks.end, notes, _widths(blocks))
    _finish(page, blocks, GREY)


def _finish(page: Page, blocks: Blocks, tab: str = ACCENT) -> None:
    """Print each block whole where a page can hold it."""
    page.finish((HEADER_ROW, 1), (0, 3), tab)
    page.sheet.repeat_columns(0, 0)
    width = sum(_widths(blocks))
    page.sheet.print_area(0, 0, blocks.end + _NOTES, len(blocks.names))
    page.in_blocks(width, breaks(list(blocks.grids.values()), width))


def _widths(blocks: Blocks) -> list[float]:
    return [FIRST_WIDTH, *[WIDTH] * len(blocks.names)]


def _write_years(page: Page, asked: Compared, blocks: Blocks) -> None:
    say = asked.language.say
    title = say("By year")  # without a name: the line below says whose, in any direction
    situation = say("Situation at 31 December of each year.")
    compared_blocks.head(page, title, situation, _widths(blocks))
    compared_blocks.write(page, blocks)
    notes = asked.frame.notes(asked.found.lines(0, asked.found.whole))
    compared_blocks.below(page, blocks.end, notes, _widths(blocks))
    _finish(page, blocks)


def _chart(workbook: Workbook, page: Page, asked: Compared, blocks: Blocks) -> None:
    """Draw the deficit, or the stock, of each scenario beside the years."""
    block = "deficit" if "deficit" in blocks.grids else "stock"
    grid = blocks.grids[block]
    heading = {"deficit": message("Deficit"), "stock": message("Stock")}[block]
    says = comparison_words.in_words(asked, [asked.found.whole])
    count = len(asked.names)
    beside = len(asked.found.years) >= _TALL  # the first block has two columns and is high enough
    column, width = (4, max(_NARROW, (count - 2) * _PIXELS)) if beside else (count + 2, _WIDE)
    place = native_charts.Place(HEADER_ROW, column, width, _HEIGHT, says)
    named = list(zip(asked.names, asked.marks, strict=True))
    native_charts.scenarios(workbook, page, grid, named, (asked.language.tell(heading), place))


def _sources(asked: Compared, moved: Sequence[MovedApart]) -> set[str]:
    """Return the codes of the sources behind staff, population, norms and measures."""
    study = asked.found.reference
    used = {row.source for row in study.rows.populations} | {asked.found.view.norm.source}
    used |= {kind.source for kind in study.staffed}
    return used | {one.source for line in moved for own in line.measures for one in own}
