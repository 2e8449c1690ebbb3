"""Letters that open menus with Alt: chosen here, so that no text of a catalogue holds a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Places = dict[str, int]  # by letter, in the order in which a text would have them

_SIGN = "&"
_ARTICLE = "ال"  # many Arabic words begin with it: the letter after it tells them apart


def with_keys(texts: Sequence[str]) -> list[str]:
    """Return texts with the sign before one letter each, no letter twice among them.

    A text for which no letter is free takes one whose owner has another; where even that finds
    none, it stands without.
    """
    places = [_places(text) for text in texts]
    owners: dict[str, int] = {}
    for at, own in enumerate(places):
        free = next((letter for letter in own if letter not in owners), None)
        if free is None:
            _make_way(at, places, owners, set())
        else:
            owners[free] = at
    letters = {at: letter for letter, at in owners.items()}
    return [
        _marked(text, places[at][letters[at]] if at in letters else len(text))
        for at, text in enumerate(texts)
    ]


def _places(text: str) -> Places:
    """Return where each letter of a text first stands; those of the article come last."""
    begin = len(_ARTICLE) if text.startswith(_ARTICLE) else 0
    found: Places = {}
    for at in (*range(begin, len(text)), *range(begin)):
        if text[at].isalpha():
            found.setdefault(text[at].casefold(), at)
    return found


def _make_way(at: int, places: Sequence[Places], owners: dict[str, int], tried: set[str]) -> bool:
    """Give a text a letter by moving its owner to another (augmenting paths: Kuhn 1955)."""
    for letter in places[at]:
        if letter not in tried:
            tried.add(letter)
            if letter not in owners or _make_way(owners[letter], places, owners, tried):
                owners[letter] = at
                return True
    return False


def _marked(text: str, at: int) -> str:
    before, after = text[:at].replace(_SIGN, "&&"), text[at:].replace(_SIGN, "&&")
    return f"{before}{_SIGN}{after}" if after else before


def without_key(text: str) -> str:
    """Return a text as it is read, without the sign before its letter."""
    return text.replace("&&", "\0").replace(_SIGN, "").replace("\0", _SIGN)
