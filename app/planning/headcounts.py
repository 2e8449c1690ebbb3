"""Head-counts as people type them: a number for a place, a cadre, an age group, a sex, or for all.

What is typed for several groups at once is spread over them as the people there are, whole people
staying whole; where nobody is there yet, as the same cadre is elsewhere in the plan, and in a plan
without anybody as in the reference figures of the country.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.engine.axes import SEXES
from app.models.rows import StaffRow
from app.planning import reference
from app.planning.edits import SetStaff, Together
from app.planning.entered import ENTERED, its_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.models.rows import Grade, PlanRows
    from app.planning.edits import Edit
    from app.planning.places import Places
    from app.problems import Message

AGE_GROUPS = (
    "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64", "65-69",
    "70-74", "75+",
)  # fmt: skip
_EMPLOYERS = {"public": "unspecified", "private": "private"}
_Slot = tuple[str, str]  # age group, sex


@dataclass(frozen=True)
class Place:
    """Whom a count is about; an empty age group or sex means all of them."""

    territory: str
    sector: str
    cadre: str
    age_group: str = ""
    sex: str = ""

    @property
    def slots(self) -> tuple[_Slot, ...]:
        """The age groups and sexes that the count is spread over."""
        ages = (self.age_group,) if self.age_group else AGE_GROUPS
        sexes = (self.sex,) if self.sex else SEXES
        return tuple((age, sex) for age in ages for sex in sexes)


class Counts:
    """The staff of a plan, found by place, sector and cadre."""

    def __init__(self, rows: PlanRows, places: Places) -> None:
        """Sort the staff; a specialty counts in its cadre."""
        self._rows = rows
        self._by_group: dict[tuple[str, str, str], list[StaffRow]] = defaultdict(list)
        for row in rows.staff:
            cadre = str(places.cadre_of(row.cadre))
            self._by_group[row.territory, row.sector, cadre].append(row)

    def rows_of(self, place: Place) -> list[StaffRow]:
        """Return the rows that a count sums."""
        found = self._by_group.get((place.territory, place.sector, place.cadre), [])
        return [
            row for row in found
            if place.age_group in ("", row.age_group) and place.sex in ("", row.sex)
        ]  # fmt: skip

    def by_slot(self, place: Place) -> dict[_Slot, tuple[float, bool]]:
        """Return the people of a whole group by age group and sex, and whether they were typed."""
        found: dict[_Slot, tuple[float, bool]] = {}
        for row in self.rows_of(place):
            persons, typed = found.get(_slot(row), (0.0, False))
            found[_slot(row)] = (persons + row.persons, typed or row.source == ENTERED)
        return found

    def count(self, place: Place) -> float:
        """Return how many people are there."""
        return math.fsum(row.persons for row in self.rows_of(place))

    def change(self, counts: Mapping[Place, float], name: Message, title: str) -> Edit:
        """Return one edit that makes the counts what was typed; `title` names their source."""
        edits: list[Edit] = list(its_source(self._rows, title))
        for place, persons in counts.items():
            edits.extend(SetStaff(row) for row in self._changed(place, persons))
        return Together(name, tuple(edits))

    def _changed(self, place: Place, persons: float) -> Iterator[StaffRow]:
        """Give the rows of a place with their new numbers; new ones where nobody was."""
        there = self.rows_of(place)
        whole = all(float(row.persons).is_integer() for row in there)
        if not any(row.persons for row in there):
            there = self._new_rows(place, {_slot(row): row for row in there})
        parts = spread(persons, [row.persons for row in there], whole=whole)
        spread_out = len(there) > 1
        for row, part in zip(there, parts, strict=True):
            yield replace(
                row, persons=part, source=ENTERED, grade=_footing(spread_out=spread_out), note=""
            )

    def _new_rows(self, place: Place, there: Mapping[_Slot, StaffRow]) -> list[StaffRow]:
        """Return a row for each slot, with the people of a like group as its weight."""
        weights = self._weights(place)
        kept = [slot for slot in place.slots if weights.get(slot) or len(place.slots) == 1]
        return [
            replace(
                there.get(slot, _blank(place, slot)), persons=weights.get(slot, 1.0)
            )
            for slot in kept
        ]  # fmt: skip

    def _weights(self, place: Place) -> dict[_Slot, float]:
        """Return how a cadre is spread where it is known: the same sector first, then any."""
        groups = self._by_group.items()
        same = [r for (_, s, c), rows in groups for r in rows if (s, c) == _kind(place)]
        alike = [r for (_, _, c), rows in groups for r in rows if c == place.cadre]
        country = reference.staff(self._rows.facts.base_year)
        known = [r for r in country if (r.sector, r.cadre) == _kind(place)]
        found = (_by_slot(group, place) for group in (same, alike, known, country))
        return next((weights for weights in found if weights), {})


def _slot(row: StaffRow) -> _Slot:
    """Return the age group and sex of a row."""
    return row.age_group, row.sex


def _by_slot(rows: Iterable[StaffRow], place: Place) -> dict[_Slot, float]:
    """Return the people of rows by slot, those of a place only, without the empty ones."""
    found: dict[_Slot, float] = defaultdict(float)
    for row in rows:
        found[_slot(row)] += row.persons
    return {slot: found[slot] for slot in place.slots if found.get(slot)}


def _kind(place: Place) -> tuple[str, str]:
    return place.sector, place.cadre


def _blank(place: Place, slot: _Slot) -> StaffRow:
    """Return a row for people of whom nothing was known."""
    age_group, sex = slot
    return StaffRow(
        territory=place.territory, sector=place.sector,  # type: ignore[arg-type]
        cadre=place.cadre, sex=sex,  # type: ignore[arg-type]
        age_group=age_group, employer=_EMPLOYERS[place.sector], persons=0.0,
        source=ENTERED, grade=_footing(spread_out=False), note="",
    )  # fmt: skip


def _footing(*, spread_out: bool) -> Grade:
    """Return how far a typed number can be trusted: spread over groups, it is an estimate."""
    return "estimated-by-rule" if spread_out else "recalled-unverified"


def spread(total: float, weights: Sequence[float], *, whole: bool) -> list[float]:
    """Share a total out by weight; whole people stay whole, by the largest remainders."""
    over = math.fsum(weights)
    parts = [total * weight / over for weight in weights]
    if not (whole and float(total).is_integer()):
        return parts
    floors = [math.floor(part) for part in parts]
    missing = round(total) - sum(floors)
    order = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at])
    for at in order[:missing]:
        floors[at] += 1
    return [float(part) for part in floors]
