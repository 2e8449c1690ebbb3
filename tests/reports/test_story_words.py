"""Captions with their figures in three languages, and the sentence of what is tried."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.language import language
from app.planning.starter import sample
from app.planning.study import Study, run
from app.reports.frame import Frame
from app.reports.story_words import Part, Told, caption, headline, plain

Ask = Callable[[str], Told]


@pytest.fixture(scope="module")
def studies() -> dict[str, Study]:
    rows = sample("tata-2017")
    base = run(rows)
    made = ("reference", "contracts-5", "contracts-6")
    return {name: run(rows, name, before=base) for name in made}


@pytest.fixture
def told(studies: dict[str, Study]) -> Ask:
    base = studies["reference"]
    return lambda name: Told(studies[name], base, base.view(), 2022)


def test_a_figure_is_that_of_its_year_or_of_the_year_of_the_story(told: Ask) -> None:
    said = caption("{stock} in 2022, {stock_2018} in 2018", told("contracts-5"), language("en"))
    assert plain(said) == "18 in 2022, 28 in 2018"


def test_a_figure_of_before_and_the_gain_compare_with_the_scenario(told: Ask) -> None:
    text = "{deficit} instead of {deficit_before}: {gain_2022}"
    assert plain(caption(text, told("contracts-5"), language("en"))) == "166 instead of 176: 10"


def test_what_stands_between_asterisks_stands_out(told: Ask) -> None:
    said = caption("Eight, **then {stock}.** Why?", told("reference"), language("en"))
    assert said == (Part("Eight, ", False), Part("then 8.", True), Part(" Why?", False))


def test_a_name_that_means_no_figure_stays(told: Ask) -> None:
    text = "{beauty_2022} {stock_1999} {STOCK}"
    assert plain(caption(text, told("reference"), language("en"))) == text


def test_figures_have_the_decimals_that_they_deserve(told: Ask) -> None:
    text = "{density_2017} {population} {missions} {entries_2018}"
    said = plain(caption(text, told("reference"), language("fr")))
    assert said == "0,67 120\u202f000 0,0 20"


def test_shares_are_percentages_and_large_densities_have_one_decimal() -> None:
    study = run(sample("morocco-2024"))
    view = study.view("MA", norm="MED_153")
    about = Told(study, study, replace(view, until=2030), 2030)
    said = plain(caption("{insured_2026} {care} {density_2024}", about, language("en")))
    share, care, density = said.split()
    assert share.endswith("%")
    assert care.endswith("%")
    assert density == "8.65"


def test_without_a_need_there_is_no_gain_to_be_told(studies: dict[str, Study]) -> None:
    study = studies["reference"]
    about = Told(study, study, study.view(cadre="MED_GP"), 2022)
    assert plain(caption("{gain} {deficit}", about, language("en"))) == "{gain} {deficit}"


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_caption_of_the_samples_finds_its_figures(code: str) -> None:
    for name in ("tata-2017", "morocco-2024"):
        rows = sample(name)
        base = run(rows)
        for story in rows.stories:
            view = base.view(story.territory, story.cadre, norm=story.norm)
            for step in (row for row in rows.scenarios if row.story == story.id):
                study = run(rows, step.id, before=base)
                spoken = language(code)
                about = Told(study, base, view, story.year)
                said = plain(caption(spoken.name(step.purpose), about, spoken))
                assert not set(said) & set("{}*—"), said


def test_the_headline_says_how_the_deficit_moves(studies: dict[str, Study]) -> None:
    base, tried = studies["reference"], studies["contracts-6"]
    spoken = language("en")
    frame = Frame(tried, base.view(), spoken)
    assert plain(headline(frame, base, 2022)) == (
        "Tata, Physicians: 8 at the end of 2017, 16 at the end of 2022. "
        "The deficit is 168: −8 against the scenario."
    )
    same = Frame(base, base.view(), spoken)
    assert plain(headline(same, base, 2022)).endswith("The deficit is 176, as in the scenario.")


def test_the_headline_speaks_of_the_stock_where_there_is_no_need(
    studies: dict[str, Study],
) -> None:
    base, tried = studies["reference"], studies["contracts-6"]
    view, spoken = base.view(cadre="MED_GP"), language("en")
    said = plain(headline(Frame(tried, view, spoken), base, 2022))
    assert said.endswith("The stock is 11: +8 against the scenario.")
    said = plain(headline(Frame(base, view, spoken), base, 2022))
    assert said.endswith("The stock is 3, as in the scenario.")


def test_the_headline_keeps_what_is_hidden(studies: dict[str, Study]) -> None:
    base = studies["reference"]
    frame = Frame(base, base.view(), language("en"))
    said = plain(headline(frame, base, 2022, held=True))
    assert said == "Tata, Physicians: 8 at the end of 2017. What do you think 2022 gives?"


def test_the_headline_of_the_base_year_says_it_once(studies: dict[str, Study]) -> None:
    base = studies["reference"]
    said = plain(headline(Frame(base, base.view(), language("en")), base, 2017))
    assert said.startswith("Tata, Physicians: 8 at the end of 2017. The deficit is 176")


def test_a_difference_is_that_of_the_numbers_that_are_written() -> None:
    rows = sample("morocco-2024")
    base = run(rows)
    story = next(one for one in rows.stories if one.id == "retirement-wave")
    study = run(rows, "retirement-wave-4", before=base)
    view = base.view(story.territory, story.cadre, norm=story.norm)
    about = Told(study, base, view, 2036)
    said = plain(caption("{deficit} {deficit_before} {gain}", about, language("en")))
    assert said == "8,941 9,002 61"  # 60.4 people are between them
