"""Studies that tests of reports share, and the flag that renews expected texts on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from app.language import language
from app.planning import starter, study
from app.planning.compared_bands import bands_of_year, draw_stocks
from app.planning.comparison import Reading, compare
from app.planning.study import Study
from app.reports.compared import Compared
from app.reports.scenario_summary import summary_bytes

Book = Callable[..., bytes]
MADE_AT = datetime(2026, 3, 12, 10, 0)  # noqa: DTZ001  workbooks hold times without a zone
SUMMED = 2036  # the year of the scenario summary


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write expected texts anew")


@pytest.fixture(scope="session")
def morocco() -> Study:
    return study.run(starter.sample("morocco-2024"))


@pytest.fixture(scope="session")
def tata() -> Study:
    return study.run(starter.sample("tata-2017"))


@pytest.fixture(scope="session")
def founding() -> Study:
    return study.run(starter.sample("founding-2020"))


@pytest.fixture(scope="session")
def empty() -> Study:
    return study.run(starter.sample("empty"))


@pytest.fixture(scope="session")
def book() -> Book:
    """Return the bytes of a workbook of a study; `asked` is passed to its view."""
    from app.language import language
    from app.reports.workbook import projection_bytes

    def make(of: Study, code: str = "fr", **asked: object) -> bytes:
        return projection_bytes(of, of.view(**asked), language(code), MADE_AT)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def summed(morocco: Study) -> Compared:
    """Four scenarios beside the reference over the regions, with ranges from few draws."""
    view = morocco.view(cadre="MED_ALL", norm="MED_153")
    scenarios = ("GRAD3300", "SEATS7543", "FILL70", "EMIGHALF")
    found = compare(morocco.rows, scenarios, view, morocco)
    bands = bands_of_year(found, draw_stocks(found, {}, 4, 0), SUMMED)
    return Compared(found, Reading("deficit", "number"), SUMMED, language("en"), bands)


@pytest.fixture(scope="session")
def scenario_summary(summed: Compared) -> bytes:
    return summary_bytes(summed, "known", MADE_AT)
