"""Names that a person types in one language: they stand for the others until these are typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.rows import Names

if TYPE_CHECKING:
    from app.language import Code


def in_all(text: str) -> Names:
    """Return a name that is the same in the three languages."""
    return Names(text, text, text)


def with_text(names: Names, code: Code, text: str) -> Names:
    """Return names with another text in one language; the others stay."""
    return replace(names, **{code: text})
