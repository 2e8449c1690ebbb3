"""The sheet of assumptions with their sources: the cells one may change, then every value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.assumption_names import unit_name
from app.reports.book import base_figures
from app.reports.book.figure import Figure, Names, merged
from app.reports.book.figures_used import figures
from app.reports.book.page import HEADER_ROW, LINE_POINTS, Page, lines
from app.reports.book.parts import NOT_READ
from app.reports.book.styles import GREY
from app.reports.frame import GRADES
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook

    from app.language import Language
    from app.reports.book.content import Content
    from app.reports.book.styles import Role

NAMES = ("norme", "norme_pour", "annee_base", "horizon")  # ASCII, the same in each language
VALUE_COLUMN = 1
_FIGURES_TOP = HEADER_ROW + len(NAMES) + 5
_WIDTHS = (34, 38, 20, 6, 6, 11, 8, 8, 20, 54, 15, 8)
_TEXT_COLUMNS = (0, 1, 2, 8, 9, 10)
_NOTE = 11
_SMALL_POINTS = 12.5
_LARGE = 1_000  # from here on numbers have a separator of thousands
SMALL = 0.72  # a small letter against the one that widths are told in


@dataclass(frozen=True)
class Values:
    """The values that play a part, and how many others the plan holds, by kind and reason."""

    used: tuple[Figure, ...]
    kept: Counter[tuple[str, str]]

    def sources(self, content: Content) -> set[str]:
        """Return the codes of the sources that the sheet names."""
        return {figure.source for figure in self.used} | {content.view.norm.source}


def values(content: Content) -> Values:
    """Sort every figure of the plan into those that play a part in the answer and the others."""
    language, names = content.language, Names(content.study, content.language)
    kept: Counter[tuple[str, str]] = Counter()
    used = [*base_figures.populations(content, names), *base_figures.staff(content, names)]
    for figure, why in figures(content):
        if why is None:
            used.append(figure)
        else:
            what = figure.label if why is NOT_READ else figure.section
            kept[what, language.tell(why)] += 1
    return Values(tuple(merged(used)), kept)


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
    names = Names(content.study, language)
    told = (unit_name(norm.unit, language), language.tell(GRADES[norm.grade]))
    origin = " · ".join((*told, names.source(norm.source)))
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


def write(page: Page, shown: Values) -> None:
    """Write the sheet: named cells, values, what else the plan holds, the notes."""
    say = page.content.language.say
    page.head(say("Assumptions and sources"), say("Situation at 31 December of each year."))
    _write_named(page)
    notes: dict[str, int] = {}
    row = _write_figures(page, shown.used, notes)
    row = _write_kept(page, row + 1, shown.kept)
    _write_notes(page, row + 1, notes)
    page.finish((HEADER_ROW, 0), (_FIGURES_TOP - 1, _FIGURES_TOP - 1), GREY)


def _write_named(page: Page) -> None:
    say, content = page.content.language.say, page.content
    for at, heading in enumerate((say("Assumption"), say("Value"), say("Note"))):
        page.text(HEADER_ROW, at, heading, "header")
    for at, cell in enumerate(named_cells(page), HEADER_ROW + 1):
        page.text(at, 0, cell.label, "label")
        page.put((at, VALUE_COLUMN), cell.value, cell.role, cell.kind)
        page.text(at, 2, cell.note, "aside")
        page.sheet.set_row(at, lines(cell.label, _WIDTHS[0]) * LINE_POINTS + 3)
    if content.living:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        page.sheet.data_validation(HEADER_ROW + 1, VALUE_COLUMN, HEADER_ROW + 1, VALUE_COLUMN, rule)


def _headings(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("Assumption"), say("Applies to"), say("Territory"), say("From"), say("To"),
        say("Value"), say("Low"), say("High"), say("Unit"), say("Source"), say("Reliability"),
        say("Notes"),
    )  # fmt: skip


def _write_figures(page: Page, used: Sequence[Figure], notes: dict[str, int]) -> int:
    """Write a row for each value under the name of its section; return the next free row."""
    content = page.content
    page.text(_FIGURES_TOP - 2, 0, content.language.say("Values of the projection"), "section")
    page.header(_FIGURES_TOP - 1, _headings(content.language), _WIDTHS)
    names = Names(content.study, content.language)
    row, section = _FIGURES_TOP, ""
    for figure in used:
        if figure.section != section:
            section = figure.section
            for at in range(len(_WIDTHS)):
                page.text(row, at, "" if at else section, "total_label")
            row += 1
        _write_figure(page, row, figure, names)
        _refer(page, row, figure.note, notes)
        row += 1
    return row


def _write_figure(page: Page, row: int, figure: Figure, names: Names) -> None:
    texts = (
        figure.label, figure.group, figure.territory, figure.unit, names.source(figure.source),
        figure.grade,
    )  # fmt: skip
    for at, text in zip(_TEXT_COLUMNS, texts, strict=True):
        page.text(row, at, text, "small")
    first, last = figure.years
    for at, year in ((3, first), (4, last)):
        page.put((row, at), float(year) if year else None, "small_number", Kind.YEAR)
    for at, value in ((5, figure.value), (6, figure.low), (7, figure.high)):
        large = value is not None and abs(value) >= _LARGE
        page.put((row, at), value, "small_number", Kind.POPULATION if large else Kind.VALUE)
    pairs = zip(texts, _TEXT_COLUMNS, strict=True)
    set_height(page, row, [(text, _WIDTHS[at]) for text, at in pairs])


def _refer(page: Page, row: int, note: str, notes: dict[str, int]) -> None:
    """Write the number of a note; each note stands once, under the table."""
    if note:
        number = notes.setdefault(note, len(notes) + 1)
        page.put((row, _NOTE), float(number), "small_number", Kind.YEAR)
    else:
        page.text(row, _NOTE, "", "small")


def _write_kept(page: Page, row: int, kept: Counter[tuple[str, str]]) -> int:
    """Write how many values of the plan play no part here, and why; return the next free row."""
    if not kept:
        return row
    say = page.content.language.say
    page.text(row, 0, say("Kept in the plan, not used here"), "section")
    headings = (say("Assumption"), say("Reason"), say("Values"))
    for at, heading in enumerate(headings):
        page.text(row + 1, at, heading, "header")
    row += 2
    for (what, why), count in kept.items():
        page.text(row, 0, what, "small")
        page.text(row, 1, why, "small")
        page.put((row, 2), float(count), "small_number", Kind.POPULATION)
        set_height(page, row, [(what, _WIDTHS[0]), (why, _WIDTHS[1])])
        row += 1
    return row


def _write_notes(page: Page, row: int, notes: dict[str, int]) -> None:
    """Write the notes with their numbers, across the sheet."""
    if not notes:
        return
    page.text(row, 0, page.content.language.say("Notes"), "section")
    wide = sum(_WIDTHS[1:])
    for text, number in notes.items():
        row += 1
        page.put((row, 0), float(number), "small_number", Kind.YEAR)
        page.sheet.merge_range(row, 1, row, _NOTE, "", page.styles("small"))
        page.text(row, 1, text, "small")
        set_height(page, row, [(text, wide)])


def set_height(page: Page, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """Give a row of small letters the height of its longest text."""
    deepest = max(lines(text, width, SMALL) for text, width in texts)
    page.sheet.set_row(row, deepest * _SMALL_POINTS + 2)
