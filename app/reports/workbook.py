"""Writes a projection as a workbook: values, living formulas, charts, sources and checks."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

from app import __version__
from app.problems import message
from app.reports.book import (
    checks,
    flows,
    native_charts,
    origins,
    projection,
    read_me,
    schooling,
    sources,
    summary,
)
from app.reports.book import territories as by_territory
from app.reports.book.cells import clean
from app.reports.book.content import Content, gather
from app.reports.book.page import Page
from app.reports.book.styles import BODY_POINTS, Styles, font
from app.reports.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from xlsxwriter.workbook import Workbook

    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Message
    from app.reports.book.cells import Grid
    from app.reports.book.territories import Territories

SHEETS: Mapping[str, Message] = {
    "read_me": message("Read me"),
    "summary": message("Summary"),
    "projection": message("Projection"),
    "flows": message("Entries and exits"),
    "training": message("Training and posts"),
    "territories": message("By territory"),
    "sources": message("Assumptions and sources"),
    "origins": message("Sources"),
    "checks": message("Checks"),
}
BY_LEVEL: Mapping[str, Message] = {
    "region": message("By region"),
    "province": message("By province"),
}
HELD: Mapping[str, Message] = {
    "summary": message("Key figures and what they say"),
    "ranked": message("Key figures, what they say, the largest deficits"),
    "projection": message("Year by year: population, entries, exits, stock, need, deficit"),
    "uncovered": message("Year by year: population, entries, exits, stock, density"),
    "one_year": message("Population, stock and ratios of the one year of the plan"),
    "flows": message("Each kind of entry and exit, year by year"),
    "training": message("Graduates, residents and new specialists; posts opened and filled"),
    "territories": message("Each territory and each year, with the sum"),
    "sources": message("The norm, every value with its range, its source and its reliability"),
    "origins": message("Each source with its publisher, its date and where it is found"),
    "checks": message("What adds up, computed again whenever a cell changes"),
}


def write_projection(
    study: Study, view: View, path: Path, language: Language, *, made_at: datetime
) -> None:
    """Write the workbook of a view to a file, whole or not at all."""
    write_whole(path, projection_bytes(study, view, language, made_at))


def projection_bytes(study: Study, view: View, language: Language, made_at: datetime) -> bytes:
    """Return the workbook of a view; the same study, language and moment give the same bytes."""
    content = gather(study, view, language, made_at)
    target = io.BytesIO()
    with begun(target, content) as workbook:
        _Book(workbook, content).write()
    return target.getvalue()


def begun(target: io.BytesIO, content: Content) -> Workbook:
    """Return a workbook without sheets that says what it is; texts are never read as formulas."""
    letters = {"font_name": font(content.language), "font_size": BODY_POINTS}
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": letters,
    }
    workbook = xlsxwriter.Workbook(target, options)
    _describe(workbook, content)
    return workbook


@dataclass(frozen=True)
class _Book:
    """A workbook under way and what it is to hold."""

    workbook: Workbook
    content: Content

    def write(self) -> None:
        """Make every sheet, then fill them: formulas say each other's names."""
        pages = self._pages()
        rows = self._rows(pages)
        places = self._places(pages, rows.grid)
        sources.define_names(self.workbook, pages["sources"])
        made = checks.checks(self.content, rows.grid, places)
        verdict = checks.overall(self.content.language, pages["checks"].name, made)
        read_me.write(pages["read_me"], self._held(pages), verdict)
        projection.write(pages["projection"], rows)
        self._write_flows(pages, rows.flows)
        if "training" in pages:
            schooling.write(pages["training"], self.content.training)
        self._write_territories(pages, places)
        self._write_summary(pages["summary"], rows, places)
        shown = sources.values(self.content)
        sources.write(pages["sources"], shown)
        origins.write(pages["origins"], shown.sources(self.content))
        checks.write(pages["checks"], made)

    def _pages(self) -> dict[str, Page]:
        styles = Styles(self.workbook, self.content.language)
        named = {key: said for key, said in SHEETS.items() if self._wanted(key)}
        if "territories" in named:
            named["territories"] = BY_LEVEL.get(self._level(), SHEETS["territories"])
        tell = self.content.language.tell
        return {
            key: Page(self.workbook.add_worksheet(tell(said)), styles, self.content)
            for key, said in named.items()
        }

    def _wanted(self, key: str) -> bool:
        if key == "flows":
            return len(self.content.lines) > 1
        if key == "training":
            return len(self.content.training.columns) > 1
        return key != "territories" or bool(self.content.children)

    def _level(self) -> str:
        levels = {row.code: row.level for row in self.content.study.rows.territories}
        found = {levels.get(code, "") for code in self.content.children}
        return found.pop() if len(found) == 1 else ""

    def _rows(self, pages: Mapping[str, Page]) -> projection.Rows:
        own = projection.grid(self.content, pages["projection"].name)
        named = pages.get("flows", pages["projection"]).name
        return projection.Rows(self.content, own, flows.grid(self.content, named))

    def _places(self, pages: Mapping[str, Page], grid: Grid) -> Territories | None:
        if "territories" not in pages:
            return None
        return by_territory.layout(self.content, pages["territories"].name, grid)

    def _held(self, pages: Mapping[str, Page]) -> dict[str, str]:
        """Return the names of the sheets after the first, with what each holds."""
        tell = self.content.language.tell
        kept = {"summary": self._held_by_summary(), "projection": self._held_by_projection()}
        return {
            page.name: tell(HELD[kept.get(key, key)])
            for key, page in pages.items()
            if key in HELD
        }

    def _held_by_summary(self) -> str:
        return "ranked" if self.content.children and self.content.covered else "summary"

    def _held_by_projection(self) -> str:
        if len(self.content.lines) == 1:
            return "one_year"
        return "projection" if self.content.covered else "uncovered"

    def _write_flows(self, pages: Mapping[str, Page], grid: Grid) -> None:
        if "flows" in pages:
            page = pages["flows"]
            row = flows.write(page, grid)
            if not (self.content.entries or self.content.exits):
                return
            says = native_charts.says_flows(self.content)
            place = native_charts.Place(row, 0, 1120, 360, says)
            native_charts.entries_and_exits(self.workbook, page, grid, place)

    def _write_territories(self, pages: Mapping[str, Page], places: Territories | None) -> None:
        if places is not None:
            tell = self.content.language.tell
            title = BY_LEVEL.get(self._level(), SHEETS["territories"])
            by_territory.write(pages["territories"], places, tell(title))

    def _write_summary(
        self, page: Page, rows: projection.Rows, places: Territories | None
    ) -> None:
        row = summary.write(page, rows, places)
        says = native_charts.says_stock(self.content)
        column = 7 if len(self.content.lines) > 1 else 5
        place = native_charts.Place(4, column, 560, 330, says)
        native_charts.stock_and_need(self.workbook, page, rows.grid, place)
        if places is not None and self.content.covered:
            says = native_charts.says_ranked(self.content)
            bars = native_charts.Place(row, 7, 560, 380, says)
            native_charts.deficit_by_territory(self.workbook, page, places, bars)


def _describe(workbook: Workbook, content: Content) -> None:
    """Fill the properties of the document."""
    language, facts = content.language, content.study.rows.facts
    workbook.set_properties(
        {
            "title": clean(language.say("Workforce and deficit projection")),
            "subject": clean(content.frame.subtitle),
            "author": f"Tabib {__version__}",
            "category": clean(content.frame.scenario),
            "comments": clean(content.frame.warning),
            "created": content.made_at,
        }
    )
    custom = {
        "PlanId": facts.uuid,
        "AppVersion": __version__,
        "Scenario": content.study.scenario.id,
        "BaseYear": facts.base_year,
        "Horizon": content.years[-1],
        "DataHash": content.study.fingerprint,
        "Norm": content.view.norm.id,
        "Status": "synthetic" if facts.synthetic else "",
    }
    for name, value in custom.items():
        if value != "":
            workbook.set_custom_property(name, clean(value) if isinstance(value, str) else value)
