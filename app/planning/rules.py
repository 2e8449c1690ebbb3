"""What an edit must respect before it is written: codes that exist, numbers that make sense.

All changes of an edit are looked at in order, with the codes that earlier ones add or remove, so
that a territory and its staff can come together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.kinds import kind_of
from app.models.rows import (
    CadreRow,
    FactsRow,
    MeasureRow,
    NormRow,
    ScenarioRow,
    SourceRow,
    StoryRow,
    TerritoryRow,
)
from app.planning.edits import Change, Edit, Remove, changes, label, where_is
from app.planning.figure_rules import check_figures
from app.planning.outcome_rules import Outcome
from app.problems import Message, Problem, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.models.writes import Writer

_EVERYWHERE = {"", "ALL"}
_BROAD = {"assumptions", "pipeline", "measures"}
_MOVED = {"assumptions", "contracts", "missions", "pipeline", "recruitment"}  # by measures
_KIND_OF = {"norm": "norms", "story": "stories"}  # of rows that a field names, or nothing
_CODED = (TerritoryRow, CadreRow, SourceRow, NormRow, ScenarioRow, StoryRow)


class Rules:
    """The rules for edits of one plan, with the codes that it knows."""

    def __init__(self, writer: Writer, read: Callable[[str], Iterable[Any]]) -> None:
        """Read the codes when they are first asked for; `read` gives the rows of a kind."""
        self._writer, self._read = writer, read
        self._known: dict[str, dict[str, Any]] = {}
        self._used: dict[str, set[str]] = {}

    def check(self, edit: Edit) -> None:
        """Refuse the first change of an edit that a rule forbids."""
        for change in changes(edit):
            self._check_lock(change)
            if isinstance(change, Remove):
                self._refuse_without_facts(change.row)
            else:
                check_figures(change.row)
                self._check_codes(change.row)
            self._follow(change)
        Outcome(self._writer, edit).check()

    def _codes(self, name: str) -> dict[str, Any]:
        """Return the rows of a kind by their code."""
        if name not in self._known:
            rows = self._read(name)
            self._known[name] = {_code(row): row for row in rows}
        return self._known[name]

    def _follow(self, change: Change) -> None:
        """Take in the code that a change adds or removes."""
        row = change.row
        if isinstance(row, _CODED):
            codes, code = self._codes(kind_of(row).name), _code(row)
            if isinstance(change, Remove):
                codes.pop(code, None)
            else:
                codes[code] = row

    def _check_lock(self, change: Change) -> None:
        """Refuse to change a locked scenario, except for taking its lock off."""
        row = change.row
        if not isinstance(row, ScenarioRow | MeasureRow):
            return
        code = row.id if isinstance(row, ScenarioRow) else row.scenario
        scenario: ScenarioRow | None = self._codes("scenarios").get(code)
        if scenario is None or not scenario.locked:
            return
        if isinstance(change, Remove) or row not in {scenario, replace(scenario, locked=False)}:
            what = message("The scenario {name} is locked.", name=scenario.names)
            raise Problem(what, where_is(row), message("Work on a copy of it, or unlock it."))

    def _refuse_without_facts(self, row: object) -> None:
        if isinstance(row, FactsRow):
            what = message("A plan keeps its title and its years.")
            raise Problem(what, where_is(row), message("Change them instead."))

    def _check_codes(self, row: Any) -> None:  # noqa: ANN401  any kind of row
        """Refuse codes that the plan does not know."""
        kind = kind_of(row)
        broad = _EVERYWHERE if kind.name in _BROAD else set[str]()
        for field in kind.fields:
            value = getattr(row, field.name)
            match field.name:
                case "territory":
                    self._need("territories", value, row, also=broad)
                case "destination":
                    self._need("territories", value, row, also={""})
                case "cadre" | "specialty" | "cadres":
                    self._check_cadres(value, row)
                case "source" | "posts_source":
                    self._need("sources", value, row)
                case "fill_source":
                    self._need("sources", value, row, also={""})
                case "norm" | "story":
                    self._need(_KIND_OF[field.name], value, row, also={""})
                case "scenario":
                    also = {""} if isinstance(row, FactsRow | StoryRow) else set[str]()
                    self._need("scenarios", value, row, also=also)
                case "parent":
                    self._check_parent(row)

    def _check_cadres(self, value: str | tuple[str, ...], row: object) -> None:
        """Refuse cadres unknown to the plan; a group already used in these figures is known.

        A measure knows those of the figures that it moves, too.
        """
        name = kind_of(row).name
        for code in (value,) if isinstance(value, str) else value:
            if code not in self._codes("cadres"):
                also = set[str]() if name == "staff" else _EVERYWHERE | self._used_cadres(name)
                if isinstance(row, MeasureRow) and row.table in _MOVED:
                    also |= self._used_cadres(row.table)
                self._need("cadres", code, row, also=also)

    def _used_cadres(self, name: str) -> set[str]:
        """Return the cadres and groups that the figures of a kind already speak of."""
        if name not in self._used:
            rows = tuple(self._read(name))
            codes = {code for row in rows for code in getattr(row, "cadres", ())}
            self._used[name] = codes | {getattr(row, "cadre", "") for row in rows}
        return self._used[name]

    def _need(self, name: str, code: str, row: object, also: set[str] | None = None) -> None:
        """Refuse a code that is not among those of the plan."""
        if code not in self._codes(name) and code not in (also or ()):
            remedy = message("Choose a code of this plan.")
            raise Problem(_unknown(name, code), where_is(row), remedy)

    def _check_parent(self, row: TerritoryRow | CadreRow | ScenarioRow) -> None:
        """Refuse a parent that is unknown, or that would put the row above itself."""
        name = kind_of(row).name
        self._need(name, row.parent, row, also={""})
        above = row.parent
        while above:
            if above == _code(row):
                what = message("{row} would stand above itself.", row=label(row))
                raise Problem(what, where_is(row), message("Choose another one above it."))
            above = self._codes(name)[above].parent


def _code(row: object) -> str:
    return str(kind_of(row).key_of(row)[0])


def _unknown(name: str, code: str) -> Message:
    """Return the sentence that says which code is unknown."""
    if name == "territories":
        return message("{code} is not a territory of this plan.", code=code)
    if name == "cadres":
        return message("{code} is not a cadre of this plan.", code=code)
    if name == "sources":
        return message("{code} is not a source of this plan.", code=code)
    if name == "norms":
        return message("{code} is not a norm of this plan.", code=code)
    if name == "stories":
        return message("{code} is not a story of this plan.", code=code)
    return message("{code} is not a scenario of this plan.", code=code)
