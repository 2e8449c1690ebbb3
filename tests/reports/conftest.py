"""Studies that tests of reports share, and the flag that renews expected texts on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from app.planning import starter, study
from app.planning.study import Study

Book = Callable[..., bytes]
MADE_AT = datetime(2026, 3, 12, 10, 0)  # noqa: DTZ001  workbooks hold times without a zone


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
