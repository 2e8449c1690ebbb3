"""Brings scenarios of another plan into this one, with their sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.planning.asking import plain
from app.planning.asking import scenario as named
from app.planning.edits import (
    AddMeasure,
    AddScenario,
    AddSource,
    Edit,
    RemoveMeasure,
    SetScenario,
    Together,
)
from app.planning.parameter_names import called
from app.planning.row_places import place_of_line
from app.planning.scenario_edits import begun, children, every_name, free_names, next_code
from app.planning.scenario_tree import line_of, stack
from app.problems import Finding, Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.models.rows import MeasureRow, PlanRows, ScenarioRow, SourceRow

Answer = Literal["rename", "replace", "skip"]
_EVERYWHERE = {"", "ALL"}


@dataclass(frozen=True)
class Brought:
    """The edit that brings scenarios in, what did not come along, and how many scenarios come."""

    edit: Edit
    findings: tuple[Finding, ...]
    count: int


def clashing(rows: PlanRows, other: PlanRows, scenarios: Iterable[str]) -> dict[str, str]:
    """Return those of another plan whose name a scenario of this one has already, with its code."""
    here = {
        plain(name): row.id for row in rows.scenarios if row.kind == "scenario"
        for name in every_name(row.names) if name
    }  # fmt: skip
    found = {}
    for code in scenarios:
        names = map(plain, every_name(named(other, code).names))
        known = [here[name] for name in names if name in here]
        if known:
            found[code] = known[0]
    return found


def bring_in(
    rows: PlanRows, other: PlanRows, scenarios: Iterable[str], answers: Mapping[str, Answer]
) -> Brought:
    """Return the edit that brings scenarios of another plan in, as children of each other.

    One whose parent does not come along has the measures of that parent in front of its own.
    answers: for those whose name is known here, whether they are renamed, replace the one that is
    here, or are left; renamed where nobody said. A measure that speaks of a territory or cadre that
    this plan does not know is left out and named in the findings. Refuses to replace a locked one.
    """
    return _Bringing(rows, other, answers).all(scenarios)


class _Bringing:
    """Goes through the scenarios that come, each after the one that it stands on."""

    def __init__(self, rows: PlanRows, other: PlanRows, answers: Mapping[str, Answer]) -> None:
        self._rows, self._other, self._answers = rows, other, answers
        self._codes: dict[str, str] = {}  # what comes, by its code in the other plan
        self._sources = {row.id: row for row in rows.sources}
        self._renamed: dict[str, str] = {}  # sources, by their code in the other plan
        self._edits: list[Edit] = []
        self._findings: list[Finding] = []

    def all(self, scenarios: Iterable[str]) -> Brought:
        """Bring in what comes, parents first."""
        asked = set(scenarios)
        known = clashing(self._rows, self._other, asked)
        ordered = sorted(asked, key=lambda code: (len(line_of(self._other, code)), code))
        for code in ordered:
            answer = self._answers.get(code, "rename") if code in known else None
            if answer != "skip":
                self._bring(code, known.get(code, ""), answer)
        name = message("Scenarios brought in from: {plan}", plan=self._other.facts.names)
        return Brought(Together(name, tuple(self._edits)), tuple(self._findings), len(self._codes))

    def _bring(self, code: str, here: str, answer: Answer | None) -> None:
        row = named(self._other, code)
        above = [one for one in line_of(self._other, code)[:-1] if one in self._codes]
        parent = self._codes[above[-1]] if above else self._same_root(code)
        if answer == "replace":
            new = self._instead(row, here, parent)
        else:
            new = self._beside(row, parent, taken=answer == "rename")
        self._codes[code] = new.id
        below = line_of(self._other, above[-1]) if above else ()
        lines = [one for one in stack(self._other, code) if one.scenario not in below]
        for at, line in enumerate(filter(self._is_known, lines), start=1):
            source = self._source(line.source)
            fresh = replace(line, scenario=new.id, line=at, source=source)
            self._edits.append(AddMeasure(fresh))

    def _same_root(self, code: str) -> str:
        """Return the scenario without measures on which one stands there and may stand here too."""
        root = line_of(self._other, code)[0]
        here = any(row.id == root for row in self._rows.scenarios)
        changes = [*stack(self._rows, root), *stack(self._other, root)]
        return root if here and root != code and not changes else ""

    def _instead(self, row: ScenarioRow, here: str, parent: str) -> ScenarioRow:
        """Put one in place of the scenario of that name, whose measures go."""
        old = named(self._rows, here)
        if old.locked:
            what = message("The scenario {name} is locked.", name=old.names)
            raise Problem(what, remedy=message("Work on a copy of it, or unlock it."))
        own_parent = old.parent if parent in {here, *children(self._rows, here)} else parent
        new = replace(row, id=here, position=old.position, parent=own_parent, mark=old.mark)
        new = replace(new, locked=False, story="", archived=False)
        mine = (line for line in self._rows.measures if line.scenario == here)
        self._edits += [SetScenario(new), *map(RemoveMeasure, mine)]
        return new

    def _beside(self, row: ScenarioRow, parent: str, *, taken: bool) -> ScenarioRow:
        names = free_names(self._rows, row.names) if taken else row.names
        like = begun(self._rows, parent, names)
        code = next_code(self._rows, self._codes.values())
        position = like.position + len(self._codes)
        new = replace(row, id=code, names=names, position=position, parent=parent, mark="")
        new = replace(new, locked=False, story="", archived=False)
        self._edits.append(AddScenario(new))
        return new

    def _is_known(self, line: MeasureRow) -> bool:
        """Say whether this plan knows whom a line speaks of; name it among the findings if not."""
        places = {row.code for row in self._rows.territories} | _EVERYWHERE
        cadres = {row.code for row in self._rows.cadres} | _EVERYWHERE
        moved = (*self._rows.measures, *getattr(self._rows, line.table, ()))
        cadres |= {row.cadre for row in moved}  # groups are known where figures speak of them
        missing = [
            code
            for code, known in ((line.territory, places), (line.cadre, cadres))
            if code not in known
        ]
        if missing:
            self._findings.append(Finding(
                message(
                    "Left out, since this plan does not know {code}: {parameter}.",
                    code=missing[0], parameter=called(line.parameter),
                ),
                where=place_of_line(self._other, line),
            ))  # fmt: skip
        return not missing

    def _source(self, code: str) -> str:
        """Return the code here of a source of the other plan, which comes along if it is new."""
        given = [row for row in self._other.sources if row.id == code]
        if code in self._renamed or not given:
            return self._renamed.get(code, code)
        new = self._unlike(given[0])
        self._renamed[code] = new.id
        if new.id not in self._sources:
            self._sources[new.id] = new
            self._edits.append(AddSource(new))
        return new.id

    def _unlike(self, source: SourceRow) -> SourceRow:
        """Return a source under its own code, or under another where that means something else."""
        number, found = 2, source
        while found.id in self._sources and self._sources[found.id] != found:
            found = replace(source, id=f"{source.id}-{number}")
            number += 1
        return found
