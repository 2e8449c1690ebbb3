"""What the engine refuses is said in words: the figure, its year, territory and cadre."""

import numpy as np
import pytest

from app.engine.inputs import Refused, letters
from app.language import language
from app.planning.cells import cell
from app.planning.refused import said
from tests.engine.test_inputs import NAMES
from tests.planning.hand import contract, fields
from tests.planning.hand import said as in_english

FIELDS = fields(contracts=(contract(),))
WORDS = {"T": "North", "C": "Generalists", "S": "Public sector", "X": "Women", "A": "age 20"}


def told(code: str, name: str, index: tuple[int, ...]) -> str:
    return in_english(said(Refused(code, name, index), FIELDS))


@pytest.mark.parametrize("name", NAMES)
def test_every_array_is_refused_by_a_name_and_with_its_cell(name: str) -> None:
    text = told("negative", name, (0,) * len(letters(name)))
    assert not set("_.") & set(text.removesuffix("."))
    assert text.endswith("” holds a value below zero.")
    assert {word for letter, word in WORDS.items() if letter in letters(name)} <= {
        word for word in WORDS.values() if word in text
    }
    assert ("2025" in text) == ("Y" in letters(name))


def test_a_contract_is_named_by_its_code_and_its_label() -> None:
    assert told("above-one", "contracts.break_hazard", (0, 0)).startswith("C1, Senegal: ")


@pytest.mark.parametrize(
    ("name", "index", "where"),
    [
        ("profiles", (1, 2), "2026, Nurses: "),
        ("arrivals.return.profile", (1, 2), "2026, Nurses: "),
        ("moves.arrival", (0, 1), "Fez, Private sector: "),
        ("recruitment.opening", (), ": The"),
    ],
)
def test_shares_that_do_not_add_up_are_refused_with_their_cell(
    name: str, index: tuple[int, ...], where: str
) -> None:
    text = told("imbalance", name, index)
    assert text.startswith(where)
    assert text.endswith("” do not add up to 1.")


@pytest.mark.parametrize(
    ("name", "index", "where"),
    [
        ("moves.destination", (2, 1), "2027, Isles: "),
        ("moves.factor", (0, 2), "2025, Fez: "),
        ("training.share_idle", (1,), "2026: "),
        ("tasks.takes", (0, 1, 0), "2025, South, Public sector: "),
    ],
)
def test_rows_that_pass_one_are_refused_with_their_year_and_place(
    name: str, index: tuple[int, ...], where: str
) -> None:
    assert told("above-one", name, index).startswith(where)


@pytest.mark.parametrize("name", ["profiles", "projection"])
def test_a_figure_of_an_unexpected_size_is_refused_by_name_alone(name: str) -> None:
    assert told("shape", name, (3, 61)).endswith("does not have the expected size.")


def test_one_entry_for_every_territory_names_none() -> None:
    assert cell("t", (0,), FIELDS.places) == ""
    assert cell("", (), FIELDS.places) == ""


def test_a_cell_is_named_in_the_language_of_the_reader() -> None:
    problem = said(Refused("above-one", "recruitment.fill", (0, 2, 0)), FIELDS)
    assert language("en").problem(problem).startswith("2025, Fez, Generalists: ")
    arabic = language("ar").problem(problem)
    assert "أكادير" in arabic
    assert "Fez" not in arabic
    assert np.all([name not in arabic for name in ("MED_GP", "02.c", "fill")])
