"""What stands around every table of a comparison: who is compared, by what, in which year."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.courtesy import cached_property
from app.planning.comparison import Reading
from app.problems import message
from app.reports.frame import Frame
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.planning.compared_bands import ComparedBand
    from app.planning.compared_measures import MovedApart
    from app.planning.comparison import Comparison
    from app.planning.lines import Line
    from app.problems import Message

# Territories as the plan has them, or from the worst off under a scenario, or from the one that it
# changes most; the scenario by its place, the reference being 0.
Sort = tuple[Literal["plan", "worst", "effect"], int]

MARKS = "abcde"
BASE = "base"  # the mark of the reference
READINGS: Mapping[Reading, tuple[Message, Kind]] = {
    Reading("deficit", "number"): (message("Deficit"), Kind.PERSONS),
    Reading("deficit", "share"): (message("Deficit in percent of need"), Kind.SHARE),
    Reading("deficit", "per_10_000"): (
        message("Deficit per 10,000 inhabitants"),
        Kind.PER_10_000,
    ),
    Reading("stock", "number"): (message("Stock"), Kind.PERSONS),
    Reading("stock", "share"): (message("Coverage of the need"), Kind.SHARE),
    Reading("stock", "per_10_000"): (message("Density per 10,000 inhabitants"), Kind.PER_10_000),
}

CHANGES: Mapping[Kind, Kind] = {
    Kind.PERSONS: Kind.CHANGE,
    Kind.SHARE: Kind.POINTS,
    Kind.PER_10_000: Kind.CHANGE_PER_10_000,
}


@dataclass(frozen=True)
class ComparedFrame(Frame):
    """A frame that names all scenarios in the place of one."""

    compared: Comparison

    @property
    def scenario(self) -> str:
        """The names of the scenarios, the reference first."""
        names = [self.language.name(study.scenario.names) for study in self.compared.studies]
        return self.language.list_of(names)


@dataclass(frozen=True)
class Compared:
    """A comparison as it is shown: by which reading, in which year, in which language.

    sort: the order of the territories. bands: of that year, by scenario and then by place, the
    whole last; None until they are known. moved: what the measures move apart, where it has been
    worked out before.
    """

    found: Comparison
    reading: Reading
    year: int
    language: Language
    bands: tuple[tuple[ComparedBand, ...], ...] | None = None
    sort: Sort = ("plan", 0)
    moved: tuple[MovedApart, ...] | None = None

    @cached_property
    def frame(self) -> ComparedFrame:
        """The frame of the whole territory."""
        return ComparedFrame(self.found.reference, self.found.view, self.language, self.found)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The mark of each scenario: its own where no other has it, else the first that is free."""
        return marks([study.scenario.mark for study in self.found.studies[1:]])

    @property
    def letters(self) -> tuple[str, ...]:
        """What each scenario is called for short: the reference by its name, others by a letter."""
        return (self.language.say("Reference"), *(mark.upper() for mark in self.marks[1:]))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each scenario is called: the letter and the name."""
        tell, say = self.language.name, self.language.say
        own = [tell(study.scenario.names) for study in self.found.studies]
        pairs = zip(self.letters[1:], own[1:], strict=True)
        return (own[0], *(say("{mark}. {name}", mark=mark, name=name) for mark, name in pairs))

    @property
    def heading(self) -> str:
        """The name of what is compared."""
        return self.language.tell(READINGS[self.reading][0])

    @property
    def kind(self) -> Kind:
        """The kind of the values compared."""
        return READINGS[self.reading][1]

    @property
    def change_kind(self) -> Kind:
        """The kind of their differences."""
        return CHANGES[self.kind]

    @property
    def fingerprint(self) -> str:
        """Return one code for all studies: the same scenarios on the same figures give the same."""
        codes = " ".join(study.fingerprint for study in self.found.studies)
        return hashlib.sha256(codes.encode()).hexdigest()

    @property
    def has_parts(self) -> bool:
        """Whether there are several territories, and so a total."""
        return len(self.found.places) > 1

    @property
    def places(self) -> tuple[str, ...]:
        """The territories of the rows, the whole last where there are several."""
        return (*self.parts, self.found.whole) if self.has_parts else self.parts

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The territories that are compared, in the order that was chosen, unknown ones last."""
        way, scenario = self.sort
        if way == "plan":
            return self.found.places
        return tuple(sorted(self.found.places, key=lambda code: self._key(way, scenario, code)))

    def _key(self, way: str, scenario: int, place: str) -> tuple[bool, float]:
        found = self.value(scenario, place) if way == "worst" else self.change(scenario, place)
        if found is None:
            return True, 0.0
        turn = -1.0 if self.reading.worst_is_high or way == "effect" else 1.0
        return False, turn * (abs(found) if way == "effect" else found)

    def place(self, code: str) -> str:
        """Return the name of a territory."""
        return self.language.name(self.found.reference.name(code))

    def line(self, scenario: int, place: str, year: int | None = None) -> Line:
        """Return a line of the year shown, or of another one."""
        return self.found.line(scenario, place, self.year if year is None else year)

    def value(self, scenario: int, place: str, year: int | None = None) -> float | None:
        """Return a value of the year shown, or of another one."""
        return self.reading.of(self.line(scenario, place, year))

    def change(self, scenario: int, place: str, year: int | None = None) -> float | None:
        """Return the difference of a value from that of the reference."""
        here, there = self.value(scenario, place, year), self.value(0, place, year)
        return None if here is None or there is None else here - there

    def band(self, scenario: int, place: str) -> ComparedBand | None:
        """Return the band of a place in the year shown, if it is known."""
        if self.bands is None:
            return None
        return self.bands[scenario][(*self.found.places, self.found.whole).index(place)]

    def span(self, scenario: int, place: str) -> tuple[float, float] | None:
        """Return the 80 % range of the value shown, if it is known."""
        band, line = self.band(scenario, place), self.line(scenario, place)
        if band is None:
            return None
        found = band.deficit_80 if self.reading.measure == "deficit" else band.stock_80
        return None if found is None else self._read(found, line)

    def change_span(self, scenario: int, place: str) -> tuple[float, float] | None:
        """Return the 80 % range of the difference from the reference in the same draws."""
        band, line = self.band(scenario, place), self.line(scenario, place)
        if band is None or band.change_80 is None:
            return None
        low, high = band.change_80
        more = (line.need or 0.0) - (self.line(0, place).need or 0.0)
        turned = (more - high, more - low) if self.reading.measure == "deficit" else (low, high)
        return self._read(turned, line)

    def _read(self, span: tuple[float, float], line: Line) -> tuple[float, float] | None:
        """Return a range of persons in the unit of the reading."""
        of = {"number": 1.0, "share": line.need, "per_10_000": line.population / 10_000}
        by = of[self.reading.unit]
        return (span[0] / by, span[1] / by) if by else None


def marks(own: list[str]) -> tuple[str, ...]:
    """Return a mark for the reference, then one for each scenario; each is given once."""
    free = [mark for mark in MARKS if mark not in own]
    given: list[str] = []
    for mark in own:
        kept = mark in MARKS and mark != "" and mark not in given
        given.append(mark if kept else free.pop(0))
    return (BASE, *given)
