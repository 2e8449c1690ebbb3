"""Names of a scenario made in the three languages at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.language import CODES, language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.language import Language
    from app.models.rows import Names


def in_each(names: Names, told: Callable[[Language, str], str]) -> Names:
    """Return what is made of a name in each language."""
    made = {code: told(language(code), getattr(names, code) or names.fr) for code in CODES}
    return replace(names, **made)


def joined(several: Sequence[Names]) -> Names:
    """Return names that list several others."""
    made = {
        code: language(code).list_of([getattr(one, code) or one.fr for one in several])
        for code in CODES
    }
    return replace(several[0], **made)
