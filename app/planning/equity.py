"""How evenly staff is spread over the regions or the provinces of a territory, year by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from app.engine import equity as engine
from app.planning.needs import need_apart
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.planning.lines import Line, View
    from app.planning.places import Places
    from app.planning.study import Study
    from app.problems import Message

Level = Literal["regions", "provinces"]
Weight = Literal["population", "need"]
Years = tuple[float | None, ...]  # one value a year, None where there is none

_LEVELS = {"regions": "region", "provinces": "province"}


class Standing(NamedTuple):
    """One territory in one year: its shares, and those of it and all that are less dense."""

    line: Line
    weight_share: float | None
    staff_share: float | None
    weight_up_to: float | None
    staff_up_to: float | None


@dataclass(frozen=True)
class Equity:
    """Indices of how unevenly staff is spread over territories of one level.

    Each is None in a year where it has no value: nobody at work, a territory without staff for
    Theil's L and for the two ratios, 30 territories or fewer for the tenths. Between and within
    are the parts of Theil's T between regions and inside them; where regions themselves are
    compared there is no such split. `curve` holds the Lorenz curve of all years. `method` names the
    need that staff is compared with, None where it is compared with the population; the lines of
    `territories` carry that need.
    """

    level: Level
    weight: Weight
    years: tuple[int, ...]
    territories: Mapping[str, tuple[Line, ...]]
    method: Message | None
    curve: engine.Lorenz
    gini: Years
    theil_t: Years
    theil_between: Years
    theil_within: Years
    theil_l: Years
    hoover: Years
    max_min: Years
    p90_p10: Years

    def standings(self, year: int) -> tuple[Standing, ...]:
        """Return the territories in a year, the least dense first."""
        at = self.years.index(year)
        lines = [lines[at] for lines in self.territories.values()]
        columns = (self.curve.weight[at], self.curve.staff[at])
        shares = [_known(np.diff(column)) for column in columns]
        up_to = [_known(column[1:]) for column in columns]
        ordered = [lines[index] for index in self.curve.order[at]]
        return tuple(map(Standing, ordered, *shares, *up_to))


def equity(study: Study, view: View, level: Level, weight: Weight) -> Equity:
    """Compare the territories of one level inside that of a view, up to its last year.

    Staff is compared with a need that differs between inhabitants where the plan has figures for
    one, failing that with the need of the norm. Fewer than two territories, parts that have none,
    or a norm that gives no need where no other method does, is a Problem.
    """
    codes = _compared(study.places, view.territory, level)
    found: Mapping[str, tuple[Line, ...]] = {
        code: study.lines(replace(view, territory=code)) for code in codes
    }
    method = None
    if weight == "need":
        method, found = _with_need(study, view, found)
    against = _array(found, weight)
    staff = _array(found, "stock")
    between, within = _split(study.places, codes, level, against, staff)
    return Equity(
        level=level,
        weight=weight,
        years=tuple(line.year for line in found[codes[0]]),
        territories=found,
        method=method,
        curve=engine.lorenz(against, staff),
        gini=_known(engine.gini(against, staff)),
        theil_t=_known(engine.theil_t(against, staff)),
        theil_between=between,
        theil_within=within,
        theil_l=_known(engine.theil_l(against, staff)),
        hoover=_known(engine.hoover(against, staff)),
        max_min=_known(engine.max_min(against, staff)),
        p90_p10=_known(engine.p90_p10(against, staff)),
    )


def _with_need(
    study: Study, view: View, found: Mapping[str, tuple[Line, ...]]
) -> tuple[Message, Mapping[str, tuple[Line, ...]]]:
    """Return the method that staff is compared with, and the lines with the need that it gives."""
    apart = need_apart(study, tuple(replace(view, territory=code) for code in found))
    if apart is None:
        _refuse_without_need(study, view)
        return message("Norm: {norm}", norm=view.norm.names), found
    method, need = apart
    return method, {
        code: tuple(map(_needing, lines, column))
        for (code, lines), column in zip(found.items(), need.T.tolist(), strict=True)
    }


def _needing(line: Line, need: float) -> Line:
    """Return a line with another need; it is above zero."""
    return replace(line, need=need, deficit=need - line.stock, coverage=line.stock / need)


def _refuse_without_need(study: Study, view: View) -> None:
    note = study.gap_note(view)
    if note is not None:
        raise Problem(note, remedy=message("Compare staff with the population instead."))


def _compared(places: Places, territory: str, level: Level) -> tuple[str, ...]:
    """Return the territories of one level inside another, in the plan's order."""
    whole = set(places.leaves(territory))
    inside = {
        row.code: set(places.leaves(row.code))
        for row in places.rows.territories
        if row.level == _LEVELS[level]
    }
    codes = tuple(code for code, leaves in inside.items() if leaves <= whole)
    if len(codes) <= 1:
        raise _incomparable(
            message(
                "{where}: there are not two territories of this level to compare.",
                where=places.by_code[territory].names,
            )
        )
    if set().union(*(inside[code] for code in codes)) != whole:
        raise _incomparable(
            message(
                "{where}: part of it is not divided this way; only equal levels can be compared.",
                where=places.by_code[territory].names,
            )
        )
    return codes


def _incomparable(what: Message) -> Problem:
    return Problem(what, remedy=message("Choose the other level or another territory."))


def _array(found: Mapping[str, tuple[Line, ...]], name: str) -> FloatArray:
    """Return a value of lines by year and territory, [1 + Y, T]."""
    return np.array([[getattr(line, name) for line in lines] for lines in found.values()]).T


def _split(
    places: Places, codes: tuple[str, ...], level: Level, against: FloatArray, staff: FloatArray
) -> tuple[Years, Years]:
    """Return Theil's T between regions and within them; nothing where regions are compared."""
    if level == "regions":
        return (None,) * len(staff), (None,) * len(staff)
    parents = [places.by_code[code].parent for code in codes]
    split = engine.theil_split(against, staff, np.unique(parents, return_inverse=True)[1])
    return _known(split.between), _known(split.within)


def _known(values: FloatArray) -> Years:
    return tuple(None if np.isnan(value) else value for value in values.tolist())
