"""Histories drawn person by person in effect: multinomial draws of each step, draws in front.

It is written from the method note and shares nothing with the engine but the Inputs, so that the
two can be held against each other. Posts must be fewer than candidates and nothing may be wide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.inputs import FloatArray, Inputs

Counts = NDArray[np.int64]


@dataclass
class Draws:
    """Many histories of the same plan: people are [draw, A, T, S, X, C]."""

    inputs: Inputs
    rng: np.random.Generator
    draws: int

    def stocks(self) -> Counts:
        """Persons at the end of each year without contracts, [draw, 1 + Y, T, S, C]."""
        whole = np.rint(self.inputs.stock).astype(np.int64)
        people = np.broadcast_to(whole, (self.draws, *whole.shape)).copy()
        found = [people.sum(axis=(1, 4))]
        for year in range(len(self.inputs.axes.years) - 1):
            people = self._enter(self._move(self._stay(_older(people), year), year), year)
            found.append(people.sum(axis=(1, 4)))
        return np.stack(found, axis=1)

    def contracts(self) -> Counts:
        """Persons on contract at the end of each year, [draw, 1 + Y, group]; none is renewed."""
        groups = self.inputs.contracts
        years = np.array(self.inputs.axes.years)
        found = np.zeros((self.draws, len(years), len(groups.persons)), np.int64)
        for g, persons in enumerate(groups.persons):
            present = np.full(self.draws, int(persons))
            for i, year in enumerate(years):
                if groups.first_year[g] < year:
                    present = self.rng.binomial(present, 1.0 - groups.break_hazard[g, 0])
                if groups.first_year[g] <= year <= groups.last_year[g]:
                    found[:, i, g] = present
        return found

    def _stay(self, people: Counts, year: int) -> Counts:
        """Take exits out, then let people change sector."""
        for rates in (*self.inputs.hazards.values(), *self.inputs.releases.values()):
            people = self.rng.binomial(people, 1.0 - rates[year])
        going = self.rng.binomial(people, self.inputs.switch[year])
        return people - going + going[:, :, :, ::-1]

    def _move(self, people: Counts, year: int) -> Counts:
        """Send people to territories of other regions, or leave them where they are."""
        moves, axes = self.inputs.moves, self.inputs.axes
        after = np.zeros_like(people)
        for origin, region in enumerate(axes.region_index):
            for sector in range(2):
                to = moves.destination[year][region][axes.region_index] * moves.arrival[:, sector]
                leave = moves.leave[year][:, 0, sector] * moves.factor[year, origin]
                chance = leave[..., None] * to
                stay = 1.0 - chance.sum(axis=-1, keepdims=True)
                here = people[:, :, origin, sector]
                goes = self.rng.multinomial(here, np.concatenate([chance, stay], axis=-1))
                after[:, :, :, sector] += np.moveaxis(goes[..., :-1], -1, 2)
                after[:, :, origin, sector] += goes[..., -1]
        return after

    def _enter(self, people: Counts, year: int) -> Counts:
        """Fill each post or not, settle the other doctors, then those who come from abroad."""
        inputs = self.inputs
        posts = inputs.recruitment.posts[year].astype(np.int64)
        hired = self.rng.binomial(
            np.broadcast_to(posts, (self.draws, *posts.shape)), inputs.recruitment.fill[year]
        )
        new = np.zeros((self.draws, *people.shape[2:4], people.shape[5]), np.int64)
        new[:, :, PUBLIC] = hired
        for cadre in range(2) if inputs.training is not None else ():
            pool = int(self._graduates(year)[cadre]) - hired[:, :, cadre].sum(axis=1)
            new[:, :, PRIVATE, cadre] = self.rng.multinomial(pool, inputs.recruitment.opening)
        self._add(people, new, inputs.profiles[year])
        for arrivals in inputs.arrivals.values():
            self._add(people, self._settled(arrivals.persons[year]), arrivals.profile[year])
        return people

    def _graduates(self, year: int) -> tuple[float, float]:
        """All graduates are generalists, and nobody becomes a specialist: [cadre]."""
        assert self.inputs.training is not None
        return float(self.inputs.training.graduates[year]), 0.0

    def _settled(self, persons: FloatArray) -> Counts:
        """Spread the arrivals of each sector and cadre over territories."""
        total = persons.sum(axis=0)
        shares = np.moveaxis(persons / np.maximum(total, 1e-300), 0, -1)
        shares[total == 0] = 1.0 / len(persons)
        drawn = self.rng.multinomial(
            np.broadcast_to(np.rint(total).astype(np.int64), (self.draws, *total.shape)), shares
        )
        return np.moveaxis(drawn, -1, 1)

    def _add(self, people: Counts, new: Counts, profile: FloatArray) -> None:
        """Give each entrant an age and a sex: new is [draw, T, S, C], profile [A, X, C]."""
        ages, sexes, cadres = profile.shape
        chance = np.moveaxis(profile, -1, 0).reshape(cadres, -1)
        drawn = self.rng.multinomial(new, chance).reshape(*new.shape, ages, sexes)
        people += np.moveaxis(drawn, (-2, -1), (1, 4))


def _older(people: Counts) -> Counts:
    older = np.zeros_like(people)
    older[:, 1:] = people[:, :-1]
    older[:, -1] += people[:, -1]
    return older
