"""The sheet of assumptions lists what made the figures, each with its source, and nothing else."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.language import CODES, Language, language
from app.models.rows import MeasureRow, MissionRow, PlanRows
from app.planning import starter, study
from app.planning.assemble import put_together
from app.planning.places import Places
from app.planning.reuse import Parts
from app.planning.study import Study
from app.reports.assumption_names import MADE, PARAMETERS, READ, UNITS, parameter_name, unit_name
from app.reports.book import base_figures, parts, sources
from app.reports.book.content import gather
from app.reports.book.figure import Names

from .conftest import MADE_AT, Book
from .readable import cells, values

REFERENCE = Path(__file__).parents[2] / "resources" / "reference"
SAMPLES = ("morocco-2024", "morocco-2021", "tata-2017", "founding-2020", "empty")


class Overheard(str):
    """A name of a parameter that tells when somebody asks for it."""

    __slots__ = ()
    asked: set[str] = set()  # noqa: RUF012  one ear for all names

    def __eq__(self, other: object) -> bool:
        same = str.__eq__(self, other)  # type: ignore[arg-type]
        if same is True:
            self.asked.add(str(self))
        return same is True

    def startswith(self, *what: object) -> bool:  # type: ignore[override]
        begins = str.startswith(self, *what)  # type: ignore[arg-type]
        if begins:
            self.asked.add(str(self))
        return begins

    __hash__ = str.__hash__


def overheard(rows: PlanRows) -> PlanRows:
    """Return a plan whose parameters tell when the projection asks for them."""
    assumptions = (replace(row, parameter=Overheard(row.parameter)) for row in rows.assumptions)
    pipeline = (replace(row, parameter=Overheard(row.parameter)) for row in rows.pipeline)
    return replace(rows, assumptions=tuple(assumptions), pipeline=tuple(pipeline))


def test_what_is_listed_as_read_is_what_the_projection_asks_for() -> None:
    rows = starter.sample("morocco-2024")
    made = Parts(overheard(rows), rows.facts.scenario)
    made.fields.assumption_rows("")  # from here on the rows stand sorted by their names
    made.fields.pipeline_rows("", "")
    Overheard.asked.clear()
    put_together(made)
    known = {str(row.parameter) for row in (*rows.assumptions, *rows.pipeline)}
    assert {name for name in known if name in READ} == Overheard.asked
    assert "insured_share" in known - READ


def sheet(book: bytes) -> Worksheet:
    return values(book).worksheets[-3]


def texts(of: Worksheet) -> list[str]:
    return [c.value for row in of.iter_rows() for c in row if isinstance(c.value, str)]


def row_with(of: Worksheet, *wanted: object) -> list[object]:
    """Return the first row that holds all of the values."""
    rows = ([cell.value for cell in row] for row in of.iter_rows())
    return next(row for row in rows if all(value in row for value in wanted))


def test_the_population_and_the_staff_of_the_founding_text_show_their_source(
    founding: Study, book: Book
) -> None:
    made = sheet(book(founding, "en"))
    assert any(str(v).startswith("FT2 · ") for v in row_with(made, "Population", 35_185_000))
    total = row_with(made, "Total")
    assert total[5] == pytest.approx(59_412)
    doctors = row_with(made, "Stock at 31 December", "General practitioners · Public sector")
    assert "SNRT20 · Carte sanitaire 2020\u00a0: 13\u202f241 médecins en milieu urbain" in doctors
    assert "published" in doctors


def test_base_staff_adds_up_to_the_stock_of_the_base_year(morocco: Study) -> None:
    for asked in ({}, {"territory": "09"}, {"norm": "MED_153"}, {"sector": "private"}):
        view = morocco.view(**asked)
        content = gather(morocco, view, language("en"), MADE_AT)
        *found, total = base_figures.staff(content, Names(morocco, language("en")))
        stock = content.lines[0].stock
        assert sum(figure.value or 0 for figure in found) == pytest.approx(stock)
        assert total.value == pytest.approx(stock)
        assert all(figure.source and "synthetic" in figure.group for figure in found)


@pytest.mark.parametrize("territory", ["MA", "09", "09.551"])
def test_the_population_rows_listed_are_enough_to_give_the_population(
    morocco: Study, territory: str
) -> None:
    view = morocco.view(territory, until=2030)
    used = base_figures.populations_used(morocco, view)
    alone = Places(replace(morocco.rows, populations=tuple(used)))
    inside = alone.territory_indexes(territory)
    shown = slice(0, 2030 - morocco.rows.facts.base_year + 1)
    assert np.array_equal(
        alone.population[shown, inside], morocco.places.population[shown, inside]
    )
    assert not any(row.year > 2030 for row in used)


@pytest.mark.parametrize("code", CODES)
def test_how_a_base_figure_was_made_is_told_in_words(
    morocco: Study, book: Book, code: str
) -> None:
    shown = texts(sheet(book(morocco, code)))
    assert "projection_rule" not in shown
    assert language(code).say("projected by rule") in shown
    known = {row.note for row in (*morocco.rows.populations, *morocco.rows.staff)}
    assert known <= set(MADE)


def labels(book: bytes) -> set[str]:
    """Return what the values of the projection are called."""
    made = sheet(book)
    top = next(r[0].row for r in made.iter_rows() if r[0].value == "Values of the projection")
    end = [r[0].row for r in made.iter_rows() if r[0].value == "Kept in the plan, not used here"]
    rows = made.iter_rows(min_row=top + 2, max_row=end[0] - 1 if end else None, values_only=True)
    return {str(row[0]) for row in rows if row[0]}


def test_values_that_play_no_part_are_told_apart_and_counted(morocco: Study, book: Book) -> None:
    content = book(morocco, "en")
    unread = {parameter_name(code, language("en")) for code in PARAMETERS if code not in READ}
    said = labels(content)
    assert not said & (unread - {"Posts opened", "Fill rate"})
    assert not any("Tata" in label or "example" in label for label in said)
    made = sheet(content)
    assert row_with(made, "Insured share", "Not read by the projection")[2] == 260
    assert row_with(made, "Contracts", "Not called up by the scenario")[2] == 8
    assert row_with(made, "Contracts", "Without an end")[2] == 1
    assert row_with(made, "Contracts", "Already counted in the stock")[2] == 1
    assert row_with(made, "Missions", "An example")[2] == 2


def test_what_a_scenario_calls_up_is_listed() -> None:
    rows = starter.sample("morocco-2024")
    called = {"CONTRACTS": "Tata-style contract", "DIASPORA": "Diaspora missions"}
    for scenario, label in called.items():
        of = study.run(rows, scenario)
        content = gather(of, of.view(), language("en"), MADE_AT)
        said = [figure.label for figure in sources.values(content).used]
        assert label in said, scenario
    real = MissionRow(
        "M9", "Real", "MA", "public", "MED_SP", "", 5, 1, 2026, 2030, 1, "real", "RULE",
        "sourced", "",
    )  # fmt: skip
    of = study.run(replace(rows, missions=(real,)))
    assert parts.Parts(of, of.view()).mission(real) is None
    assert parts.Parts(of, of.view(until=2025)).mission(real) == parts.OTHER_YEARS


def test_a_province_prints_its_own_rows_its_regions_and_the_nations(morocco: Study) -> None:
    content = gather(morocco, morocco.view("09.551"), language("en"), MADE_AT)
    used = sources.values(content).used
    assert {figure.territory for figure in used} == {"Tata", "Souss-Massa", "Morocco"} | {
        figure.territory for figure in used if "destination: Souss-Massa" in figure.group
    }
    for figure in used:
        if figure.section in ("Assumptions", "Posts and recruitment"):
            assert figure.years[1] > morocco.rows.facts.base_year
    assert len(used) < 320


def test_rows_outside_the_years_or_the_professions_asked_are_left_out(morocco: Study) -> None:
    view = morocco.view(norm="MED_153", until=2027)
    used = sources.values(gather(morocco, view, language("en"), MADE_AT)).used
    assert all(figure.years[0] <= 2027 for figure in used)
    assert not any("urse" in figure.group for figure in used)
    measure = MeasureRow(
        "reference", 1, "assumptions", "insured_share", "ALL", "", "MA", 2026, 2030, "set", 1.0,
        "", 0, "", "RULE", "sourced",
    )  # fmt: skip
    assert parts.Parts(morocco, view).measure(measure) == parts.NOT_READ


def test_a_contract_under_way_is_listed_with_its_years(tata: Study) -> None:
    used = sources.values(gather(tata, tata.view(), language("en"), MADE_AT)).used
    found = next(figure for figure in used if figure.section == "Contracts")
    assert found.years == (2018, date(2021, 12, 31).year)
    assert "Senegal" in found.group


def test_a_call_lists_its_posts_its_stages_and_the_agreement_it_stands_on(tata: Study) -> None:
    (plain,) = tata.rows.contracts
    call = replace(plain, licensed_share=0.5, applicants_per_post=3.0, months_to_arrival=6)
    made = study.run(replace(tata.rows, contracts=(call,)))
    used = sources.values(gather(made, made.view(), language("en"), MADE_AT)).used
    found = [(f.label, f.value, f.unit) for f in used if f.section == "Contracts"]
    assert found == [
        (plain.label, 20.0, "posts"),
        ("Applicants for each post of a call", 3.0, "applicants per post"),
        ("Share of applicants licensed to practise", 0.5, "share of applicants"),
        ("Months from a call to the arrival", 6, "months"),
    ]
    first = next(f for f in used if f.section == "Contracts")
    assert "1964" in first.group
    assert first.years == (2018, 2021)


def test_a_mission_of_another_kind_is_named_by_it(tata: Study) -> None:
    tele = MissionRow(
        "M9", "Scans read from afar", "09.551", "public", "MED_SP", "", 5, 12, 2018, 2030, 0.1,
        "real", "RULE", "sourced", "", "tele_expertise",
    )  # fmt: skip
    made = study.run(replace(tata.rows, missions=(tele,)))
    used = sources.values(gather(made, made.view(), language("en"), MADE_AT)).used
    (found,) = [f for f in used if f.section == "Missions"]
    assert found.group.endswith("Tele-expertise")


def reference_values(column: str) -> set[str]:
    found = set()
    for path in REFERENCE.glob("*.csv"):
        if path.stem in ("assumptions", "pipeline", "scenarios", "norms", "contracts"):
            with path.open(encoding="utf-8", newline="") as lines:
                found |= {row[column] for row in csv.DictReader(lines) if row.get(column)}
    return found


def plan_words(rows: PlanRows) -> tuple[set[str], set[str]]:
    measured = (*rows.assumptions, *rows.pipeline, *rows.measures)
    units = {row.unit for row in (*measured, *rows.norms) if row.unit}
    return {row.parameter for row in measured}, units


@pytest.mark.parametrize("code", CODES)
def test_every_parameter_and_every_unit_has_words_in_each_language(code: str) -> None:
    names, units = reference_values("parameter"), reference_values("unit")
    for sample in SAMPLES:
        more_names, more_units = plan_words(starter.sample(sample))
        names, units = names | more_names, units | more_units
    assert sorted(names - set(PARAMETERS)) == []
    assert sorted(units - set(UNITS)) == []
    speaks: Language = language(code)
    assert all("_" not in parameter_name(name, speaks) for name in names)
    if code != "en":
        assert not [u for u in units if unit_name(u, speaks) == unit_name(u, language("en"))
                    and u not in ("places", "share")]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_no_code_of_a_school_is_printed(morocco: Study, book: Book, code: str) -> None:
    shown = {str(value) for *_, value in cells(book(morocco, code))}
    assert not [text for text in shown if {"MED", "PARA"} & set(text.replace("·", " ").split())]


@pytest.mark.parametrize("code", CODES)
def test_every_source_named_stands_on_the_sheet_of_sources(
    morocco: Study, book: Book, code: str
) -> None:
    made = values(book(morocco, code))
    known = {row.id for row in morocco.rows.sources}
    named = {text.split(" · ")[0] for text in texts(made.worksheets[-3])} & known
    listed = {row[0] for row in made.worksheets[-2].iter_rows(min_row=6, values_only=True)}
    assert {"LOBS25"} & named == set()
    assert "EMI20" in named
    assert named <= listed


@pytest.mark.parametrize("code", CODES)
def test_notes_stand_once_with_their_number_in_the_language_of_the_workbook(
    morocco: Study, book: Book, code: str
) -> None:
    made = sheet(book(morocco, code))
    note = language(code).told(
        "rate by five-year age group, as published; rates at single ages are interpolated by rule"
    )
    assert texts(made).count(note) == 1
    number = row_with(made, note)[0]
    assert sum(row[11] == number for row in made.iter_rows(values_only=True)) > 50
