from __future__ import annotations

import contextlib
import datetime as dt
import gettext
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import CODES, Language, language
from app.problems import Finding, Problem, message

FR, AR, EN = (language(code) for code in CODES)
LTR, ANY, END = "\u2066", "\u2068", "\u2069"


def bare(text: str) -> str:
    return text.replace(LTR, "").replace(ANY, "").replace(END, "")


def test_each_language_has_its_direction_and_its_country() -> None:
    assert [(one.direction, one.locale) for one in (FR, AR, EN)] == [
        ("ltr", "fr_MA"),
        ("rtl", "ar_MA"),
        ("ltr", "en_GB"),
    ]


def test_an_unknown_language_is_a_problem() -> None:
    with pytest.raises(Problem):
        language("de")


def test_a_sentence_without_translation_is_said_in_english_with_its_values() -> None:
    mute = Language("fr", gettext.NullTranslations())
    assert mute.say("{n} people in {year}", n=1200, year=2026) == "1\u202f200 people in 2026"


def test_an_empty_text_stays_empty() -> None:
    assert FR.say("") == ""


@pytest.mark.parametrize(
    ("code", "written"),
    [("fr", "32\u202f387,5"), ("ar", f"{LTR}32\u202f387,5{END}"), ("en", "32,387.5")],
)
def test_numbers_are_grouped_and_pointed_as_the_language_does(code: str, written: str) -> None:
    assert language(code).number(32387.5, 1) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(0.5, 0, "1"), (162.5, 0, "163"), (-0.4, 0, "0"), (-2.5, 0, "\u22123"), (2.345, 2, "2.35")],
)
def test_halves_round_away_from_zero_and_zero_has_no_sign(
    value: float, decimals: int, written: str
) -> None:
    assert EN.number(value, decimals) == written


def test_a_dash_stands_for_no_value() -> None:
    assert {EN.number(None), EN.signed(None), EN.percent(None)} == {"—"}


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_not_a_number_is_never_written(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        EN.number(value)


def test_changes_carry_their_sign_inside_one_isolate() -> None:
    assert [FR.signed(38), FR.signed(-38), FR.signed(0.2)] == ["+38", "\u221238", "0"]
    assert AR.signed(-38) == f"{LTR}\u221238{END}"


@pytest.mark.parametrize(
    ("share", "fr", "en"),
    [(0.8, "80\u202f%", "80%"), (0.036, "3,6\u202f%", "3.6%"), (0.0996, "10\u202f%", "10%")],
)
def test_small_percentages_have_one_decimal(share: float, fr: str, en: str) -> None:
    assert (FR.percent(share), EN.percent(share)) == (fr, en)
    assert AR.percent(share) == f"{LTR}{fr.replace(chr(0x202F), '')}{END}"


def test_plain_numbers_keep_the_decimals_that_they_have() -> None:
    assert [FR.plain(15.3), FR.plain(2), FR.plain(0.1 + 0.2)] == ["15,3", "2", "0,3"]


def test_years_are_never_grouped_and_ranges_are_words() -> None:
    assert bare(AR.year(2040)) == "2040"
    assert FR.year_range(2026, 2040) == "de 2026 à 2040"
    assert AR.year_range(2026, 2040) == f"من {LTR}2026{END} إلى {LTR}2040{END}"


def test_dates_are_written_as_in_morocco() -> None:
    day, first = dt.date(2027, 8, 12), dt.date(2027, 1, 1)
    assert [one.date(day) for one in (FR, EN)] == ["12/08/2027", "12 Aug 2027"]
    assert FR.long_date(first) == "1er janvier 2027"
    assert bare(AR.long_date(day)) == "12 غشت 2027"
    assert EN.long_date(day) == "12 August 2027"


def test_names_and_numbers_are_isolated_in_arabic_once() -> None:
    said = AR.say("{place}: {n}", place="Tata", n=12)
    assert f"{ANY}Tata{END}" in said
    assert f"{LTR}12{END}" in said
    assert AR.say("{place}: {n}", place="Tata", n=AR.number(12)) == said


def test_an_arabic_name_is_isolated_in_a_french_sentence() -> None:
    assert f"{ANY}طاطا{END}" in FR.say("{place}: {n}", place="طاطا", n=1)
    assert END not in FR.say("{place}: {n}", place="Tata", n=1)


def test_lists_end_with_and() -> None:
    assert EN.list_of(["a", "b", "c"]) == "a, b and c"
    assert FR.list_of(["a", "b"]) == "a et b"
    assert bare(AR.list_of(["أ", "ب", "ج"])) == "أ، ب وج"
    assert [EN.list_of([]), EN.list_of(["a"])] == ["", "a"]


def test_a_problem_is_one_line_with_its_place_and_remedy() -> None:
    problem = Problem(message("It is full."), "C:", message("Choose another folder."))
    assert EN.problem(problem) == "C:: It is full. Choose another folder."
    assert EN.problem(Finding(message("It is full."))) == "It is full."


def test_names_fall_back_to_french() -> None:
    class Tata:
        fr, ar, en = "Tata", "طاطا", ""

    assert [one.name(Tata()) for one in (FR, AR, EN)] == ["Tata", "طاطا", "Tata"]


def test_arabic_counts_in_six_forms() -> None:
    counts = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1000)
    forms = [AR.catalogue.plural(n) for n in counts]  # type: ignore[attr-defined]
    assert forms == [0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 3, 4, 5]


def test_french_counts_zero_as_one() -> None:
    assert [FR.catalogue.plural(n) for n in (0, 1, 2)] == [0, 0, 1]  # type: ignore[attr-defined]


def test_a_count_fills_its_own_place() -> None:
    one, many = "{n} day in {place}", "{n} days in {place}"
    assert EN.plural(one, many, 1, place="Tata") == "1 day in Tata"
    assert EN.plural(one, many, 2000, place="Tata") == "2,000 days in Tata"


# --- Reading numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("27 266", 27266), ("27\u00a0266", 27266), ("27\u202f266", 27266), ("12,5", 12.5),
        ("12.5", 12.5), ("0.255", 0.255), ("1.234.567,5", 1234567.5), ("٣٢٫٥", 32.5),
        ("\u22125", -5), (f"{LTR}\u2212 38{END}", -38), ("1,234", 1.234), ("0", 0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_moroccan_papers_print_them(typed: str, value: float) -> None:
    assert FR.parse_number(typed) == value
    assert AR.parse_number(typed) == value


@pytest.mark.parametrize("typed", ["1.255", "32.387", "-1.255"])
def test_a_dot_before_three_digits_is_asked_about_not_guessed(typed: str) -> None:
    with pytest.raises(Problem, match="thousands or a decimal"):
        FR.parse_number(typed)


def test_english_reads_its_own_signs() -> None:
    assert [EN.parse_number(t) for t in ("1,255", "1.255", "1,234,567.5")] == [
        1255, 1.255, 1234567.5,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "abc", "1..2", "1,2,3", "nan", "inf", "1e5", "12 %", "1-2"])
@pytest.mark.parametrize("code", CODES)
def test_what_is_no_number_is_a_problem(code: str, typed: str) -> None:
    with pytest.raises(Problem, match="not a number"):
        language(code).parse_number(typed)


@given(st.sampled_from(CODES), st.decimals(-(10**9), 10**9, places=2))
def test_every_number_written_is_read_back(code: str, value: float) -> None:
    one = language(code)
    assert one.parse_number(one.number(float(value), 2)) == pytest.approx(float(value), abs=1e-9)


@given(st.sampled_from(CODES), st.text(max_size=12))
def test_any_text_gives_a_finite_number_or_a_problem(code: str, typed: str) -> None:
    with contextlib.suppress(Problem):
        assert math.isfinite(language(code).parse_number(typed))


def test_a_message_inside_a_message_is_said_in_the_same_language() -> None:
    inner = message("staff")
    outer = message("The plan is damaged. Figures concerned: {figures}.", figures=inner)
    assert language("fr").tell(outer).endswith("effectifs.")
    assert "الأعداد" in language("ar").tell(outer)
    assert language("en").tell(outer).endswith("staff.")
