"""The three catalogues hold exactly what the program says, each in the manner of its language."""

from __future__ import annotations

import re
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from .texts_in_code import ROOT, sources, texts, unreadable

TRANSLATED = ("fr", "ar")
FORMS = {"fr": 2, "ar": 6, "en": 2}
NBSP, THIN = "\u00a0", "\u202f"
ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
PATTERN = re.compile(r"\(\*\.[^)]*\)")  # of a file dialog: Qt reads it as it is


def catalogue(code: str) -> Catalog:
    path = ROOT / "resources" / "locale" / code / "LC_MESSAGES" / "tabib.po"
    return read_po(BytesIO(path.read_bytes()), locale={"fr": "fr_MA", "ar": "ar_MA"}.get(code))


def entries(code: str) -> list[Message]:
    return [one for one in catalogue(code) if one.id]


def ids(one: Message) -> tuple[str, ...]:
    return (one.id,) if isinstance(one.id, str) else tuple(one.id)


def forms(one: Message) -> tuple[str, ...]:
    return (one.string,) if isinstance(one.string, str) else tuple(one.string)


def said() -> set[tuple[str, ...]]:
    return {text.ids for source in sources().values() for text in texts(source)}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(code: str, wrong: re.Pattern[str]) -> list[str]:
    return [text for one in entries(code) for text in forms(one) if wrong.search(_bare(text))]


def _bare(text: str) -> str:
    return PATTERN.sub("", re.sub(r"\{\w+\}", "", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_everything_said_is_translated(code: str) -> None:
    known = {ids(one) for one in entries(code) if all(forms(one)) and not one.fuzzy}
    assert sorted(said() - known) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_translated_that_is_no_longer_said(code: str) -> None:
    assert sorted({ids(one) for one in entries(code)} - said()) == []


def test_english_needs_no_entries_its_sentences_are_the_ids() -> None:
    assert entries("en") == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_places_are_the_same_in_each_language(code: str) -> None:
    for one in entries(code):
        wanted = set().union(*map(places, ids(one)))
        for form in forms(one):
            missing = wanted - places(form)
            assert places(form) <= wanted, form
            assert not missing or (missing == {"n"} and len(forms(one)) > 1), form


@pytest.mark.parametrize("code", FORMS)
def test_plural_forms_are_complete(code: str) -> None:
    assert catalogue(code).num_plurals == FORMS[code]
    for one in entries(code):
        assert len(forms(one)) == (FORMS[code] if len(ids(one)) > 1 else 1)


def test_one_english_text_stands_for_one_text_only() -> None:
    found: dict[str, tuple[str, ...]] = {}
    for one in said():
        assert found.setdefault(one[0], one) == one


@pytest.mark.parametrize("path", sources())
def test_texts_are_whole_literals(path: str) -> None:
    assert unreadable(sources()[path]) == []


# --- The manner of each language ----------------------------------------------------------------


def test_english_has_its_own_quotes_and_dots() -> None:
    wrong = re.compile(r"""["']|\.\.\.| [;:!?%]|!""")
    assert [text for one in said() for text in one if wrong.search(text)] == []


def test_french_keeps_its_spaces_before_signs() -> None:
    assert faults("fr", re.compile(rf"(?<!{THIN})[;!?%]")) == []
    assert faults("fr", re.compile(f"(?<!{NBSP}):")) == []


def test_french_has_its_own_quotes_apostrophes_and_dots() -> None:
    assert faults("fr", re.compile(r"""["'“”]|\.\.\.""")) == []
    assert faults("fr", re.compile(f"«(?!{NBSP})|(?<!{NBSP})»")) == []


def test_french_groups_thousands_with_a_thin_space() -> None:
    assert faults("fr", re.compile(r"\d[ .]\d{3}")) == []


def test_arabic_has_its_own_signs_and_western_digits() -> None:
    assert faults("ar", re.compile(r"[,;?]|\.\.\.|[\"']")) == []
    assert faults("ar", re.compile("[\u0640\u0660-\u0669\u06f0-\u06f9\u06a9\u06cc]")) == []
    assert faults("ar", re.compile("[\ufb50-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e]")) == []


def test_numbers_and_latin_words_are_isolated_in_arabic() -> None:
    made = [text for one in entries("ar") for text in forms(one)]
    assert [t for t in made if re.search("[0-9A-Za-z]", ISOLATED.sub("", _bare(t)))] == []


def test_isolates_are_closed_in_every_language() -> None:
    for code in TRANSLATED:
        for one in entries(code):
            for text in forms(one):
                left = ISOLATED.sub("", text)
                assert not re.search("[\u2066-\u2069]", left), text


def test_a_label_ends_as_its_id_does() -> None:
    for code in TRANSLATED:
        for one in entries(code):
            for form in forms(one):
                for sign in (".", "…"):
                    ends = form.rstrip("\u2069").endswith(sign)
                    assert ends == ids(one)[-1].endswith(sign), form


# --- The guard itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("language.say('A {n}', n=1)", {("A {n}",)}),
        ("x = message('B')", {("B",)}),
        ("spoken.plural('{n} row', '{n} rows', 3)", {("{n} row", "{n} rows")}),
        ("def f(ok):\n    t = 'C' if ok else 'D'\n    say(t)", {("C",), ("D",)}),
        ("def f(k):\n    t = {1: 'E'}\n    message(t[k])", {("E",)}),
        ("banner.say('error', text)", set()),
    ],
)
def test_texts_are_found_in_code(source: str, found: set[tuple[str, ...]]) -> None:
    assert {text.ids for text in texts(source)} == found
    assert unreadable(source) == []


@pytest.mark.parametrize(
    "source",
    ["say(f'{n} rows')", "message('a' + b)", "self.language.say(text)", "say(a.format(b))"],
)
def test_a_text_that_cannot_be_collected_is_found(source: str) -> None:
    assert unreadable(source) == [1]
