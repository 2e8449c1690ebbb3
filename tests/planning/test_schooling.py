"""The training pipeline: who leaves school when, how old, and for what."""

from dataclasses import replace

import numpy as np
import pytest

from app.models.rows import PipelineRow
from app.planning import schooling
from app.planning.fields import held
from app.problems import Problem
from tests.planning.hand import FACTS, GP, NURSE, SP, fields, hand, measure, said, school

MEDICINE = (
    school("intake", 100.0),
    school("duration", 7.0, year_to=2022),
    school("duration", 6.0, year_from=2023),
    school("dropout_per_year", 0.0),
    school("share_abroad", 0.14),
    school("share_not_practising", 0.05),
    school("residency_share", 0.7),
    school("residency_places", 1_000.0, "MED_SP"),
    school("residency_loss", 0.05, "MED_SP"),
    school("share_abroad_after_residency", 0.05, "MED_SP"),
    school("residents_in", 40.0, "MED_SP"),
    school("residency_years_4", 0.5, "MED_SP"),
    school("residency_years_5", 0.5, "MED_SP"),
)
AGES = (
    school("age_at_graduation_7y", 0.4, age=26),
    school("age_at_graduation_7y", 0.6, age=27),
    school("age_at_graduation_6y", 1.0, age=25),
    school("women_share", 0.65),
    school("age_gain_at_specialty", 5.0, "MED_SP"),
)


def _graduates(*rows: PipelineRow, **changes: object) -> dict[int, float]:
    found = schooling.schooled(fields(pipeline=rows, **changes), "MED")
    return {year: sum(by_length.values()) for year, by_length in found.items()}


def test_a_plan_without_intakes_trains_nobody() -> None:
    assert schooling.schooled(fields(), "MED") == {}
    assert schooling.doctors_training(fields()) is None


def test_when_studies_get_shorter_two_classes_finish_in_one_year() -> None:
    found = schooling.schooled(fields(pipeline=MEDICINE), "MED")
    assert found[2028] == {7: pytest.approx(100)}
    assert found[2029] == {7: pytest.approx(100), 6: pytest.approx(100)}
    assert found[2030] == {6: pytest.approx(100)}


def test_public_and_private_intakes_add_up_and_dropping_out_counts_every_year() -> None:
    rows = (
        school("intake_public", 80.0),
        school("intake_private", 20.0),
        school("duration", 2.0),
        school("dropout_per_year", 0.1),
    )
    assert _graduates(*rows)[2026] == pytest.approx(81)


def test_a_share_of_each_class_may_finish_late() -> None:
    rows = (
        school("intake", 100.0, year_from=2024, year_to=2030),
        school("duration", 1.0),
        school("delay_share", 0.9, age=0),
        school("delay_share", 0.1, age=1),
    )
    assert _graduates(*rows)[2026] == pytest.approx(100)
    line = measure("pipeline", "intake", "set", 200, cadre="MED_ALL", year_from=2026)
    assert _graduates(*rows, measures=(line,))[2027] == pytest.approx(0.9 * 200 + 0.1 * 100)


def test_a_measure_on_dropping_out_counts_in_its_years_and_in_its_school() -> None:
    more = measure("pipeline", "dropout_per_year", "set", 0.1, cadre="MED", year_from=2026)
    before, after = (_graduates(*MEDICINE, measures=lines) for lines in ((), (more,)))
    assert [after[y] / before[y] for y in (2025, 2026, 2027)] == pytest.approx([1.0, 0.9, 0.81])
    nurses = replace(more, cadre="PARA")
    assert _graduates(*MEDICINE, measures=(nurses,)) == before


def test_classes_before_the_first_known_one_are_like_that_one() -> None:
    rows = (school("intake", 100.0, year_from=2024), school("duration", 6.0))
    assert _graduates(*rows)[2025] == pytest.approx(100)


def test_a_measure_on_seats_keeps_to_its_school() -> None:
    rows = (school("intake", 100.0), school("duration", 1.0))
    nurses = measure("pipeline", "intake", "set", 500, cadre="PARA")
    doctors = measure("pipeline", "intake", "set", 500, cadre="MED")
    assert _graduates(*rows, measures=(nurses,))[2026] == pytest.approx(100)
    assert _graduates(*rows, measures=(doctors,))[2026] == pytest.approx(500)


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((school("intake", 100.0),), "Years of study"),
        ((school("intake", 100.0, year_to=2025), school("duration", 6.0)), "Training places"),
    ],
)
def test_studies_that_cannot_be_followed_are_refused_by_name(
    rows: tuple[PipelineRow, ...], named: str
) -> None:
    with pytest.raises(Problem) as met:
        schooling.schooled(fields(pipeline=rows), "MED")
    assert named in said(met.value)


def test_a_residency_without_a_length_is_refused_by_name() -> None:
    rows = tuple(r for r in MEDICINE if not r.parameter.startswith("residency_years"))
    with pytest.raises(Problem) as met:
        schooling.doctors_training(fields(pipeline=rows))
    assert "Length of residency" in said(met.value)


def test_outside_the_years_given_the_nearest_figure_is_held() -> None:
    rows = [
        school("x", 2.0, year_from=2020, year_to=2022),
        school("x", 1.0, year_from=2015, year_to=2018),
    ]
    assert [held(rows, y) for y in (2000, 2016, 2021, 2050)] == [1, 1, 2, 2]
    assert held(rows, 2019) == 2
    assert held([], 2020) == 0


def test_observed_graduates_replace_those_computed_in_their_year() -> None:
    observed = school("graduates_observed", 55.0, year_from=2025, year_to=2025)
    training = schooling.doctors_training(fields(pipeline=(*MEDICINE, observed)))
    assert training.graduates[0] == 55
    assert training.graduates[1] == pytest.approx(100)


def test_a_measure_on_graduates_acts_on_what_the_school_gives() -> None:
    line = measure("pipeline", "graduates", "add", 30, cadre="MED", year_from=2026, year_to=2026)
    training = schooling.doctors_training(fields(pipeline=MEDICINE, measures=(line,)))
    assert training.graduates == pytest.approx([100, 130, 100])


def test_residents_of_earlier_years_are_known_as_far_back_as_a_residency_lasts() -> None:
    training = schooling.doctors_training(fields(pipeline=MEDICINE))
    assert training.residency_years == (4, 5)
    assert training.residency_weights.tolist() == [0.5, 0.5]
    assert training.residents_before.tolist() == [40] * 5
    assert (training.generalist, training.specialist) == (GP, SP)
    assert training.share_abroad.tolist() == [0.14] * 3


def test_a_plan_without_both_kinds_of_doctors_trains_no_doctors() -> None:
    cadres = tuple(r for r in hand().cadres if r.code != "MED_SP")
    assert schooling.doctors_training(fields(pipeline=MEDICINE, cadres=cadres)) is None


def test_a_lever_of_the_school_without_a_value_is_refused_by_name() -> None:
    rows = tuple(r for r in MEDICINE if r.parameter != "residency_share")
    with pytest.raises(Problem) as met:
        schooling.doctors_training(fields(pipeline=rows))
    assert "Share of graduates who enter residency" in said(met.value)


def test_graduates_have_the_ages_of_their_length_of_study() -> None:
    profile = schooling.profiles(fields(pipeline=(*MEDICINE, *AGES)))
    women = profile[:, :, 0, GP]
    assert women[0, 6:8] == pytest.approx([0.65 * 0.4, 0.65 * 0.6])
    assert profile[0, 6:8, 1, GP] == pytest.approx([0.35 * 0.4, 0.35 * 0.6])
    assert profile.sum(axis=(1, 2)) == pytest.approx(np.ones((3, 3)))


def test_in_a_double_year_ages_are_weighted_by_the_people_of_each_length() -> None:
    mine = fields(pipeline=(*MEDICINE, *AGES), facts=replace(FACTS, horizon=2029))
    last = schooling.profiles(mine)[4].sum(axis=1)[:, GP]
    assert last[5:8] == pytest.approx([0.5, 0.2, 0.3])


def test_a_specialist_is_older_by_the_gain_and_graduated_before_the_residency() -> None:
    profile = schooling.profiles(fields(pipeline=(*MEDICINE, *AGES)))[0].sum(axis=1)
    assert profile[11:13, SP] == pytest.approx([0.4, 0.6])


def test_without_a_gain_a_specialist_has_the_age_of_a_graduate() -> None:
    rows = tuple(r for r in (*MEDICINE, *AGES) if r.parameter != "age_gain_at_specialty")
    assert schooling.profiles(fields(pipeline=rows))[0].sum(axis=1)[6:8, SP].sum() == 1


def test_nurses_enter_at_their_own_ages_and_anyone_else_at_thirty() -> None:
    rows = (
        school("age_at_entry", 0.25, "PARA", age=21),
        school("age_at_entry", 0.75, "PARA", age=22),
        school("women_share", 0.8, "NUR_POLY"),
    )
    profile = schooling.profiles(fields(pipeline=rows))[0]
    assert profile[1:3, :, NURSE] == pytest.approx(np.array([[0.2, 0.05], [0.6, 0.15]]))
    assert profile[10, :, GP].tolist() == [0.5, 0.5]


def test_ages_are_known_even_where_the_classes_are_empty() -> None:
    rows = (*(r for r in MEDICINE if r.parameter != "intake"), *AGES, school("intake", 0.0))
    profile = schooling.profiles(fields(pipeline=rows))
    assert profile[0, :, :, GP].sum() == pytest.approx(1)


def test_ages_are_known_without_any_class_at_all() -> None:
    profile = schooling.profiles(fields(pipeline=AGES))[0].sum(axis=1)
    assert profile[6:8, GP] == pytest.approx([0.4, 0.6])


def test_shares_by_age_that_miss_one_are_scaled_so_that_nobody_is_lost() -> None:
    rows = tuple(
        school("age_at_entry", share, "PARA", age=age) for age, share in ((21, 0.6), (3, 0.3))
    )
    profile = schooling.profiles(fields(pipeline=rows))[0].sum(axis=1)
    assert profile[:2, NURSE] == pytest.approx([1 / 3, 2 / 3])


def test_shares_of_nothing_stay_nothing() -> None:
    rows = (school("age_at_entry", 0.0, "PARA", age=21),)
    assert not schooling.profiles(fields(pipeline=rows))[0][..., NURSE].any()


def test_shares_of_late_graduates_that_pass_one_are_refused_by_name() -> None:
    rows = (
        school("intake", 100.0, year_from=2010),
        school("duration", 6.0, year_from=2010),
        *(school("delay_share", 0.6, age=late, id=f"L{late}") for late in (0, 1)),
    )
    with pytest.raises(Problem) as met:
        schooling.schooled(fields(pipeline=rows), "MED")
    assert "Share of students who graduate late" in said(met.value)
