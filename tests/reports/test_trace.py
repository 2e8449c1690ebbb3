"""Why a figure is what it is: its sum adds up as printed, and its inputs and sources are real."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language import MINUS
from app.models.rows import AssumptionRow, SourceRow
from app.planning import study
from app.planning.outcomes import retirements
from app.planning.study import Study
from app.reports.rounding import whole
from app.reports.table import Kind
from app.reports.trace import BY, TIMES, Figure, Term, Trace, trace
from tests.planning.hand import assume, hand, post, staff

FIGURES: tuple[Figure, ...] = (
    "stock", "need", "deficit", "coverage", "density", "retirements",
)  # fmt: skip


def _trace(of: Study, figure: Figure, year: int = 2030, **asked: str) -> Trace:
    return trace(of, of.view(**asked), year, figure)  # type: ignore[arg-type]


def _result(found: Trace) -> float:
    """Work the sum out as a reader would."""
    *terms, _ = found.terms
    value = 0.0
    for term in terms:
        amount = term.value or 0.0
        if term.sign == TIMES:
            value *= amount / 10_000
        elif term.sign == BY:
            value /= amount
        else:
            value += -amount if term.sign == MINUS else amount
    return value * (10_000 if found.figure == "density" else 1)


@pytest.mark.parametrize("figure", FIGURES)
def test_the_sum_gives_the_figure(morocco: Study, figure: Figure) -> None:
    found = _trace(morocco, figure, norm="MED_153")
    assert found.value == found.terms[-1].value
    assert found.terms[-1].sign == "="
    assert _result(found) == pytest.approx(found.value)
    line = morocco.lines(morocco.view(norm="MED_153"))[6]
    known = {
        "stock": line.stock, "need": line.need, "deficit": line.deficit,
        "coverage": line.coverage, "density": line.density_per_10_000,
        "retirements": math.fsum(
            retirements(morocco.lines(morocco.view(norm="MED_153"))[:7])
        ),
    }  # fmt: skip
    assert found.value == pytest.approx(known[figure])


@settings(max_examples=40)
@given(
    st.sampled_from(["MA", "02", "09", "09.551"]),
    st.sampled_from(["ALL", "MED_GP", "NUR_POLY"]),
    st.integers(2024, 2040),
    st.sampled_from(["stock", "retirements"]),
)
def test_people_who_come_and_go_add_up_as_they_are_printed(
    morocco: Study, territory: str, cadre: str, year: int, figure: Figure
) -> None:
    found = _trace(morocco, figure, year, territory=territory, cadre=cadre)
    *terms, result = found.printed()
    signs = [-1 if term.sign == MINUS else 1 for term in found.terms]
    told = [sign * (value or 0) for sign, value in zip(signs, terms, strict=False)]
    assert result == pytest.approx(whole(found.value or 0.0))
    assert sum(told) == result or len(found.terms) == 1
    for shown, term in zip(found.printed(), found.terms, strict=True):
        assert abs((shown or 0) - (term.value or 0)) <= 1


def test_a_sum_holds_between_two_stocks_that_are_printed_elsewhere(morocco: Study) -> None:
    persons = Kind.PERSONS
    terms = (
        Term("stock", 0.4, persons), Term("recruitment", 0.4, persons, "+"),
        Term("death", 0.0, persons, MINUS), Term("stock", 0.8, persons, "="),
    )  # fmt: skip
    assert replace(_trace(morocco, "stock"), terms=terms).printed() == (0, 1, 0, 1)


def test_a_deficit_that_does_not_add_up_as_printed_is_known_to(morocco: Study) -> None:
    seen = {_trace(morocco, "deficit", year, norm="MED_153").adds_up for year in range(2024, 2041)}
    assert seen == {True, False}
    assert _trace(morocco, "need").adds_up


def test_a_stock_of_the_first_year_is_no_sum(morocco: Study) -> None:
    found = _trace(morocco, "stock", 2024, norm="MED_153")
    assert [term.key for term in found.terms] == ["stock"]
    assert found.printed() == (31860.0,)
    assert [one.key for one in found.inputs] == ["base_stock"]


def test_the_inputs_of_a_deficit_are_norm_people_staff_and_flows(morocco: Study) -> None:
    found = _trace(morocco, "deficit", norm="MED_153")
    assert [one.key for one in found.inputs] == [
        "norm", "population", "base_stock", "entries", "exits",
    ]  # fmt: skip
    assert [one.grade for one in found.inputs[:3]] == ["sourced", "estimated-by-rule", "synthetic"]
    come, gone = (one.value or 0.0 for one in found.inputs[3:])
    assert 31_860 + come - gone == pytest.approx(found.terms[1].value)
    assert {"FT2", "HCP24"} <= {row.id for row in found.sources}
    assert not {"RULE", "RECALL"} & {row.id for row in found.sources}
    assert found.rough == (569, 697)


def test_a_need_rests_on_no_staff_and_a_density_on_no_norm(morocco: Study) -> None:
    need, density = _trace(morocco, "need"), _trace(morocco, "density")
    assert [one.key for one in need.inputs] == ["norm", "population"]
    assert "norm" not in [one.key for one in density.inputs]
    assert density.norm is None
    assert density.kind is Kind.PER_10_000


def test_retirements_rest_on_the_law_and_stocks_on_the_posts(morocco: Study) -> None:
    retired = _trace(morocco, "retirements", norm="MED_153")
    assert [one.key for one in retired.inputs] == ["base_stock", "rates"]
    assert {"L7214", "ECOP26"} == {row.id for row in retired.sources}
    stock = _trace(morocco, "stock", norm="MED_153")
    assert {"CONC19", "EMI20", "WPP24M"} <= {row.id for row in stock.sources}
    nurses = _trace(morocco, "stock", cadre="NUR_POLY")
    assert "EMI20" not in {row.id for row in nurses.sources}


LAW, GUESS, TALLY = (
    SourceRow(code, code, "Court", "", "", "") for code in ("LAW", "GUESS", "TALLY")
)
LEAVING = assume("emigration", 0.1, source="TALLY")


def resting_on(*rows: AssumptionRow, figure: Figure = "stock", **more: object) -> set[str]:
    """Return the sources behind a figure of a plan of twenty generalists."""
    plan = hand(staff=(staff(20.0),), sources=(LAW, GUESS, TALLY), assumptions=rows, **more)
    found = _trace(study.run(plan, "base"), figure, 2027, cadre="MED_GP")
    return {row.id for row in found.sources}


def test_a_stock_rests_on_the_programme_that_keeps_people_if_there_is_one() -> None:
    reach = assume("retention_reach", 0.5, source="LAW")
    stays = assume("retention_survival", 0.5, source="LAW")
    effect = assume("retained_emigration", 0.5, source="GUESS")
    assert resting_on(LEAVING) == {"TALLY"}
    assert resting_on(LEAVING, reach, stays) == {"TALLY"}
    assert resting_on(LEAVING, reach, effect) == {"TALLY", "LAW", "GUESS"}
    assert resting_on(reach, effect) == set()


def test_a_stock_rests_on_years_of_service_and_on_what_entrants_meet() -> None:
    bound = assume("bonded_years", 2.0, source="LAW", sector="public")
    part = assume("entry_exposure", 0.5, source="GUESS")
    hired = {"recruitment": (post("01", 5.0, 1.0),)}
    assert resting_on(LEAVING, bound, part, **hired) == {"TALLY", "LAW", "GUESS"}
    assert resting_on(bound, part, **hired) == set()


def test_posts_that_are_opened_again_are_behind_a_recruitment() -> None:
    again = assume("posts_carried_over", 0.5, source="LAW", sector="public")
    assert resting_on(again, recruitment=(post("01", 5.0, 0.5),)) == {"LAW"}
    assert resting_on(again) == set()


@pytest.mark.parametrize(
    ("norm", "standing"),
    [("MED_153", "other"), ("WHO_445", "who"), ("WHO_228", "who"), ("WHO_345", "unsourced")],
)
def test_a_norm_is_who_s_or_not_by_who_published_it(
    morocco: Study, norm: str, standing: str
) -> None:
    assert _trace(morocco, "need", norm=norm).standing == standing


def test_a_norm_of_no_known_source_has_none(morocco: Study) -> None:
    view = morocco.view()
    own = replace(view, norm=replace(view.norm, source=""))
    assert trace(morocco, own, 2030, "need").standing == "unsourced"


def test_without_a_need_the_trace_says_why(morocco: Study) -> None:
    found = _trace(morocco, "deficit", cadre="MED_GP")
    assert found.value is None
    assert found.adds_up
    assert found.missing is not None
    assert found.printed()[0] is None
    assert _trace(morocco, "stock", cadre="MED_GP").missing is None


def test_grades_are_those_of_the_weakest_row_and_of_the_place(morocco: Study) -> None:
    assert _trace(morocco, "need", 2024).inputs[1].grade == "sourced"
    assert _trace(morocco, "need", 2030, territory="09.551").inputs[1].grade == "estimated-by-rule"
    real = replace(morocco.rows, facts=replace(morocco.rows.facts, synthetic=False))
    rough = study.run(real)
    assert _trace(rough, "stock").inputs[0].grade == "estimated-by-rule"
    public = trace(rough, rough.view("09", "MED_ALL", "public", "MED_153"), 2030, "stock")
    assert public.value == pytest.approx(
        rough.lines(rough.view("09", "MED_ALL", "public", "MED_153"))[6].stock
    )
