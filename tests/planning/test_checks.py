"""What deserves a look: missing people, contracts without an end, rough figures."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from app.models.rows import Names, PlanRows
from app.planning import reference, starter
from app.planning.checks import by_subject
from app.problems import Finding, Quoted, message
from tests.planning.hand import (
    FACTS,
    NORMS,
    POPULATIONS,
    TERRITORIES,
    assume,
    contract,
    hand,
    measure,
    people,
    post,
    school,
    staff,
)

LEAVING = ("population_death_rate", "limit_age", "early_retirement", "private_exit")
RATES = tuple(
    assume(name, 0.0, id=f"Z-{name}", grade="sourced")
    for name in (*LEAVING, "emigration", "resignation")
)


def findings(plan: PlanRows, scenario: str) -> list[Finding]:
    return [finding for _, finding in by_subject(plan, scenario)]


def _found(**changes: object) -> list[Finding]:
    more = changes.pop("assumptions", ())
    plan = hand(**{"staff": (staff(),), **changes})
    assert isinstance(more, tuple)
    return findings(replace(plan, assumptions=(*RATES, *more)), "test")


def _texts(**changes: object) -> list[str]:
    return [f.what.text for f in _found(**changes)]


def test_a_sound_plan_has_nothing_to_look_at() -> None:
    assert _found() == []


def test_a_figure_under_a_name_that_nobody_reads_is_named() -> None:
    lost = assume("emigration_to_unknown", 0.2, id="Z-lost", grade="sourced")
    (finding,) = _found(assumptions=(lost,))
    assert finding.what.values == {"name": "emigration_to_unknown"}
    assert finding.where.startswith("Z-lost, ")


def test_a_plan_without_staff_says_so_and_what_to_do() -> None:
    (finding,) = _found(staff=())
    assert finding.what.text == "The plan holds no staff yet."
    assert finding.remedy is not None


def test_synthetic_staff_are_named_as_such() -> None:
    texts = _texts(facts=replace(FACTS, synthetic=True))
    assert texts == ["The split by province, age and sex is synthetic: totals are published."]


def test_a_contract_without_an_end_is_reported_unless_it_is_in_the_base_stock() -> None:
    endless = contract(end=None, label="Tata", grade="estimated-by-rule")
    (finding,) = _found(contracts=(endless, replace(endless, in_base_stock=True)))
    assert finding.what.text == "The contract {label} has no end: it does not count."
    assert finding.what.values == {"label": Quoted("Tata")}
    assert finding.where == "C1"


def test_a_contract_whose_dates_nobody_signed_is_an_assumption_to_confirm() -> None:
    guessed = contract(grade="estimated-by-rule", start=date(2018, 1, 1))
    (finding,) = _found(contracts=(guessed, contract()))
    assert finding.what.text == "The dates of the contract {label} are an assumption."


def test_a_plan_of_one_territory_warns_that_sums_above_it_mean_nothing() -> None:
    tree = TERRITORIES[:3]
    (finding,) = _found(territories=tree, populations=POPULATIONS[:1])
    assert finding.what.text.startswith("The plan holds one territory")
    assert finding.where == "North fr"


def test_a_territory_without_inhabitants_is_named_and_townspeople_are_not_enough() -> None:
    rows = (*POPULATIONS[:2], people("02.c", 2024, 5, "urban"))
    (finding,) = _found(populations=rows)
    assert finding.what.text == "This territory has no population."
    assert finding.where == "02.c"


def test_posts_without_any_training_are_filled_from_outside_and_said_to_be() -> None:
    told = "No training is known here: posts are filled by people from outside the plan."
    assert _texts(recruitment=(post("01", 5, 0.4),)) == [told]
    line = measure("recruitment", "posts", "set", 5)
    assert _texts(measures=(line,)) == [told]
    assert _texts(measures=(replace(line, scenario="base"),)) == []
    trained = school("intake_public", 100.0, grade="sourced")
    assert _texts(recruitment=(post("01", 5, 0.4),), pipeline=(trained,)) == []


def test_more_insured_people_are_said_not_to_move_a_population_norm() -> None:
    line = measure("assumptions", "insured_share", "set", 1.0)
    told = "The insured share changes the demand for care, never a population norm."
    assert _texts(measures=(line,)) == [told]
    assert _texts(measures=(replace(line, scenario="base"),)) == []


def test_only_the_plan_s_own_norm_without_a_scope_is_named() -> None:
    unsaid = replace(NORMS[0], scope="")
    sound = hand(staff=(staff(),), assumptions=RATES)
    (found,) = findings(replace(sound, norms=(unsaid, *NORMS[1:])), "base")
    assert found.where == "MED"
    assert "has no scope" in found.what.text
    other = replace(NORMS[1], cadres=())
    assert not findings(replace(sound, norms=(NORMS[0], other)), "base")


def test_rough_figures_are_counted_among_all() -> None:
    rows = (assume("fte", 1.0), assume("fte", 1.0, grade="sourced"))
    (finding,) = _found(assumptions=rows, pipeline=(school("graduates", 1.0),))
    assert finding.what.values == {"n": 2, "total": 3 + len(RATES)}
    assert _found(assumptions=rows[1:]) == []


def test_a_figure_of_training_for_one_place_sector_or_sex_is_named() -> None:
    share = school("specialty_share", 0.2, "SP_UROLOGY", id="P1", grade="sourced")
    for narrow in ({"territory": "01"}, {"sector": "public"}, {"sex": "F"}):
        (finding,) = _found(pipeline=(replace(share, **narrow),))
        assert finding.what.text.startswith("This figure of training is taken for all of the plan")
        assert finding.where == "P1, specialty_share, SP_UROLOGY"
    opening = replace(share, parameter="private_opening_share", territory="01")
    assert _found(pipeline=(share, opening)) == []


def test_a_figure_on_a_specialty_alone_is_named_since_it_does_not_count() -> None:
    (finding,) = _found(assumptions=(assume("fte", 1.0, cadre="SP_UROLOGY", grade="sourced"),))
    assert finding.what.text.startswith("This figure names no cadre")
    assert finding.where.endswith("SP_UROLOGY")


def test_a_cause_of_leaving_without_a_rate_is_named() -> None:
    plan = hand(staff=(staff(),), assumptions=RATES[1:])
    (finding,) = findings(plan, "test")
    assert finding.what.values["cause"] == message("Deaths")


def test_a_plan_without_any_rate_of_leaving_says_so_once_and_only_of_staff() -> None:
    (finding,) = findings(hand(staff=(staff(),)), "test")
    assert "nobody leaves" in finding.what.text
    assert [f.what.text for f in findings(hand(), "test")] == ["The plan holds no staff yet."]


def test_posts_that_end_before_the_horizon_are_said_to_end() -> None:
    row = replace(post("01", 10, 0.5), year_to=2026)
    texts = _found(recruitment=(row,), pipeline=(school("intake", 10.0, grade="sourced"),))
    assert [f.what.values.get("year") for f in texts] == [2026]


@pytest.mark.parametrize("country", ["SN", "sn ", "Senegal", "Sénégal", "السنغال"])
@pytest.mark.parametrize("status", ["real", "scenario"])
def test_hiring_from_a_country_to_safeguard_asks_for_an_agreement(
    country: str, status: str
) -> None:
    (finding,) = _found(contracts=(contract(nationality=country, status=status),))
    assert finding.what.text.startswith("The contract {label} hires from {country}")
    named = finding.what.values["country"]
    assert isinstance(named, Names)
    assert (named.fr, named.en) == ("Sénégal", "Senegal")
    assert finding.where == "C1"
    assert finding.remedy == message(
        "Enter the agreement between governments, or do not recruit there actively."
    )


def test_a_country_to_safeguard_is_known_without_its_accents() -> None:
    for country in ("Côte d'Ivoire", "cote d’ivoire", "BENIN", "اثيوبيا"):
        assert len(_found(contracts=(contract(nationality=country),))) == 1, country


@pytest.mark.parametrize(
    "calm",
    [
        {"nationality": "SN", "agreement": "Agreement of 1964"},
        {"nationality": "SN", "status": "example"},
        {"nationality": "FR"},
        {"nationality": ""},
    ],
)
def test_an_agreement_an_example_and_other_countries_ask_for_nothing(calm: dict[str, str]) -> None:
    assert _found(contracts=(contract(**calm),)) == []


def test_a_blank_agreement_is_none() -> None:
    assert len(_found(contracts=(contract(nationality="SN", agreement=" "),))) == 1


def test_a_call_from_a_country_to_safeguard_asks_for_an_agreement_too() -> None:
    reference.safeguards.cache_clear()  # the list is read here, whatever was looked at before
    call = contract(nationality="NG", applicants_per_post=2.0, months_to_arrival=6)
    assert len(_found(contracts=(call,))) == 1


def test_the_list_of_the_who_has_its_55_countries_and_says_that_it_is_from_memory() -> None:
    found = reference.table("safeguards")
    assert len({row["iso"] for row in found}) == len(found) == 55
    regions = Counter(row["who_region"] for row in found)
    assert regions == {"AFR": 37, "WPR": 8, "EMR": 6, "SEAR": 3, "AMR": 1}
    assert {row["confidence"] for row in found} == {"recalled-unverified"}
    (source,) = (row for row in reference.sources() if row.id == found[0]["source_id"])
    assert "from memory" in source.title
    assert "MA" not in {row["iso"] for row in found}


def test_the_contract_of_tata_stands_on_its_agreement() -> None:
    for name in ("tata-2017", "morocco-2024"):
        rows = starter.sample(name)
        (tata,) = (row for row in rows.contracts if row.id == "C001")
        assert tata.agreement == "Convention d’établissement Maroc-Sénégal 1964"
        assert not [f for f in findings(rows, rows.scenarios[0].id) if "safeguard" in f.what.text]
        without = replace(rows, contracts=(replace(tata, agreement=""),))
        (finding,) = [
            f for f in findings(without, rows.scenarios[0].id) if "safeguard" in f.what.text
        ]
        assert finding.where == "C001"
