"""Which years an axis names."""

import pytest

from app.reports.look import marked_years


@pytest.mark.parametrize(
    ("first", "last", "most", "shown"),
    [
        (2024, 2040, 6, [2024, 2028, 2032, 2036, 2040]),
        (2024, 2040, 8, [2024, 2026, 2028, 2030, 2032, 2034, 2036, 2038, 2040]),
        (2024, 2030, 6, [2024, 2025, 2026, 2027, 2028, 2029, 2030]),
        (2017, 2030, 6, [2017, 2021, 2024, 2027, 2030]),  # 13 years have no equal steps
        (2024, 2024, 6, [2024]),
    ],
)
def test_years_stand_at_equal_distances_where_there_are_any(
    first: int, last: int, most: int, shown: list[int]
) -> None:
    assert marked_years(range(first, last + 1), most) == shown
