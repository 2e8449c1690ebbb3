"""The sex of new students reaches graduates when their class finishes, and no other class."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning import schooling, starter, study
from app.planning.fields import Fields
from app.planning.places import Places
from app.problems import Problem
from tests.planning.hand import GP, NURSE, SP, fields, measure, said, school

WOMEN = "intake_women_share"
SCHOOL = (
    school("intake", 100.0),
    school("duration", 2.0),
    school("age_at_entry", 1.0, age=25),
    school("women_share", 0.5),
)
NURSES = (
    school("intake", 100.0, "PARA"),
    school("duration", 1.0, "PARA"),
    school("age_at_entry", 1.0, "PARA", age=22),
)
RESIDENCY = (
    school("residency_years_4", 0.5, "MED_SP"),
    school("residency_years_5", 0.5, "MED_SP"),
)


def _women(*rows: object, cadre: int = GP, **more: object) -> list[float]:
    """Return the share of women among those who enter, by year from 2025."""
    profile = schooling.profiles(fields(pipeline=rows, **more))
    assert profile.sum(axis=(1, 2)) == pytest.approx(1.0)
    return profile[:, :, 0, cadre].sum(axis=1).tolist()


def test_the_share_of_entrants_given_to_every_class_changes_nothing() -> None:
    plain = starter.sample("morocco-2024")
    made = Fields(plain, Places(plain), "reference")
    known = {r.cadre: r.value for r in plain.pipeline if r.parameter == "women_share"}
    profile = schooling.profiles(made)
    at = made.places.axes.cadres.index("MED_GP")
    assert profile[0, :, 0, at].sum() == pytest.approx(known["MED"])
    share = school(WOMEN, known["MED"], unit="share of new students", id="ZW")
    same = replace(plain, pipeline=(*plain.pipeline, share))
    found = schooling.profiles(Fields(same, Places(same), "reference"))
    assert found == pytest.approx(profile)


def test_a_class_brings_its_own_women_when_it_finishes() -> None:
    rows = (school(WOMEN, 0.6, year_to=2023), school(WOMEN, 0.8, year_from=2024))
    assert _women(*SCHOOL, *rows) == pytest.approx([0.6, 0.8, 0.8])


def test_classes_of_two_lengths_mix_by_their_people_and_bring_their_own_ages() -> None:
    rows = (
        *(school("intake", n, year_from=y, year_to=y) for y, n in ((2023, 100.0), (2024, 300.0))),
        school("intake", 100.0, year_from=2025),
        school("duration", 3.0, year_to=2023),
        school("duration", 2.0, year_from=2024),
        school("age_at_graduation_3y", 1.0, age=26),
        school("age_at_graduation_2y", 1.0, age=25),
        school(WOMEN, 0.9, year_to=2023),
        school(WOMEN, 0.5, year_from=2024),
    )
    profile = schooling.profiles(fields(pipeline=rows))[1, :, :, GP]
    assert profile[5] == pytest.approx([150 / 400, 150 / 400])
    assert profile[6] == pytest.approx([90 / 400, 10 / 400])


def test_specialists_have_the_sex_of_the_classes_who_graduated_before_the_residency() -> None:
    rows = (school(WOMEN, 0.4, year_to=2018), school(WOMEN, 0.8, year_from=2019))
    found = _women(*SCHOOL, *RESIDENCY, *rows, cadre=SP)
    assert found == pytest.approx([0.6, 0.8, 0.8])


def test_each_paramedical_cadre_has_its_own_share_of_one_school() -> None:
    rows = (
        school(WOMEN, 0.9, "NUR_POLY", year_from=2025),
        school(WOMEN, 0.7, "NUR_POLY", year_to=2024),
    )
    assert _women(*NURSES, *rows, cadre=NURSE) == pytest.approx([0.7, 0.9, 0.9])
    assert _women(*NURSES, *SCHOOL, *rows) == pytest.approx([0.5] * 3)


def test_a_measure_on_new_students_waits_for_their_class() -> None:
    line = measure("pipeline", WOMEN, "set", 1.0, cadre="MED_ALL", year_from=2025)
    found = _women(*SCHOOL, school(WOMEN, 0.6), measures=(line,))
    assert found == pytest.approx([0.6, 0.6, 1.0])


def test_a_year_in_which_nobody_finishes_reads_the_share_of_entrants() -> None:
    rows = tuple(r for r in SCHOOL if r.parameter != "intake")
    found = _women(*rows, school("intake", 0.0), school(WOMEN, 0.9))
    assert found == pytest.approx([0.5] * 3)


def test_a_share_of_new_students_needs_new_students() -> None:
    with pytest.raises(Problem) as met:
        _women(school(WOMEN, 0.6))
    assert "Training places" in said(met.value)


def test_more_women_than_students_are_refused_with_year_and_row() -> None:
    line = measure("pipeline", WOMEN, "add", 0.5, cadre="MED_ALL", year_from=2025)
    shares = (
        school(WOMEN, 0.5, id="P1", year_to=2024),
        school(WOMEN, 0.6, id="P2", year_from=2025),
    )
    with pytest.raises(Problem) as met:
        _women(*SCHOOL, *shares, measures=(line,))
    assert met.value.where == "P2, intake_women_share, MED"
    assert said(met.value) == "2025: 1.1: a share or a probability lies between 0 and 1."


@given(shares=st.lists(st.floats(0, 1), min_size=12, max_size=12), dropout=st.floats(0, 0.5))
def test_women_who_graduate_are_those_who_entered_and_stayed(
    shares: list[float], dropout: float
) -> None:
    rows = [school(WOMEN, s, year_from=y, year_to=y) for y, s in enumerate(shares, start=2016)]
    made = fields(pipeline=(*SCHOOL, school("dropout_per_year", dropout), *rows))
    everybody, women = schooling.schooled(made, "MED"), schooling.schooled(made, "MED", "MED")
    for year, share in enumerate(shares[:8], start=2018):
        assert women[year][2] == pytest.approx(share * everybody[year][2])
    assert np.isclose(schooling.profiles(made).sum(axis=(1, 2)), 1.0).all()


def test_the_women_of_a_whole_nation_follow_their_class() -> None:
    plain = starter.sample("morocco-2024")
    rows = (
        school(WOMEN, 0.65, id="ZA", year_to=2029, unit="share"),
        school(WOMEN, 1.0, id="ZB", year_from=2030, unit="share"),
    )
    before = study.run(plain)
    after = study.run(replace(plain, pipeline=(*plain.pipeline, *rows)))
    assert after.projection.imbalance() < 1e-6
    entries = after.projection.entries["recruitment"], before.projection.entries["recruitment"]
    assert (entries[0] == entries[1]).all()
    at = after.places.axes.cadres.index("MED_GP")
    women = after.inputs.profiles[:, :, 0, at].sum(axis=1)
    years = after.projection.axes.years[1:]
    assert all(
        share == pytest.approx(0.65) for y, share in zip(years, women, strict=True) if y < 2036
    )
    assert women[-1] == pytest.approx(1.0)
