"""The first sheet: what the workbook is, where it comes from, how to read it and alter it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import __version__
from app.reports.book.page import LINE_POINTS, Page, lines
from app.reports.book.styles import ACCENT
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.reports.book.cells import Formula
    from app.reports.book.styles import Role

_FIRST, _SECOND = 30.0, 92.0


def write(page: Page, sheets: Mapping[str, str], verdict: Formula) -> None:
    """Write the sheet; `sheets` gives the other sheets' names with what each holds."""
    say = page.content.language.say
    page.sheet.set_column(0, 0, _FIRST)
    page.sheet.set_column(1, 1, _SECOND)
    page.text(0, 0, say("Workforce and deficit projection"), "title")
    page.text(1, 0, page.content.frame.subtitle, "subtitle")
    page.sheet.set_row(0, 24)
    row = _pairs(page, 3, _facts(page))
    page.text(row, 0, say("Checks"), "label")
    page.put((row, 1), verdict, "verdict", Kind.TEXT)
    row = _contents(page, row + 2, sheets)
    row = _colours(page, row + 1)
    row = _paragraphs(page, row + 1, say("How to alter it"), _how(page))
    _paragraphs(page, row + 1, say("What the figures can and cannot say"), _limits(page))
    page.finish((3, 0), None, ACCENT)
    page.upright()


def _facts(page: Page) -> list[tuple[str, str]]:
    """Return what the workbook is about, as pairs of a label and a text."""
    content, frame, language = page.content, page.content.frame, page.content.language
    say, facts = language.say, page.content.study.rows.facts
    first, last = content.years[0], content.years[-1]
    pairs = [
        (say("Plan"), language.name(facts.names)),
        (say("Territory"), frame.place),
        (say("Profession"), frame.profession),
        (say("Sector"), frame.sector),
        (say("Scenario"), frame.scenario),
        (say("Norm"), frame.norm),
        (say("Years"), language.year(first) if first == last else language.year_range(first, last)),
        (say("Made on"), language.long_date(content.made_at.date())),
        (say("Made with"), f"Tabib {__version__}"),
        (say("Fingerprint"), content.study.fingerprint),
    ]
    warnings = frame.notes(content.lines)
    return [*pairs, *((say("To know") if not at else "", w) for at, w in enumerate(warnings))]


def _pairs(page: Page, row: int, pairs: Sequence[tuple[str, str]]) -> int:
    for label, text in pairs:
        warns = bool(page.content.frame.warning) and text == page.content.frame.warning
        page.text(row, 0, label, "label")
        page.text(row, 1, text, "warning_cell" if warns else "text")
        page.sheet.set_row(row, lines(text, _SECOND) * LINE_POINTS + 3)
        row += 1
    return row


def _contents(page: Page, row: int, sheets: Mapping[str, str]) -> int:
    """Write links to the other sheets with what each holds."""
    page.text(row, 0, page.content.language.say("Contents"), "section")
    for at, (name, held) in enumerate(sheets.items(), row + 1):
        quoted = name.replace("'", "''")
        page.sheet.write_url(at, 0, f"internal:'{quoted}'!A1", page.styles("link"), name)
        page.text(at, 1, held)
    return row + 1 + len(sheets)


def _colours(page: Page, row: int) -> int:
    """Write the code of the cells."""
    say = page.content.language.say
    page.text(row, 0, say("Colours of the cells"), "section")
    code: tuple[tuple[Role, str, str], ...] = (
        ("input", say("Amber"), say("You may change this cell.")),
        ("formula", say("White"), say("Formula: follows your changes.")),
        ("model", say("Grey"), say("Computed by Tabib: does not follow your changes.")),
        ("total", say("Light blue"), say("Total or main result.")),
    )
    for at, (role, name, meaning) in enumerate(code, row + 1):
        page.text(at, 0, name, role)
        page.text(at, 1, meaning)
    return row + 1 + len(code)


def _paragraphs(page: Page, row: int, title: str, texts: Sequence[str]) -> int:
    page.text(row, 0, title, "section")
    for at, text in enumerate(texts, row + 1):
        page.text(at, 0, text, "plain")
    return row + 1 + len(texts)


def _how(page: Page) -> tuple[str, ...]:
    say = page.content.language.say
    norm = say("Change the norm on the sheet of assumptions: need, deficit and charts follow.")
    flows = say(
        "Entries, exits and stocks come from a computation by age: to change them, use Tabib."
    )
    checks = say("Then look at the sheet of checks: it says what no longer agrees with the plan.")
    return (
        *([norm] if page.content.living else []),
        *([flows] if len(page.content.lines) > 1 else []),
        checks,
    )


def _limits(page: Page) -> tuple[str, ...]:
    say = page.content.language.say
    deficit = say("Deficit is need minus stock: positive where people are lacking.")
    return (
        say("A projection says what follows from assumptions; it foretells nothing."),
        *([deficit] if page.content.covered else []),
        say("Stock counts people at 31 December; missions count as working time, not as people."),
        say("Each assumption stands with its source and its reliability; many are rules, not "
            "measurements."),
    )  # fmt: skip
