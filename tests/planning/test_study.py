"""A study answers by place, cadre, sector, norm and year, and says when it cannot."""

from dataclasses import replace

import pytest

from app.engine.inputs import Refused
from app.models.rows import PlanRows
from app.planning import study
from app.planning.lines import Line
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import FACTS, NORMS, NORTH, assume, hand, measure, said, school, staff

STAFF = (
    staff(2),
    staff(7, sector="private", cadre="MED_SP", age_group="50-54"),
    staff(12, territory="02.c", sex="M"),
    staff(4, territory="01.b", cadre="NUR_POLY"),
)
PLAN = hand(staff=STAFF)


@pytest.fixture(scope="module")
def made() -> Study:
    return study.run(PLAN)


def _first(made: Study, *asked: str, **named: str) -> Line:
    return made.lines(made.view(*asked, **named))[0]


def test_a_view_takes_what_is_not_asked_from_the_plan(made: Study) -> None:
    view = made.view()
    assert (view.territory, view.cadre, view.sector) == ("MA", "MED_ALL", None)
    assert (view.norm.id, view.until) == ("MED", 2027)
    assert made.scenario.id == "base"


def test_the_base_year_comes_first_and_the_horizon_last(made: Study) -> None:
    assert [line.year for line in made.lines(made.view())] == [2024, 2025, 2026, 2027]
    assert [line.year for line in made.lines(made.view(until=2025))] == [2024, 2025]


def test_the_same_question_is_worked_out_once(made: Study) -> None:
    assert made.lines(made.view("02.c")) is made.lines(made.view("02.c"))
    assert made.lines(made.view("02.c")) != made.lines(made.view("02.c", until=2025))


def test_need_stock_deficit_coverage_and_density_fit_together(made: Study) -> None:
    line = _first(made)
    assert (line.population, line.stock, line.need) == (15_000, 21, 15)
    assert line.deficit == -6
    assert line.coverage == pytest.approx(1.4)
    assert line.density_per_10_000 == 14
    assert line.fte == pytest.approx(21)


def test_the_gross_deficit_sums_the_smallest_territories_that_lack_people(made: Study) -> None:
    nation, region, province = (_first(made, t) for t in ("MA", "01", "01.b"))
    assert (nation.deficit, nation.deficit_gross, nation.gross_level) == (-6, 4, "province")
    assert (region.deficit, region.deficit_gross) == (1, 4)
    assert (province.deficit, province.deficit_gross, province.gross_level) == (4, None, None)


def test_a_norm_is_read_per_thousand_or_per_ten_thousand(made: Study) -> None:
    line = _first(made, "01", "COVERED", norm="MOST")
    assert (line.need, line.stock) == (20, 6)
    assert line.note is None


@pytest.mark.parametrize("cadre", ["MED_GP", "all", "paramedical", "NUR_POLY"])
def test_a_norm_that_does_not_cover_exactly_the_group_gives_a_note_instead(
    made: Study, cadre: str
) -> None:
    line = _first(made, cadre=cadre)
    assert line.need is line.deficit is line.coverage is line.deficit_gross is None
    assert line.gross_level is None
    assert line.density_per_10_000 is not None
    assert line.note.text == "{norm} does not cover exactly this group of cadres."


def test_a_norm_covers_both_sectors_together_and_says_so(made: Study) -> None:
    line = _first(made, sector="private")
    assert line.stock == pytest.approx(7)
    assert line.need is None
    assert line.note.text == "{norm} covers both sectors together."


def test_a_target_in_persons_is_no_density_and_says_so(made: Study) -> None:
    line = _first(made, norm="GOAL")
    assert line.cadre == "COVERED"
    assert line.stock == pytest.approx(25)
    assert line.need is None
    assert line.note.text == "{norm} is not a density norm: it gives no need."


def test_the_group_of_a_norm_is_the_lowest_one_that_it_covers_exactly() -> None:
    def group(*cadres: str, **changes: object) -> str:
        norm = replace(NORMS[0], cadres=cadres)
        return study.run(hand(norms=(norm,), **changes)).view().cadre

    assert group("MED_GP") == "MED_GP"
    assert group("MED_SP", "MED_GP") == "MED_ALL"
    assert group("MED_SP", "MED_GP", "NUR_POLY") == "ALL"
    assert group("MED_SP", "NUR_POLY") == "COVERED"
    doctors = tuple(c for c in PLAN.cadres if "NUR" not in c.code and "PARA" not in c.code)
    assert group("MED_SP", "MED_GP", cadres=doctors) == "MED_ALL"


def test_covered_stands_for_the_cadres_of_the_norm(made: Study) -> None:
    most, goal = (made.view(norm=n).norm for n in ("MOST", "GOAL"))
    assert made.cadre_codes("COVERED", most) == ("MED_GP", "NUR_POLY")
    assert made.cadre_codes("COVERED", goal) == ("MED_GP", "MED_SP", "NUR_POLY")
    assert made.cadre_codes("MED_ALL", most) == ("MED_GP", "MED_SP")


def test_nobody_to_care_for_gives_no_density_and_no_coverage() -> None:
    line = _first(study.run(hand(staff=STAFF, populations=())))
    assert line.density_per_10_000 is None
    assert line.coverage is None
    assert line.deficit == 21 * -1


def test_names_come_in_three_languages_and_covered_names_itself(made: Study) -> None:
    assert made.name("01").ar == "فاس"
    assert made.cadre_name("MED_ALL").fr == "Médecins"
    assert made.cadre_name("COVERED").en == "COVERED"
    assert made.children("01") == ("01.a", "01.b")


def test_the_pyramid_counts_each_person_once_by_sex_and_five_year_group(made: Study) -> None:
    pyramid = made.pyramid(made.view(cadre="all"), 2024)
    assert list(pyramid) == ["F", "M"]
    groups = [name for name, _ in pyramid["F"]]
    assert groups[0] == "20-24"
    assert groups[-1] == "80+"
    women = {name: persons for name, persons in pyramid["F"] if persons}
    assert women == pytest.approx({"40-44": 6, "50-54": 7})
    assert sum(persons for _, persons in pyramid["M"]) == pytest.approx(12)


def test_entries_and_exits_are_given_by_kind() -> None:
    rows = hand(staff=STAFF, assumptions=(assume("emigration", 0.1, cadre="MED"),))
    made = study.run(rows)
    after = made.lines(made.view("01.a"))[1]
    assert after.exits["emigration"] == pytest.approx(0.9)
    assert sum(after.exits.values()) == pytest.approx(0.9)
    assert set(after.entries) >= {"recruitment", "contract_start"}
    assert made.inputs.axes.territories[NORTH] == "01.a"


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"territory": "99"}, "no territory"),
        ({"cadre": "99"}, "no cadre"),
        ({"norm": "99"}, "no norm"),
        ({"until": 2050}, "runs from 2024 to 2027"),
    ],
)
def test_what_the_plan_does_not_hold_is_refused(
    made: Study, asked: dict[str, object], what: str
) -> None:
    with pytest.raises(Problem) as met:
        made.view(**asked)
    assert what in said(met.value)


def test_an_unknown_scenario_is_refused_before_anything_runs() -> None:
    with pytest.raises(Problem) as met:
        study.run(PLAN, "miracle")
    assert "no scenario named miracle" in said(met.value)


# --- The fingerprint: the same figures give the same code, and nothing else does -----------------


def _print(rows: PlanRows = PLAN, scenario: str | None = None) -> str:
    return study.run(rows, scenario).fingerprint


def test_the_identity_and_the_names_of_a_plan_play_no_part_in_its_fingerprint() -> None:
    facts = replace(FACTS, uuid="other", sample="other", names=PLAN.norms[0].names)
    assert _print(replace(PLAN, facts=facts)) == _print()


def test_what_is_told_beside_an_answer_is_worked_out_when_it_is_asked_for() -> None:
    quick, full = study.run(PLAN), study.run(PLAN).in_full()
    assert {"fingerprint", "checked"}.isdisjoint(vars(quick))
    assert {"fingerprint", "checked"} <= vars(full).keys()
    assert (quick.fingerprint, quick.findings) == (full.fingerprint, full.findings)


def test_figures_written_once_are_not_written_again_by_studies_after_it() -> None:
    first = study.run(PLAN).in_full()
    third = study.run(PLAN, "test", study.run(PLAN, None, first))
    assert third.written is first.figures
    assert third.fingerprint == study.run(PLAN, "test").fingerprint


def test_the_fingerprint_tells_scenarios_apart_even_where_they_give_the_same() -> None:
    assert _print(scenario="test") != _print()


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": (*STAFF[1:], staff(2.0001))},
        {"norms": (replace(NORMS[0], value=10.1), *NORMS[1:])},
        {"norms": (replace(NORMS[0], cadres=("MED_GP",)), *NORMS[1:])},
        {"populations": tuple(replace(p, persons=p.persons + 1) for p in PLAN.populations)},
        {"facts": replace(FACTS, horizon=2026)},
        {"assumptions": (assume("emigration", 0.001),)},
    ],
)
def test_the_fingerprint_moves_with_any_figure_or_norm(changes: dict[str, object]) -> None:
    assert _print(replace(PLAN, **changes)) != _print()


def test_a_measure_moves_the_fingerprint_of_its_own_scenario_alone() -> None:
    line = measure("assumptions", "emigration", "set", 0.1)
    moved = replace(PLAN, measures=(line,), assumptions=(assume("emigration", 0.0),))
    still = replace(moved, measures=())
    assert _print(moved) == _print(still)
    assert _print(moved, "test") != _print(still, "test")


# --- Training ------------------------------------------------------------------------------------


def test_a_plan_that_trains_no_doctors_has_no_lines_of_training(made: Study) -> None:
    assert made.training() == ()


def test_training_gives_each_projected_year_with_its_residents_apart() -> None:
    national = [
        school(name, value)
        for name, value in {
            "intake": 100.0,
            "duration": 6.0,
            "share_abroad": 0.1,
            "share_not_practising": 0.0,
            "residency_share": 0.5,
        }.items()
    ]
    after = [
        school(name, value, "MED_SP")
        for name, value in {
            "residency_years_4": 1.0,
            "residency_places": 1_000.0,
            "residency_loss": 0.0,
            "share_abroad_after_residency": 0.0,
            "residents_in": 40.0,
        }.items()
    ]
    lines = study.run(hand(pipeline=(*national, *after))).training()
    assert [line.year for line in lines] == [2025, 2026, 2027]
    assert lines[0].graduates == pytest.approx(100)
    assert lines[0].graduates_abroad == pytest.approx(10)
    assert lines[0].residents_in == pytest.approx(45)
    assert lines[0].residents == pytest.approx(4 * 40 - 40 + 45)


def test_a_result_that_does_not_balance_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(*_: object, **__: object) -> None:
        raise Refused("imbalance", "projection")

    monkeypatch.setattr(study, "project", lose)
    with pytest.raises(Problem) as met:
        study.run(hand(staff=(staff(),)))
    assert "too large" in met.value.what.text


def test_a_sector_that_the_plan_does_not_know_says_that_zero_means_unknown() -> None:
    made = study.run(hand(staff=(staff(cadre="NUR_POLY"),)))
    line = made.lines(made.view(cadre="NUR_POLY", sector="private"))[0]
    assert line.note is not None
    assert "not known" in line.note.text
