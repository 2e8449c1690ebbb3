"""The sheet of assumptions with their sources: the cells one may change, then every value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.assumption_names import unit_name
from app.reports.book.figures_used import Figure, figures, merged
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
_WIDTHS = (34, 34, 18, 6, 6, 10, 8, 8, 16, 34, 14, 38)
_TEXT_COLUMNS = (0, 1, 2, 8, 9, 10, 11)
_SMALL_POINTS = 12.5
SMALL = 0.78  # a small letter against the one that widths are told in


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
    """Write the sheet: named cells, then values."""
    say = page.content.language.say
    page.head(say("Assumptions and sources"), say("Situation at 31 December of each year."))
    _write_named(page)
    _write_figures(page)
    page.finish((HEADER_ROW, 0), (_FIGURES_TOP - 1, _FIGURES_TOP - 1), GREY)


def _write_named(page: Page) -> None:
    say, content = page.content.language.say, page.content
    for at, heading in enumerate((say("Assumption"), say("Value"), say("Note"))):
        page.text(HEADER_ROW, at, heading, "header")
    for at, cell in enumerate(named_cells(page), HEADER_ROW + 1):
        page.text(at, 0, cell.label, "label")
        page.put((at, VALUE_COLUMN), cell.value, cell.role, cell.kind)
        page.text(at, 2, cell.note, "note")
        page.sheet.set_row(at, max(lines(cell.label, _WIDTHS[0]), 1) * LINE_POINTS + 3)
    if content.living:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        page.sheet.data_validation(HEADER_ROW + 1, VALUE_COLUMN, HEADER_ROW + 1, VALUE_COLUMN, rule)


def _headings(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("Assumption"), say("Applies to"), say("Territory"), say("From"), say("To"),
        say("Value"), say("Low"), say("High"), say("Unit"), say("Source"), say("Reliability"),
        say("Note"),
    )  # fmt: skip


def _write_figures(page: Page) -> None:
    """Write a row for each value under the name of its section."""
    content = page.content
    page.text(_FIGURES_TOP - 2, 0, content.language.say("Values of the projection"), "section")
    page.header(_FIGURES_TOP - 1, _headings(content.language), _WIDTHS)
    row, section = _FIGURES_TOP, ""
    for figure in merged(figures(content.study, content.language)):
        if figure.section != section:
            section = figure.section
            for at in range(len(_WIDTHS)):
                page.text(row, at, "" if at else section, "total_label")
            row += 1
        _write_figure(page, row, figure)
        row += 1


def _write_figure(page: Page, row: int, figure: Figure) -> None:
    texts = (
        figure.label, figure.group, figure.territory, figure.unit, figure.source, figure.grade,
        figure.note,
    )  # fmt: skip
    for at, text in zip(_TEXT_COLUMNS, texts, strict=True):
        page.text(row, at, text, "small")
    first, last = figure.years
    for at, year in ((3, first), (4, last)):
        page.put((row, at), float(year) if year else None, "small_number", Kind.YEAR)
    for at, value in ((5, figure.value), (6, figure.low), (7, figure.high)):
        page.put((row, at), value, "small_number", Kind.VALUE)
    pairs = zip(texts, _TEXT_COLUMNS, strict=True)
    set_height(page, row, [(text, _WIDTHS[at]) for text, at in pairs])


def set_height(page: Page, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """Give a row of small letters the height of its longest text."""
    deepest = max(lines(text, width, SMALL) for text, width in texts)
    page.sheet.set_row(row, deepest * _SMALL_POINTS + 2)
