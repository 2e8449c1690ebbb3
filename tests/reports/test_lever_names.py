"""Names and values of what can be moved, in the three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning.levers import Lever, lever_of, levers, measure
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from app.reports.lever_names import lever_means, lever_name, lever_unit, lever_value
from tests.planning.hand import assume, hand, staff

EN = language("en")


def named(study: Study, key: str, code: str = "en") -> str:
    return lever_name(lever_of(study, key), study, language(code))


def test_a_lever_is_named_for_whom_and_where_it_counts(morocco: Study, tata: Study) -> None:
    assert named(morocco, "recruitment.posts.MED_GP.public.MA") == (
        "Posts opened · General practitioners"
    )
    assert named(morocco, "assumptions.limit_age.ALL.public.MA") == "Retirement age"
    assert named(morocco, "assumptions.fte.MED_ALL.private.MA") == (
        "Full-time equivalent (FTE) · Physicians · Private sector"
    )
    assert named(morocco, "pipeline.graduates.MED.ALL.MA") == "Graduates · Physicians"
    assert named(morocco, "recruitment.posts.MED_GP.public.09.551") == (
        "Posts opened · General practitioners · Tata"
    )
    assert named(tata, "contracts.renewal_share.MED_ALL.public.09.551") == (
        "Share of contracts renewed"
    )
    assert named(tata, "contracts.renewal_share.MED_ALL.public.09.551", "fr") == (
        "Part des contrats renouvelés"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_lever_of_a_sample_has_a_name_and_values_of_its_own(
    morocco: Study, code: str
) -> None:
    found, told = levers(morocco), language(code)
    assert len({lever_name(one, morocco, told) for one in found}) == len(found)
    for one in found:
        assert "_" not in lever_name(one, morocco, told)
        assert lever_value(one, one.least, told) != lever_value(one, one.most, told)


def made(unit: str, operation: str = "set", step: float = 1.0, parameter: str = "x") -> Lever:
    rows = hand(staff=(staff(),), assumptions=(assume("fte", 1.0, unit="share"),))
    (lever,) = [one for one in levers(run(rows, "base")) if one.parameter == "fte"]
    return replace(lever, unit=unit, operation=operation, step=step, parameter=parameter)


@pytest.mark.parametrize(
    ("lever", "value", "text"),
    [
        (made("share", "multiply"), 0.5, "× 0.5"),
        (made("share", "multiply"), 0.842533, "× 0.84"),
        (made("years", "add"), 1.9971, "+2 years"),
        (made("multiplier"), 0.8, "× 0.8"),
        (made("share of posts", step=0.05), 0.4, "40%"),
        (made("probability per year", step=0.0005), 0.0125, "1.25%"),
        (made("share of posts", "add", step=0.05), 0.05, "+5 points"),
        (made("years", "add"), 2.0, "+2 years"),
        (made("years", "add"), 0.5, "+0.5 years"),
        (made("years"), 1.0, "1 year"),
        (made("full-time equivalent per person"), 0.85, "0.85"),
        (made("posts/year"), 566.4, "566"),
        (made("posts/year"), 5.25, "5.3"),
        (made("posts/year", "add"), -40.0, "−40"),
        (made("posts/year", "add"), 0.0, "±0"),
        (made("posts/year", "add"), 0.004, "±0.0"),
        (made("years", "add"), 0.0, "±0 years"),
        (made("share of posts", "add", step=0.05), 0.0, "±0 points"),
        (made("share of posts", step=0.05), 0.005, "0.5%"),
        (made("share of posts", step=0.05), 0.29983, "30%"),
        (made("doctors/province", "add", parameter="contracts"), 20.0, "20"),
    ],
)
def test_a_value_is_told_with_its_unit(lever: Lever, value: float, text: str) -> None:
    assert lever_value(lever, value, EN) == text


def test_a_lever_that_counts_has_a_unit() -> None:
    units = {unit: lever_unit(made(unit), EN) for unit in ("posts/year", "share", "years")}
    assert units == {"posts/year": "posts per year", "share": "", "years": ""}
    assert lever_unit(made("posts/year", "multiply"), EN) == ""


def test_a_value_is_told_in_french_and_arabic() -> None:
    years, share = made("years", "add"), made("share of posts", step=0.05)
    fr, ar = language("fr"), language("ar")
    assert lever_value(years, 2.0, fr) == "+2 ans"
    assert lever_value(share, 0.4, fr) == "40\u202f%"
    assert "سنوات" in lever_value(years, 3.0, ar)
    assert "سنة" in lever_value(years, 2.5, ar)


def test_who_is_still_there_after_two_years_is_what_the_projection_keeps(tata: Study) -> None:
    lever = lever_of(tata, "contracts.break_hazard.MED_ALL.public.09.551")
    assert lever_means(lever, 0.1, EN) == "Still there after two years: 81%"
    assert lever_means(lever, 0.0, language("fr")) == "Encore là après deux ans\u00a0: 100\u202f%"
    assert lever_means(replace(lever, operation="multiply"), 0.1, EN) == ""
    assert lever_means(replace(lever, parameter="renewal_share"), 0.1, EN) == ""
    rows = tried(tata.rows, tata.scenario.id, [measure(tata.rows, lever, 0.1)])
    flows = run(rows, TRIAL).projection.contract_stock.sum(axis=(1, 2, 3))
    (began,) = (year for year, people in enumerate(flows) if people and not flows[year - 1])
    assert flows[began + 2] == pytest.approx(0.81 * flows[began])
