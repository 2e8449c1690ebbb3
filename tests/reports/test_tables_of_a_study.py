from __future__ import annotations

import math
from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning.outcomes import inhabitants_per_worker
from app.planning.study import Study, run
from app.reports import age_pyramid, alternative, deficit, movement
from app.reports.frame import Frame

EN, FR = language("en"), language("fr")


def test_a_row_a_year_agrees_with_the_study(morocco: Study) -> None:
    view = morocco.view(norm="MED_153")
    table, lines = deficit.by_year(morocco, view, EN), morocco.lines(view)
    assert table.values("year") == tuple(line.year for line in lines)
    assert table.values("deficit") == tuple(line.deficit for line in lines)
    needs, stocks = table.numbers("need"), table.numbers("stock")
    for need, stock, lacking in zip(needs, stocks, table.numbers("deficit"), strict=True):
        assert (need or 0) - (stock or 0) == pytest.approx(lacking)
    assert table.fingerprint == morocco.fingerprint
    assert table.sources


def test_a_province_has_no_gross_deficit(morocco: Study) -> None:
    keys = [c.key for c in deficit.by_year(morocco, morocco.view("09.551"), EN).columns]
    assert "deficit_gross" not in keys
    nation = deficit.by_year(morocco, morocco.view(), EN)
    assert "deficit_gross" in [column.key for column in nation.columns]
    assert any("Gross deficit" in note for note in nation.notes)


def test_without_a_norm_for_the_group_need_is_empty_and_said_to_be(morocco: Study) -> None:
    view = morocco.view(cadre="MED_GP", norm="MED_153")
    table = deficit.by_year(morocco, view, EN)
    assert set(table.values("need")) == {None}
    notes = " ".join(table.notes)
    assert "does not cover exactly" in notes


def test_inhabitants_per_worker_need_somebody_at_work(morocco: Study) -> None:
    line = morocco.lines(morocco.view())[0]
    assert inhabitants_per_worker(replace(line, stock=0.0)) is None
    assert inhabitants_per_worker(replace(line, stock=2.0, population=10.0)) == 5.0


@pytest.mark.parametrize("measure", ["stock", "need", "deficit"])
def test_territories_add_up_to_their_total(morocco: Study, measure: deficit.Measure) -> None:
    table = deficit.by_territory(morocco, morocco.view(), EN, measure)
    assert table.has_total
    assert len(table.rows) == 13
    for at in range(1, len(table.columns)):
        parts = [float(row[at] or 0) for row in table.rows[:-1]]
        assert math.fsum(parts) == pytest.approx(float(table.rows[-1][at] or 0))


@pytest.mark.parametrize("measure", ["coverage", "density"])
def test_a_ratio_of_the_whole_is_not_a_sum(morocco: Study, measure: deficit.Measure) -> None:
    table = deficit.by_territory(morocco, morocco.view(), EN, measure)
    line = morocco.lines(morocco.view())[0]
    assert not table.has_total
    assert table.rows[-1][1] == deficit.READ[measure](line)


def test_a_province_stands_alone_in_its_table(tata: Study) -> None:
    table = deficit.by_territory(tata, tata.view(), EN, "stock")
    assert [row[0] for row in table.rows] == ["Tata"]
    assert not table.has_total


def test_a_movement_balances_each_year(morocco: Study) -> None:
    table = movement.by_year(morocco, morocco.view("09"), EN)
    columns = ("opening", "entries", "exits", "closing")
    for values in zip(*(table.numbers(key) for key in columns), strict=True):
        opening, entries, exits, closing = (float(value or 0) for value in values)
        assert opening + entries - exits == pytest.approx(closing, abs=1e-6)
    assert table.values("opening")[1:] == table.values("closing")[:-1]


def test_moves_inside_a_country_are_not_its_entries(morocco: Study) -> None:
    nation = {c.key for c in movement.by_year(morocco, morocco.view(), EN).columns}
    region = {c.key for c in movement.by_year(morocco, morocco.view("09"), EN).columns}
    assert not nation & {"move_in", "move_out", "switch_in", "switch_out"}
    assert {"move_in", "move_out"} <= region


def test_a_movement_that_does_not_balance_is_refused(morocco: Study) -> None:
    line = morocco.lines(morocco.view())[1]
    with pytest.raises(ValueError, match="entries and exits miss"):
        movement._row(line.stock, replace(line, entries={"recruitment": 9.0}, exits={}), (), ())


def test_a_kind_without_a_name_shows_its_code() -> None:
    assert movement.named("something_new", FR) == "something_new"
    assert movement.kinds(["a"], [{"b": 1.0, "a": 0.0}]) == ("b",)


@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_the_engine_has_a_name(morocco: Study, code: str) -> None:
    line = morocco.lines(morocco.view())[1]
    known = {*movement.ENTRIES, *movement.EXITS}
    assert {*line.entries, *line.exits} <= known


def test_a_pyramid_counts_those_at_work_by_age(morocco: Study) -> None:
    view = morocco.view(cadre="MED_ALL", norm="MED_153")
    table = age_pyramid.in_year(morocco, view, EN, 2024)
    both = math.fsum(value or 0 for value in table.numbers("both"))
    assert both == pytest.approx(morocco.lines(view)[0].stock)
    assert "2024" in table.title


def test_the_frame_names_what_was_asked(morocco: Study) -> None:
    frame = Frame(morocco, morocco.view("09", sector="public", norm="MED_153"), FR)
    assert frame.subtitle.startswith("Souss-Massa · Médecins · Secteur public · Si rien ne change")
    assert Frame(morocco, replace(frame.view, cadre="COVERED"), FR).profession == (
        "Personnel visé par la norme"
    )


def test_invented_figures_are_said_to_be(morocco: Study) -> None:
    assert "synthétique" in Frame(morocco, morocco.view(), FR).warning
    facts = replace(morocco.rows.facts, synthetic=False)
    real = replace(morocco, rows=replace(morocco.rows, facts=facts))
    assert "règles" in Frame(real, morocco.view(), FR).warning
    sourced = tuple(replace(row, grade="sourced") for row in real.rows.staff)
    sure = run(replace(real.rows, staff=sourced))
    assert Frame(sure, morocco.view(), FR).warning == ""


@pytest.mark.parametrize("code", CODES)
def test_charts_say_their_values_in_words(morocco: Study, code: str) -> None:
    spoken = language(code)
    lines = morocco.lines(morocco.view())
    said = alternative.stock_and_need("Maroc", lines, spoken)
    assert spoken.number(lines[-1].stock) in said
    assert spoken.number(lines[-1].need) in said
    alone = [replace(line, need=None) for line in lines]
    assert spoken.number(lines[0].stock) in alternative.stock_and_need("Maroc", alone, spoken)
    assert spoken.number(movement.total(lines[1].entries)) in alternative.flows(
        "Maroc", lines[1], spoken
    )


def test_a_pyramid_says_how_many_are_older() -> None:
    said = alternative.pyramid("Tata", 2024, {"50-54": 1.0, "55-59": 2.0, "80+": 1.0}, EN)
    assert said == "Tata, 2024: 75% are 55 or older; largest group: 55-59."
    assert alternative.pyramid("Tata", 2024, {"50-54": 0.0}, EN) == "Tata, 2024: nobody at work."


def test_territories_are_said_from_the_highest_deficit() -> None:
    said = alternative.ranked(2040, {"Tata": 3.0, "Taroudant": 9.0}, EN)
    assert said == "2040, deficit from highest to lowest: Taroudant 9 and Tata 3."
