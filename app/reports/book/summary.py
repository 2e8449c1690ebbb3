"""The sheet one reads first: key figures at a few years, two charts, the largest deficits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports import movement
from app.reports.book.cells import DASH, Formula, Grid
from app.reports.book.page import HEADER_ROW, LINE_POINTS, Page
from app.reports.book.projection import Rows, columns
from app.reports.book.styles import ACCENT
from app.reports.deficit import gross_note
from app.reports.rounding import whole_movement
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.reports.book.content import Content
    from app.reports.book.page import Value
    from app.reports.book.styles import Role
    from app.reports.book.territories import Territories

LARGEST = 5
MOST_YEARS = 5
_STEP = 5
_FIRST_WIDTH, _WIDTH, _COLUMNS = 34.0, 11.0, 13
CHANGES = frozenset({"population", "closing", "need", "deficit", "gross"})
ROLES: Mapping[str, Role] = {"deficit": "total", "gross": "model"}


def milestones(years: Sequence[int]) -> tuple[int, ...]:
    """Return the years shown: the first, round ones between, the last."""
    first, last = years[0], years[-1]
    round_ones = [y for y in years if y % _STEP == 0 and first + 1 < y < last - 1]
    kept = round_ones[-(MOST_YEARS - 2) :]
    return tuple(dict.fromkeys([first, *kept, last]))


def key_columns(content: Content) -> tuple[str, ...]:
    """Return the key figures of the summary, in the order of the argument."""
    gross = ("gross",) if content.gross else ()
    need = ("need", "deficit", *gross, "coverage") if content.covered else ()
    return ("population", "closing", *need, "density", "per_worker")


def write(page: Page, rows: Rows, places: Territories | None) -> int:
    """Write the sheet; return the row where the ranking begins."""
    content, say = page.content, page.content.language.say
    page.head(say("Summary"), say("Situation at 31 December of each year."))
    years = milestones(content.years)
    change = [say("Change")] if len(years) > 1 else []
    headings = [say("Indicator"), *map(content.language.year, years), *change]
    widths = [_FIRST_WIDTH, *[_WIDTH] * (len(headings) - 1)]
    page.header(HEADER_ROW, headings, widths)
    page.sheet.set_column(len(headings), _COLUMNS, _WIDTH)
    row = _write_keys(page, rows, years)
    row = _write_sentences(page, row + 1)
    if places and content.covered:
        _write_ranking(page, places, row + 1)
    page.finish((HEADER_ROW + 1, 1), None, ACCENT)
    page.on_one_page()
    return row + 1


def _write_keys(page: Page, rows: Rows, years: Sequence[int]) -> int:
    """Write a row for each key figure, read from the projection sheet."""
    content, grid = page.content, rows.grid
    made = {column.key: column for column in columns(rows)}
    row = HEADER_ROW + 1
    for key in key_columns(content):
        column = made[key]
        role = ROLES.get(key, "formula")
        page.text(row, 0, column.heading, "total_label" if key == "deficit" else "label")
        values = [column.value(content.years.index(year)) for year in years]
        for at, (year, value) in enumerate(zip(years, values, strict=True), 1):
            stored = value.value if isinstance(value, Formula) else value
            stored = DASH if stored is None else stored
            page.put((row, at), Formula(f"={grid.far(year, key)}", stored), role, column.kind)
        if len(years) > 1:
            change = _change(grid, key, values, (years[0], years[-1]))
            page.put((row, len(years) + 1), change, role, Kind.CHANGE)
        page.sheet.set_row(row, LINE_POINTS + 4)
        row += 1
    return row


def _change(
    grid: Grid, key: str, values: Sequence[Value], ends: tuple[int, int]
) -> Formula | None:
    """Return what a number of people gained between the first and the last year."""
    numbers = [value.value if isinstance(value, Formula) else value for value in values]
    first, last = numbers[0], numbers[-1]
    if isinstance(first, str | None) or isinstance(last, str | None) or key not in CHANGES:
        return None
    start, end = ends
    return Formula(f"={grid.far(end, key)}-{grid.far(start, key)}", last - first)


def sentences(content: Content) -> Iterator[str]:
    """Give what the figures say, in whole sentences."""
    if len(content.lines) == 1:
        yield from _one_year(content)
        return
    language, say = content.language, content.language.say
    first, last = content.lines[0], content.lines[-1]
    opening, entries, exits, closing = _movement(content)
    yield say(
        "{scenario}: the stock goes from {a} to {b} between {y0} and {y1}.",
        scenario=content.frame.scenario,
        a=language.number(opening),
        b=language.number(closing),
        y0=first.year,
        y1=last.year,
    )
    yield from _deficit_sentences(content)
    yield say(
        "Over these years: entries {entries}, exits {exits}, balance {net}.",
        entries=language.number(entries),
        exits=language.number(exits),
        net=language.signed(entries - exits),
    )


def _movement(content: Content) -> tuple[int, int, int, int]:
    """Return the movement over all years in whole people, so that the sentences add up."""
    lines = content.lines
    entries = sum(movement.total(line.entries) for line in lines[1:])
    exits = sum(movement.total(line.exits) for line in lines[1:])
    return whole_movement(lines[0].stock, entries, exits, lines[-1].stock)


def _one_year(content: Content) -> Iterator[str]:
    """Give what the figures of a plan of one year say: nothing goes from anywhere to anywhere."""
    language, line = content.language, content.lines[0]
    yield language.say(
        "{scenario}: {a} people in {year}.",
        scenario=content.frame.scenario,
        a=language.number(line.stock),
        year=line.year,
    )
    if line.deficit is not None:
        yield language.say(
            "Deficit: {a} in {year}.", a=language.number(line.deficit), year=line.year
        )
    yield from _why_none(content)
    yield from _what_is_covered(content)


def _deficit_sentences(content: Content) -> Iterator[str]:
    language, say = content.language, content.language.say
    first, last = content.lines[0], content.lines[-1]
    if first.deficit is None or last.deficit is None:
        yield from _why_none(content)
        return
    yield say(
        "Deficit: {a} in {y0}, {b} in {y1}.",
        a=language.number(first.deficit),
        b=language.number(last.deficit),
        y0=first.year,
        y1=last.year,
    )
    yield from _what_is_covered(content)


def _why_none(content: Content) -> Iterator[str]:
    """Give why there is no need, each reason once."""
    yield from dict.fromkeys(content.frame.told(line.note) for line in content.lines if line.note)


def _what_is_covered(content: Content) -> Iterator[str]:
    language, last = content.language, content.lines[-1]
    if last.coverage is not None:
        yield language.say(
            "In {year}, the stock covers {percent} of the need.",
            year=last.year,
            percent=language.percent(last.coverage),
        )


def _write_sentences(page: Page, row: int) -> int:
    """Write the sentences and what they are worth once a cell is changed."""
    content, say = page.content, page.content.language.say
    for text in sentences(content):
        page.text(row, 0, text, "plain")
        row += 1
    notes = (
        say("These sentences are those of the plan; tables and charts follow your changes."),
        *gross_note(content.lines, content.language),
        say("Displayed numbers are rounded; cells hold full precision."),
    )
    return page.below(row, notes)


def largest(content: Content) -> list[str]:
    """Return the territories with the largest deficits in the last year."""
    lacking = {code: lines[-1].deficit or 0.0 for code, lines in content.children.items()}
    order = sorted(lacking, key=lambda code: -lacking[code])
    return [code for code in order if lacking[code] > 0][:LARGEST]


def _write_ranking(page: Page, places: Territories, row: int) -> None:
    """Write the territories that lack most people, read from the sheet of territories."""
    content, language = page.content, page.content.language
    last = content.lines[-1].year
    title = language.say("Territories with the largest deficits in {year}", year=last)
    page.text(row, 0, title, "section")
    headings = (language.say("Territory"), language.say("Deficit"), language.say("Coverage"))
    for at, heading in enumerate(headings):
        page.text(row + 1, at, heading, "header")
    for at, code in enumerate(largest(content), row + 2):
        line = content.children[code][-1]
        page.text(at, 0, language.name(content.study.name(code)), "label")
        deficit = places.blocks["deficit"].far(code, str(last))
        coverage = places.blocks["coverage"].far(code, str(last))
        covered = DASH if line.coverage is None else line.coverage
        value = Formula(f"={deficit}", line.deficit or 0.0)
        page.put((at, 1), value, "formula", Kind.PERSONS)
        page.put((at, 2), Formula(f"={coverage}", covered), "formula", Kind.SHARE)
        page.sheet.set_row(at, LINE_POINTS + 4)
