"""What is wrong with the words of a command is said in the language of the person."""

import pytest

from app import cli
from app.cli.wrong_words import told
from app.language import CODES, language

WRONG = {
    "missing": (["info"], "Missing: PLAN."),
    "none of two": (["project", "x"], "One of these is needed: --json --csv."),
    "unknown": (["info", "x", "--loud"], "Words not known here: --loud."),
    "no choice": (
        ["project", "x", "--json", "--sector", "army"],
        "--sector cannot be army. Choose from: public, private.",
    ),
    "no number": (
        ["outcomes", "x", "--until", "soon"],
        "--until takes a whole number, and soon is none.",
    ),
    "no value": (["outcomes", "x", "--until"], "--until needs a value after it."),
    "both": (["project", "x", "--json", "--csv", "y"], "--csv cannot stand beside --json."),
    "a value too many": (["info", "x", "--json=2"], "--json takes no value, and 2 was given."),
    "several": (
        ["explain", "x", "--other", "y"],
        "--other may mean several options: --other-scenario, --other-norm, --other-plan.",
    ),
}


def refused(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the sentence about the words of a command."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TABIB_LANG", code)
        with pytest.raises(SystemExit) as met:
            cli.main(words)
    assert met.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    return last.partition(": ")[2]


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_use_is_named(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, sentence = WRONG[case]
    assert refused(words, "en", capsys) == sentence


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_it_is_named_in_the_language_of_the_person(
    case: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words, sentence = WRONG[case]
    said = refused(words, code, capsys)
    assert said != sentence
    for english in ("argument", "invalid", "required", "expected", "unrecognized", "option:"):
        assert english not in said
    for word in (w for w in words if w.startswith("--")):
        assert word.partition("=")[0] in said or word == "--json"


@pytest.mark.parametrize("code", CODES)
def test_a_refusal_that_is_not_known_is_quoted(code: str) -> None:
    assert "odd thing" in told("odd thing", language(code))
