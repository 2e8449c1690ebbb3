"""Expected problems as values: what happened, where, and what can be done next.

A problem is not a defect: it is something a user can meet and mend. It carries messages, not
sentences, so that each outlet says it in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self


class HasNames(Protocol):
    """Whatever is named in the three languages."""

    @property
    def fr(self) -> str:
        """The French name."""

    @property
    def ar(self) -> str:
        """The Arabic name."""

    @property
    def en(self) -> str:
        """The English name."""


@dataclass(frozen=True)
class Message:
    """An English sentence with named places, and the values that fill them.

    A value may be a message itself, hold names in three languages, or quote a text of the plan: it
    is then said in the same language as the whole.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


class Quoted(str):
    """A text of the plan inside a message: one that came with the figures is told translated."""

    __slots__ = ()


Value = str | int | float | Message | HasNames


def message(text: str, /, **values: Value) -> Message:
    """Return a message to be translated later; catalogues are collected from these calls."""
    return Message(text, values)


class Place(str):
    """Where something stands: a code for programs, and the same in words for people.

    names: of the thing itself, where it has some; a sentence that says them needs no place.
    """

    __slots__ = ("names", "words")
    words: Message
    names: HasNames | None

    def __new__(cls, code: str, words: Message, names: HasNames | None = None) -> Self:
        """Keep all of it."""
        made = super().__new__(cls, code)
        made.words, made.names = words, names
        return made


class Problem(Exception):  # noqa: N818  house word: a problem is not an error of ours
    """Something stops the work: what happened, where, and the remedy."""

    def __init__(self, what: Message, where: str = "", remedy: Message | None = None) -> None:
        """Keep the three parts as they are; nothing is translated here."""
        super().__init__(what.text)
        self.what = what
        self.where = where
        self.remedy = remedy


class Unreadable(Problem):
    """A plan cannot be opened as its file is: copies of it may help, or what is left of it."""


class Held(Problem):
    """A plan is held for changes elsewhere: it can be taken over once that holder has gone."""


@dataclass(frozen=True)
class Finding:
    """Something deserves attention but does not stop the work."""

    what: Message
    where: str = ""
    remedy: Message | None = None
