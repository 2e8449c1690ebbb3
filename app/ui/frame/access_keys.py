"""Letters that open menus with Alt: chosen here, so that no text of a catalogue holds a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGN = "&"
_ARTICLE = "ال"  # many Arabic words begin with it: the letter after it tells them apart


def with_keys(texts: Sequence[str]) -> list[str]:
    """Return texts with the sign before one letter each, no letter twice among them."""
    taken: set[str] = set()
    marked = []
    for text in texts:
        at = _place(text, taken)
        taken.add(text[at : at + 1].casefold())
        before, after = text[:at].replace(_SIGN, "&&"), text[at:].replace(_SIGN, "&&")
        marked.append(f"{before}{_SIGN}{after}" if at < len(text) else before)
    return marked


def _place(text: str, taken: set[str]) -> int:
    """Return where the first free letter stands, or the end of the text."""
    begin = len(_ARTICLE) if text.startswith(_ARTICLE) else 0
    places = [*range(begin, len(text)), *range(begin)]
    free = (at for at in places if text[at].isalpha() and text[at].casefold() not in taken)
    return next(free, len(text))


def without_key(text: str) -> str:
    """Return a text as it is read, without the sign before its letter."""
    return text.replace("&&", "\0").replace(_SIGN, "").replace("\0", _SIGN)
