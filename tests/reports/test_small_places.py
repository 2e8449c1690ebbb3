"""Small places in words: chances in ten, one in twenty, words outside, and a table that adds up."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import CODES, language
from app.planning import study
from app.planning.chances import Chances
from app.reports.frame import Frame
from app.reports.small_places import sentences, table
from tests.planning.hand import assume, hand, post, staff

STAYING = hand(staff=(staff(8),), assumptions=(assume("emigration", 0.1, sector="public"),))
HIRING = hand(staff=(staff(8),), recruitment=(post("01.a", 5, 0.4),))


def frame(*, hiring: bool = False, code: str = "en") -> Frame:
    done = study.run(HIRING if hiring else STAYING)
    return Frame(done, done.view("01.a"), language(code))


def binomial(n: int, share: float) -> tuple[float, ...]:
    return tuple(math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1))


def told(likely: tuple[float, ...], *, hiring: bool = False, code: str = "en") -> tuple[str, ...]:
    mean = sum(n * share for n, share in enumerate(likely))
    return sentences(Chances(2027, mean, likely), frame(hiring=hiring, code=code))


def test_where_nobody_comes_those_who_are_still_there_are_counted() -> None:
    assert told(binomial(8, 0.9))[0] == (
        "Almost always, from 6 to 8 of the 8 are still there in 2027."
    )
    assert told(binomial(8, 0.5))[0] == (
        "There are 9 chances in 10 that from 2 to 6 of the 8 are still there in 2027."
    )


def test_where_some_come_the_stock_is_told() -> None:
    assert told(binomial(8, 0.5), hiring=True)[0] == (
        "There are 9 chances in 10 that the stock is between 2 and 6 in 2027."
    )


def test_what_is_nearly_certain_is_said_in_words() -> None:
    sure = (0.0, 0.0, 0.0, 0.02, 0.97, 0.01)
    assert told(sure, hiring=True) == ("Almost always, the stock is 4 in 2027.",)
    assert told((0.0, 0.0, 0.15, 0.70, 0.15), hiring=True)[0] == (
        "Almost always, the stock is between 2 and 4 in 2027."
    )
    assert told((0.0, 0.0, 0.15, 0.70, 0.15))[0] == (
        "Almost always, from 2 to 4 of the 8 are still there in 2027."
    )


def test_one_number_may_hold_eight_chances_in_ten_alone() -> None:
    assert told((0.06, 0.03, 0.85, 0.06), hiring=True)[0] == (
        "There are 8 chances in 10 that the stock is 2 in 2027."
    )


@pytest.mark.parametrize(
    ("nobody", "said"),
    [
        (0.001, ()),
        (0.01, ("It is very unlikely that nobody is left.",)),
        (0.05, ("There is 1 chance in 20 that nobody is left.",)),
        (0.1, ("There is 1 chance in 10 that nobody is left.",)),
        (0.34, ("There are 3 chances in 10 that nobody is left.",)),
        (0.96, ("Almost always, nobody is left in 2027.",)),
    ],
)
def test_an_empty_place_is_told_as_likely_as_it_is(nobody: float, said: tuple[str, ...]) -> None:
    assert told((nobody, (1 - nobody) / 2, (1 - nobody) / 2), hiring=True)[1:] == said


def test_where_there_is_no_chance_nothing_is_said() -> None:
    assert told((0.0, 0.0, 1.0)) == ()


@pytest.mark.parametrize("code", CODES)
def test_every_language_says_the_numbers(code: str) -> None:
    said = " ".join(told((0.05, 0.07, 0.3, 0.3, 0.2, 0.08), code=code))
    for number in ("2027", "20", "10"):
        assert number in said


# --- The table ------------------------------------------------------------------------------------


def test_unlikely_numbers_at_both_ends_are_one_row_each() -> None:
    found = Chances(2027, 10.0, binomial(20, 0.5))
    made = table(found, frame())
    assert made.values("people")[0] == "Fewer than 5"
    assert made.values("people")[-1] == "More than 15"
    assert made.numbers("at_least")[1] == pytest.approx(1 - sum(binomial(20, 0.5)[:5]))


@given(st.integers(1, 29), st.floats(0.02, 0.98))
def test_the_rows_of_the_table_are_all_that_can_happen(people: int, share: float) -> None:
    found = Chances(2027, people * share, binomial(people, share))
    likely = table(found, frame()).numbers("likely")
    assert sum(one or 0.0 for one in likely) == pytest.approx(1.0)
