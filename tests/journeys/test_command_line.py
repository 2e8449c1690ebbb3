"""What the commands answer: figures in full, in one shape, for whatever a person names."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from app import cli
from app.planning import starter
from app.planning.plan import Plan
from tests.journeys.command_line import start, traces

Output = pytest.CaptureFixture[str]
Answer = dict[str, object]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plans")
    for name in ("tata-2017", "morocco-2024"):
        Plan.create(made / f"{name}.tabib", starter.sample(name))
    return made


@pytest.fixture
def tata(folder: Path) -> Path:
    return folder / "tata-2017.tabib"


@pytest.fixture
def nation(folder: Path) -> Path:
    return folder / "morocco-2024.tabib"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABIB_LANG", "en")


def _json(capsys: Output, *words: object) -> Answer:
    assert cli.main([str(word) for word in words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


# --- new, info, check ----------------------------------------------------------------------------


def test_a_new_plan_is_made_from_a_sample_and_is_a_document_of_its_own(
    tmp_path: Path, capsys: Output
) -> None:
    plans = [tmp_path / "one.tabib", tmp_path / "two.tabib"]
    for plan in plans:
        assert cli.main(["new", str(plan), "--sample", "tata-2017"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0].startswith("Tata 2017: plan created in ")
    first, second = (_json(capsys, "info", plan, "--json") for plan in plans)
    assert first.pop("uuid") != second.pop("uuid")
    assert first == second
    assert {p.name for p in tmp_path.iterdir()} == {"one.tabib", "two.tabib"}


def test_without_a_sample_a_new_plan_is_empty(tmp_path: Path, capsys: Output) -> None:
    plan = tmp_path / "plan.tabib"
    assert cli.main(["new", str(plan)]) == 0
    capsys.readouterr()
    assert _json(capsys, "info", plan, "--json")["rows"]["staff"] == 0


def test_info_tells_the_plan_in_json_and_in_lines(tata: Path, capsys: Output) -> None:
    facts = _json(capsys, "info", tata, "--json")
    assert (facts["base_year"], facts["horizon"], facts["territory"]) == (2017, 2030, "09.551")
    assert facts["population"] == 120_000
    assert facts["scenarios"] == ["reference", "renewal-50", "posts-5-fill-40"]
    assert cli.main(["info", str(tata)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "names: Tata 2017" in lines
    assert "scenarios: reference, renewal-50, posts-5-fill-40" in lines


def test_check_says_that_a_plan_is_sound_and_what_deserves_a_look(
    tata: Path, capsys: Output
) -> None:
    answer = _json(capsys, "check", tata, "--json")
    assert answer["ok"] is True
    assert any("one territory" in f["what"] for f in answer["findings"])
    assert any("are an assumption" in f["what"] for f in answer["findings"])
    assert cli.main(["check", str(tata)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The plan file is sound."
    assert len(lines) == 1 + len(answer["findings"])


# --- project -------------------------------------------------------------------------------------


def test_project_answers_with_what_it_was_made_from_and_a_row_a_year(
    tata: Path, capsys: Output
) -> None:
    answer = _json(capsys, "project", tata, "--json")
    assert {"fingerprint", "plan", "scenario", "norm", "rows"} <= set(answer)
    assert (answer["plan"], answer["scenario"], answer["norm"]) == (
        "Tata 2017", "reference", "MED_153",
    )  # fmt: skip
    assert [row["year"] for row in answer["rows"]] == list(range(2017, 2031))
    row = answer["rows"][5]
    assert (row["territory"], row["cadre"], row["stock"]) == ("09.551", "MED_ALL", 8)
    assert row["need"] == 120_000 * (15.3 / 10_000)
    assert row["deficit"] == row["need"] - row["stock"]
    assert row["exits"]["contract_end"] == 20
    assert "deficit_gross" not in row


@pytest.mark.parametrize(
    ("scenario", "stock"),
    [("renewal-50", 18), ("posts-5-fill-40", 16), ("5 posts a year, 40% filled", 16)],
)
def test_a_scenario_is_named_by_its_code_or_its_name(
    tata: Path, scenario: str, stock: float, capsys: Output
) -> None:
    answer = _json(capsys, "project", tata, "--scenario", scenario, "--json")
    assert answer["rows"][5]["stock"] == stock


def test_the_nation_has_a_gross_deficit_and_its_level(nation: Path, capsys: Output) -> None:
    row = _json(capsys, "project", nation, "--json", "--until", 2024)["rows"][0]
    assert row["population"] == 36_828_330
    assert row["deficit"] == pytest.approx(91_924.0685)
    assert row["deficit_gross"] > row["deficit"]
    assert row["gross_level"] == "province"
    assert row["cadre"] == "ALL"


@pytest.mark.parametrize("word", ["09.551", "tata", "Tata", "طاطا", "ma-tat"])
def test_a_territory_is_named_by_code_iso_code_or_name(
    nation: Path, word: str, capsys: Output
) -> None:
    words = ("--territory", word, "--cadre", "doctors", "--norm", "MED_153", "--until", 2024)
    (row,) = _json(capsys, "project", nation, "--json", *words)["rows"]
    assert (row["territory"], row["stock"]) == ("09.551", pytest.approx(34))
    assert row["need"] is not None


@pytest.mark.parametrize(("level", "number"), [("regions", 12), ("provinces", 75)])
def test_all_regions_or_provinces_answer_at_once_and_add_up(
    nation: Path, level: str, number: int, capsys: Output
) -> None:
    rows = _json(capsys, "project", nation, "--territory", level, "--until", 2025, "--json")["rows"]
    assert len(rows) == 2 * number
    assert len({row["territory"] for row in rows}) == number
    assert sum(r["stock"] for r in rows if r["year"] == 2024) == pytest.approx(71_962)


@pytest.mark.parametrize(
    ("cadre", "stock"),
    [("doctors", 31_860), ("paramedical", 40_102), ("all", 71_962), ("MED_GP", 9_366)],
)
def test_cadres_are_named_by_code_or_short_word(
    nation: Path, cadre: str, stock: float, capsys: Output
) -> None:
    row = _json(capsys, "project", nation, "--cadre", cadre, "--until", 2024, "--json")["rows"][0]
    assert row["stock"] == pytest.approx(stock)


def test_what_a_norm_does_not_cover_is_null_with_a_note(nation: Path, capsys: Output) -> None:
    words = ("--cadre", "doctors", "--sector", "private", "--until", 2024)
    (row,) = _json(capsys, "project", nation, *words, "--json")["rows"]
    assert row["need"] is row["deficit"] is row["coverage"] is None
    assert row["note"]
    assert row["stock"] / 31_860 == pytest.approx(0.540, abs=0.0005)


def test_csv_holds_the_rows_of_json_flat(tata: Path, tmp_path: Path, capsys: Output) -> None:
    target = tmp_path / "answer.csv"
    assert cli.main(["project", str(tata), "--csv", str(target)]) == 0
    assert capsys.readouterr().out == ""
    with target.open(encoding="utf-8", newline="") as file:
        flat = list(csv.DictReader(file))
    rows = _json(capsys, "project", tata, "--json")["rows"]
    assert [float(r["stock"]) for r in flat] == [r["stock"] for r in rows]
    plain = [k for k in rows[0] if k not in ("entries", "exits")]
    flows = [f"{k}.{kind}" for k in ("entries", "exits") for kind in rows[0][k]]
    assert set(flat[0]) == {*plain, *flows, "deficit_gross", "gross_level", "note"}
    assert list(tmp_path.iterdir()) == [target]


# --- export --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_a_workbook_is_written_in_each_language(
    tata: Path, tmp_path: Path, code: str, capsys: Output
) -> None:
    target = tmp_path / "report.xlsx"
    assert cli.main(["export", str(tata), str(target), "--lang", code]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Report saved: ")
    book = openpyxl.load_workbook(target)
    assert bool(book.worksheets[0].sheet_view.rightToLeft) == (code == "ar")


def test_a_report_is_of_one_territory(nation: Path, tmp_path: Path, capsys: Output) -> None:
    words = ["export", str(nation), str(tmp_path / "x.xlsx"), "--territory", "regions"]
    assert cli.main(words) == 1
    assert "one territory at a time" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_report_has_the_name_of_a_workbook(tata: Path, tmp_path: Path, capsys: Output) -> None:
    assert cli.main(["export", str(tata), str(tmp_path / "x.pdf")]) == 1
    assert "ends in .xlsx" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--territory", "--scenario", "--norm", "--cadre"])
def test_an_empty_word_is_not_taken_for_no_word(tata: Path, option: str, capsys: Output) -> None:
    assert cli.main(["project", str(tata), "--json", option, ""]) == 1
    assert capsys.readouterr().out == ""


def test_training_ends_with_the_years_asked_and_is_told_of_the_whole_plan_alone(
    nation: Path, capsys: Output
) -> None:
    assert cli.main(["project", str(nation), "--json", "--until", "2026"]) == 0
    years = [line["year"] for line in json.loads(capsys.readouterr().out)["training"]]
    assert years == [2025, 2026]
    assert cli.main(["project", str(nation), "--json", "--territory", "09"]) == 0
    assert json.loads(capsys.readouterr().out)["training"] == []


# --- Language ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"TABIB_LANG": "fr"}, "Aucun"),
        ({"TABIB_LANG": "", "LC_ALL": "", "LC_MESSAGES": "ar_MA.UTF-8"}, "لا"),
        ({"TABIB_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8"}, "The plan"),
        ({"TABIB_LANG": "", "LC_ALL": "C", "LC_MESSAGES": "", "LANG": "C"}, "Aucun"),
    ],
)
def test_problems_are_told_in_the_language_of_the_system_french_where_unknown(
    tata: Path,
    settings: dict[str, str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["project", str(tata), "--json", "--norm", "?"]) == 1
    assert words in capsys.readouterr().err


# --- The same plan, twice, without a trace -------------------------------------------------------


def test_opening_and_projecting_change_no_byte_and_two_processes_agree(
    tata: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.tabib"
    plan.write_bytes(tata.read_bytes())
    plan.chmod(0o444)
    tmp_path.chmod(0o555)
    before = traces(tmp_path)
    try:
        answers = [start("project", plan, "--json"), start("project", plan, "--json")]
        assert start("check", plan).returncode == 0
        assert cli.main(["info", str(plan)]) == 0
    finally:
        tmp_path.chmod(0o755)
    assert [a.stderr for a in answers] == ["", ""]
    assert answers[0].stdout == answers[1].stdout
    assert len(json.loads(answers[0].stdout)["fingerprint"]) == 16
    assert traces(tmp_path) == before


def test_two_files_of_one_sample_have_one_fingerprint_for_each_scenario(
    tata: Path, tmp_path: Path, capsys: Output
) -> None:
    other = tmp_path / "other.tabib"
    assert cli.main(["new", str(other), "--sample", "tata-2017"]) == 0
    capsys.readouterr()
    found = [
        _json(capsys, "project", plan, "--scenario", scenario, "--json")["fingerprint"]
        for plan in (tata, other)
        for scenario in ("reference", "renewal-50")
    ]
    assert found[0] == found[2]
    assert found[1] == found[3]
    assert found[0] != found[1]
