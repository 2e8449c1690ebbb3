from __future__ import annotations

import math

import pytest

from app.language import language
from app.reports.table import Column, Kind, Table, printed, written

FR = language("fr")
COLUMNS = (Column("place", "Territoire", Kind.TEXT), Column("n", "Effectif", Kind.PERSONS))


def table(*rows: tuple[float | str | None, ...], has_total: bool = False) -> Table:
    return Table("Effectif", "", COLUMNS, rows, has_total=has_total)


def test_a_table_gives_its_columns_by_key() -> None:
    made = table(("Tata", 1.5), ("Tiznit", None))
    assert made.values("place") == ("Tata", "Tiznit")
    assert made.numbers("n") == (1.5, None)


@pytest.mark.parametrize("row", [("Tata",), ("Tata", 1.0, 2.0)])
def test_a_ragged_table_is_refused(row: tuple[float | str, ...]) -> None:
    with pytest.raises(ValueError, match="cells for 2 columns"):
        table(row)


@pytest.mark.parametrize("cell", [math.nan, math.inf, "12"])
def test_a_cell_that_is_no_number_is_refused(cell: float | str) -> None:
    with pytest.raises(ValueError, match="n:"):
        table(("Tata", cell))


def test_printed_numbers_add_up_under_their_total() -> None:
    made = table(("a", 1.4), ("b", 1.4), ("c", 1.4), ("Total", 4.2), has_total=True)
    assert [row[1] for row in printed(made, FR)] == ["2", "1", "1", "4"]


def test_without_a_total_each_number_is_rounded_alone() -> None:
    made = table(("a", 1.4), ("b", 1.4), ("c", 1.5))
    assert [row[1] for row in printed(made, FR)] == ["1", "1", "2"]


def test_an_unknown_part_keeps_the_total_as_it_is() -> None:
    made = table(("a", None), ("Total", 4.2), has_total=True)
    assert [row[1] for row in printed(made, FR)] == ["—", "4"]


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (2026, Kind.YEAR, "2026"),
        (1234.6, Kind.PERSONS, "1\u202f235"),
        (2.46, Kind.FTE, "2,5"),
        (15.3, Kind.PER_10_000, "15,3"),
        (0.19144, Kind.RATIO, "0,191"),
        (26.3147, Kind.SPREAD, "26,3"),
        (0.444, Kind.SHARE, "44\u202f%"),
        (-38.0, Kind.CHANGE, "\u221238"),
        (-1.25, Kind.CHANGE_PER_10_000, "\u22121,3"),
        (0.0214, Kind.POINTS, "+2,1"),
        (None, Kind.POINTS, "—"),
        (0.0125, Kind.VALUE, "0,0125"),
        ("Tata", Kind.TEXT, "Tata"),
        (None, Kind.VALUE, "—"),
        (None, Kind.YEAR, "—"),
    ],
)
def test_each_kind_is_written_in_its_way(cell: float | str | None, kind: Kind, text: str) -> None:
    assert written(cell, kind, FR) == text
