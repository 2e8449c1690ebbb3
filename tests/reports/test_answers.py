"""Answers as records: one shape for JSON and for flat CSV, every figure in full."""

import csv
import io
import json

import pytest

from app.language import language
from app.planning import study
from app.planning.study import Study
from app.reports import answers
from tests.planning.hand import assume, hand, staff

FRENCH, ENGLISH = language("fr"), language("en")
ALWAYS = [
    "year", "territory", "cadre", "population", "stock", "fte", "entries", "exits", "posts",
    "need", "deficit", "coverage", "density_per_10_000",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> Study:
    third = staff(1 / 3, territory="02.c")
    rows = hand(staff=(staff(7), third), assumptions=(assume("emigration", 0.1),))
    return study.run(rows)


def test_a_record_has_the_same_keys_in_the_same_order_each_year(made: Study) -> None:
    records = answers.records(made, [made.view()], ENGLISH)
    assert [r["year"] for r in records] == [2024, 2025, 2026, 2027]
    assert list(records[0]) == [*ALWAYS, "deficit_gross", "gross_level"]
    assert all(list(r) == list(records[0]) for r in records)


def test_a_smallest_territory_has_no_gross_deficit(made: Study) -> None:
    assert list(answers.records(made, [made.view("01.a")], ENGLISH)[0]) == ALWAYS


def test_where_need_has_no_meaning_it_is_null_with_a_note_in_the_language(made: Study) -> None:
    view = made.view(cadre="MED_GP")
    english, french = (answers.records(made, [view], said)[0] for said in (ENGLISH, FRENCH))
    assert english["need"] is english["deficit"] is english["coverage"] is None
    assert english["note"] == "Doctors does not cover exactly this group of cadres."
    assert "« Doctors fr »" in french["note"].replace("\xa0", " ")


def test_flows_are_given_by_kind(made: Study) -> None:
    records = answers.records(made, [made.view()], ENGLISH)
    assert set(records[0]["exits"].values()) == {0.0}
    assert records[1]["exits"]["emigration"] == pytest.approx(22 / 30)
    assert "recruitment" in records[1]["entries"]


def test_json_says_what_it_was_made_from_and_keeps_full_precision(made: Study) -> None:
    view = made.view("02.c")
    answer = json.loads(answers.as_json(made, [view, made.view("MA")], FRENCH))
    assert list(answer) == ["fingerprint", "plan", "scenario", "norm", "rows", "training"]
    assert answer["fingerprint"] == made.fingerprint
    assert (answer["plan"], answer["scenario"], answer["norm"]) == ("Hand fr", "base", "MED")
    assert [r["territory"] for r in answer["rows"]] == ["02.c"] * 4 + ["MA"] * 4
    assert answer["training"] == []
    assert answer["rows"][1]["stock"] == made.lines(view)[1].stock


def test_csv_has_the_same_figures_flat_with_a_column_for_each_kind_of_flow(made: Study) -> None:
    views = [made.view("02.c"), made.view()]
    text = answers.as_csv(made, views, ENGLISH)
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    records = answers.records(made, views, ENGLISH)
    assert len(rows) == len(records) == 8
    for row, record in zip(rows, records, strict=True):
        assert float(row["stock"]) == record["stock"]
        assert float(row["exits.emigration"]) == record["exits"]["emigration"]
        assert row["gross_level"] == record.get("gross_level", "")
        assert row["note"] == ""


def test_csv_leaves_empty_what_is_null_and_keeps_its_columns(made: Study) -> None:
    full = answers.as_csv(made, [made.view()], ENGLISH)
    bare = answers.as_csv(made, [made.view(cadre="MED_GP")], ENGLISH)
    assert full.splitlines()[0] == bare.splitlines()[0]
    row = next(csv.DictReader(io.StringIO(bare)))
    assert row["need"] == row["deficit"] == row["deficit_gross"] == ""
    assert row["note"].startswith("Doctors does not cover")
