"""The samples: what each one holds, and that each time it is the same."""

import pytest

from app.planning import starter, study
from app.problems import Problem
from tests.planning.hand import said

NAMES = ("morocco-2024", "morocco-2021", "founding-2020", "tata-2017", "empty")


def test_the_samples_come_in_the_order_of_the_start_page() -> None:
    assert starter.samples() == NAMES


def test_an_unknown_sample_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Problem) as met:
        starter.sample("atlantis")
    assert said(met.value) == ": There is no sample named atlantis."
    assert met.value.remedy.values["names"] == ", ".join(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_the_same_every_time_and_knows_its_name(name: str) -> None:
    first, second = starter.sample(name), starter.sample(name)
    assert first == second
    assert first.facts.sample == name
    assert all((first.facts.names.fr, first.facts.names.ar, first.facts.names.en))
    assert all((first.facts.note.fr, first.facts.note.ar, first.facts.note.en))


@pytest.mark.parametrize("name", NAMES)
def test_every_code_that_a_sample_uses_is_in_it(name: str) -> None:
    rows = starter.sample(name)
    sources = {r.id for r in rows.sources}
    cited = (*rows.staff, *rows.populations, *rows.assumptions, *rows.pipeline, *rows.norms)
    assert {r.source for r in (*cited, *rows.contracts, *rows.missions)} <= sources
    assert rows.facts.norm in {r.id for r in rows.norms}
    assert rows.facts.scenario in {r.id for r in rows.scenarios}
    assert {m.scenario for m in rows.measures} <= {r.id for r in rows.scenarios}


def test_the_empty_sample_has_places_rates_and_norms_and_nobody_in_it() -> None:
    rows = starter.sample("empty")
    assert (rows.staff, rows.recruitment, rows.contracts, rows.measures) == ((), (), (), ())
    assert len(rows.territories) == 1 + 12 + 75
    made = study.run(rows)
    last = made.lines(made.view())[-1]
    assert last.stock == 0
    assert last.deficit == last.need > 0
    assert "The plan holds no staff yet." in {f.what.text for f in made.findings}


def test_the_totals_of_the_founding_text_keep_their_published_sums() -> None:
    rows = starter.sample("founding-2020")
    doctors = sum(r.persons for r in rows.staff if r.cadre.startswith("MED"))
    others = sum(r.persons for r in rows.staff if not r.cadre.startswith("MED"))
    assert doctors == pytest.approx(25_575)
    assert others == pytest.approx(33_837)
    assert {r.employer for r in rows.staff if r.sector == "private"} == {"private"}


def test_tata_holds_one_province_its_doctors_and_a_contract_flagged_as_assumed() -> None:
    rows = starter.sample("tata-2017")
    assert [r.code for r in rows.territories] == ["MA", "09", "09.551"]
    assert {r.persons for r in rows.populations} == {120_000}
    assert [r.year for r in rows.populations] == list(range(2017, 2031))
    (contract,) = rows.contracts
    assert (contract.start.isoformat(), contract.end.isoformat()) == ("2018-01-01", "2021-12-31")
    assert contract.grade == "estimated-by-rule"
    assert rows.assumptions == ()
