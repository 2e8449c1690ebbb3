"""Filters, sorting and searching over columns say what a person expects of a spreadsheet."""

import pytest

from app.language import language
from app.reports.table import Kind
from app.ui.grid.columns import Column, Rows
from app.ui.grid.order import Lookup, between
from app.ui.grid.texts import all_folded, folded

FR, EN = language("fr"), language("en")
COLUMNS = (
    Column("name", "Name", Kind.TEXT),
    Column("count", "Count", Kind.PERSONS),
    Column("share", "Share", Kind.SHARE),
)
ROWS = Rows(
    (
        ("Élodie", "adam", None, "Zineb", "إدريس"),
        (3, None, 12, -4, 3),
        (0.8, 0.125, None, 0.02, 0.8),
    )
)


def _order(filters: dict[int, str], keys: list[tuple[int, bool]] | None = None) -> list[int]:
    return Lookup(COLUMNS, ROWS).arranged(filters, keys or [], FR).tolist()


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("3", [0, 4]),
        ("> 3", [2]),
        (">=3", [0, 2, 4]),
        ("≥ 3", [0, 2, 4]),
        ("< 0", [3]),
        ("<= -4", [3]),
        ("1-10", [0, 4]),
        ("−5 – 3", [0, 3, 4]),
        ("<> 3", [2, 3]),
    ],
)
def test_numbers_are_filtered_by_signs_and_ranges(typed: str, rows: list[int]) -> None:
    assert _order({1: typed}) == rows


def test_shares_are_filtered_as_they_are_read() -> None:
    assert _order({2: "> 50 %"}) == [0, 4]
    assert _order({2: "12,5"}) == [1]


@pytest.mark.parametrize(("typed", "rows"), [("elo", [0]), ("ADAM", [1]), ("ادر", [4]), ("", [])])
def test_texts_are_found_without_accents_and_capitals(typed: str, rows: list[int]) -> None:
    assert _order({0: typed}) == (rows or [0, 1, 2, 3, 4])


@pytest.mark.parametrize("typed", ["abc", "> abc", "1,255.5.5", ">", "1.255"])
def test_a_filter_that_cannot_be_read_is_known_as_such(typed: str) -> None:
    assert between(typed, Kind.PERSONS, FR) is None


def test_what_is_not_known_comes_last_both_ways() -> None:
    assert _order({}, [(1, True)]) == [3, 0, 4, 2, 1]
    assert _order({}, [(1, False)]) == [2, 0, 4, 3, 1]
    assert _order({}, [(0, True)]) == [1, 0, 3, 4, 2]


def test_a_second_column_sorts_what_the_first_leaves_equal() -> None:
    assert _order({}, [(1, False), (0, False)]) == [2, 4, 0, 3, 1]


def test_a_subtotal_stays_only_under_all_the_rows_that_it_sums() -> None:
    cells = (("a", "b", "sum", "a", "a", "sum"), (1, 2, 3, 4, 5, 9), (None,) * 6)
    lookup = Lookup(COLUMNS, Rows(cells, subtotals=frozenset({2, 5})))
    assert lookup.arranged({0: "a"}, [], EN).tolist() == [0, 3, 4, 5]
    assert lookup.arranged({}, [(1, False)], EN).tolist() == [4, 3, 1, 0]


def test_a_search_finds_texts_in_part_and_numbers_whole() -> None:
    found = Lookup(COLUMNS, ROWS).found
    assert found("e", None, FR).tolist() == [[0, 0], [3, 0]]
    assert found("3", None, FR).tolist() == [[0, 1], [4, 1]]


def test_texts_fold_together_as_they_do_alone() -> None:
    texts = ["Élève", "", "BÉNI MELLAL", "إدريس", "مـحـمد", "plain"]
    assert all_folded(texts) == [folded(text) for text in texts]
