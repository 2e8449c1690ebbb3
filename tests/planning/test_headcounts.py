"""Head-counts as they are typed: kept exactly, spread as people are, never lost to rounding."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.rows import PlanRows, StaffRow
from app.planning.edits import Add, Set, Together
from app.planning.entered import ENTERED
from app.planning.headcounts import AGE_GROUPS, Counts, Place, spread
from app.planning.places import Places
from app.planning.starter import sample
from app.problems import message

MOROCCO = sample("morocco-2024")
TATA = Place("09.551", "public", "MED_GP")
NAME = message("Nobody is in this plan yet: the deficit is the need.")


def _counts(rows: PlanRows) -> Counts:
    return Counts(rows, Places(rows))


def _after(rows: PlanRows, counts: dict[Place, float]) -> PlanRows:
    """Return rows as the edit of these counts would leave them."""
    edit = _counts(rows).change(counts, NAME, "Typed")
    assert isinstance(edit, Together)
    set_rows = [one.row for one in edit.edits if isinstance(one, Set)]
    staff = {_key(row): row for row in rows.staff} | {_key(row): row for row in set_rows}
    added = [one.row for one in edit.edits if isinstance(one, Add)]
    return replace(rows, staff=tuple(staff.values()), sources=(*rows.sources, *added))


def _key(row: StaffRow) -> tuple[str, ...]:
    return row.territory, row.sector, row.cadre, row.sex, row.age_group, row.employer


@given(total=st.integers(0, 500), weights=st.lists(st.floats(0.1, 90), min_size=1, max_size=30))
def test_whole_people_are_spread_whole_and_none_is_lost(total: int, weights: list[float]) -> None:
    parts = spread(total, weights, whole=True)
    assert sum(parts) == total
    assert all(part.is_integer() and part >= 0 for part in parts)
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(a - b) < 1 for a, b in zip(parts, exact, strict=True))


def test_parts_of_people_are_spread_in_proportion() -> None:
    assert spread(3.0, [1.0, 3.0], whole=False) == [0.75, 2.25]
    assert spread(2.5, [1.0, 1.0], whole=True) == [1.25, 1.25]


@pytest.mark.parametrize(
    "place",
    [TATA, replace(TATA, age_group="35-39"), replace(TATA, age_group="35-39", sex="F"),
     replace(TATA, sex="M"), replace(TATA, sector="private", cadre="MIDWIFE", age_group="75+")],
)  # fmt: skip
@pytest.mark.parametrize("persons", [0.0, 1.0, 17.0])
def test_what_is_typed_is_what_is_counted(place: Place, persons: float) -> None:
    after = _after(MOROCCO, {place: persons})
    assert _counts(after).count(place) == persons
    others = Place(place.territory, "public", "NUR_POLY")
    assert _counts(after).rows_of(others) == _counts(MOROCCO).rows_of(others)
    changed = [row for row in _counts(after).rows_of(place) if row.persons]
    assert all(row.source == ENTERED for row in changed)


def test_people_by_age_and_sex_say_what_was_typed() -> None:
    place = replace(TATA, age_group="45-49", sex="M")
    found = _counts(_after(MOROCCO, {place: 4.0})).by_slot(TATA)
    assert found["45-49", "M"] == (4.0, True)
    assert sum(persons for persons, _ in found.values()) == pytest.approx(
        _counts(MOROCCO).count(TATA) - _counts(MOROCCO).count(place) + 4
    )
    assert [slot for slot, (_, typed) in found.items() if typed] == [("45-49", "M")]


def test_several_counts_make_one_edit_and_one_source() -> None:
    ages = {replace(TATA, age_group=age): 2.0 for age in ("30-34", "40-44")}
    after = _after(MOROCCO, ages)
    assert [row.id for row in after.sources].count(ENTERED) == 1
    again = _counts(after).change({TATA: 9.0}, NAME, "Typed")
    assert isinstance(again, Together)
    assert not [one for one in again.edits if isinstance(one, Add)]


def test_a_total_keeps_the_shape_of_the_people_there() -> None:
    place = Place("01.051", "public", "NUR_POLY")
    before = _counts(MOROCCO)
    doubled = before.count(place) * 2
    after = _counts(_after(MOROCCO, {place: doubled}))
    for age in AGE_GROUPS:
        one = replace(place, age_group=age)
        assert after.count(one) == pytest.approx(2 * before.count(one), abs=len(AGE_GROUPS))
    spread_out = {row.grade for row in after.rows_of(place)}
    assert spread_out == {"estimated-by-rule"}


def test_fractions_of_people_stay_fractions() -> None:
    rows = sample("founding-2020")
    place = Place("MA", "public", "MED_GP", "25-29")
    after = _counts(_after(rows, {place: 100.0}))
    assert after.count(place) == pytest.approx(100)
    assert not all(float(row.persons).is_integer() for row in after.rows_of(place))


def test_a_single_cell_typed_as_it_is_counts_as_quoted() -> None:
    place = replace(TATA, age_group="45-49", sex="M")
    (row,) = _counts(_after(MOROCCO, {place: 4.0})).rows_of(place)
    assert (row.persons, row.grade, row.employer) == (4.0, "recalled-unverified", "unspecified")


def test_where_nobody_is_known_people_are_spread_as_in_the_country() -> None:
    nobody = sample("empty")
    after = _after(nobody, {TATA: 40.0})
    counted = _counts(after)
    assert counted.count(TATA) == 40
    ages = {row.age_group for row in counted.rows_of(TATA) if row.persons}
    assert len(ages) > 4
    assert {row.sex for row in counted.rows_of(TATA)} == {"F", "M"}


def test_where_a_cadre_is_known_elsewhere_its_shape_is_taken() -> None:
    only = [row for row in MOROCCO.staff if row.cadre == "MED_GP" and row.sector == "public"]
    young = tuple(row for row in only if row.age_group == "25-29" and row.territory != "09.551")
    rows = replace(MOROCCO, staff=young)
    after = _counts(_after(rows, {TATA: 10.0}))
    assert {row.age_group for row in after.rows_of(TATA)} == {"25-29"}
    other_sector = replace(TATA, sector="private")
    after = _counts(_after(rows, {other_sector: 10.0}))
    assert {row.age_group for row in after.rows_of(other_sector)} == {"25-29"}
    assert {row.employer for row in after.rows_of(other_sector)} == {"private"}


def test_people_of_a_specialty_count_in_their_cadre() -> None:
    row = next(r for r in MOROCCO.staff if r.cadre == "MED_SP" and r.sector == "public")
    specialty = next(c.code for c in MOROCCO.cadres if c.parent == "MED_SP")
    rows = replace(MOROCCO, staff=(replace(row, cadre=specialty, persons=3.0),))
    place = Place(row.territory, "public", "MED_SP", row.age_group)
    assert _counts(rows).count(place) == 3
    after = _counts(_after(rows, {place: 5.0}))
    assert [r.cadre for r in after.rows_of(place)] == [specialty]
