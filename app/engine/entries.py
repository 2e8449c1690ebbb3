"""Entries: from school to post or practice, with residents kept outside the stock (method 1.8)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray, Inputs, Training


def graduates(
    intake: Mapping[int, float],
    years_of_study: Mapping[int, int],
    delay_shares: Mapping[int, float],
    dropout: Mapping[int, float],
) -> dict[int, dict[int, float]]:
    """Return persons who graduate in each year, by years of study (equation 1.8).

    intake: persons by year of entry. years_of_study: length by year of entry. delay_shares: share
    of an intake that graduates that many years late. dropout: probability of leaving school in a
    calendar year. G(y) sums intake x prod(1 - w_t) over the D years of study x delay share.
    """
    found: dict[int, dict[int, float]] = {}
    for entered, persons in sorted(intake.items()):
        length = years_of_study[entered]
        years = range(entered + 1, entered + length + 1)
        finishing = persons * math.prod(1.0 - dropout[year] for year in years)
        for late, share in sorted(delay_shares.items()):
            year = found.setdefault(entered + length + late, {})
            year[length] = year.get(length, 0.0) + finishing * share
    return found


@dataclass(frozen=True)
class TrainingFlows:
    """The doctors' pipeline by year, persons, [Y]; `residents` is a stock at 31 December.

    candidates: those who may take a post, by place on the cadre axis. by_specialty: the new
    specialists of each specialty, [K, Y]; all of them in one where none is told apart.
    """

    graduates: FloatArray
    graduates_abroad: FloatArray
    not_practising: FloatArray
    residents_in: FloatArray
    residents: FloatArray
    new_specialists: FloatArray
    residency_lost: FloatArray
    specialists_abroad: FloatArray
    candidates: dict[int, FloatArray]
    by_specialty: FloatArray


def run_training(training: Training) -> TrainingFlows:
    """Follow graduates to residency, practice or abroad, year by year (equations 1.9 to 1.11).

    Of the graduates a share goes abroad and a share does not practise; of the rest a share takes
    up residency up to the number of places; residents finish after each length, some are lost,
    some emigrate. What is left may take a post: generalists at once, specialists at the end.
    """
    abroad = training.graduates * training.share_abroad
    idle = training.graduates * training.share_idle
    staying = training.graduates - abroad - idle
    residents_in = np.minimum(staying * training.residency_share, training.residency_places)
    began = np.concatenate([training.residents_before, residents_in])
    finishing_by = _finishing(began, training)
    finishing = finishing_by.sum(axis=0)
    before = len(training.residents_before)
    residents = np.cumsum(began - finishing)[before:]
    finished = finishing[before:]
    lost = finished * training.residency_loss
    new = finished - lost
    new_abroad = new * training.specialist_abroad
    candidates = {
        training.generalist: staying - residents_in,
        training.specialist: new - new_abroad,
    }
    flows = (training.graduates, abroad, idle, residents_in, residents, new, lost, new_abroad)
    by_specialty = finishing_by[:, before:] * (1.0 - training.residency_loss)
    return TrainingFlows(*flows, candidates, by_specialty)


def _finishing(began: FloatArray, training: Training) -> FloatArray:
    """Return how many residents of each specialty finish in each year, [K, U] (equation 1.25).

    began: persons who began in each year, [U].
    """
    choice = training.choice
    if choice is None:
        choice = np.repeat(training.residency_weights[None, :, None], len(began), axis=2)
    chosen = choice * began
    finishing = np.zeros((len(choice), len(began)))
    for i, length in enumerate(training.residency_years):
        if length < len(began):
            finishing[:, length:] += chosen[:, i, : len(began) - length]
    return finishing


def candidates_of(inputs: Inputs, training: TrainingFlows | None) -> FloatArray:
    """Return who may take a post, [Y, C]: doctors from the pipeline, others from their schools."""
    candidates = inputs.recruitment.candidates.copy()
    for cadre, persons in (training.candidates if training is not None else {}).items():
        candidates[:, cadre] = persons
    return candidates


@dataclass(frozen=True)
class Placements:
    """Where new staff go: persons, [Y, T, C] for posts, [Y, T, S, C] for entries by kind."""

    posts: FloatArray
    filled: FloatArray
    recruitment: FloatArray
    opening: FloatArray

    def take(self, year: int, hired: FloatArray) -> None:
        """Book posts that others than candidates fill: persons, [T, C]."""
        self.filled[year] += hired


def place(inputs: Inputs, candidates: FloatArray) -> Placements:
    """Fill posts up to the candidates, then settle the remaining doctors (equations 1.12, 1.13).

    candidates: persons, [Y, C], infinite where no school limits them. Where posts ask for more
    people than there are, every territory gets the same share of what it would have filled.
    """
    return _placed(inputs, inputs.recruitment.posts.copy(), inputs.recruitment.fill, candidates)


def _placed(
    inputs: Inputs, posts: FloatArray, fill: FloatArray, candidates: FloatArray
) -> Placements:
    wanted = posts * fill
    asked = wanted.sum(axis=1)
    share = np.divide(candidates, asked, out=np.ones_like(asked), where=asked > candidates)
    filled = wanted * share[:, None, :]
    hired = np.zeros((*wanted.shape[:2], 2, wanted.shape[2]))
    hired[:, :, PUBLIC] = filled
    opening = np.zeros_like(hired)
    if inputs.training is not None:
        for cadre in (inputs.training.generalist, inputs.training.specialist):
            # Where candidates bind, rounding may leave a hair less than nobody.
            rest = np.maximum(candidates[:, cadre] - filled[:, :, cadre].sum(axis=1), 0.0)
            opening[:, :, PRIVATE, cadre] = rest[:, None] * inputs.recruitment.opening
    return Placements(posts, filled, hired, opening)


def open_again(
    placed: Placements, year: int, share: FloatArray, inputs: Inputs, candidates: FloatArray
) -> None:
    """Open again what the year before left unfilled, and fill the year anew (equation 1.15).

    placed: changed at the place `year` of its first axis. share: share of the unfilled posts,
    [T, C]. candidates: persons, [Y, C].
    """
    posts = placed.posts[year] + share * (placed.posts[year - 1] - placed.filled[year - 1])
    fill = inputs.recruitment.fill[year]
    anew = _placed(inputs, posts[None], fill[None], candidates[year][None])
    for kept, found in zip(vars(placed).values(), vars(anew).values(), strict=True):
        kept[year] = found[0]
