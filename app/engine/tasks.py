"""Task shifting: work that one cadre does for another, in full-time equivalents alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray, Tasks


def shift_tasks(fte: FloatArray, tasks: Tasks) -> FloatArray:
    """Return full-time equivalents after some cadres did tasks of others (equation 1.21).

    fte: by year, the base year first, [1 + Y, T, S, C]; the base year stays as it is. A cadre gives
    no more work than it has; the tasks beyond that stay with the cadre that does them today.
    """
    before = fte[1:]
    asked = tasks.shifted * before
    total = asked.sum(axis=3, keepdims=True)
    needed = np.divide(
        total * tasks.takes, tasks.exchange, out=np.zeros_like(before), where=tasks.exchange > 0
    )
    given = np.minimum(needed, before)
    done = (given * tasks.exchange).sum(axis=3, keepdims=True)
    relieved = asked * np.divide(done, total, out=np.zeros_like(total), where=total > 0)
    return np.concatenate([fte[:1], before - given + relieved])
