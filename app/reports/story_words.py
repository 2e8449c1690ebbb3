"""Captions of stories with their figures written out, and the sentence of what is tried."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.planning.story_figures import figure
from app.reports.rounding import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.frame import Frame

_PLACE = re.compile(r"\{([a-z]+)(?:_(\d{4}))?(_before)?\}")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_SMALL = 10  # below, a density has two decimals


class Part(NamedTuple):
    """A piece of a sentence, and whether it stands out."""

    text: str
    strong: bool


_SPACE = Part(" ", strong=False)


@dataclass(frozen=True)
class Told:
    """What a caption may speak of: what is tried, and the scenario on which it stands."""

    study: Study
    before: Study
    view: View
    year: int


def caption(text: str, told: Told, language: Language) -> tuple[Part, ...]:
    """Return a caption with its figures in their places, in pieces.

    {stock_2022} is the stock of 2022, {stock} that of the year of the story; {deficit_before} is
    the deficit without what is tried, {gain} the difference that it makes. Two asterisks stand on
    both sides of what stands out. A name that means no figure stays as it is written.
    """
    filled = _PLACE.sub(lambda found: _written(found, told, language), text)
    pieces = [
        Part(piece, strong=bool(at % 2)) for at, piece in enumerate(_STRONG.split(filled)) if piece
    ]
    return tuple(pieces)


def plain(parts: tuple[Part, ...]) -> str:
    """Return the pieces of a sentence as one text."""
    return "".join(part.text for part in parts)


def headline(frame: Frame, before: Study, year: int, *, held: bool = False) -> tuple[Part, ...]:
    """Return what follows from what is tried, in a sentence of two parts.

    before: the study without what is tried. held: the answer is not told yet.
    """
    say, number = frame.language.say, frame.language.number
    first, now = frame.lines()[0], frame.lines()[year - frame.lines()[0].year]
    at_first = say(
        "{place}, {profession}: {n0} at the end of {year0}.",
        place=frame.place, profession=frame.profession, n0=number(first.stock), year0=first.year,
    )  # fmt: skip
    if held:
        question = say("What do you think {year} gives?", year=year)
        return Part(at_first, strong=False), _SPACE, Part(question, strong=True)
    begin = at_first if year == first.year else say(
        "{place}, {profession}: {n0} at the end of {year0}, {n1} at the end of {year1}.",
        place=frame.place, profession=frame.profession, n0=number(first.stock),
        year0=first.year, n1=number(now.stock), year1=year,
    )  # fmt: skip
    old = before.lines(frame.view)[year - first.year]
    key = "stock" if now.deficit is None else "deficit"
    value, earlier = getattr(now, key), getattr(old, key)
    found = _finding(frame, key, value, earlier)
    return Part(begin, strong=False), _SPACE, Part(found, strong=True)


def _finding(frame: Frame, key: str, value: float, earlier: float) -> str:
    """Say the deficit, or the stock, and how it moves."""
    language, moved = frame.language, whole(value) - whole(earlier)
    say, shown = language.say, language.number(value)
    if not moved:
        if key == "stock":
            return say("The stock is {n}, as in the scenario.", n=shown)
        return say("The deficit is {n}, as in the scenario.", n=shown)
    change = language.signed(moved)
    if key == "stock":
        return say("The stock is {n}: {change} against the scenario.", n=shown, change=change)
    return say("The deficit is {n}: {change} against the scenario.", n=shown, change=change)


def _written(found: re.Match[str], told: Told, language: Language) -> str:
    name, year, before = found[1], int(found[2] or told.year), bool(found[3])
    study = told.before if before else told.study
    value: float | None
    if name == "gain":
        old, new = (figure(one, told.view, "deficit", year) for one in (told.before, told.study))
        value = None if old is None or new is None else abs(whole(new) - whole(old))
    else:
        value = figure(study, told.view, name, year)
    return found[0] if value is None else _WRITE.get(name, _whole)(value, language)


def _whole(value: float, language: Language) -> str:
    return language.number(value)


def _density(value: float, language: Language) -> str:
    return language.number(value, 2 if value < _SMALL else 1)


def _decimal(value: float, language: Language) -> str:
    return language.number(value, 1)


def _share(value: float, language: Language) -> str:
    return language.percent(value)


_WRITE: dict[str, Callable[[float, Language], str]] = {
    "density": _density,
    "missions": _decimal,
    "insured": _share,
    "care": _share,
}
