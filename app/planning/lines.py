"""What is asked of a study and what it answers: a view, and one line for each of its years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.rows import NormRow
    from app.problems import Message

SMALL = 30  # staff: with fewer, a mean says little and chances are told in whole people
# Kinds of exit; who gives up a private practice is no retiree of a service.
RETIREMENTS = ("limit_age", "early_retirement")
# Kinds of entry and of exit that cancel where both places lie inside what is asked for.
INNER = (
    ("move_in", "move_out"),
    ("province_in", "province_out"),
    ("switch_in", "switch_out"),
    ("hired_from_private", "left_for_post"),
)
# Kinds of entry that fill a post of the public service.
FILLING = ("recruitment", "hired_from_private")


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
    are None for a smallest territory itself. Entries and exits are persons by kind; `posts` are
    those opened to recruitment, of which the entries of the kinds FILLING are the part filled.
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
    posts: float = 0.0


@dataclass(frozen=True)
class TrainingLine:
    """One year of the nation's doctors' pipeline, persons; residents are a stock at 31 December.

    Residents are no part of any other stock.
    """

    year: int
    graduates: float
    graduates_abroad: float
    not_practising: float
    residents_in: float
    residents: float
    new_specialists: float
    residency_lost: float
    specialists_abroad: float
