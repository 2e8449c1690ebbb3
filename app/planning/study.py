"""Runs a scenario of a plan and answers questions about the result.

A Study holds one projection with all it came from; a View asks it for a territory, a cadre or
group, a sector and a norm; the answer is a tuple of Lines, the only shape that the command line,
the tables, the charts and the workbooks read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import Inputs
    from app.engine.projection import Projection
    from app.models.rows import NormRow, PlanRows, ScenarioRow
    from app.problems import Finding, Message


@dataclass(frozen=True)
class View:
    """What is asked: a territory of any level, a cadre or group, a sector (None: both), a norm."""

    territory: str
    cadre: str
    sector: str | None
    norm: NormRow
    until: int


@dataclass(frozen=True)
class Line:
    """One year of one territory and cadre or group, at 31 December.

    Persons are fractional; need, deficit (need - stock) and coverage (stock / need) are None where
    the norm does not cover exactly the group, and `note` says so. `deficit_gross` sums the
    deficits of the smallest territories that lack people; `gross_level` names their level; both
    are None for a smallest territory itself. Entries and exits are persons by kind.
    """

    year: int
    territory: str
    cadre: str
    population: float
    stock: float
    fte: float
    entries: Mapping[str, float]
    exits: Mapping[str, float]
    need: float | None
    deficit: float | None
    coverage: float | None
    density_per_10_000: float | None
    deficit_gross: float | None
    gross_level: str | None
    note: Message | None


@dataclass(frozen=True)
class Study:
    """One projection of a plan under a scenario, with its inputs and its fingerprint."""

    rows: PlanRows
    scenario: ScenarioRow
    inputs: Inputs
    projection: Projection
    fingerprint: str
    findings: tuple[Finding, ...]
