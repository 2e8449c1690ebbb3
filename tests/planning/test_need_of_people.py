"""Need of the inhabitants themselves: weighted by age and sex, and by condition."""

from dataclasses import replace

import pytest

from app.planning import study
from app.planning.need_of_people import by_age_and_sex, by_conditions
from app.problems import Problem
from tests.planning.hand import hand, people, said
from tests.planning.need_rows import AGES, aged, condition, time, use

MAN = replace(aged("01.b", "15+", 5.0), sex="M")
# Contacts: 1.5 for one inhabitant of the North, 2 elsewhere: 27 000 for 15 000, a mean of 1.8.
NORTH, ELSEWHERE = 1.5 / 1.8, 2.0 / 1.8
ILL = {
    "working_times": (time(),),
    "conditions": (condition("MED_GP", 0.176), condition("MED_SP", 0.088)),
}


def test_inhabitants_who_use_more_care_count_for_more_and_all_together_the_same() -> None:
    made = study.run(hand(**AGES))
    found = {code: by_age_and_sex(made, made.view(code)) for code in ("01.a", "01.b", "02.c", "MA")}
    assert found["01.a"] == pytest.approx([6.0 * NORTH] * 4)
    assert found["01.b"][0] == pytest.approx(4.0 * ELSEWHERE)
    assert found["02.c"][0] == pytest.approx(5.0 * ELSEWHERE)
    assert found["MA"][0] == pytest.approx(15.0)


def test_a_country_that_grows_older_needs_more_straight_between_the_years_known() -> None:
    old = (aged("MA", "0-14", 0.0, 2026), aged("MA", "15+", 7.0, 2026))
    rows = AGES | {"age_populations": (*AGES["age_populations"][:2], *old)}
    made = study.run(hand(**rows))
    found = by_age_and_sex(made, made.view(until=2027))
    # Contacts for one inhabitant: 2 in 2024, 2.5 in 2025, 3 from 2026 on.
    assert found == pytest.approx([15.0, 18.75, 22.5, 22.5])


def test_the_smallest_group_that_holds_the_cadres_gives_the_uses() -> None:
    own = (use("0-14", 5.0, "MED_ALL"), use("15+", 5.0, "MED_ALL"))
    nurses = (use("0-14", 9.0, "NUR_POLY"),)
    made = study.run(hand(**(AGES | {"uses": (*AGES["uses"], *own, *nurses)})))
    assert by_age_and_sex(made, made.view("01.a"))[0] == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("changes", "view", "why"),
    [
        ({}, {"norm": "GOAL"}, "Goal is not a density norm"),
        ({"uses": ()}, {}, "Generalists: the plan holds no figures on this: use of care"),
        ({"uses": (use("0-14", 1.0),)}, {}, "Morocco: no use of care is given for"),
        (
            {"age_populations": (*AGES["age_populations"], MAN)},
            {},
            "South: no use of care is given for these inhabitants: Men, 15+.",
        ),
        (
            {"age_populations": (*AGES["age_populations"], aged("01.b", "15+", 0.0, 2030))},
            {},
            "South: the inhabitants by age and sex add up to nobody in 2030.",
        ),
        ({"uses": (use("0-14", 0.0), use("15+", 0.0))}, {}, "no figures on this: use of care"),
        ({"age_populations": AGES["age_populations"][2:]}, {}, "South: the plan holds no figures"),
    ],
)
def test_what_is_missing_for_ages_is_named(
    changes: dict[str, object], view: dict[str, str], why: str
) -> None:
    made = study.run(hand(**(AGES | changes)))
    with pytest.raises(Problem) as refused:
        by_age_and_sex(made, made.view(**view))
    assert why in said(refused.value)


def test_cases_take_their_minutes_whoever_seeks_care() -> None:
    made = study.run(hand(**ILL))
    # 15 000 x 0.264 cases x one hour / 1 760 hours.
    assert by_conditions(made, made.view(until=2025)) == pytest.approx([2.25, 2.25])


def test_the_need_by_condition_follows_the_inhabitants() -> None:
    later = (people("01.a", 2024, 6_000), people("01.a", 2027, 12_000))
    made = study.run(hand(populations=later, **ILL))
    found = by_conditions(made, made.view("01.a"))
    assert found[-1] == pytest.approx(2 * found[0])


def test_a_row_for_a_smaller_territory_counts_before_one_for_a_larger() -> None:
    here = condition("MED_GP", 0.352, territory="01.b", id="Z")
    made = study.run(hand(**(ILL | {"conditions": (here, *ILL["conditions"])})))
    assert by_conditions(made, made.view("01.b"))[0] == pytest.approx(1.0)
    assert by_conditions(made, made.view("01.a"))[0] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((), "Morocco: the plan holds no figures on this: conditions"),
        ((condition("MED_GP", 0.1),), "Specialists: the plan holds no figures"),
        ((condition("MED_ALL", 0.1, territory="01"),), "Fez: the plan holds no figures"),
        ((condition("MED_ALL", 0.1, productivity=0.0, id="D"),), "None of the working time"),
    ],
)
def test_what_is_missing_for_conditions_is_named(rows: tuple[object, ...], why: str) -> None:
    made = study.run(hand(**(ILL | {"conditions": rows})))
    with pytest.raises(Problem) as refused:
        by_conditions(made, made.view())
    assert why in said(refused.value)


def test_conditions_give_no_need_of_one_sector() -> None:
    made = study.run(hand(**ILL))
    with pytest.raises(Problem) as refused:
        by_conditions(made, made.view(sector="public"))
    assert "people of both sectors together" in said(refused.value)
