"""What the two charts of the simulator show of a study: scenes by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.planning.lines import INNER
from app.planning.story_figures import on_contract
from app.problems import message
from app.reports.trial_scene import Scene, in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.language import Language
    from app.planning.fan import Fan
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message

Shown = Literal["stock", "deficit", "fte", "entries", "exits"]
SHOWN: Mapping[Shown, Message] = {
    "stock": message("Stock at 31 December"),
    "deficit": message("Deficit at 31 December"),
    "fte": message("Full-time equivalents"),
    "entries": message("Entries of the year"),
    "exits": message("Exits of the year"),
}
_FLOWS = ("entries", "exits")
_WITHIN = {kind for pair in INNER for kind in pair}


@dataclass(frozen=True)
class Tried:
    """What is drawn: a study, the one before the last gesture, the bands, and what is hidden.

    guess: what the room said of the large figure in `year`.
    """

    study: Study
    ghost: Study | None
    fan: Fan | None
    view: View
    year: int
    hold_from: int | None
    revealed: float
    guess: float | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The answer, a line a year."""
        return self.study.lines(self.view)

    @property
    def is_held(self) -> bool:
        """Whether something is hidden still."""
        return self.hold_from is not None and self.revealed < 1

    @property
    def steps(self) -> bool:
        """Whether so few people are counted that each year stands as a plateau."""
        return in_steps([line.stock for line in self.lines])

    @property
    def has_need(self) -> bool:
        """Whether the norm gives a need, and so a deficit."""
        return all(line.need is not None for line in self.lines)

    @property
    def result(self) -> Shown:
        """What the large figure is: the deficit, or the stock where there is no need."""
        return "deficit" if self.has_need else "stock"

    def value(self, study: Study, year: int, shown: Shown | None = None) -> float:
        """Return what is drawn of a study in a year, the large figure where nothing is named."""
        lines = study.lines(self.view)
        return READ[shown or self.result](lines[year - lines[0].year])


def scene(tried: Tried, shown: Shown) -> Scene:
    """Return one of the two charts as a scene; flows begin after the base year."""
    read, skipped = READ[shown], int(shown in _FLOWS)
    lines = tried.lines[skipped:]
    # The line of before would look out from under the veil where the hidden years begin.
    before = None if tried.is_held else tried.ghost
    ghost = () if before is None else before.lines(tried.view)[skipped:]
    values = [read(line) for line in lines]
    need = [line.need or 0.0 for line in lines] if shown == "stock" and tried.has_need else []
    contracts = on_contract(tried.study, tried.view) if shown == "stock" else ()
    return Scene(
        years=[line.year for line in lines],
        values=values,
        fan_80=_span(tried.fan, f"{shown}_80", len(values)),
        fan_95=_span(tried.fan, f"{shown}_95", len(values)),
        ghost=[read(line) for line in ghost] if len(ghost) == len(values) else (),
        need=need,
        guess=_guess(tried, shown),
        hold_from=tried.hold_from,
        revealed=tried.revealed,
        contracts=contracts if any(contracts) else (),
        chosen=tried.year,
    )


def said(tried: Tried, value: float, shown: Shown) -> float:
    """Return what a value that was drawn on a chart says of the large figure."""
    if shown == tried.result:
        return value
    line = tried.lines[tried.year - tried.lines[0].year]
    return (line.need or 0.0) - value


def _guess(tried: Tried, shown: Shown) -> Sequence[tuple[int, float]]:
    """Return the line of what the room said: level after the last year that it was shown."""
    if tried.guess is None or shown not in ("stock", "deficit"):
        return ()
    since = tried.hold_from or tried.year
    lines = [line for line in tried.lines if line.year >= since - 1]
    if tried.steps:
        return [(line.year, _stands(tried, line, shown)) for line in lines if line.year >= since]
    seen, asked = lines[0], next(line for line in lines if line.year == tried.year)
    return [(seen.year, READ[shown](seen)), (asked.year, _stands(tried, asked, shown))]


def _stands(tried: Tried, line: Line, shown: Shown) -> float:
    guess = tried.guess or 0.0
    return guess if shown == tried.result else (line.need or 0.0) - guess


def _span(fan: Fan | None, name: str, years: int) -> Sequence[tuple[float, float]]:
    spans = getattr(fan, name, None)
    if spans is None or len(spans) != years or any(span is None for span in spans):
        return ()
    found: Sequence[tuple[float, float]] = spans
    return found


def _from_outside(flows: Mapping[str, float]) -> float:
    return sum(people for kind, people in flows.items() if kind not in _WITHIN)


READ: Mapping[Shown, Callable[[Line], float]] = {
    "stock": lambda line: line.stock,
    "deficit": lambda line: line.deficit or 0.0,
    "fte": lambda line: line.fte,
    "entries": lambda line: _from_outside(line.entries),
    "exits": lambda line: _from_outside(line.exits),
}


def words(tried: Tried, shown: Shown, language: Language) -> str:
    """Say a chart for those who do not see it, as far as it is not hidden."""
    seen = scene(tried, shown)
    values = list(zip(seen.years, seen.values, strict=True))[: seen.shown]
    if not values:
        return language.say("Everything is hidden.")
    told = [values[0], *(pair for pair in values[1:-1] if pair[0] == tried.year), values[-1]]
    return language.list_of(
        [
            language.say("{value} in {year}", value=language.number(value), year=year)
            for year, value in dict(told).items()
        ]
    )
