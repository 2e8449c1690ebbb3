"""Names of a scenario made in the three languages at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.language import CODES, language
from app.planning.scenario_names import MOST_LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.language import Language
    from app.models.rows import Names

_LISTED, _AROUND = 2, 8  # names in a list, and the signs around each
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"


def in_each(names: Names, told: Callable[[Language, str], str]) -> Names:
    """Return what is made of a name in each language."""
    made = {code: told(language(code), getattr(names, code) or names.fr) for code in CODES}
    return replace(names, **made)


def joined(several: Sequence[Names]) -> Names:
    """Return names that list several others: of many the first two, and how many more there are."""
    made = {
        code: _listed(language(code), [getattr(one, code) or one.fr for one in several])
        for code in CODES
    }
    return replace(several[0], **made)


def _listed(spoken: Language, names: Sequence[str]) -> str:
    """List names so that all of it is no longer than a name may be."""
    more = len(names) - _LISTED
    room = MOST_LETTERS // _LISTED - _AROUND
    first = [_shortened(name, room) for name in names[:_LISTED]]
    if more <= 0:
        return spoken.list_of(first)
    return spoken.say("{first}, {second} + {n}", first=first[0], second=first[1], n=more)


def _shortened(text: str, most: int) -> str:
    """Cut a text at its end; what is turned in it against the line is closed."""
    if len(text) <= most:
        return text
    kept = text[: most - 1].rstrip()
    opened = sum(kept.count(one) for one in _OPENING) - kept.count(_CLOSING)
    return f"{kept}…{_CLOSING * opened}"
