"""Texts that come with the figures stand in French and in Arabic, each with its own numbers."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Literal

import pytest
from babel.messages.pofile import read_po

from app.language import CODES, language
from app.problems import Quoted, message

from .test_catalogues import ISOLATED, NBSP, ROOT, THIN
from .texts_in_figures import ENTERED, texts

TRANSLATED: tuple[Literal["fr", "ar"], ...] = ("fr", "ar")
HELD = "second year of the extension"
# Titles of publications, papers and files, which keep the language that they are in.
IN_ITS_OWN = re.compile("[\u2066]([^\u2066-\u2069]*)[\u2069]")


@cache
def told(code: str) -> dict[str, str]:
    path = ROOT / "resources" / "locale" / code / "LC_MESSAGES" / "reference.po"
    return {str(one.id): str(one.string) for one in read_po(BytesIO(path.read_bytes())) if one.id}


def faults(code: str, wrong: str) -> list[str]:
    return [text for text in told(code).values() if re.search(wrong, text)]


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_of_the_figures_that_people_meet_is_translated(code: str) -> None:
    assert sorted(texts() - told(code).keys()) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_kept_that_no_figure_brings(code: str) -> None:
    assert sorted(told(code).keys() - texts()) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_every_number(code: str) -> None:
    wrong = [text for text, other in told(code).items() if digits(text) != digits(other)]
    assert wrong == []


def test_arabic_says_it_in_arabic_but_for_titles_of_others() -> None:
    for text, other in told("ar").items():
        if ISOLATED.sub("", other) == "":
            assert IN_ITS_OWN.fullmatch(other), other
            assert told("fr")[text] == text, text
        else:
            assert re.search("[\u0600-\u06ff]", other), other


def test_french_has_its_own_spaces_quotes_and_thousands() -> None:
    assert faults("fr", rf"(?<!{THIN})[;!?%]") == []
    assert faults("fr", rf"(?<!{NBSP}):(?=\s)") == []
    assert faults("fr", r"""["'“”]|\.\.\.|\d[ .]\d{3}(?!\d)""") == []
    assert faults("fr", f"«(?!{NBSP})|(?<!{NBSP})»") == []


def test_arabic_has_its_own_signs_and_holds_latin_apart() -> None:
    assert faults("ar", r"""\.\.\.|["']|[\u0640\u0660-\u0669\u06f0-\u06f9\u06a9\u06cc]""") == []
    apart = [ISOLATED.sub("", text) for text in told("ar").values()]
    assert [text for text in apart if re.search("[,;?0-9A-Za-z\u2066-\u2069]", text)] == []


def test_english_texts_are_written_as_the_house_does() -> None:
    own = [text for text, other in told("fr").items() if other != text]
    wrong = re.compile(r"""["']|\.\.\.| [;:!?%]|\d \d{3}(?!\d)|\b(doctor|cadre|README|MED_|NUR_)""")
    assert [text for text in own if wrong.search(text)] == []


# --- How they are told and kept -----------------------------------------------------------------


def test_a_text_of_the_figures_is_told_in_each_language() -> None:
    assert language("fr").told(HELD) == "seconde année de la prolongation"
    assert language("ar").told(HELD) == "السنة الثانية من التمديد"
    assert language("en").told(HELD) == HELD


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("typed", ["", "constaté sur place", "حسب المندوبية", "seen on the spot"])
def test_what_a_person_has_typed_is_told_as_it_stands(code: str, typed: str) -> None:
    assert language(code).told(typed) == typed
    assert language(code).kept(typed) == typed


def test_a_note_that_says_since_when_it_holds_is_told_with_it() -> None:
    both = f"{HELD} [held back to 2022]"
    assert language("fr").told(both) == "seconde année de la prolongation [valable dès 2022]"
    assert language("en").told(both) == both
    assert language("fr").told("[held back to 2022]") == "[valable dès 2022]"
    assert language("fr").kept(language("fr").told(both), both) == both


@pytest.mark.parametrize("code", CODES)
def test_every_told_text_leads_back_to_the_one_behind_it(code: str) -> None:
    spoken = language(code)
    again = {text: spoken.kept(spoken.told(text), text) for text in texts()}
    assert [text for text, kept in again.items() if kept != text] == []


def test_a_told_text_is_known_without_its_signs_and_in_another_language() -> None:
    percent = "88%, more than 32 million"
    shown = re.sub("[\u2066-\u2069]", "", language("ar").told(percent))
    assert language("ar").kept(shown) == percent
    assert language("ar").told("Saisi dans ce plan") == language("ar").told(ENTERED) != ENTERED


def test_a_message_quotes_a_text_of_the_figures_in_its_own_language() -> None:
    label = Quoted("Tata-style contract")
    said = message("The contract {label} is renewed for no time.", label=label)
    assert "Contrat de type Tata" in language("fr").tell(said)
    assert "عقد على نمط طاطا" in language("ar").tell(said)
    assert "Tata-style contract" in language("en").tell(said)
