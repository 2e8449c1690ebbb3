"""The sheet of assumptions and sources: the cells one may change, every value, every source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.assumption_names import unit_name
from app.reports.book.figures_used import Figure, figures
from app.reports.book.page import HEADER_ROW, LINE_POINTS, Page, lines
from app.reports.book.styles import GREY
from app.reports.frame import GRADES
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook

    from app.language import Language
    from app.reports.book.styles import Role

NAMES = ("norme", "norme_pour", "annee_base", "horizon")  # ASCII, the same in each language
VALUE_COLUMN = 1
_FIGURES_TOP = HEADER_ROW + len(NAMES) + 5
_WIDTHS = (22, 34, 34, 22, 7, 7, 11, 9, 9, 18, 34, 16, 44)


@dataclass(frozen=True)
class Named:
    """A cell with a name that formulas read."""

    name: str
    label: str
    value: float
    kind: Kind
    role: Role
    note: str


def named_cells(page: Page) -> tuple[Named, ...]:
    """Return the named cells; only the norm is there to be changed."""
    content, say = page.content, page.content.language.say
    norm, facts = content.view.norm, content.study.rows.facts
    language = content.language
    origin = f"{unit_name(norm.unit, language)} · {language.tell(GRADES[norm.grade])}"
    per = say("Inhabitants for whom the norm is given")
    role: Role = "input" if content.living else "model"
    return (
        Named("norme", content.frame.norm, norm.value, Kind.VALUE, role, origin),
        Named("norme_pour", per, float(content.per), Kind.POPULATION, "model", ""),
        Named("annee_base", say("Base year"), float(facts.base_year), Kind.YEAR, "model", ""),
        Named("horizon", say("Horizon"), float(content.years[-1]), Kind.YEAR, "model", ""),
    )


def define_names(workbook: Workbook, page: Page) -> None:
    """Give the cells their names, before any formula says them."""
    quoted = page.name.replace("'", "''")
    for at, name in enumerate(NAMES):
        workbook.define_name(name, f"='{quoted}'!$B${HEADER_ROW + 2 + at}")


def write(page: Page) -> None:
    """Write the sheet: named cells, values, sources."""
    say = page.content.language.say
    page.head(say("Assumptions and sources"), say("Situation at 31 December of each year."))
    _write_named(page)
    row = _write_figures(page)
    _write_sources(page, row + 2)
    page.finish((HEADER_ROW, 0), None, GREY)


def _write_named(page: Page) -> None:
    say, content = page.content.language.say, page.content
    for at, heading in enumerate((say("Assumption"), say("Value"), say("Note"))):
        page.text(HEADER_ROW, at, heading, "header")
    for at, cell in enumerate(named_cells(page), HEADER_ROW + 1):
        page.text(at, 0, cell.label, "label")
        page.put((at, VALUE_COLUMN), cell.value, cell.role, cell.kind)
        page.text(at, 2, cell.note, "label")
        page.sheet.set_row(at, max(lines(cell.label, _WIDTHS[0]), 1) * LINE_POINTS + 3)
    if content.living:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        page.sheet.data_validation(HEADER_ROW + 1, VALUE_COLUMN, HEADER_ROW + 1, VALUE_COLUMN, rule)


def _headings(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("Section"), say("Assumption"), say("Applies to"), say("Territory"), say("From"),
        say("To"), say("Value"), say("Low"), say("High"), say("Unit"), say("Source"),
        say("Reliability"), say("Note"),
    )  # fmt: skip


def _write_figures(page: Page) -> int:
    """Write a row for each value; return the row after the last one."""
    page.text(_FIGURES_TOP - 2, 0, page.content.language.say("Values of the projection"), "section")
    page.header(_FIGURES_TOP - 1, _headings(page.content.language), _WIDTHS)
    row = _FIGURES_TOP
    for figure in figures(page.content.study, page.content.language):
        _write_figure(page, row, figure)
        row += 1
    if row > _FIGURES_TOP:
        page.sheet.autofilter(_FIGURES_TOP - 1, 0, row - 1, len(_WIDTHS) - 1)
    return row


def _write_figure(page: Page, row: int, figure: Figure) -> None:
    words = (figure.section, figure.label, figure.group, figure.territory)
    for at, text in enumerate(words):
        page.text(row, at, text)
    first, last = figure.years
    for at, year in ((4, first), (5, last)):
        page.put((row, at), float(year) if year else None, "number", Kind.YEAR)
    for at, value in ((6, figure.value), (7, figure.low), (8, figure.high)):
        page.put((row, at), value, "number", Kind.VALUE)
    tail = (figure.unit, figure.source, figure.grade, figure.note)
    for at, text in enumerate(tail, 9):
        page.text(row, at, text)
    texts = [*zip(words, _WIDTHS, strict=False), *zip(tail, _WIDTHS[9:], strict=False)]
    deepest = max(lines(text, width) for text, width in texts)
    page.sheet.set_row(row, deepest * LINE_POINTS + 2)


def _write_sources(page: Page, row: int) -> None:
    """Write every source of the plan."""
    say, rows = page.content.language.say, page.content.study.rows
    page.text(row, 0, say("Sources"), "section")
    headings = (say("Code"), say("Source"), say("Publisher"), say("Date"), say("Where found"))
    _write_source(page, row + 1, headings, "header")
    for at, source in enumerate(rows.sources, row + 2):
        texts = (source.id, source.title, source.publisher, source.date, source.where_found)
        _write_source(page, at, texts, "text")
        deep = [lines(text, _WIDTHS[to]) for to, text in zip(_SOURCE_COLUMNS, texts, strict=True)]
        page.sheet.set_row(at, max(deep) * LINE_POINTS + 2)


def _write_source(page: Page, row: int, texts: Sequence[str], role: Role) -> None:
    """Write one row across the width of the table above, its empty cells included."""
    known = dict(zip(_SOURCE_COLUMNS, texts, strict=True))
    for column in range(max(_SOURCE_COLUMNS) + 1):
        page.text(row, column, known.get(column, ""), role)


_SOURCE_COLUMNS = (0, 1, 2, 3, 10)
