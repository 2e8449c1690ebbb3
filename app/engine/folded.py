"""Folded years: all that a year does to people at once, where it does not depend on them.

While no rate depends on who is there, the steps of a year are a few products, and what they take
is the same for every stock and all entrants: it is worked out once, for all years together. The
walk over the years follows people alone; flows are added up after it, of all years at once.
Letters: Q pairs of sex and cadre, K kinds of flows, and those of app.engine.inputs; territories
come last, so that a year of moves is one product of matrices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.exits import competing
from app.engine.sums import reached_ages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from app.engine.entries import Placements
    from app.engine.inputs import FloatArray, Inputs

    Places = NDArray[np.intp]

_MOST = 250_000  # people by age of all years; where there are more, a year at a time is as fast


class Entrants(NamedTuple):
    """People who enter: persons, [Y, T, S, C], and their ages and sexes, [Y, A, X, C]."""

    persons: FloatArray
    profile: FloatArray


class Run(NamedTuple):
    """What becomes of people: by sex, [1 + Y, T, S, X, C], and flows by kind, [Y, T, S, C]."""

    by_sex: FloatArray
    entries: dict[str, FloatArray]
    exits: dict[str, FloatArray]


def entrants_of(inputs: Inputs, placed: Placements) -> list[Entrants]:
    """Return all who enter, given who leaves school for a post or a practice."""
    from_school = Entrants(placed.recruitment + placed.opening, inputs.profiles)
    return [from_school, *(Entrants(a.persons, a.profile) for a in inputs.arrivals.values())]


def folds(inputs: Inputs) -> bool:
    """Tell whether years of the inputs fold: no rate depends on people, and they are not many."""
    bends = (inputs.vacancies, inputs.retention, inputs.service, inputs.entry_exposure)
    few = inputs.stock.size * len(inputs.switch) <= _MOST
    return few and inputs.moves.within is None and all(bend is None for bend in bends)


class Folded:
    """The years of inputs that fold, ready for any stock and any entrants.

    Cells of a sector, sex and cadre in which the inputs let nobody be are left out.
    """

    def __init__(self, inputs: Inputs, *, often: bool = False) -> None:
        """Work out what each year does to a person; `often` takes more time, for faster runs."""
        self._shape = inputs.axes.cell_shape
        self._sectors, self._pairs = _peopled(inputs)
        staying, shares = self._leaving(inputs)
        switch, leave = self._turned(inputs.switch), self._turned(inputs.moves.leave)
        home, cross = staying * (1.0 - switch), staying * switch
        shares["switch_out"] = cross
        self._kinds = tuple(shares)
        # Those who would move, by the sector in which they began the year.
        counted = [*shares.values(), home * leave, cross * leave[:, ::-1]]
        wide = max(share.shape[-1] for share in counted)
        self._counted = np.stack(
            [np.broadcast_to(share, (*cross.shape[:-1], wide)) for share in counted], axis=3
        )
        self._steps = [self._spelt(part) if often else part for part in (home, cross, leave)]
        self._crosses = bool(cross.any())
        self._sent = self._destinations(inputs)
        self._gone = self._sent.sum(axis=-1)[:, :, None]
        self._gain = self._sent - self._gone.swapaxes(2, 3) * np.eye(self._shape[1])

    def _turned(self, array: FloatArray) -> FloatArray:
        """Turn [Y, A, T|1, S, X, C] to [Y, S, Q, A, T|1], the peopled cells alone."""
        turned = array.transpose(0, 3, 4, 5, 1, 2)
        years, sectors, sexes, cadres, *rest = turned.shape
        pairs = turned.reshape(years, sectors, sexes * cadres, *rest)
        return np.ascontiguousarray(pairs[:, self._sectors][:, :, self._pairs])

    def _spelt(self, rate: FloatArray) -> FloatArray:
        """Spell rates out for each territory."""
        return np.broadcast_to(rate, (*rate.shape[:-1], self._shape[1])).copy()

    def _leaving(self, inputs: Inputs) -> tuple[FloatArray, dict[str, FloatArray]]:
        """Return who stays and, by kind, who leaves, as shares of those who begin the year."""
        hazards = {kind: self._turned(rate) for kind, rate in inputs.hazards.items()}
        staying, shares = competing(hazards)
        for kind, release in inputs.releases.items():
            rate = self._turned(release)
            shares[kind] = shares.get(kind, 0.0) + staying * rate
            staying = staying * (1.0 - rate)
        return staying, shares

    def _destinations(self, inputs: Inputs) -> FloatArray:
        """Return where those who would move go, [Y, S, T, T]."""
        moves, region = inputs.moves, inputs.axes.region_index
        sent = moves.destination[:, region][:, :, region] * moves.factor[:, :, None]
        return np.asarray(sent[:, None] * moves.arrival.T[self._sectors][:, None])

    def run(self, stock: FloatArray, entrants: Iterable[Entrants]) -> Run:
        """Follow a stock, [A, T, S, X, C], and entrants through all years (equation 9.6).

        Both in cells where the inputs that were folded let people be: others are left out.
        """
        lives = self._entered(entrants)
        lives[0, :, :, 1:] = self._turned(stock[None])[0]
        self._walk(lives)
        present = lives[:, :, :, :-1]
        there = self._spread(np.ones((1, len(stock))) @ present)[0]
        found = self._spread(self._flows(present[:-1])).sum(axis=4)
        flows = dict(zip((*self._kinds, "move_in", "move_out"), found, strict=True))
        moved_in = flows.pop("move_in")
        switched = flows["switch_out"][:, :, ::-1]
        return Run(there, {"switch_in": switched, "move_in": moved_in}, flows)

    def _entered(self, entrants: Iterable[Entrants]) -> FloatArray:
        """Return those who entered in the year before, one year older: [1 + Y, S, Q, A + 1, T]."""
        ages, territories, _, sexes, cadres = self._shape
        years, cadre = len(self._counted), self._pairs % cadres
        shape = (1 + years, len(self._sectors), len(cadre), 1 + ages, territories)
        lives = np.zeros(shape)
        for persons, profile in entrants:
            if persons.any():
                young = reached_ages(profile)
                by_age = np.moveaxis(profile[:, young], 1, 3)
                by_age = by_age.reshape(years, sexes * cadres, by_age.shape[3])[:, self._pairs]
                mine = np.moveaxis(persons, 1, 3)[:, self._sectors][:, :, cadre]
                older = slice(young.start + 1, young.stop + 1)
                lives[1:, :, :, older] += mine[:, :, :, None] * by_age[:, None, ..., None]
        return lives

    def _walk(self, lives: FloatArray) -> None:
        """Take those of the first year through all others, where entrants wait for them.

        lives: those who begin each year, one year older, [1 + Y, S, Q, A + 1, T]. The place behind
        the last age holds those who were of the last age before; they are counted there already.
        """
        present, older = lives[:, :, :, :-1], lives[:, :, :, 1:]
        stayed, moved, willing = np.empty((3, *present.shape[1:]))
        sectors, pairs, ages, territories = stayed.shape
        flat = (sectors, pairs * ages, territories)
        going, gained, other = willing.reshape(flat), moved.reshape(flat), moved[::-1]
        oldest, beyond = present[:, :, :, -1], older[:, :, :, -1]
        for last, more, here, home, cross, leave, gain, later in zip(
            oldest[:-1], beyond, present, *self._steps, self._gain, older[1:], strict=False
        ):
            np.add(last, more, out=last)
            np.multiply(here, home, out=stayed)
            if self._crosses:
                np.multiply(here, cross, out=moved)
                np.add(stayed, other, out=stayed)
            np.multiply(stayed, leave, out=willing)
            np.matmul(going, gain, out=gained)
            np.add(stayed, moved, out=stayed)
            np.add(later, stayed, out=later)
        oldest[-1] += beyond[-1]

    def _flows(self, begun: FloatArray) -> FloatArray:
        """Return persons by kind of exit, those who came and those who left, [Y, S, Q, K, T]."""
        if self._counted.shape[-1] == 1:
            found = self._counted[..., 0] @ begun
        else:
            found = np.einsum("ysqkat,ysqat->ysqkt", self._counted, begun)
        willing = found[:, :, :, -2] + found[:, ::-1, :, -1]
        found[:, :, :, -2] = willing @ self._sent
        found[:, :, :, -1] = willing * self._gone
        return found

    def _spread(self, found: FloatArray) -> FloatArray:
        """Turn [N, S, Q, K, T] of the peopled cells to [K, N, T, S, X, C] of all."""
        _, territories, sectors, sexes, cadres = self._shape
        years, kinds = len(found), found.shape[3]
        every = np.zeros((years, sectors, sexes * cadres, kinds, territories))
        every[:, self._sectors[:, None], self._pairs] = found
        cells = every.reshape(years, sectors, sexes, cadres, kinds, territories)
        return cells.transpose(4, 0, 5, 1, 2, 3)


def _peopled(inputs: Inputs) -> tuple[Places, Places]:
    """Return the sectors, [S], and the pairs of sex and cadre, [Q], in which anybody may be."""
    entrants = [(PUBLIC, inputs.profiles)]
    entrants += [(PRIVATE, inputs.profiles)] if inputs.training is not None else []
    for kind in inputs.arrivals.values():
        entrants += [(PUBLIC, kind.profile), (PRIVATE, kind.profile)]
    there = np.asarray(inputs.stock.any(axis=(0, 1)))
    for sector, profile in entrants:
        there[sector] |= profile.any(axis=(0, 1))
    if inputs.switch.any():
        there[:] = there.any(axis=0)
    by_pair = there.reshape(len(there), there[0].size)
    return np.flatnonzero(by_pair.any(axis=1)), np.flatnonzero(by_pair.any(axis=0))
