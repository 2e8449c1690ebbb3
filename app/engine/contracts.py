"""Foreign contracts: groups with a start and an end, beside the main stock (method 1.2, 1.24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.axes import Axes
    from app.engine.inputs import Contracts, FloatArray


@dataclass(frozen=True)
class ContractFlows:
    """People on contract by year: persons and full-time equivalents, [1 + Y, T, S, C]."""

    stock: FloatArray
    fte: FloatArray
    start: FloatArray
    end: FloatArray
    break_off: FloatArray


@dataclass(frozen=True)
class Stages:
    """What becomes of calls for people, persons [group]: from the posts to the arrived."""

    posts: FloatArray
    applicants: FloatArray
    licensed: FloatArray
    hired: FloatArray
    arrived: FloatArray


def answer_calls(
    posts: FloatArray, applicants_per_post: FloatArray, licensed: FloatArray, arriving: FloatArray
) -> Stages:
    """Return the stages of calls (equation 1.24).

    posts: persons asked for, [group]. applicants_per_post: a number from 0 on, [group]. licensed,
    arriving: shares of the applicants and of those hired, [group].
    """
    applicants = posts * applicants_per_post
    fit = applicants * licensed
    hired = np.minimum(posts, fit)
    return Stages(posts, applicants, fit, hired, hired * arriving)


def run_contracts(contracts: Contracts, axes: Axes) -> ContractFlows:
    """Follow each group from its start to the end of its last renewal (equation 1.2).

    A group counts at 31 December of its years; in the year after its last one the share renewed
    stays for the renewal years, the rest leaves; breaks are met by those present at the opening.
    """
    flows = ContractFlows(*np.zeros((5, *axes.flow_shape)))
    for group in range(len(contracts.persons)):
        _run_group(contracts, group, axes, flows)
    return flows


def _run_group(contracts: Contracts, group: int, axes: Axes, flows: ContractFlows) -> None:
    cell = (contracts.territory[group], contracts.sector[group], contracts.cadre[group])
    first, last = int(contracts.first_year[group]), int(contracts.last_year[group])
    persons, fte = float(contracts.persons[group]), float(contracts.fte[group])
    present = 0.0
    for year in range(first, axes.horizon + 1):
        index = year - axes.base_year
        renewed, years, hazard = _terms(contracts, group, max(index, 0))
        over = year > last
        before = persons if year == first else present
        # Those not renewed within their first year never count: they neither enter nor leave.
        started = before * (renewed if over else 1.0) if year == first else 0.0
        ended = before * (1.0 - renewed) if over and year > first else 0.0
        broken = present * hazard if not over and year > first else 0.0
        last = year - 1 + years if over else last
        present += started - ended - broken
        if index >= 0:
            at = (index, *cell)
            flows.stock[at] += present
            flows.fte[at] += fte * _worked(contracts, group, year, (present, ended))
            if index > 0:
                flows.start[at] += started
                flows.end[at] += ended
                flows.break_off[at] += broken


def _terms(contracts: Contracts, group: int, index: int) -> tuple[float, int, float]:
    """Return the share renewed, the years of renewal and the hazard of breaks in a year."""
    arrays = (contracts.renewal_share, contracts.renewal_years, contracts.break_hazard)
    share, years, hazard = (array[group, min(index, array.shape[1] - 1)] for array in arrays)
    return (float(share) if years else 0.0), int(years), float(hazard)


def _worked(contracts: Contracts, group: int, year: int, people: tuple[float, float]) -> float:
    """Return the person-years worked in a year by those present at its end and those who ended."""
    present, ended = people
    first, last = int(contracts.first_year[group]), int(contracts.last_year[group])
    start, end = float(contracts.start_share[group]), float(contracts.end_share[group])
    if year > first:
        return present + ended * end
    if last >= first:
        return present * start
    # The term began and ended between two 31 Decembers: work done, then that of those renewed.
    return float(contracts.persons[group]) * (start + end - 1.0) + present * (1.0 - end)
