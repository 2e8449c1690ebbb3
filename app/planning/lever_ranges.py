"""How far a lever can be moved, and in which steps."""

from __future__ import annotations

from math import floor, inf, log10
from typing import NamedTuple

from app.planning.figure_rules import is_share
from app.planning.lever_catalogue import WHOLE_YEARS

_NICE = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_STEPS = (1.0, 2.0, 5.0)
_COARSE, _FINE = 0.05, 0.01  # of a share
_TIMES = 3.0  # a count reaches so many times what stands
_TWICE = 2.0  # and a factor so much
_MANY, _FEWER = 100.0, 50.0  # steps over the length of a slider, about: of people; of a rate
_FROM_NOTHING = 10.0  # persons or posts, where nothing stands yet
_RARE = 0.1  # a probability of a year, where nothing stands yet
_YEARS, _HALF, _AGE = 5.0, 0.5, 20.0
_TOLERANCE = 1e-9


class Span(NamedTuple):
    """The least and the most that a lever takes, and its step."""

    least: float
    most: float
    step: float

    def up_to(self, most: float) -> Span:
        """Return it without what lies above a number, in whole steps."""
        steps = floor((min(most, self.most) - self.least) / self.step + _TOLERANCE)
        return self._replace(most=self.least + steps * self.step)

    def holding(self, *values: float) -> Span:
        """Return it widened, by whole steps, until it holds some values."""
        below = max((0.0, *((self.least - one) / self.step for one in values)))
        above = max((0.0, *((one - self.most) / self.step for one in values)))
        least, most = (_up(steps) * self.step for steps in (below, above))
        return Span(self.least - least, self.most + most, self.step)


def factors(largest: float) -> Span:
    """Return how far figures can be multiplied of which the largest may not pass 1, if any may not.

    largest: that figure; zero where they are no shares.
    """
    most = min(_TWICE, 1.0 / largest if largest else inf)
    return Span(0.0, max(1.0, floor(most / _COARSE + _TOLERANCE) * _COARSE), _COARSE)


def changes(parameter: str, unit: str, least_figure: float) -> Span:
    """Return how far figures can be raised or lowered together: none falls below zero.

    least_figure: the least of them over the years.
    """
    if parameter in WHOLE_YEARS:
        return Span(-max(least_figure - 1.0, 0.0), _YEARS, 1.0)
    if unit.startswith("years"):
        return Span(-_YEARS, _YEARS, _HALF)
    most = nice((_TIMES - 1.0) * least_figure) if least_figure else _FROM_NOTHING
    step = whole_step(most)
    return Span(-floor(least_figure / step + _TOLERANCE) * step, most, step)


def called(stands: float, prepared: float) -> Span:
    """Return how many persons or person-months can be called up: none that a scenario calls go.

    prepared: the largest number in one of the places.
    """
    most = nice(_TIMES * max(stands, prepared, 1.0))
    return Span(stands, most, whole_step(most))


def values(parameter: str, unit: str, figure: float, staff: float) -> Span:
    """Return between what one figure can be set.

    figure: the larger of what stands and the high end of its range. staff: people in the place, for
    what has no figure yet.
    """
    if unit.startswith("years"):
        return _years(parameter, figure)
    if unit.startswith("probability"):
        most = min(1.0, nice(_TIMES * figure)) if figure else _RARE
        return Span(0.0, most, _step(most / _FEWER))
    if is_share(unit) or unit.startswith("full-time"):
        on_grid = abs(figure / _COARSE - round(figure / _COARSE)) < _TOLERANCE
        return Span(0.0, 1.0, _COARSE if on_grid else _FINE)
    if unit.startswith("multiplier"):
        return Span(0.0, _TWICE, _COARSE)
    most = nice(_TIMES * figure) if figure else max(_FROM_NOTHING, nice(staff / _FROM_NOTHING))
    return Span(0.0, most, whole_step(most))


def _years(parameter: str, figure: float) -> Span:
    step = 1.0 if parameter in WHOLE_YEARS else _HALF
    if figure >= _AGE:
        return Span(figure - _YEARS, figure + _YEARS, step)
    return Span(1.0 if parameter == "renewal_years" else 0.0, max(2 * _YEARS, figure), step)


def nice(value: float) -> float:
    """Return the nearest round number that is not below a positive one."""
    power = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(one for one in _NICE if one * power >= value * (1 - _TOLERANCE)) * power


def whole_step(most: float) -> float:
    """Return the step of a count that reaches so far."""
    return max(1.0, _step(most / _MANY))


def _step(value: float) -> float:
    """Return the nearest round step that is not above a positive value."""
    power = 10.0 ** floor(log10(value) + _TOLERANCE)
    return max(one * power for one in _STEPS if one * power <= value * (1 + _TOLERANCE))


def _up(value: float) -> float:
    return -floor(-value + _TOLERANCE)
