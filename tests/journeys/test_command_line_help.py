"""`--help` explains every command in the language of the person."""

import pytest

from app.cli import words
from app.language import CODES, language
from app.reports.asked import OPTIONS
from tests.journeys.command_line import start


def told(code: str, *asked: str) -> str:
    made = start(*asked, "--help", env={"TABIB_LANG": code, "PYTHONUTF8": "1", "COLUMNS": "300"})
    assert made.returncode == 0, made.stderr
    assert made.stderr == ""
    return made.stdout


@pytest.mark.parametrize("code", CODES)
def test_every_command_stands_in_the_list_with_its_words(code: str) -> None:
    said = told(code)
    for name, meaning in words._COMMANDS.items():
        assert name in said
        assert language(code).tell(meaning) in said


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", OPTIONS)
def test_every_option_of_a_question_is_explained(code: str, name: str) -> None:
    said = told(code, name)
    assert language(code).say("usage: ") in said
    for option in OPTIONS[name]:
        assert f"--{option.name}" in said
        assert language(code).tell(option.words) in said


@pytest.mark.parametrize("name", [*OPTIONS, "project", "export", "check"])
def test_no_english_is_left_in_arabic(name: str) -> None:
    sentences = [line[24:] for line in told("ar", name).splitlines() if line.startswith("  ")]
    for text in sentences:
        latin = [word for word in text.split() if word.isascii() and word.isalpha()]
        allowed = {"JSON", "CSV", "ISO", "regions", "physicians", "paramedical", "all", "provinces"}
        assert set(latin) <= allowed, text
