"""No page or dialog says a word of another language than the one it is shown in."""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from app.ui.actions import OWN_NAMES
from tests.test_catalogues import entries, forms, ids
from tests.ui.every_page import PLACES, Looks, Tour
from tests.ui.every_text import bare, data, texts

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PLACE = re.compile(r"\\?\{\w+\\?\}")
WORD = re.compile(r"[^\W\d_]+")
ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-zÀ-ÿŒœ]{2,}")
LEAST_WORD = 4  # letters: shorter words are the same in many languages
OWN = {"Tabib", "Excel", "PNG", "SVG", "CSV", "PDF", "xlsx", "tabib", *OWN_NAMES.values()}
KEYS = re.compile(
    r"(?:(?:Ctrl|Shift|Alt)\+)+\S+|\bF\d{1,2}\b|\bPg(?:Dn|Up)\b|\b(?:Esc|Home|End|Space|Ctrl|Shift|Alt|Enter)\b"
)
FILES = re.compile(r"\S*[/\\~]\S*|\S+\.(?:xlsx|tabib|png|log)\b|\*\.\w+")
CODES = re.compile(r"\b[0-9a-f]{8,}\b|\b[0-9A-F]{4}(?:[- ][0-9A-F]{4})+\b|\b[A-Z][A-Z0-9_]{2,}\b")


@pytest.fixture(scope="module", params=("fr", "ar", "en"))
def code(request: pytest.FixtureRequest, tour: Tour) -> str:
    tour.wear(Looks(request.param))
    return str(request.param)


@pytest.mark.parametrize("place", PLACES)
def test_every_word_is_of_the_language_of_the_window(tour: Tour, code: str, place: str) -> None:
    shown = texts(tour.at(place))
    assert shown
    assert sorted(_foreign(shown, code, data(tour.document.rows, code))) == []


def _foreign(shown: set[str], code: str, known: tuple[str, ...]) -> Iterator[str]:
    """Give the texts that hold words of another language."""
    for text in shown:
        left = _without_data(bare(text), known)
        script = LATIN if code == "ar" else ARABIC
        theirs = _french() if code == "en" else _english(code)
        if script.search(left) or _words(left) & theirs or _is_an_id(bare(text), code):
            yield text


def _without_data(text: str, known: tuple[str, ...]) -> str:
    """Return a text without what the plan, the keyboard and the disk bring into it."""
    text = re.sub(r"<[^>]*>", " ", text)
    for part in known:
        if len(part) >= LEAST_WORD and part in text:
            text = text.replace(part, " ")
    for pattern in (KEYS, FILES, CODES):
        text = pattern.sub(" ", text)
    return " ".join(word for word in re.split(r"\b", text) if word not in OWN)


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text) if len(word) >= LEAST_WORD}


@cache
def _said(code: str) -> dict[str, tuple[str, ...]]:
    """Return every English text with what it becomes in a language."""
    return {text: forms(one) for one in entries(code) for text in ids(one)}


@cache
def _english(code: str) -> frozenset[str]:
    """Return words that only the English texts have."""
    ours = _all_words(text for texts in _said("fr").values() for text in texts)
    return frozenset(_all_words(_said(code)) - ours)


@cache
def _french() -> frozenset[str]:
    """Return words that only the French texts have."""
    theirs = _all_words(text for texts in _said("fr").values() for text in texts)
    return frozenset(theirs - _all_words(_said("fr")))


def _all_words(said: Iterator[str] | dict[str, tuple[str, ...]]) -> set[str]:
    return set().union(*(_words(PLACE.sub(" ", text)) for text in said))


def _is_an_id(text: str, code: str) -> bool:
    """Tell whether a text is an English one that has words of its own in the language."""
    said = _said(code).get(text, ()) if code != "en" else ()
    return bool(said) and text not in map(bare, said)


# --- The guard bites ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Needs attention"),
        ("fr", "Effectif: 12 people"),
        ("ar", "Effectif au 31 décembre"),
        ("ar", "العدد في \u2068Guelmim\u2069"),
        ("en", "Effectif au 31 décembre"),
        ("en", "العدد"),
    ],
)
def test_a_word_of_another_language_is_found(code: str, text: str) -> None:
    assert list(_foreign({text}, code, ("Rabat",))) == [text]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Source\u00a0: Rabat Health Survey"),
        ("ar", "فتح \u2066Ctrl+O\u2069"),
        ("ar", "المصدر: \u2068Rabat Health Survey\u2069"),
        ("en", "Rabat Health Survey, 12 people"),
    ],
)
def test_data_keys_and_files_are_of_no_language(code: str, text: str) -> None:
    assert list(_foreign({text}, code, ("Rabat Health Survey",))) == []
