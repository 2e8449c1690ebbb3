"""How fast a projection is, against a readable NumPy loop and against moving the state once.

Run it by hand from the root of the project:

    python -m benchmarks.projection

It projects the 2024 sample of the nation to 2040 by province. "readable" is the same year written
the way one reads the method, with nothing thought of but clarity; both must give the same stocks
and exits within 1e-9. "read and write" copies the state once a year: no step that reads all people
and writes them again can take less.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.entries import place, run_training
from app.engine.projection import project
from app.planning import starter
from app.planning.assemble import assemble
from app.planning.study import run
from benchmarks.timing import medians, table

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray, Inputs

ROUNDS = 25
_PEOPLE_TO_FLOW = (0, 3)


@dataclass
class Readable:
    """The main stock and what it loses, year by year, as the method tells it."""

    inputs: Inputs
    stock: list[FloatArray] = field(default_factory=list)
    exits: list[dict[str, FloatArray]] = field(default_factory=list)

    def run(self) -> Readable:
        """Project every year."""
        people = self.inputs.stock
        self.stock.append(people.sum(axis=_PEOPLE_TO_FLOW))
        hired, opened = self._from_school()
        for year in range(len(self.inputs.axes.years) - 1):
            self.exits.append({})
            people = self._age(people)
            people = self._leave(people, year)
            people = self._switch(people, year)
            people = self._move(people, year)
            people = self._enter(people, year, hired[year] + opened[year])
            self.stock.append(people.sum(axis=_PEOPLE_TO_FLOW))
        return self

    def _from_school(self) -> tuple[FloatArray, FloatArray]:
        training = self.inputs.training
        candidates = self.inputs.recruitment.candidates.copy()
        if training is not None:
            for cadre, persons in run_training(training).candidates.items():
                candidates[:, cadre] = persons
        placed = place(self.inputs, candidates)
        return placed.recruitment, placed.opening

    def _book(self, kind: str, people: FloatArray) -> None:
        before = self.exits[-1].get(kind, 0.0)
        self.exits[-1][kind] = before + people.sum(axis=_PEOPLE_TO_FLOW)

    def _age(self, people: FloatArray) -> FloatArray:
        older = np.zeros_like(people)
        older[1:] = people[:-1]
        older[-1] = people[-2] + people[-1]
        return older

    def _leave(self, people: FloatArray, year: int) -> FloatArray:
        staying = np.ones_like(people)
        force = np.zeros_like(people)
        for hazard in self.inputs.hazards.values():
            staying = staying * (1 - hazard[year])
            force = force - np.log(1 - hazard[year])
        for kind, hazard in self.inputs.hazards.items():
            part = np.where(force > 0, -np.log(1 - hazard[year]) / np.where(force > 0, force, 1), 0)
            self._book(kind, people * (1 - staying) * part)
        people = people * staying
        for kind, release in self.inputs.releases.items():
            released = people * release[year]
            self._book(kind, released)
            people = people - released
        return people

    def _switch(self, people: FloatArray, year: int) -> FloatArray:
        leaving = people * self.inputs.switch[year]
        self._book("switch_out", leaving)
        after = people - leaving
        after[:, :, PUBLIC] += leaving[:, :, PRIVATE]
        after[:, :, PRIVATE] += leaving[:, :, PUBLIC]
        return after

    def _move(self, people: FloatArray, year: int) -> FloatArray:
        """Send the leavers of each region to each other one, one pair of regions at a time."""
        axes, moves = self.inputs.axes, self.inputs.moves
        leave = np.broadcast_to(moves.leave[year], people.shape)
        after, left = people.copy(), np.zeros_like(people)
        for origin in range(len(axes.regions)):
            here = axes.region_index == origin
            willing = people[:, here] * leave[:, here]
            willing = willing * moves.factor[year, here][:, None, None, None]
            for goal in range(len(axes.regions)):
                there = axes.region_index == goal
                going = willing * moves.destination[year, origin, goal]
                after[:, here] -= going
                left[:, here] += going
                arrival = moves.arrival[there][:, :, None, None]
                after[:, there] += going.sum(axis=1)[:, None] * arrival
        self._book("move_out", left)
        return after

    def _enter(self, people: FloatArray, year: int, from_school: FloatArray) -> FloatArray:
        profile = self.inputs.profiles[year][:, None, None]
        people = people + from_school[None, :, :, None, :] * profile
        for arrivals in self.inputs.arrivals.values():
            profile = arrivals.profile[year][:, None, None]
            people = people + arrivals.persons[year][None, :, :, None, :] * profile
        return people


def assert_equal(inputs: Inputs) -> None:
    """Stop if the readable loop and the engine do not agree."""
    found, readable = project(inputs), Readable(inputs).run()
    np.testing.assert_allclose(
        found.stock - found.contract_stock, np.array(readable.stock), rtol=1e-9, atol=1e-9
    )
    for kind in readable.exits[0]:
        mine = np.array([year[kind] for year in readable.exits])
        np.testing.assert_allclose(found.exits[kind][1:], mine, rtol=1e-9, atol=1e-9)


def read_and_write(inputs: Inputs) -> None:
    """Copy the state once a year between two buffers."""
    state, other = inputs.stock.copy(), np.empty_like(inputs.stock)
    for _ in inputs.axes.years[1:]:
        np.copyto(other, state)
        state, other = other, state


def main() -> None:
    """Print the table."""
    rows = starter.sample("morocco-2024")
    inputs = assemble(rows, "reference")
    assert_equal(inputs)
    found = medians(
        {
            "read rows of the sample": lambda: starter.sample("morocco-2024"),
            "assemble": lambda: assemble(rows, "reference"),
            "project": lambda: project(inputs),
            "project, all ages kept": lambda: project(inputs, keep_ages_of=inputs.axes.years),
            "assemble, project and describe": lambda: run(rows, "reference"),
            "readable": lambda: Readable(inputs).run(),
            "read and write": lambda: read_and_write(inputs),
        },
        ROUNDS,
    )
    cells, years = inputs.stock.size, len(inputs.axes.years) - 1
    print(f"{cells} cells, {years} years; medians of {ROUNDS} rounds run in turn\n")
    print(table(found, ("project", "readable", "read and write")))


if __name__ == "__main__":
    main()
