"""Sheets of words and small tables in a scenario summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from app.reports.assumption_names import parameter_name
from app.reports.book.cells import Formula
from app.reports.book.compared_blocks import head
from app.reports.book.figure import Names
from app.reports.book.page import BOLD, HEADER_ROW, LINE_POINTS, Page, column_widths, lines
from app.reports.book.styles import ACCENT, GREY
from app.reports.comparison_measures import shown_unit, shown_value
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.planning.compared_measures import MovedApart
    from app.reports.book.styles import Role
    from app.reports.compared import Compared
    from app.reports.table import Table

_FIRST, _WIDE, _REASON = 34.0, 24.0, 90.0
_VALUE_COLUMNS = 5  # what, unit, who, where, year
_SENTENCE = 118.0  # characters across the sheet


def write_summary(
    page: Page, asked: Compared, told: Sequence[str], results: Table, cells: Sequence[Sequence[str]]
) -> None:
    """Write what may be said, then the results with their differences as formulas.

    cells: of each scenario and column of the results, the cell of another sheet that it reads,
    empty where none does.
    """
    say = page.content.language.say
    widths = column_widths(_FIRST, [column.heading for column in results.columns], {})
    situation = say("Situation at 31 December {year}", year=asked.year)
    head(page, say("Scenario summary"), situation, widths)
    row = HEADER_ROW
    for text in told:
        page.sheet.merge_range(row, 0, row, len(widths) - 1, text, page.styles("text"))
        page.sheet.set_row(row, lines(text, sum(widths)) * LINE_POINTS + 6)
        row += 1
    row += 1
    page.header(row, [column.heading for column in results.columns], widths)
    for at, values in enumerate(results.rows, 1):
        page.text(row + at, 0, str(values[0]), "label")
        for column, value in enumerate(values[1:], 1):
            what = cells[at - 1][column]
            linked = Formula(f"={what}", value) if what and value is not None else value
            role: Role = "formula" if what else "model"
            page.put((row + at, column), linked, role, results.columns[column].kind)
        page.sheet.set_row(row + at, lines(str(values[0]), _FIRST) * LINE_POINTS + 4)
    row = _write_differences(page, asked, results, widths, row)
    page.below(row + 1, results.notes)
    page.finish((HEADER_ROW, 0), None, ACCENT)
    page.on_one_page()


def _write_differences(
    page: Page, asked: Compared, results: Table, widths: Sequence[float], top: int
) -> int:
    """Write under the results what each scenario changes, as formulas; return the next row."""
    row = top + len(results.rows) + 2
    say = page.content.language.say
    page.text(row, 0, say("Difference from the reference"), "header")
    kinds = {Kind.PERSONS: Kind.CHANGE, Kind.SHARE: Kind.POINTS,
             Kind.PER_10_000: Kind.CHANGE_PER_10_000}  # fmt: skip
    for at, column in enumerate(results.columns[1:], 1):
        page.text(row, at, column.heading, "header")
    deepest = max(lines(column.heading, width - 1, BOLD) for column, width in zip(
        results.columns, widths, strict=True
    ))  # fmt: skip
    page.sheet.set_row(row, deepest * LINE_POINTS + 6)
    for n in range(1, len(asked.names)):
        page.text(row + n, 0, asked.names[n], "label")
        for at, column in enumerate(results.columns[1:], 1):
            here, there = results.rows[n][at], results.rows[0][at]
            if not isinstance(here, int | float) or not isinstance(there, int | float):
                continue
            cells = [xl_rowcol_to_cell(top + 1 + one, at) for one in (n, 0)]
            change = Formula(f"={cells[0]}-{cells[1]}", here - there)
            page.put((row + n, at), change, "formula", kinds[column.kind])
    return row + len(asked.names)


def write_assumptions(page: Page, asked: Compared, found: Sequence[MovedApart]) -> None:
    """Write the lines that differ with what stands in each scenario, then their reasons."""
    language, say = asked.language, asked.language.say
    names = Names(asked.found.reference, language)
    headings = [
        say("What changes"), say("Unit"), say("For whom"), say("Territory"), say("Year"),
        *asked.names,
    ]  # fmt: skip
    widths = [_FIRST, _WIDE, _WIDE, 18.0, 9.5, *[16.0] * len(asked.names)]
    head(page, say("Assumptions that differ"), "", widths)
    page.header(HEADER_ROW, headings, widths)
    row = HEADER_ROW + 1
    for line in found:
        scope = line.scope
        texts = (
            parameter_name(scope.parameter, language), shown_unit(line.unit, language),
            names.group(scope.cadre, scope.sector), names.territory(scope.territory),
        )  # fmt: skip
        for at, text in enumerate(texts):
            page.text(row, at, text, "label")
        page.put((row, 4), float(line.year), "model", Kind.YEAR)
        for n, value in enumerate(line.stands):
            changed = abs(value - line.stands[0]) > 0
            shown = shown_value(value, line.unit)
            role: Role = "changed" if changed else "model"
            page.put((row, _VALUE_COLUMNS + n), shown, role, Kind.VALUE)
        deepest = max(lines(text, width - 1) for text, width in zip(texts, widths, strict=False))
        page.sheet.set_row(row, deepest * LINE_POINTS + 4)
        row += 1
    row = _write_reasons(page, asked, found, row + 1)
    page.below(
        row + 1,
        (
            say(
                "What stands for each figure in the first year in which every line on it holds in "
                "full; where people or places differ in it, a mean."
            ),
        ),
    )
    page.finish((HEADER_ROW + 1, 1), (HEADER_ROW, HEADER_ROW), GREY)


def _write_reasons(page: Page, asked: Compared, found: Sequence[MovedApart], row: int) -> int:
    """Write why each scenario holds its lines, with their source and how sure it is."""
    names, say = Names(asked.found.reference, asked.language), asked.language.say
    page.text(row, 0, say("Scenario"), "header")
    page.text(row, 1, say("What changes"), "header")
    for at, text in ((2, say("Footing")), (3, say("Source"))):
        page.text(row, at, text, "header")
    page.sheet.merge_range(row, 4, row, 8, say("Reason"), page.styles("header"))
    for line in found:
        for n, own in enumerate(line.measures):
            for one in own:
                row, reason = row + 1, asked.language.told(one.reason)
                texts = (
                    asked.names[n], parameter_name(one.parameter, asked.language),
                    names.grade(one.grade), one.source,
                )  # fmt: skip
                for at, text in enumerate(texts):
                    page.text(row, at, text, "small")
                page.sheet.merge_range(row, 4, row, 8, reason, page.styles("small"))
                deep = max(lines(reason, 58.0, 0.8), lines(texts[0], _FIRST - 2, 0.8))
                page.sheet.set_row(row, deep * 12.5 + 4)
    return row + 1


def write_tables(page: Page, title: str, tables: Sequence[Table]) -> None:
    """Write small tables under each other, each with its notes."""
    row = HEADER_ROW
    widths = column_widths(_FIRST, _headings(tables), {})
    head(page, title, "", widths)
    for table in tables:
        page.text(row, 0, table.title, "section")
        page.header(
            row + 1, [column.heading for column in table.columns], widths[: len(table.columns)]
        )
        for at, values in enumerate(table.rows, row + 2):
            for column, value in zip(range(len(values)), values, strict=True):
                kind = table.columns[column].kind
                role: Role = "label" if kind is Kind.TEXT else "model"
                page.put((at, column), value, role, kind)
            deep = max(lines(str(values[0]), _FIRST - 1), 1)
            page.sheet.set_row(at, deep * LINE_POINTS + 4)
        row = page.below(row + 3 + len(table.rows), table.notes) + 1
    page.finish((HEADER_ROW, 1), None, ACCENT)


def _headings(tables: Sequence[Table]) -> list[str]:
    """Return for each column the heading with the longest word."""
    count = max(len(table.columns) for table in tables)
    found = []
    for at in range(count):
        own = [table.columns[at].heading for table in tables if at < len(table.columns)]
        found.append(max(own, key=lambda text: max(map(len, text.split()))))
    return found
