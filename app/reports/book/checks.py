"""The sheet of checks: living tests of sums, identity and completeness, each with its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.book.cells import Formula, Grid
from app.reports.book.page import HEADER_ROW, LINE_POINTS, Page, lines
from app.reports.book.styles import GREY
from app.reports.book.territories import OUT, SUMMED, Cells, Territories
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.reports.book.content import Content

ALLOWED_PERSONS, ALLOWED_NORM = 0.5, 0.001
_WIDTHS = (84.0, 18.0, 14.0, 18.0)
VERDICT = 3


@dataclass(frozen=True)
class Check:
    """A test: what it looks at, the largest difference found as a formula, what is allowed."""

    label: str
    found: Formula
    allowed: float

    @property
    def passes(self) -> bool:
        """Tell whether the test holds with the stored values."""
        return not isinstance(self.found.value, str) and self.found.value < self.allowed


def checks(content: Content, grid: Grid, places: Territories | None) -> list[Check]:
    """Return every test of the workbook."""
    say = content.language.say
    made = [_same_stock(content, grid)] if len(content.lines) > 1 else []
    made += [
        Check(
            say("Projection: no empty cell and no cell in error"),
            _unfilled(grid),
            ALLOWED_PERSONS,
        ),
    ]
    if content.living:
        made.append(_same_norm(content))
    return [*made, *(_sums(content, places) if places else [])]


def _same_stock(content: Content, grid: Grid) -> Check:
    """Hold the stock that the sheet computes to the model's."""
    label = content.language.say(
        "Opening stock, entries, exits and closing stock agree with the model each year"
    )
    return Check(label, largest(grid.down("gap"), 0.0), ALLOWED_PERSONS)


def largest(span: str, value: float) -> Formula:
    """Return the largest distance from zero in cells."""
    return Formula(f"=MAX(MAX({span}),-MIN({span}))", value)


def _unfilled(grid: Grid) -> Formula:
    """Count the empty cells and the cells in error of the projection."""
    columns, years = list(grid.columns), list(grid.rows)
    last = grid.far(years[-1], columns[-1]).rpartition("!")[2]
    span = f"{grid.far(years[0], columns[0])}:{last}"
    return Formula(f"=COUNTBLANK({span})+SUMPRODUCT(ISERROR({span})*1)", 0.0)


def _same_norm(content: Content) -> Check:
    """Tell a reader that the norm is no longer the plan's."""
    value = content.view.norm.value
    label = content.language.say("The norm is the one of the plan: {value}", value=value)
    return Check(label, Formula(f"=ABS(norme-{value!r})", 0.0), ALLOWED_NORM)


def _sums(content: Content, places: Territories) -> Iterator[Check]:
    """Hold the sum of the territories to the projection, each year."""
    say, years = content.language.say, content.years
    labels = {
        "population": say("Population: the territories add up to the whole each year"),
        "stock": say("Stock: the territories add up to the whole each year"),
        "need": say("Need: the territories add up to the whole each year"),
        "deficit": say("Deficit: the territories add up to the whole each year"),
        "gross": say("Gross deficit: the territories add up to the whole each year"),
    }
    cells = Cells(places)
    for block, grid in places.blocks.items():
        if block in SUMMED:
            span = grid.far_across(OUT, str(years[0]), str(years[-1]))
            worst = max(abs(cells.distance(block, at)) for at in range(len(years)))
            yield Check(labels[block], largest(span, worst), ALLOWED_PERSONS)


def verdict_words(language: Language) -> tuple[str, str]:
    """Return the words for a test that holds and for one to look at."""
    return language.say("OK"), language.say("To check")


def write(page: Page, made: list[Check]) -> None:
    """Write the sheet of checks."""
    say = page.content.language.say
    page.head(say("Checks"), say("Each line is computed again whenever a cell changes."))
    headings = (say("Check"), say("Largest difference"), say("Allowed"), say("Verdict"))
    page.header(HEADER_ROW, headings, _WIDTHS)
    for at, check in enumerate(made, HEADER_ROW + 1):
        _write_check(page, at, check)
    _colour(page, len(made))
    notes = (say("A point to check is not always a fault: a norm changed on purpose shows here."),)
    page.below(HEADER_ROW + len(made) + 2, notes)
    page.finish((HEADER_ROW + 1, 0), None, GREY)


def _write_check(page: Page, row: int, check: Check) -> None:
    good, bad = verdict_words(page.content.language)
    page.text(row, 0, check.label, "label")
    page.put((row, 1), check.found, "difference", Kind.VALUE)
    page.put((row, 2), check.allowed, "difference", Kind.VALUE)
    verdict = f'=IF(B{row + 1}<C{row + 1},"{good}","{bad}")'
    text = good if check.passes else bad
    page.put((row, VERDICT), Formula(verdict, text), "centred", Kind.TEXT)
    page.sheet.set_row(row, lines(check.label, _WIDTHS[0]) * LINE_POINTS + 3)


def _colour(page: Page, count: int) -> None:
    """Colour the verdicts; the words alone already say it."""
    first, last = HEADER_ROW + 1, HEADER_ROW + count
    for word, role in zip(verdict_words(page.content.language), ("good", "bad"), strict=True):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        look = page.styles("good") if role == "good" else page.styles("bad")
        page.sheet.conditional_format(first, VERDICT, last, VERDICT, {**rule, "format": look})


def overall(language: Language, sheet: str, made: list[Check]) -> Formula:
    """Return one verdict for all, for the first sheet."""
    good, bad = verdict_words(language)
    quoted = "'" + sheet.replace("'", "''") + "'"
    span = f"{quoted}!$D${HEADER_ROW + 2}:$D${HEADER_ROW + 1 + len(made)}"
    text = good if all(check.passes for check in made) else bad
    return Formula(f'=IF(COUNTIF({span},"{good}")=ROWS({span}),"{good}","{bad}")', text)
