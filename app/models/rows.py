"""The plain frozen rows a plan file hands out and takes in: one class per kind of figure.

A row knows nothing of the database. Codes are text; years, ages and persons are numbers; a value
that nobody has given is None, never zero. Every figure carries its source and its grade.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from app.models.need_rows import (
        ActivityRow,
        AgePopulationRow,
        ConditionRow,
        FacilityPostRow,
        FacilityRow,
        UseRow,
        WorkingTimeRow,
    )

Grade = Literal["sourced", "recalled-unverified", "estimated-by-rule"]
MissionKind = Literal["mission", "joint_project", "tele_expertise"]


@dataclass(frozen=True, slots=True)
class Names:
    """A name in the three languages."""

    fr: str
    ar: str
    en: str


_NOBODY_SAID = Names("", "", "")


@dataclass(frozen=True, slots=True)
class FactsRow:
    """What the plan is: identity, years, and the choices it opens with."""

    uuid: str
    names: Names
    base_year: int
    horizon: int
    norm: str
    scenario: str
    sample: str
    synthetic: bool
    note: Names


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """A nation, region or province; `parent` is empty at the root of the plan."""

    code: str
    parent: str
    level: Literal["nation", "region", "province"]
    iso: str
    kind: str
    names: Names


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """Inhabitants of a territory in a year; `kind` is total or urban."""

    territory: str
    year: int
    kind: Literal["total", "urban"]
    persons: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class CadreRow:
    """A cadre, a group of cadres, or a specialty; `parent` is the group or cadre above."""

    code: str
    parent: str
    level: Literal["group", "cadre", "specialty"]
    isco08: str
    nhwa_group: str
    names: Names


@dataclass(frozen=True, slots=True)
class StaffRow:
    """People present on 31 December of the base year, by five-year age group as given."""

    territory: str
    sector: Literal["public", "private"]
    cadre: str
    sex: Literal["F", "M"]
    age_group: str
    employer: str
    persons: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class AgeSplitRow:
    """The share of a five-year age group that has one single year of age."""

    sector: str
    cadre: str
    age_group: str
    age: int
    weight: float
    rule: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """A rate or level of how the world behaves, with its range, unit, source and grade."""

    id: str
    parameter: str
    cadre: str
    sector: str
    sex: str
    age_from: int | None
    age_to: int | None
    birth_from: int | None
    birth_to: int | None
    territory: str
    destination: str
    year_from: int
    year_to: int
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """A figure of the training pipeline: intake, duration, shares, ages at entry."""

    id: str
    cadre: str
    parameter: str
    territory: str
    sector: str
    sex: str
    age: int | None
    year_from: int
    year_to: int
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class RecruitmentRow:
    """Posts opened a year in a territory for a cadre, and the share that is filled."""

    id: str
    territory: str
    cadre: str
    year_from: int
    year_to: int
    posts: float
    posts_low: float | None
    posts_high: float | None
    fill_rate: float | None
    fill_low: float | None
    fill_high: float | None
    posts_source: str
    posts_grade: Grade
    fill_source: str
    fill_grade: str
    note: str


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A group of people on foreign contracts; without an end it cannot run.

    One that gives applicants, shares or months to arrival is a call, with `start` as its day and
    `persons` as its posts; a stage that is not given loses nobody.
    """

    id: str
    label: str
    territory: str
    sector: str
    cadre: str
    specialty: str
    nationality: str
    employer: str
    persons: float
    start: date
    end: date | None
    renewal_share: float | None
    renewal_years: int | None
    break_hazard: float | None
    fte: float
    in_base_stock: bool
    status: Literal["real", "scenario", "example"]
    source: str
    grade: Grade
    note: str
    agreement: str = ""
    applicants_per_post: float | None = None
    licensed_share: float | None = None
    arrival_share: float | None = None
    months_to_arrival: int | None = None


@dataclass(frozen=True, slots=True)
class MissionRow:
    """Work of people who do not join the staff: full-time equivalents only, never headcount."""

    id: str
    label: str
    territory: str
    sector: str
    cadre: str
    specialty: str
    persons: float
    months_each: float
    year_from: int
    year_to: int
    fte: float
    status: Literal["real", "scenario", "example"]
    source: str
    grade: Grade
    note: str
    kind: MissionKind = "mission"


@dataclass(frozen=True, slots=True)
class NormRow:
    """A reference level of staff; `cadres` is empty where it is not a density norm."""

    id: str
    names: Names
    value: float
    unit: str
    scope: str
    year: int | None
    cadres: tuple[str, ...]
    source: str
    grade: Grade
    meaning: str


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """A named stack of measures: those of its parent, then its own; a locked one stays as it is.

    parent: empty where it begins with the figures of the plan. purpose: for a step of a story, its
    caption. mark: one letter that chooses its colour and its sign, empty for none. archived: kept,
    but out of sight. story: of a step, the story that it belongs to. hold_from: of a step, the
    first year that is hidden until it is revealed. asks: whether the room is asked for its guess.
    """

    id: str
    names: Names
    position: int
    locked: bool
    parent: str = ""
    kind: Literal["scenario", "step"] = "scenario"
    purpose: Names = _NOBODY_SAID
    author: str = ""
    date: str = ""
    mark: str = ""
    status: Literal["draft", "validated"] = "draft"
    archived: bool = False
    note: str = ""
    story: str = ""
    hold_from: int | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A question told to a room in steps, with what is shown while it is told.

    names: the question. scenario: the one that it begins with, empty for that of the plan.
    cadre, norm: empty for the choices of the plan. year: that of the large figure. pinned: the
    levers at hand, by their keys.
    """

    id: str
    names: Names
    position: int
    scenario: str
    territory: str
    cadre: str
    norm: str
    year: int
    pinned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One change of a scenario: which figures, where, when, and by how much."""

    scenario: str
    line: int
    table: str
    parameter: str
    cadre: str
    sector: str
    territory: str
    year_from: int
    year_to: int
    operation: Literal["set", "add", "multiply"]
    value: float
    unit: str
    ramp_years: int
    reason: str
    source: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where figures come from."""

    id: str
    title: str
    publisher: str
    date: str
    where_found: str
    licence_note: str


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Every figure of a plan, as frozen rows in a stable order."""

    facts: FactsRow
    territories: tuple[TerritoryRow, ...] = field(default=())
    populations: tuple[PopulationRow, ...] = field(default=())
    cadres: tuple[CadreRow, ...] = field(default=())
    staff: tuple[StaffRow, ...] = field(default=())
    age_splits: tuple[AgeSplitRow, ...] = field(default=())
    assumptions: tuple[AssumptionRow, ...] = field(default=())
    pipeline: tuple[PipelineRow, ...] = field(default=())
    recruitment: tuple[RecruitmentRow, ...] = field(default=())
    contracts: tuple[ContractRow, ...] = field(default=())
    missions: tuple[MissionRow, ...] = field(default=())
    norms: tuple[NormRow, ...] = field(default=())
    age_populations: tuple[AgePopulationRow, ...] = field(default=())
    uses: tuple[UseRow, ...] = field(default=())
    working_times: tuple[WorkingTimeRow, ...] = field(default=())
    activities: tuple[ActivityRow, ...] = field(default=())
    conditions: tuple[ConditionRow, ...] = field(default=())
    facilities: tuple[FacilityRow, ...] = field(default=())
    facility_posts: tuple[FacilityPostRow, ...] = field(default=())
    scenarios: tuple[ScenarioRow, ...] = field(default=())
    measures: tuple[MeasureRow, ...] = field(default=())
    sources: tuple[SourceRow, ...] = field(default=())
    stories: tuple[StoryRow, ...] = field(default=())
