"""The answer on equity: indices by year with their meaning, territories from the least dense."""

import json
from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning.lines import Line, View
from app.planning.study import Study
from app.problems import Problem
from app.reports.asked import OPTIONS, Asked
from app.reports.equity import answer
from app.reports.plain import as_json, as_text
from app.reports.table import Kind, Table

DOCTORS = {"cadre": "doctors", "norm": "MED_153"}


def _asked(of: Study, code: str = "en", view: dict[str, str] = DOCTORS, **options: object) -> Asked:
    given = {option.name: options.get(option.name) for option in OPTIONS["equity"]}
    return Asked(of, of.view(**view), language(code), given)


def _answer(of: Study, **options: object) -> tuple[Table, Table]:
    indices, places = answer(_asked(of, **options))
    return indices, places


def test_regions_are_compared_by_population_in_every_year_where_nothing_is_asked(
    morocco: Study,
) -> None:
    indices, places = _answer(morocco)
    assert indices.title == "Spread of staff over regions, by population"
    assert indices.values("year") == tuple(range(2024, 2041))
    keys = [column.key for column in indices.columns]
    assert keys == ["year", "gini", "theil_t", "theil_l", "hoover", "max_min"]
    assert places.title == "Regions from the least dense to the densest, 2040"
    assert len(places.rows) == 12


def test_with_a_year_the_base_year_stands_beside_it(morocco: Study) -> None:
    indices, places = _answer(morocco, year=2030)
    assert indices.values("year") == (2024, 2030)
    assert places.title == "Regions from the least dense to the densest, 2030"
    indices, places = _answer(morocco, year=2024)
    assert indices.values("year") == (2024,)
    assert places.values("territory")[0] == "Draa-Tafilalet"


def test_a_year_after_the_last_one_of_the_view_is_shown_and_one_outside_the_plan_refused(
    morocco: Study,
) -> None:
    indices, _ = _answer(morocco, view={**DOCTORS, "until": 2026}, year=2035)
    assert indices.values("year") == (2024, 2035)
    with pytest.raises(Problem, match="The plan runs from"):
        _answer(morocco, year=2050)


def test_provinces_have_the_split_of_theil_and_the_tenths(morocco: Study) -> None:
    indices, places = _answer(morocco, level="provinces")
    assert indices.title == "Spread of staff over provinces, by population"
    between, within = indices.numbers("theil_between"), indices.numbers("theil_within")
    parts = [a + b for a, b in zip(between, within, strict=True)]
    assert parts == pytest.approx(list(indices.numbers("theil_t")), abs=1e-12)
    assert (indices.numbers("p90_p10")[0] or 0) > 1
    assert len(places.rows) == 75
    notes = " ".join(indices.notes)
    assert "the two parts add up to Theil T" in notes
    assert "given for more than 30 territories" in notes


def test_territories_come_from_the_least_dense_and_their_shares_add_up(morocco: Study) -> None:
    _, places = _answer(morocco)
    density = list(places.numbers("density"))
    assert density == sorted(density)
    for share, up_to in (("weight_share", "weight_up_to"), ("staff_share", "staff_up_to")):
        assert sum(value or 0 for value in places.numbers(share)) == pytest.approx(1.0)
        assert places.numbers(up_to)[0] == pytest.approx(places.numbers(share)[0])
        assert places.numbers(up_to)[-1] == pytest.approx(1.0)
    for population, stock, each in zip(
        *(places.numbers(key) for key in ("population", "stock", "per_worker")), strict=True
    ):
        assert each == pytest.approx(population / stock)


def test_each_index_is_told_in_one_sentence_and_the_missing_correction_too(morocco: Study) -> None:
    indices, _ = _answer(morocco)
    for column in indices.columns[1:]:
        assert any(note.startswith(f"{column.heading}: ") for note in indices.notes)
    assert (
        "No correction for a small number of territories: compare only equal levels."
        in indices.notes
    )
    assert not any("P90" in note or "regions" in note for note in indices.notes)
    assert indices.fingerprint == morocco.fingerprint
    assert indices.sources


def test_by_need_the_need_and_its_coverage_are_shown_and_what_a_density_is(morocco: Study) -> None:
    indices, places = _answer(morocco, weight="need")
    assert indices.title == "Spread of staff over regions, by need"
    keys = [column.key for column in places.columns]
    assert "population" not in keys
    assert keys[1:4] == ["need", "stock", "coverage"]
    coverage = list(places.numbers("coverage"))
    assert coverage == sorted(coverage)
    for table in (indices, places):
        assert "Density stands here for the coverage of the need." in table.notes
        assert "Need compared: Norm: Reference 15.3 physicians" in table.notes
        assert any(note.startswith("This need is the same") for note in table.notes)


def test_where_needs_differ_by_inhabitant_nothing_says_that_they_do_not(
    morocco: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Study.lines

    def dearer_in_the_first(made: Study, view: View) -> tuple[Line, ...]:
        factor = 2.0 if view.territory == "01" else 1.0
        return tuple(replace(line, need=(line.need or 0) * factor) for line in lines(made, view))

    monkeypatch.setattr(Study, "lines", dearer_in_the_first)
    indices, _ = _answer(morocco, weight="need")
    assert not any(note.startswith("This need is the same") for note in indices.notes)


def test_a_norm_without_a_need_is_refused_by_need_and_served_by_population(morocco: Study) -> None:
    specialists = {"cadre": "MED_SP", "norm": "MED_153"}
    with pytest.raises(Problem, match="does not cover exactly"):
        _answer(morocco, view=specialists, weight="need")
    indices, _ = _answer(morocco, view=specialists)
    assert all(indices.numbers("gini"))
    assert not any("does not cover" in note for note in indices.notes)


def test_where_nobody_is_known_nothing_is_given_and_it_is_said_why(empty: Study) -> None:
    indices, places = _answer(empty, view={**DOCTORS, "sector": "private"}, year=2024)
    assert indices.rows == ((2024, None, None, None, None, None),)
    assert places.numbers("per_worker") == (None,) * 12
    assert any("zero means that it is not known" in note for note in indices.notes)


def test_a_territory_that_has_nobody_leaves_an_index_without_value(empty: Study) -> None:
    indices, places = _answer(empty, year=2024)
    assert indices.rows[0][1:] == (None,) * 5
    assert places.numbers("staff_share") == (None,) * 12


@pytest.mark.parametrize("code", CODES)
def test_the_answer_is_printed_in_three_languages_and_as_json(morocco: Study, code: str) -> None:
    tables = answer(_asked(morocco, code, level="provinces", weight="need", year=2040))
    said = language(code)
    assert said.say("Gini coefficient") in as_text(tables, said)
    first = json.loads(as_json(tables))["tables"][0]["rows"][0]
    assert first["gini"] == pytest.approx(0.4387, abs=5e-5)
    kinds = {column.key: column.kind for column in tables[0].columns}
    assert (kinds["gini"], kinds["hoover"]) == (Kind.RATIO, Kind.SHARE)
