"""The sections of the window in the order of the rail, and the pages of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.problems import Message, message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.document import Document

Build = Callable[["Document"], "QWidget"]
Load = Callable[[], Iterator[None]]


_LOADED: set[str] = set()  # the keys of pages, for as long as the program runs


def _at_once() -> Iterator[None]:
    """Load nothing ahead: the page takes no time to load."""
    yield


@dataclass(frozen=True)
class PageEntry:
    """A page: its key, its title, what builds it, and what loads a large one bit by bit."""

    key: str
    title: Message
    build: Build
    parts: Load = _at_once

    @property
    def is_loaded(self) -> bool:
        """Whether nothing has to be loaded any more before the page is built."""
        return self.key in _LOADED

    def load(self) -> Iterator[None]:
        """Load what the page is made of, once, bit by bit."""
        if not self.is_loaded:
            yield from self.parts()
            _LOADED.add(self.key)


@dataclass(frozen=True)
class Section:
    """An entry of the rail; a section of several pages shows them as tabs."""

    key: str
    title: Message
    icon: str
    pages: tuple[PageEntry, ...]


def _overview(document: Document) -> QWidget:
    from app.ui.pages.overview import OverviewPage

    return OverviewPage(document)


def _load_overview() -> Iterator[None]:
    """Load the parts of the overview one after another."""
    from app.ui.overview import key_figures  # noqa: F401

    yield
    from app.ui.overview import result  # noqa: F401

    yield
    from app.ui.overview import where  # noqa: F401

    yield
    from app.ui.pages import overview  # noqa: F401

    yield


def _staff(document: Document) -> QWidget:
    from app.ui.pages.staff import StaffPage

    return StaffPage(document)


def _assumptions(document: Document) -> QWidget:
    from app.ui.pages.assumptions import AssumptionsPage

    return AssumptionsPage(document)


def _scenarios(document: Document) -> QWidget:
    from app.ui.pages.scenarios import ScenariosPage

    return ScenariosPage(document)


def _simulator(document: Document) -> QWidget:
    from app.ui.pages.simulator import SimulatorPage

    return SimulatorPage(document)


def _load_scenarios() -> Iterator[None]:
    """Load the parts of the scenarios one after another."""
    from app.planning import effects  # noqa: F401

    yield
    from app.ui.scenarios import side  # noqa: F401

    yield
    from app.ui.scenarios import lines_card  # noqa: F401

    yield
    from app.ui.scenarios import panels  # noqa: F401

    yield
    from app.ui.pages import scenarios  # noqa: F401

    yield


def _load_staff() -> Iterator[None]:
    """Load the grid before the page that it stands on."""
    from app.ui.grid import grid  # noqa: F401

    yield
    from app.ui.pages import staff  # noqa: F401

    yield


def _load_bridge() -> Iterator[None]:
    """Load the parts of the explanation one after another."""
    from app.ui.bridge_page import card, tornado_card  # noqa: F401

    yield
    from app.ui.pages import bridge  # noqa: F401

    yield


def _load_simulator() -> Iterator[None]:
    """Load the parts of the simulator one after another."""
    from app.reports import trial_chart  # noqa: F401

    yield
    from app.ui.simulator import lever_row  # noqa: F401

    yield
    from app.ui.simulator import result_words  # noqa: F401

    yield
    from app.ui.simulator import stage  # noqa: F401

    yield
    from app.ui.pages import simulator  # noqa: F401

    yield


def _results(document: Document) -> QWidget:
    from app.ui.pages.results import ResultsPage

    return ResultsPage(document)


def _load_results() -> Iterator[None]:
    """Load what the results are drawn and kept with before the first of their tabs."""
    from app.reports.book import cells  # noqa: F401

    yield
    from app.planning import bands  # noqa: F401

    yield
    from app.reports import workbook  # noqa: F401

    yield
    from app.reports import result_course  # noqa: F401

    yield
    from app.ui.results import chart_tab  # noqa: F401

    yield
    from app.ui.pages import results  # noqa: F401

    yield
    from app.ui.results import flows_tab, map_tab, pyramid_tab, table_tab  # noqa: F401

    yield


def _compare(document: Document) -> QWidget:
    from app.ui.pages.compare import ComparePage

    return ComparePage(document)


def _load_compare() -> Iterator[None]:
    """Load the parts of the comparison one after another."""
    from app.reports import comparison_charts  # noqa: F401

    yield
    from app.ui.compare import cards  # noqa: F401

    yield
    from app.ui.compare import views  # noqa: F401

    yield
    from app.ui.pages import compare  # noqa: F401

    yield


def _bridge(document: Document) -> QWidget:
    from app.ui.pages.bridge import BridgePage

    return BridgePage(document)


SECTIONS = (
    Section(
        "overview", message("Overview"), "layout-dashboard",
        (PageEntry("overview", message("Overview"), _overview, _load_overview),),
    ),
    Section(
        "data", message("Data"), "database",
        (
            PageEntry("staff", message("Head-counts"), _staff, _load_staff),
            PageEntry("assumptions", message("Assumptions"), _assumptions),
        ),
    ),
    Section(
        "scenarios", message("Scenarios"), "git-branch",
        (PageEntry("scenarios", message("Scenarios"), _scenarios, _load_scenarios),),
    ),
    Section(
        "simulator", message("Simulator"), "sliders-horizontal",
        (PageEntry("simulator", message("Simulator"), _simulator, _load_simulator),),
    ),
    Section(
        "results", message("Results"), "chart-no-axes-combined",
        (
            PageEntry("results", message("Results"), _results, _load_results),
            PageEntry("compare", message("Compare"), _compare, _load_compare),
            PageEntry("bridge", message("What moves the deficit"), _bridge, _load_bridge),
        ),
    ),
)  # fmt: skip


def section_of(page: str) -> Section:
    """Return the section that holds a page; the key of a section stands for its first page."""
    found = (one for one in SECTIONS if page in (one.key, *(p.key for p in one.pages)))
    return next(found, SECTIONS[0])
