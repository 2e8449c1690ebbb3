"""The self-test passes on the figures that were looked at, and names any other."""

import json

import pytest

from app import cli
from app.reports import self_test

FROZEN = self_test.expected()


def _answering(monkeypatch: pytest.MonkeyPatch, found: dict[str, object]) -> None:
    monkeypatch.setattr(self_test, "actual", lambda folder: found)


def test_the_frozen_figures_hold_the_published_ones() -> None:
    nation = FROZEN["morocco-2024 reference"]["2024"]
    assert nation == [36_828_330, 71_962, 163_886.0685, 91_924.0685]
    assert FROZEN["founding-2020 reference"]["2020"][3] == 97_161.25
    assert FROZEN["tata-2017 renewal-50"]["2022"] == [120_000, 18, 183.6, 165.6]


def test_the_same_figures_up_to_rounding_make_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    near = json.loads(json.dumps(FROZEN), parse_float=lambda text: float(text) * (1 + 1e-9))
    _answering(monkeypatch, near)
    assert list(self_test.differences()) == []


@pytest.mark.parametrize(
    "wrong", [[120_000.0, 8.0, 183.6, 175.7], [None, 8.0, 183.6, 175.6], [1.0], None]
)
def test_a_figure_that_moved_is_named_and_the_exit_code_is_one(
    wrong: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(json.dumps(FROZEN))
    found["tata-2017 reference"]["2022"] = wrong
    _answering(monkeypatch, found)
    monkeypatch.setenv("TABIB_LANG", "en")
    assert cli.main(["self-test"]) == 1
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert line.startswith("tata-2017 reference 2022: ")
    assert said.out == "Self-test: the figures differ from those expected.\n"


def test_a_sample_too_many_or_too_few_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(monkeypatch, {"other reference": {"2024": [1.0, 1.0, 1.0, 1.0]}})
    told = list(self_test.differences())
    assert any(text.startswith("other reference 2024: ") for text in told)
    assert any(text.startswith("tata-2017 renewal-50 2030: None / ") for text in told)


def test_the_program_passes_its_own_test(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["self-test"]) == 0
    assert capsys.readouterr().err == ""
