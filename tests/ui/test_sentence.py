"""The sentence says what the table holds, and nothing that a year of it contradicts."""

import pytest

from app.language import language
from app.reports.table import Column, Kind, Table
from app.ui.overview.sentence import finding

KEYS = {"year": Kind.YEAR, "stock": Kind.PERSONS, "deficit": Kind.PERSONS, "coverage": Kind.SHARE}
COLUMNS = tuple(Column(key, key, kind) for key, kind in KEYS.items())


def _said(*deficits: float | None, need: float = 1000.0) -> str:
    rows = tuple(
        (2024 + i, need - (d or 0.0), d, None if d is None else (need - d) / need)
        for i, d in enumerate(deficits)
    )
    return " ".join(finding(Table("", "", COLUMNS, rows), language("en"), "If nothing changes"))


@pytest.mark.parametrize(
    ("deficits", "said"),
    [
        (
            (500.0, 450.0, 400.0),
            ("The deficit falls from 500 in 2024 to 400 in 2026."
            " In 2026, the stock covers 60% of the need. The deficit does not close by 2026."),
        ),
        (
            (400.0, 480.0),
            ("The deficit grows from 400 in 2024 to 480 in 2025."
            " In 2025, the stock covers 52% of the need. The deficit does not close by 2025."),
        ),
        (
            (400.0, 401.0, 402.0),
            ("The deficit stays close to 400 until 2026."
            " In 2026, the stock covers 60% of the need. The deficit does not close by 2026."),
        ),
        (
            (176.0, 156.0, 176.0),
            ("The deficit is 176 in 2024 and 176 in 2026. The deficit is lowest in 2025: 156."
            " It is back at 176 in 2026."
            " In 2026, the stock covers 82% of the need. The deficit does not close by 2026."),
        ),
        (
            (176.0, 156.0, 156.0, 157.0, 177.0, 176.0),
            ("The deficit is 176 in 2024 and 176 in 2029."
            " The deficit is lowest from 2025 to 2027: 156. It is back at 177 in 2028."
            " In 2029, the stock covers 82% of the need. The deficit does not close by 2029."),
        ),
        (
            (300.0, 156.0, 200.0),
            ("The deficit falls from 300 in 2024 to 200 in 2026."
            " The deficit is lowest in 2025: 156."
            " In 2026, the stock covers 80% of the need. The deficit does not close by 2026."),
        ),
        (
            (100.0, 180.0, 120.0),
            ("The deficit grows from 100 in 2024 to 120 in 2026."
            " The deficit is highest in 2025: 180."
            " In 2026, the stock covers 88% of the need. The deficit does not close by 2026."),
        ),
        (
            (100.0, 0.0, -50.0),
            "From 2026, the stock exceeds the need. In 2026, the stock covers 105% of the need.",
        ),
        (
            (-10.0, -50.0),
            "From 2024, the stock exceeds the need. In 2025, the stock covers 105% of the need.",
        ),
        ((700.0,), "The deficit is 700 in 2024. In 2024, the stock covers 30% of the need."),
        (
            (None, None),
            "If nothing changes: the stock goes from 1,000 to 1,000 between 2024 and 2025.",
        ),
    ],
)
def test_the_course_of_a_deficit_is_said_in_words(
    deficits: tuple[float | None, ...], said: str
) -> None:
    assert _said(*deficits) == said


def test_a_surplus_of_the_whole_hides_no_lack_in_its_places() -> None:
    columns = (*COLUMNS, Column("deficit_gross", "", Kind.PERSONS))
    rows = ((2024, 900.0, 100.0, 0.9, 250.0), (2025, 1050.0, -50.0, 1.05, 120.0))
    said = finding(Table("", "", columns, rows), language("en"), "If nothing changes")
    assert said[:2] == (
        "From 2025, the stock exceeds the need.",
        "The territories that lack people still lack 120 in 2025.",
    )
