"""A bridge in sentences: from where to where, mostly by what, and what goes the other way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.problems import message
from app.reports.rounding import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.language import Language
    from app.problems import Message, Value
    from app.reports.bridge_told import Told, ToldStep

_MOST_NAMED = 2
_WORTH_NAMING = 0.1  # of the largest step that goes the same way
_FINDINGS: Mapping[tuple[str, str], Message] = {
    ("years", "deficit"): message("From {y0} to {y1}, the deficit goes from {a} to {b}."),
    ("years", "stock"): message("From {y0} to {y1}, the stock goes from {a} to {b}."),
    ("still", "deficit"): message("From {y0} to {y1}, the deficit stays at {a}."),
    ("still", "stock"): message("From {y0} to {y1}, the stock stays at {a}."),
    ("same", "deficit"): message("The deficit is {a} in {year}."),
    ("same", "stock"): message("The stock is {a} in {year}."),
    ("states", "deficit"): message(
        "In {year}, the deficit is {a} with “{one}” and {b} with “{other}”."
    ),
    ("states", "stock"): message(
        "In {year}, the stock is {a} with “{one}” and {b} with “{other}”."
    ),
}
# Steps as a sentence calls them, by their key; the others by their name.
_IN_SENTENCE: Mapping[str, Message] = {
    "need population": message("the need"),
    "need norm": message("the norm"),
    "exits retirements": message("retirements"),
    "exits limit_age": message("retirements"),
    "exits emigration": message("departures abroad"),
    "exits resignation": message("resignations"),
    "exits death": message("deaths"),
    "exits contract_end": message("contracts that end"),
    "exits private_exit": message("ends of private practice"),
    "entries contract_start": message("contracts that begin"),
    "entries recruitment": message("recruitment"),
    "entries return": message("permanent returns"),
    "entries trained_abroad": message("people trained abroad"),
    "entries private_opening": message("private practices opened"),
}


def sentences(told: Told) -> tuple[str, ...]:
    """Return the finding, the largest steps that way, and those that take back the most."""
    moving = [step for step in told.steps if step.change]
    if not moving:
        return (_finding(told), told.language.say("Nothing moves it."))
    up, down = (
        told.language.list_of(_named([step for step in moving if (step.change > 0) == way], told))
        for way in (True, False)
    )
    if whole(told.start) == whole(told.end):
        return (_finding(told), *_both_ways(told.language, up, down))
    same, other = (up, down) if told.end > told.start else (down, up)
    return (_finding(told), *_one_way(told.language, same, other))


def _one_way(language: Language, same: str, other: str) -> Iterator[str]:
    """Say what moves it the way it went, and what holds it back."""
    if same:
        yield language.say("Mostly: {list}.", list=same)
    if other:
        yield language.say("In the other direction: {list}.", list=other)


def _both_ways(language: Language, up: str, down: str) -> Iterator[str]:
    """Say what cancels in a figure that stays as it is."""
    if up:
        yield language.say("What raises it: {list}.", list=up)
    if down:
        yield language.say("What lowers it: {list}.", list=down)


def _finding(told: Told) -> str:
    """Say both ends; scenarios, norms and plans are quoted as they are called."""
    language, (first, last) = told.language, told.years
    a, b = language.number(told.start), language.number(told.end)
    kind = "years" if first != last else "states"
    if first != last and whole(told.start) == whole(told.end):
        kind = "still"
    if first == last and told.ends[0].name == told.ends[1].name:
        kind = "same"  # a state beside itself
    values: dict[str, Value] = {
        "y0": first, "y1": last, "year": last, "a": a, "b": b,
        "one": told.ends[0].name, "other": told.ends[1].name,
    }  # fmt: skip
    return language.tell(replace(_FINDINGS[kind, told.measure], values=values))


def _named(steps: Sequence[ToldStep], told: Told) -> list[str]:
    """Name the largest steps with what they change."""
    order = sorted(steps, key=lambda step: -abs(step.persons))
    return [
        told.language.say(
            "{name} {value}",
            name=_called(step, told),
            value=told.language.signed(step.change),
        )
        for step in order[:_MOST_NAMED]
        if abs(step.persons) >= _WORTH_NAMING * abs(order[0].persons)
    ]


def _called(step: ToldStep, told: Told) -> str:
    """Call a step as inside a sentence."""
    known = _IN_SENTENCE.get(step.key)
    return step.name[:1].lower() + step.name[1:] if known is None else told.language.tell(known)
