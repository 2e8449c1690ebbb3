"""Whole workbooks as text: what changes in a report shows here before a ministry sees it.

Renew on purpose with `python3 go.py test tests/reports --renew-golden`, then read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.planning.study import Study

from .conftest import Book
from .readable import text

GOLDEN = Path(__file__).parent.parent / "data" / "golden"
LONG = (
    "Hypothèses et sources", "الفرضيات والمصادر", "Assumptions and sources", "Sources", "المصادر",
)  # fmt: skip


def hold(name: str, made: str, config: pytest.Config) -> None:
    """Compare with the recorded text, or record it anew."""
    path = GOLDEN / f"{name}.txt"
    if config.getoption("--renew-golden", default=False):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_report_of_tata_is_the_one_recorded(
    tata: Study, book: Book, code: str, request: pytest.FixtureRequest
) -> None:
    hold(f"workbook-tata-{code}", text(book(tata, code), LONG), request.config)


def test_the_report_of_a_region_is_the_one_recorded(
    morocco: Study, book: Book, request: pytest.FixtureRequest
) -> None:
    content = book(morocco, "fr", territory="12", norm="MED_153", until=2028)
    hold("workbook-dakhla-fr", text(content, LONG), request.config)
