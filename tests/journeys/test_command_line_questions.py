"""Questions about a plan without a window: tables in words of the person, or JSON."""

import json
from pathlib import Path

import pytest

from app.language import CODES
from tests.journeys.command_line import start, traces

QUESTIONS = {
    "outcomes": [],
    "needs": ["--year", "2020"],
    "equity": ["--level", "provinces"],
    "explain": ["--from", "2018", "--to", "2022"],
    "bands": ["--draws", "5", "--territory", "09.551"],
    "tornado": ["--year", "2020"],
    "feasible": ["--year", "2022"],
}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "tata.tabib"
    made = start("new", path, "--sample", "tata-2017")
    assert made.returncode == 0, made.stderr
    return path


def _asked(plan: Path, question: str, *more: str, code: str = "en") -> list[dict[str, object]]:
    settings = {"TABIB_LANG": code, "PYTHONUTF8": "1"}
    words = (question, plan, "--norm", "MED_153", *QUESTIONS[question], *more, "--json")
    made = start(*words, env=settings)
    if question == "equity":  # the plan has one province only
        assert made.returncode == 1
        return []
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    tables: list[dict[str, object]] = json.loads(made.stdout)["tables"]
    return tables


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_the_same_in_all_languages_but_for_the_words(plan: Path, question: str) -> None:
    numbers = []
    for code in CODES:
        answer = _asked(plan, question, code=code)
        numbers.append([
            [cell for cell in row.values() if isinstance(cell, float | int)]
            for table in answer
            for row in table["rows"]  # type: ignore[attr-defined]
        ])  # fmt: skip
    assert numbers[0] == numbers[1] == numbers[2]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("code", CODES)
def test_the_answer_stands_in_words_and_columns(plan: Path, question: str, code: str) -> None:
    made = start(
        question, plan, "--norm", "MED_153", *QUESTIONS[question],
        env={"TABIB_LANG": code, "PYTHONUTF8": "1"},
    )  # fmt: skip
    said = made.stdout if made.returncode == 0 else made.stderr
    assert (made.returncode == 0) is (question != "equity"), made.stderr
    assert len(said.splitlines()) > (5 if made.returncode == 0 else 0)
    assert "{" not in said


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_changes_no_byte_and_what_is_not_known_is_one_sentence(
    plan: Path, question: str
) -> None:
    before = traces(plan.parent)
    made = start(question, plan, "--norm", "nothing")
    assert made.returncode == 1
    assert made.stdout == ""
    assert len(made.stderr.splitlines()) == 1
    _asked(plan, question)
    assert traces(plan.parent) == before


def test_the_spread_of_doctors_over_the_regions(tmp_path: Path) -> None:
    plan = tmp_path / "nation.tabib"
    assert start("new", plan, "--sample", "morocco-2024").returncode == 0
    made = start("equity", plan, "--cadre", "doctors", "--json", env={"TABIB_LANG": "ar"})
    assert made.returncode == 0, made.stderr
    by_year, places = json.loads(made.stdout)["tables"]
    assert len(by_year["rows"]) == 17
    assert len(places["rows"]) == 12
    last = by_year["rows"][-1]
    assert 0 < last["gini"] < by_year["rows"][0]["gini"] < 0.2
