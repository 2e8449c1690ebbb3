"""Where those go who leave the country: shares of the departures, one exit for each destination.

A share is an assumption of the plan, by age, sector, sex, cadre and territory like the probability
of leaving itself. What the shares leave is the destination that nobody knows. Without any share
departures stay one kind of exit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.exits import part_of_force
from app.planning.cells import cell
from app.planning.fields import refused_row
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.planning.fields import Fields

EMIGRATION = "emigration"
# Each is at once an assumption, the share of a destination, and the kind of exit that it makes.
DESTINATIONS = (
    "emigration_to_france", "emigration_to_germany", "emigration_to_gulf", "emigration_to_canada",
    "emigration_to_elsewhere",
)  # fmt: skip
UNKNOWN = "emigration_to_unknown"
DEPARTURES = (*DESTINATIONS, UNKNOWN)
_TOLERANCE = 1e-6  # of shares that add up to 1


def by_destination(fields: Fields, rate: FloatArray) -> dict[str, FloatArray]:
    """Return the probability of leaving for each destination, [Y, A, T|1, S, X, C].

    rate: that of leaving the country. A measure on a share moves the departures for this
    destination, and no other takes them over. Refuses shares of a cell that pass 1 together.
    """
    given = [kind for kind in DESTINATIONS if fields.knows(kind)]
    if not given or (rate >= 1.0).any():  # nobody can be certain to leave: the engine refuses it
        return {EMIGRATION: rate}
    plain = {kind: np.nan_to_num(fields.cells(kind, measured=False)) for kind in given}
    left = 1.0 - _together(fields, plain)
    parts = {kind: np.nan_to_num(fields.cells(kind)) for kind in given}
    parts[UNKNOWN] = np.where(left > _TOLERANCE, left, 0.0)
    return {kind: part_of_force(rate, part) for kind, part in parts.items()}


def _together(fields: Fields, shares: Mapping[str, FloatArray]) -> FloatArray:
    """Return the sum of shares by destination; refuses more than 1, naming the row that does it."""
    total: FloatArray = np.zeros((1,) * 6)
    for kind, share in shares.items():
        total = total + share
        over = np.argwhere(total > 1.0 + _TOLERANCE)
        if len(over):
            text = message("The shares by destination add up to more than 1.")
            axes = "YAtSXC" if total.shape[2] == 1 else "YATSXC"
            where = cell(axes, over[0].tolist(), fields.places)
            row = fields.row_of(kind, over[0].tolist())
            raise refused_row(row, message("{where}: {text}", where=where, text=text))
    return total
