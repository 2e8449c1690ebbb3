"""Stored responses: what one entrant more leaves in each later year (method 9.3 to 9.5).

While no rate depends on how many people there are, those who enter add to a total without
changing anybody else's fate: a slider on entrants is then one product of matrices and no run.
Letters: K streams, G groups, and those of app.engine.inputs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from app.courtesy import cached_property
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.entries import candidates_of, place, run_training
from app.engine.folded import Entrants, Folded, entrants_of, folds
from app.engine.inputs import Arrivals, Recruitment, Refused
from app.engine.projection import project
from app.engine.slices import coupled, cut, recomputed

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray, Inputs
    from app.engine.projection import Projection

POSTS = "posts"
Measure = Literal["stock", "fte"]
_REACHED = 1e-6  # share of a goal by which the check run may miss it


@dataclass(frozen=True)
class Stream:
    """Entrants that are changed together.

    cadre: their place on its axis. kind: POSTS, or the name of arrivals. spread: where a unit
    goes, posts [Y, T] or persons [Y, T, S]; it need not add up to 1.
    """

    cadre: int
    kind: str
    spread: FloatArray


class _Apart:
    """Cadres of which the entrants change, with what their years do to anybody worked out."""

    def __init__(
        self, inputs: Inputs, streams: Sequence[Stream], measure: Measure, groups: FloatArray
    ) -> None:
        self.inputs, self.streams, self.groups = inputs, streams, groups
        self.weight = inputs.fte if measure == "fte" else np.ones((1, 1, 1, 1, 1))
        self.folded = Folded(inputs, often=True)
        self.entering = self._entrants(inputs)

    def _entrants(self, inputs: Inputs) -> list[Entrants]:
        training = None if inputs.training is None else run_training(inputs.training)
        return entrants_of(inputs, place(inputs, candidates_of(inputs, training)))

    def added(self, amounts: FloatArray) -> FloatArray:
        """Return what amounts add to the totals, [1 + Y, G], whatever binds."""
        after = self._entrants(applied(self.inputs, self.streams, amounts))
        more = [
            Entrants(now.persons - was.persons, now.profile)
            for now, was in zip(after, self.entering, strict=True)
        ]
        nobody = np.zeros_like(self.inputs.stock)
        found = (self.folded.run(nobody, more).by_sex * self.weight).sum(axis=3)
        return np.asarray(np.tensordot(found, self.groups, axes=((1, 2, 3), (1, 2, 3))))


class Changed(NamedTuple):
    """Totals [1 + Y, G], and whether the stored response gave them or a run had to."""

    totals: FloatArray
    straight: bool


@dataclass(frozen=True)
class Response:
    """Totals of groups of cells, and what a unit of each stream and year adds to them.

    groups: weight of each cell, [G, T, S, C]. base: totals without a change, [1 + Y, G].
    presence: totals of a unit that enters in each year, [K, Y, 1 + Y, G].
    """

    inputs: Inputs
    before: Projection
    streams: tuple[Stream, ...]
    groups: FloatArray
    measure: Measure
    base: FloatArray
    presence: FloatArray

    def line(self, amounts: FloatArray) -> FloatArray:
        """Return base + amounts x presence, [1 + Y, G], whatever binds (equation 9.4).

        amounts: units added to each stream in each year, [K, Y]; they may be negative.
        """
        added = np.tensordot(amounts, self.presence, axes=((0, 1), (0, 1)))
        return np.asarray(self.base + added)

    def is_straight(self, amounts: FloatArray) -> bool:
        """Tell whether the line is the truth for these amounts, [K, Y].

        It is not where posts change in a year in which candidates bind, before or after; where
        unfilled posts open again the year after; where private staff take posts, since who goes
        then depends on who is there; where a retention programme has places or keeps people;
        where recruits are bound to serve; or for the work of cadres that shift tasks.
        """
        return not self._is_bent() and not self._binds(amounts)

    def _is_bent(self) -> bool:
        """Tell whether what a person meets depends on others, or on how that person came."""
        cadres = [stream.cadre for stream in self.streams]
        retention, tasks = self.inputs.retention, self.inputs.tasks
        # A unit is followed as one who is free to leave, which a recruit bound to serve is not.
        bends = [self.before.entries.get("hired_from_private"), self.inputs.service]
        bends += [retention.covers, retention.survival] if retention is not None else []
        if tasks is not None and self.measure == "fte":
            bends += [tasks.shifted, tasks.takes]
        return any(bend is not None and bend[..., cadres].any() for bend in bends)

    def _binds(self, amounts: FloatArray) -> bool:
        """Tell whether posts change where candidates bind, or lead to other posts."""
        posts = [pair for pair in zip(self.streams, amounts, strict=True) if pair[0].kind == POSTS]
        vacancies, fill = self.inputs.vacancies, self.inputs.recruitment.fill
        if vacancies and vacancies.reopened[:, :, [s.cadre for s, _ in posts]].any():
            return True
        most = np.maximum(
            (self.inputs.recruitment.posts * fill).sum(axis=1),
            (_recruited(self.inputs, self.streams, amounts).posts * fill).sum(axis=1),
        )
        binding = most > candidates_of(self.inputs, self.before.training)
        return any((binding[:, s.cadre] & (amount != 0)).any() for s, amount in posts)

    def changed(self, amounts: FloatArray) -> Changed:
        """Return totals after a change: by the line where it is true, by a run elsewhere.

        amounts: [K, Y]. The run is one of the cadres of the streams alone. Entrants below zero
        are refused by the run; on the line, by whoever gives the amounts.
        """
        if self.is_straight(amounts):
            return Changed(self.line(amounts), straight=True)
        return Changed(self.run(amounts), straight=False)

    def run(self, amounts: FloatArray) -> FloatArray:
        """Return totals after a change by projecting the cadres of the streams, [1 + Y, G].

        Where their years fold, those who enter more or less are followed alone: rates are kept from
        one change to the next.
        """
        if self._apart is not None:
            return np.asarray(self.base + self._apart.added(amounts))
        inputs = applied(self.inputs, self.streams, amounts)
        cadres = {stream.cadre for stream in self.streams}
        return _totals(recomputed(inputs, self.before, cadres), self.measure, self.groups)

    @cached_property
    def _apart(self) -> _Apart | None:
        """The cadres of the streams with their years folded, None where they do not fold."""
        mine = coupled(self.inputs, {stream.cadre for stream in self.streams})
        alone = cut(self.inputs, mine)
        if not folds(alone) or (alone.tasks is not None and self.measure == "fte"):
            return None
        streams = [replace(one, cadre=mine.index(one.cadre)) for one in self.streams]
        return _Apart(alone, streams, self.measure, self.groups[..., list(mine)])


def respond(
    inputs: Inputs,
    before: Projection,
    streams: Sequence[Stream],
    groups: FloatArray,
    measure: Measure = "stock",
) -> Response:
    """Find what one unit of each stream and year adds to each group (equation 9.3).

    before: the projection of the inputs. groups: weight of each cell, [G, T, S, C]. The same
    steps of the year are run on units alone, each year of entry in a column of its own.
    """
    presence = np.array([_presence(inputs, stream, groups, measure) for stream in streams])
    base = _totals(before, measure, groups)
    return Response(inputs, before, tuple(streams), groups, measure, base, presence)


def _totals(found: Projection, measure: Measure, groups: FloatArray) -> FloatArray:
    return np.tensordot(getattr(found, measure), groups, axes=((1, 2, 3), (1, 2, 3)))


def _presence(inputs: Inputs, stream: Stream, groups: FloatArray, measure: Measure) -> FloatArray:
    """Return the totals of a unit of a stream by year of entry, [Y, 1 + Y, G]."""
    parts = [_survivors(inputs, stream, persons) for persons in _entrants(inputs, stream)]
    found = getattr(parts[0], measure)
    for gone in parts[1:]:
        found = found - getattr(gone, measure)
    by_year = np.tensordot(found, groups[..., stream.cadre], axes=((1, 2), (1, 2)))
    return by_year.transpose(1, 0, 2)


def _entrants(inputs: Inputs, stream: Stream) -> list[FloatArray]:
    """Return who enters by a unit and, for doctors' posts, who opens no practice: [Y, T, S]."""
    if stream.kind != POSTS:
        return [stream.spread]
    hired = np.zeros((*stream.spread.shape, 2))
    hired[:, :, PUBLIC] = stream.spread * inputs.recruitment.fill[:, :, stream.cadre]
    training = inputs.training
    if training is None or stream.cadre not in {training.generalist, training.specialist}:
        return [hired]
    not_opening = np.zeros_like(hired)
    not_opening[:, :, PRIVATE] = hired.sum(axis=(1, 2))[:, None] * inputs.recruitment.opening
    return [hired, not_opening]


def _survivors(inputs: Inputs, stream: Stream, persons: FloatArray) -> Projection:
    """Project persons who enter among nobody, each year of entry as a cadre of its own."""
    years = len(persons)
    alone = cut(inputs, (stream.cadre,) * years)
    entering = np.einsum("uts,uv->utsv", persons, np.eye(years))
    profiles = alone.profiles if stream.kind == POSTS else alone.arrivals[stream.kind].profile
    nobody = {name: column[:0] for name, column in vars(alone.contracts).items()}
    return project(
        replace(
            alone,
            stock=np.zeros(alone.axes.cell_shape),
            recruitment=replace(alone.recruitment, posts=np.zeros_like(alone.recruitment.posts)),
            arrivals={"entrants": Arrivals(entering, profiles)},
            contracts=replace(alone.contracts, **nobody),
            mission_fte=np.zeros(alone.axes.flow_shape),
        )
    )


def applied(inputs: Inputs, streams: Sequence[Stream], amounts: FloatArray) -> Inputs:
    """Return the inputs with units added to streams: amounts [K, Y]; Refused below zero."""
    arrivals: Mapping[str, Arrivals] = dict(inputs.arrivals)
    for stream, amount in zip(streams, amounts, strict=True):
        if stream.kind != POSTS:
            persons = arrivals[stream.kind].persons.copy()
            persons[..., stream.cadre] += amount[:, None, None] * stream.spread
            arrivals = {**arrivals, stream.kind: replace(arrivals[stream.kind], persons=persons)}
    return replace(inputs, recruitment=_recruited(inputs, streams, amounts), arrivals=arrivals)


def _recruited(inputs: Inputs, streams: Sequence[Stream], amounts: FloatArray) -> Recruitment:
    posts = inputs.recruitment.posts.copy()
    for stream, amount in zip(streams, amounts, strict=True):
        if stream.kind == POSTS:
            posts[:, :, stream.cadre] += amount[:, None] * stream.spread
    return replace(inputs.recruitment, posts=posts)


def seek(
    response: Response, pattern: FloatArray, at: tuple[int, int], goal: float
) -> tuple[float, FloatArray]:
    """Return how many times a pattern of amounts reaches a total, and the totals (equation 9.5).

    pattern: amounts of one step, [K, Y]. at: indexes of year and group. goal: the total wanted
    there. The answer of the straight line is checked by a run. Refused: no-effect where the
    pattern adds nothing to that total, not-straight where candidates bind on the way.
    """
    there = (slice(None), slice(None), *at)
    slope = float((pattern * response.presence[there]).sum())
    if slope == 0:
        code = "no-effect"
        raise Refused(code, "pattern", at)
    steps = (goal - float(response.base[at])) / slope
    found = response.run(steps * pattern)
    if abs(found[at] - goal) > _REACHED * max(abs(goal), 1.0):
        code = "not-straight"
        raise Refused(code, "recruitment.candidates", at)
    return steps, found
