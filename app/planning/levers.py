"""The levers and assumptions that a study offers to be moved, and the measures that move them.

A lever is a decision, an assumption how the world behaves; both are moved alike. Where one figure
stands for everyone, it is set. Where figures differ from one to another, or from year to year,
they are multiplied together, or raised by the same number, so that they keep their pattern.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from app.courtesy import cached_property
from app.language import decimals_of
from app.models.rows import MeasureRow
from app.planning.abroad import reaches
from app.planning.entered import ENTERED
from app.planning.fields import Fields
from app.planning.figure_rules import is_share
from app.planning.leaving import CERTAIN
from app.planning.lever_catalogue import OPERATION, READING, SIDE, comes_whole
from app.planning.lever_figures import Figures, Scope
from app.planning.lever_offers import Offers
from app.planning.lever_ranges import called, changes, factors, values
from app.planning.scenario_tree import stack
from app.planning.schooling import SPECIALIST
from app.planning.specialties import SPECIALTY_SHARE, specialties_of
from app.planning.trial import TRIAL
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.engine.inputs import FloatArray
    from app.models.rows import ContractRow, MissionRow, PlanRows
    from app.planning.lever_catalogue import Side
    from app.planning.lever_offers import Offered
    from app.planning.lever_ranges import Span
    from app.planning.study import Study

Operation = Literal["set", "add", "multiply"]
_SHARE_GRADUATES = ("share_abroad", "share_not_practising")  # of the same graduates
_DIGITS = 6  # of the ends of a slider, after the point


@dataclass(frozen=True)
class Lever:
    """What can be moved, whom and which years it concerns, and between what.

    operation: how a measure moves it; a factor stands at 1 in the plan, a change at 0. unit: as the
    data write it. low, high: the plausible band, None where nobody gave one. stands: what stands
    for it in the scenario of the study that offers it, whatever is being tried on top; a measure
    that is made from it counts with that.
    """

    table: str
    parameter: str
    cadre: str
    sector: str
    territory: str
    side: Side
    operation: Operation
    unit: str
    least: float
    most: float
    step: float
    low: float | None
    high: float | None
    year_from: int
    year_to: int
    stands: float
    ramp_years: int = 0

    @property
    def key(self) -> str:
        """What it is known by in a plan, whatever stands for it."""
        return ".".join(self.scope)

    @property
    def is_whole(self) -> bool:
        """Whether it is moved by whole people or whole years; a plan may still stand between."""
        return self.operation != "multiply" and comes_whole(self.parameter, self.unit)

    @property
    def scope(self) -> Scope:
        """What it speaks of."""
        return Scope(self.table, self.parameter, self.cadre, self.sector, self.territory)


def levers(study: Study, territory: str = "") -> tuple[Lever, ...]:
    """Return what can be moved in a territory of a plan, the whole plan where none is named.

    What holds for the whole plan at once, as schools do, is offered there alone. A lever takes the
    years and the operation of a line of the scenario that moves the same already; failing that, it
    begins with the line of another scenario on the same, else in the year in which most lines of
    the plan begin, else in the first projected year, and lasts until the horizon.
    """
    place = territory or study.places.home
    if ("levers", place) not in study.kept:
        study.kept["levers", place] = tuple(_Desk(study, place).levers())
    found: tuple[Lever, ...] = study.kept["levers", place]
    return found


def lever_of(study: Study, key: str) -> Lever:
    """Return the lever that has a key; refuses one that the plan does not offer."""
    *_, territory = key.split(".", len(Scope._fields) - 1)
    place = territory if territory in study.places.by_code else study.places.home
    known: tuple[Lever, ...] = study.kept.get(("levers", place), ())
    for lever in known or _Desk(study, place).levers(key):
        if lever.key == key:
            return lever
    raise Problem(
        message("The plan has nothing to move under the code {code}.", code=key),
        remedy=message("Choose another lever or assumption for this line."),
    )


def value(study: Study, lever: Lever, rows: PlanRows | None = None) -> float:
    """Return what stands for a lever in the scenario of a study, what is tried included.

    rows: those to read in place of the study's own, from which they differ in measures alone.

    It is read in the first year in which the lever is moved all the way. For a lever that is set,
    the figure itself, or where people or places differ in it a mean, as `Figures` weights it. For a
    factor, that figure over the one of the plan without measures; for a change, its difference.
    """
    years = study.places.axes.years[1:]
    if not years:
        return lever.stands
    year = min(max(_full(lever), years[0]), years[-1])
    rows = study.rows if rows is None else rows
    here = _figures(study, rows, study.scenario.id)
    if lever.operation == "set":
        return here.value(lever.scope, year)
    plain = _figures(study, rows)
    return _against(lever.operation, *(one.value(lever.scope, year) for one in (here, plain)))


def measure(rows: PlanRows, lever: Lever, value: float, reason: str = "") -> MeasureRow:
    """Return the line that brings a lever to a value, to be tried on the scenario it stands in.

    Its source is the plan itself, where the plan knows that source yet.
    """
    amount = {
        "set": value,
        "add": value - lever.stands,
        "multiply": value / (lever.stands or 1.0),
    }[lever.operation]
    return MeasureRow(
        scenario=TRIAL, line=1, table=lever.table, parameter=lever.parameter, cadre=lever.cadre,
        sector=lever.sector, territory=lever.territory, year_from=lever.year_from,
        year_to=lever.year_to, operation=lever.operation, value=amount,
        unit="" if lever.operation == "multiply" else lever.unit, ramp_years=lever.ramp_years,
        reason=reason, source=next((s.id for s in rows.sources if s.id == ENTERED), ""),
        grade="recalled-unverified",
    )  # fmt: skip


def as_lever(line: MeasureRow) -> Lever | None:
    """Return a lever that moves what a line moves, in its years and its way; None for other lines.

    It has no ends: it serves to read what stands for the line's figures in one study and another.
    """
    if (line.table, line.parameter) not in SIDE:
        return None
    step = 10.0 ** -(2 + decimals_of(line.value * 100))
    return Lever(
        line.table, line.parameter, line.cadre or "ALL", line.sector or "ALL", line.territory,
        SIDE[line.table, line.parameter], line.operation, line.unit, 0.0, 0.0, step, None, None,
        line.year_from, line.year_to, 0.0, line.ramp_years,
    )  # fmt: skip


def moved_by(study: Study, lever: Lever) -> MeasureRow | None:
    """Return the last line of a study's own scenario that moves the very same; None without one."""
    own = [line for line in study.rows.measures if line.scenario == study.scenario.id]
    desk = _Desk(study, lever.territory)
    ordered = sorted(own, key=lambda line: line.line)
    return desk.line(lever.scope, ordered)


def _figures(study: Study, rows: PlanRows, scenario: str = "") -> Figures:
    """Return the figures of rows under a scenario, without measures where none is named."""
    posts = study.inputs.recruitment
    own = scenario == study.scenario.id and rows is study.rows
    made = (posts.posts, posts.fill) if own else None
    return Figures(Fields(rows, study.places, scenario), study.inputs.stock, made)


def _full(lever: Lever) -> int:
    """Return the first year in which a lever is moved all the way."""
    return min(lever.year_from + max(lever.ramp_years - 1, 0), lever.year_to)


def _against(operation: Operation, here: float, plain: float) -> float:
    """Return a figure as a lever shows it, beside the plain one of the plan."""
    if operation == "set":
        return here
    return here - plain if operation == "add" else here / (plain or 1.0)


@dataclass(frozen=True)
class _Desk:
    """Makes the levers of a study for a territory."""

    study: Study
    territory: str

    def levers(self, key: str = "") -> Iterator[Lever]:
        """Give the levers, in the order of the catalogue; where a key is given, that one alone."""
        if not self._years:
            return
        for offered in Offers(self._now, self.territory).all():
            if key in ("", ".".join(offered.scope)):
                lever = self._lever(offered)
                if lever is not None:
                    yield lever

    @cached_property
    def _years(self) -> tuple[int, ...]:
        return self.study.places.axes.years[1:]

    @cached_property
    def _below(self) -> str:
        """The scenario on which whatever is tried stands."""
        own = self.study.scenario
        return own.parent if own.id == TRIAL else own.id

    @cached_property
    def _now(self) -> Figures:
        return _figures(self.study, self.study.rows, self._below)

    @cached_property
    def _plain(self) -> Figures:
        return _figures(self.study, self.study.rows)

    @cached_property
    def _edges(self) -> dict[tuple[str, str], tuple[Figures, Figures]]:
        """The figures at their low and at their high, by what has been asked for."""
        return {}

    def _at_edges(self, table: str, parameter: str) -> tuple[Figures, Figures]:
        """Return the figures of a parameter at their low and at their high."""
        key = (table, "" if table == "recruitment" else parameter)
        if key not in self._edges:
            low, high = (_at_edge(self.study.rows, *key, end) for end in ("low", "high"))
            self._edges[key] = _figures(self.study, low), _figures(self.study, high)
        return self._edges[key]

    def _lever(self, offered: Offered) -> Lever | None:
        """Return the lever for some figures; None where a factor has nothing to multiply."""
        scope = offered.scope
        line = self.line(scope, stack(self.study.rows, self.study.scenario.id))
        first = self._first(offered) if line is None else self._within(line.year_from, offered)
        last = self._years[-1] if line is None else min(line.year_to, self._years[-1])
        bare = Lever(
            *scope, offered.offer.side, "set", offered.unit, 0.0, 0.0, 0.0, None, None, first, last,
            0.0, 0 if line is None else line.ramp_years,
        )  # fmt: skip
        return self._filled(replace(bare, operation=self._operation(bare, line)), offered)

    def line(self, scope: Scope, lines: Sequence[MeasureRow]) -> MeasureRow | None:
        """Return the last of some lines that moves the very same figures."""
        for line in reversed(lines):
            here = line.year_from <= self._years[-1] and line.year_to >= self._years[0]
            if here and self._is_same(line, scope):
                return line
        return None

    def _is_same(self, line: MeasureRow, scope: Scope) -> bool:
        """Say whether a line moves what a lever moves, and nothing more."""
        places = self.study.places
        if (line.table, line.parameter) != (scope.table, scope.parameter):
            return False
        if scope.table in ("contracts", "missions"):
            rows = self._reached(scope)
            return bool(rows) and all(reaches(self._now.fields, line, row) for row in rows)
        if line.cadre != scope.cadre and (
            places.cadre_indexes(line.cadre) != places.cadre_indexes(scope.cadre)
            or not places.cadre_indexes(line.cadre)
        ):
            return False
        where = [places.territory_indexes(one.territory) for one in (line, scope)]
        return where[0] == where[1] and line.sector in ("", "ALL", scope.sector)

    def _reached(self, scope: Scope) -> Sequence[ContractRow | MissionRow]:
        """Return the contracts or missions that a lever moves."""
        if READING[scope.table, scope.parameter] == "called":
            return self._now.prepared(scope)
        return self._now.contracts(scope)

    def _first(self, offered: Offered) -> int:
        """Return the year in which a lever begins that no line of its scenario moves yet."""
        if offered.first is not None:
            return offered.first
        line = self.line(offered.scope, self.study.rows.measures)
        begun = Counter(row.year_from for row in self.study.rows.measures if row.scenario != TRIAL)
        usual = begun.most_common(1)[0][0] if begun else self._years[0]
        return self._within(usual if line is None else line.year_from, offered)

    def _within(self, year: int, offered: Offered) -> int:
        if offered.first is not None:
            return min(year, offered.first)
        return min(max(year, self._years[0]), self._years[-1])

    def _operation(self, lever: Lever, line: MeasureRow | None) -> Operation:
        """Return how a lever moves: as its line does, else as the figures allow."""
        if lever.parameter in OPERATION:
            return OPERATION[lever.parameter]
        if line is not None:
            return line.operation
        if _is_even(self._now.spread(lever.scope, self._range(lever))):
            return "set"
        return "multiply" if _is_rate(lever.unit) else "add"

    def _range(self, lever: Lever) -> range:
        return range(max(lever.year_from, self._years[0]), lever.year_to + 1)

    def _filled(self, lever: Lever, offered: Offered) -> Lever | None:
        """Return a lever with what stands for it, its ends and its band."""
        year = _full(lever)
        here = self._now.value(lever.scope, year)
        plain = here if lever.operation == "set" else self._plain.value(lever.scope, year)
        stands = _against(lever.operation, here, plain)
        if lever.operation == "multiply" and (not plain or not stands):
            return None
        band = self._band(lever, offered, plain)
        lever = replace(lever, stands=stands)
        span = self._span(lever, band).holding(stands)
        if not _is_rate(lever.unit):
            span = span.holding(*(band or ()))
        least, most, step = map(_tidy, span)
        low, high = band or (None, None)
        return replace(lever, least=least, most=most, step=step, low=low, high=high)

    def _band(self, lever: Lever, offered: Offered, plain: float) -> tuple[float, float] | None:
        """Return the plausible band: the low and the high of the rows, shown as the lever is."""
        during = [row for row in offered.rows if _speaks_of(row, _full(lever))]
        if not during or any(None in _ends(row, lever.parameter) for row in during):
            return None
        low, high = (
            _against(lever.operation, one.value(lever.scope, _full(lever)), plain)
            for one in self._at_edges(lever.table, lever.parameter)
        )
        return (_tidy(low), _tidy(high)) if low < high else None

    def _span(self, lever: Lever, band: tuple[float, float] | None) -> Span:
        """Return between what a lever that stands somewhere can be moved."""
        unit, stands = lever.unit, lever.stands
        if READING[lever.table, lever.parameter] == "called":
            prepared = [_size(row) for row in self._now.prepared(lever.scope)]
            return called(stands, max(prepared))
        if lever.operation == "add":
            least = float(np.nanmin(self._now.spread(lever.scope, self._range(lever))))
            return changes(lever.parameter, unit, max(least - stands, 0.0))
        if lever.operation == "multiply":
            return factors(self._largest(lever) / stands if is_share(unit) else 0.0)
        staff = self._now.people(lever.scope)
        span = values(lever.parameter, unit, stands or max(band or (0.0,)), staff)
        return span.up_to(self._room(lever)) if is_share(unit) else span

    def _largest(self, lever: Lever) -> float:
        """Return the largest share that a factor multiplies.

        The end of private practice is certain at a last age, and no factor moves that.
        """
        found = self._now.spread(lever.scope, self._range(lever))
        kept = found < CERTAIN if lever.parameter == "private_exit" else ~np.isnan(found)
        return float(np.max(found[kept], initial=0.0))

    def _room(self, lever: Lever) -> float:
        """Return the most that a share may be beside the others of the same whole."""
        if lever.parameter in _SHARE_GRADUATES:
            others = [lever.scope._replace(parameter=one) for one in _SHARE_GRADUATES]
        elif lever.parameter == SPECIALTY_SHARE:
            codes = specialties_of(self.study.places, SPECIALIST)
            others = [lever.scope._replace(cadre=code) for code in codes]
        else:
            return 1.0
        beside = [one for one in others if one != lever.scope]
        return 1.0 - max(
            sum(self._now.value(one, year) for one in beside) for year in self._range(lever)
        )


def _tidy(end: float) -> float:
    """Return an end of a slider or of a band without the dust of its arithmetic."""
    return round(end, _DIGITS) + 0.0


def _is_even(figures: FloatArray) -> bool:
    """Say whether one figure stands for everyone and every year; nothing at all is one too."""
    unsaid = np.isnan(figures)
    return bool(unsaid.all() or (not unsaid.any() and np.ptp(figures) == 0))


def _is_rate(unit: str) -> bool:
    return is_share(unit) or unit.startswith(("multiplier", "full-time"))


def _size(row: Any) -> float:  # noqa: ANN401  a contract or a mission
    """Return the persons of a prepared contract, or the person-months of a mission."""
    return float(row.persons * getattr(row, "months_each", 1.0))


def _speaks_of(row: Any, year: int) -> bool:  # noqa: ANN401  a row of any table that has levers
    """Say whether a row has a range and speaks of a year."""
    return hasattr(row, "year_from") and bool(row.year_from <= year <= row.year_to)


def _ends(row: Any, parameter: str) -> tuple[float | None, ...]:  # noqa: ANN401  the same
    """Return the low and the high of a row, as far as it has them."""
    named = {"posts": "posts_", "fill_rate": "fill_"}.get(parameter, "")
    return tuple(getattr(row, f"{named}{end}", None) for end in ("low", "high"))


def _at_edge(rows: PlanRows, table: str, parameter: str, end: str) -> PlanRows:
    """Return the rows of a table, one parameter of them if named, with values at an end of theirs.

    The other rows of that table are left out.
    """
    fields = (
        {"posts": f"posts_{end}", "fill_rate": f"fill_{end}"} if not parameter else {"value": end}
    )
    found = []
    for row in getattr(rows, table):
        if parameter in ("", getattr(row, "parameter", "")):
            given = {name: getattr(row, ends) for name, ends in fields.items()}
            told = {name: one for name, one in given.items() if one is not None}
            found.append(replace(row, **told))
    changed: Any = {table: tuple(found)}
    return replace(rows, **changed)
