"""What new residents choose: shares by specialty of those who begin a residency in a year.

The specialties are those that the plan puts below specialist doctors. A share is a figure of the
training pipeline for one specialty, and so is the length of its residency; what the shares leave
goes to a specialty that nobody knows, with the lengths of all residents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.planning.fields import changed, held, nearest, refused_row
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.models.rows import PipelineRow
    from app.planning.fields import Fields
    from app.planning.places import Places
    from app.problems import Message

SPECIALTY_SHARE, RESIDENCY_YEARS = "specialty_share", "residency_years"
_LONGEST = 12  # years of residency
_TOLERANCE = 1e-6  # of shares that add up to 1


@dataclass(frozen=True)
class Choice:
    """What residents choose; the specialty not known comes last and has no code.

    lengths: years of residency. first: the first year of which the shares speak. shares: of those
    who begin in each year, on each specialty and length, [K, L, U].
    """

    codes: tuple[str, ...]
    lengths: tuple[int, ...]
    first: int
    shares: FloatArray

    def finishing(self, year: int) -> dict[int, float]:
        """Return the share of each length in the residencies that come to an end in a year."""
        began = [year - length - self.first for length in self.lengths]
        found = [float(self.shares[:, i, u].sum()) for i, u in enumerate(began)]
        return {n: share for n, share in zip(self.lengths, found, strict=True) if share}


def specialties_of(places: Places, cadre: str) -> tuple[str, ...]:
    """Return the specialties that a plan puts below a cadre, in its order."""
    known = (row for row in places.rows.cadres if row.level == "specialty")
    return tuple(row.code for row in known if row.parent == cadre)


def choice(fields: Fields, cadre: str, lengths: Mapping[int, float]) -> Choice | None:
    """Return what those who train for a cadre choose; None where the plan gives no share.

    lengths: the share of all residents on each length of residency. Refuses a share of what is no
    specialty of the cadre, a share below nothing, shares of a year that pass 1 together.
    """
    below = specialties_of(fields.places, cadre)
    rows = [row for row in fields.rows.pipeline if row.parameter == SPECIALTY_SHARE]
    for row in rows:
        if row.cadre not in below:
            said = message("Residents choose a specialty of specialist physicians.")
            raise refused_row(row, said)
    named = {row.cadre for row in rows}
    named |= {line.cadre for line in fields.measures_on("pipeline", SPECIALTY_SHARE)}
    codes = tuple(code for code in below if code in named)
    if not codes or not lengths:
        return None
    own = {code: _own_lengths(fields, code) for code in codes}
    every = tuple(sorted({*lengths, *(int(row.value) for found in own.values() for row in found)}))
    axes = fields.places.axes
    years = range(axes.base_year - max(every) + 1, axes.horizon + 1)
    shares = np.zeros((len(codes) + 1, len(every), len(years)))
    at_large = np.array([lengths.get(n, 0.0) for n in every])
    for u, year in enumerate(years):
        chosen = _chosen(fields, codes, year)
        for k, code in enumerate(codes):
            alone = np.array([float(n == held(own[code], year)) for n in every])
            shares[k, :, u] = chosen[k] * (alone if own[code] else at_large)
        shares[-1, :, u] = max(1.0 - sum(chosen), 0.0) * at_large
    return Choice((*codes, ""), every, years.start, shares)


def _own_lengths(fields: Fields, code: str) -> list[PipelineRow]:
    """Return the rows on the residency of one specialty; refuses a part of a year."""
    rows = fields.pipeline_rows(RESIDENCY_YEARS, code)
    for row in rows:
        if row.value not in range(1, _LONGEST + 1):
            text = message("Studies last a whole number of years, 1 to {most}.", most=_LONGEST)
            raise refused_row(row, text)
    return rows


def _chosen(fields: Fields, codes: tuple[str, ...], year: int) -> list[float]:
    """Return the share of each specialty among those who begin in a year, measures included."""
    found: list[float] = []
    for code in codes:
        rows = fields.pipeline_rows(SPECIALTY_SHARE, code)
        share = np.array([held(rows, year)])
        for measure in fields.measures_on("pipeline", SPECIALTY_SHARE):
            if measure.cadre == code:
                share = changed(share, measure, year)
        found.append(float(share[0]))
        if wrong := _wrong(found):
            text = message("{where}: {text}", where=str(year), text=wrong)
            raise refused_row(nearest(rows, year), text) if rows else Problem(text, code)
    return [share / max(sum(found), 1.0) for share in found]


def _wrong(shares: list[float]) -> Message | None:
    """Return what is wrong with the last of some shares beside those before it."""
    if shares[-1] < 0.0:
        return message("{value}: this figure cannot be below zero.", value=shares[-1])
    if sum(shares) > 1.0 + _TOLERANCE:
        return message("The shares of new residents by specialty add up to more than 1.")
    return None
