"""Reversible changes as frozen values; applying one returns its opposite.

Three small changes work on any kind of row: set, add, remove. The names that people meet in the
code, such as `SetStaff`, say which kind. `Together` makes one edit of several.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from app.models.kinds import kind_of
from app.models.rows import (
    AgeSplitRow,
    AssumptionRow,
    CadreRow,
    ContractRow,
    FactsRow,
    MeasureRow,
    MissionRow,
    NormRow,
    PipelineRow,
    PopulationRow,
    RecruitmentRow,
    ScenarioRow,
    SourceRow,
    StaffRow,
    TerritoryRow,
)
from app.planning.row_places import place_of
from app.problems import Message, Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.writes import Writer
    from app.problems import Place

R = TypeVar("R")


@dataclass(frozen=True)
class Set(Generic[R]):
    """Keep this row under its key, in place of the one that is there."""

    row: R
    verb: ClassVar[str] = "set"

    @property
    def touches(self) -> frozenset[str]:
        """Name the kinds of figures that move."""
        return frozenset({kind_of(self.row).name})

    def apply(self, writer: Writer) -> Edit:
        """Write the row and return the edit that takes it back."""
        before = writer.put(self.row)
        return Remove(self.row) if before is None else Set(before.row)


@dataclass(frozen=True)
class Add(Generic[R]):
    """Add a row whose key is new; `place` puts it back where it stood before a removal."""

    row: R
    place: int = 0
    verb: ClassVar[str] = "add"

    @property
    def touches(self) -> frozenset[str]:
        """Name the kinds of figures that move."""
        return frozenset({kind_of(self.row).name})

    def apply(self, writer: Writer) -> Edit:
        """Write the row and return the edit that takes it back."""
        if writer.find(self.row) is not None:
            what = message("{row} is already in the plan.", row=label(self.row))
            raise Problem(what, where_is(self.row), message("Change the row that is there."))
        writer.put(self.row, self.place)
        return Remove(self.row)


@dataclass(frozen=True)
class Remove(Generic[R]):
    """Remove the row that has the key of this one."""

    row: R
    verb: ClassVar[str] = "remove"

    @property
    def touches(self) -> frozenset[str]:
        """Name the kinds of figures that move."""
        return frozenset({kind_of(self.row).name})

    def apply(self, writer: Writer) -> Edit:
        """Remove the row and return the edit that puts it back in its place."""
        before = writer.remove(self.row)
        if before is None:
            what = message("{row} is not in the plan.", row=label(self.row))
            raise Problem(what, where_is(self.row), message("Choose a row of the plan."))
        return Add(before.row, before.place)


@dataclass(frozen=True)
class Together:
    """Several edits as one, under one name: all are kept, or none."""

    name: Message
    edits: tuple[Edit, ...]

    @property
    def touches(self) -> frozenset[str]:
        """Name the kinds of figures that move."""
        return frozenset[str]().union(*(edit.touches for edit in self.edits))

    def apply(self, writer: Writer) -> Edit:
        """Apply each edit in turn and return the edit that takes all of them back."""
        inverses = [edit.apply(writer) for edit in self.edits]
        return Together(self.name, tuple(reversed(inverses)))


Change = Set[Any] | Add[Any] | Remove[Any]
Edit = Change | Together

SetFacts = Set[FactsRow]
SetTerritory, AddTerritory, RemoveTerritory = (
    Set[TerritoryRow], Add[TerritoryRow], Remove[TerritoryRow],
)  # fmt: skip
SetPopulation, AddPopulation, RemovePopulation = (
    Set[PopulationRow], Add[PopulationRow], Remove[PopulationRow],
)  # fmt: skip
SetCadre, AddCadre, RemoveCadre = Set[CadreRow], Add[CadreRow], Remove[CadreRow]
SetStaff, AddStaff, RemoveStaff = Set[StaffRow], Add[StaffRow], Remove[StaffRow]
SetAgeSplit, AddAgeSplit, RemoveAgeSplit = Set[AgeSplitRow], Add[AgeSplitRow], Remove[AgeSplitRow]
SetAssumption, AddAssumption, RemoveAssumption = (
    Set[AssumptionRow], Add[AssumptionRow], Remove[AssumptionRow],
)  # fmt: skip
SetPipeline, AddPipeline, RemovePipeline = (
    Set[PipelineRow], Add[PipelineRow], Remove[PipelineRow],
)  # fmt: skip
SetRecruitment, AddRecruitment, RemoveRecruitment = (
    Set[RecruitmentRow], Add[RecruitmentRow], Remove[RecruitmentRow],
)  # fmt: skip
SetContract, AddContract, RemoveContract = Set[ContractRow], Add[ContractRow], Remove[ContractRow]
SetMission, AddMission, RemoveMission = Set[MissionRow], Add[MissionRow], Remove[MissionRow]
SetNorm, AddNorm, RemoveNorm = Set[NormRow], Add[NormRow], Remove[NormRow]
SetScenario, AddScenario, RemoveScenario = Set[ScenarioRow], Add[ScenarioRow], Remove[ScenarioRow]
SetMeasure, AddMeasure, RemoveMeasure = Set[MeasureRow], Add[MeasureRow], Remove[MeasureRow]
SetSource, AddSource, RemoveSource = Set[SourceRow], Add[SourceRow], Remove[SourceRow]


def changes(edit: Edit) -> Iterator[Change]:
    """Return the small changes of an edit, in order."""
    if isinstance(edit, Together):
        for one in edit.edits:
            yield from changes(one)
    else:
        yield edit


def name_of(edit: Edit, inverse: Edit) -> Message:
    """Return what an edit did, for the history and for the menu."""
    if isinstance(edit, Together):
        return edit.name
    what = label(edit.row)
    if isinstance(edit, Remove):
        return message("Removed: {what}", what=what)
    if isinstance(inverse, Remove):
        return message("Added: {what}", what=what)
    moved = _one_number(inverse, edit)
    if moved is None:
        return message("Changed: {what}", what=what)
    return message("{what}: from {a} to {b}", what=what, a=moved[0], b=moved[1])


def label(row: object) -> str:
    """Return what people know a row by: its codes, or the title of the plan."""
    if isinstance(row, FactsRow):
        return row.names.fr
    return " · ".join(str(part) for part in kind_of(row).key_of(row) if part != "")


def where_is(row: object, field: str = "") -> Place:
    """Return the place of a row for a problem: the kind, the codes, the field."""
    named = label(row)
    code = " · ".join(part for part in (kind_of(row).name, named, field) if part)
    return place_of(row, code, named, field)


def _one_number(before: Edit, after: Edit) -> tuple[float, float] | None:
    """Return the old and the new value where exactly one field, a number, has moved."""
    old, new = (edit.row for edit in (*changes(before), *changes(after)))
    moved = [
        (field.type, getattr(old, field.name), getattr(new, field.name))
        for field in kind_of(new).fields
        if getattr(old, field.name) != getattr(new, field.name)
    ]
    if len(moved) != 1:
        return None
    kind, was, is_now = moved[0]
    if kind not in {int, float} or was is None or is_now is None:
        return None
    return kind(was), kind(is_now)
