"""How strongly a result answers to one of its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.engine.need import ratio

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray


def elasticity(below: FloatArray, at: FloatArray, above: FloatArray, step: float) -> FloatArray:
    """Return the percentage by which results move for one per cent of an input (equation 6.2).

    below, at, above: results with the input times 1 - step, as it is, and times 1 + step, in any
    unit and of one shape. Not-a-number where the result itself is zero. Source: the central
    difference, a textbook formula.
    """
    return ratio(above - below, 2.0 * step * at)
