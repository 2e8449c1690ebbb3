"""Bands as tables: columns that mean something, notes that say what is in and what is not."""

import pytest

from app.language import language
from app.planning.bands import DRAWS, SEED
from app.planning.study import Study
from app.reports.asked import Asked
from app.reports.bands import answer
from app.reports.table import Table


def asked(study: Study, code: str = "en", **view: object) -> tuple[Table, ...]:
    options = {"draws": 3, "seed": None}
    return answer(Asked(study, study.view(**view), language(code), options))


def test_a_year_a_row_with_its_stock_and_ranges(tata: Study) -> None:
    together, of_draws = asked(tata)
    lines = tata.lines(tata.view())
    assert list(together.values("year")) == [line.year for line in lines]
    assert together.numbers("stock") == tuple(line.stock for line in lines)
    assert of_draws.numbers("stock") == together.numbers("stock")
    for low, high in (("stock_95_low", "stock_80_low"), ("stock_80_high", "stock_95_high")):
        pairs = zip(together.numbers(low), together.numbers(high), strict=True)
        assert all(a <= b for a, b in pairs if a is not None and b is not None)


def test_columns_of_the_deficit_and_of_nobody_stand_where_they_mean_something(
    morocco: Study, tata: Study
) -> None:
    nation, _ = asked(morocco)
    keys = {column.key for column in nation.columns}
    assert "deficit_80_low" in keys
    assert "nobody" not in keys
    place, _ = asked(tata, cadre="MED_SP", sector="public")
    keys = {column.key for column in place.columns}
    assert "deficit_80_low" not in keys
    assert "nobody" in keys
    assert any("whole people" in note for note in place.notes)
    assert not any("whole people" in note for note in nation.notes)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_notes_name_draws_and_seed_in_each_language(tata: Study, code: str) -> None:
    for table in asked(tata, code):
        said = language(code).say(
            "Draws of the assumptions: {draws}; they start from the number {seed}. The same number "
            "gives the same result.",
            draws=3,
            seed=SEED,
        )
        assert said in table.notes


def test_the_number_of_draws_is_ours_where_nobody_chooses_one(empty: Study) -> None:
    tables = answer(Asked(empty, empty.view(), language("en"), {}))
    assert any(f"assumptions: {DRAWS};" in note for note in tables[0].notes)


def test_an_empty_plan_has_bands_of_nobody(empty: Study) -> None:
    together, _ = asked(empty)
    assert set(together.numbers("stock_95_high")) == {0.0}
