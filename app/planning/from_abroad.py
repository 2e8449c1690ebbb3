"""What comes of calls for people on contract, and the work of those who never join the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from app.models.rows import MissionKind
from app.planning.abroad import mission_work, running_contracts, stages
from app.planning.calls import first_day, is_call
from app.planning.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.planning.lines import View
    from app.planning.study import Study

KINDS: tuple[MissionKind, ...] = get_args(MissionKind)


@dataclass(frozen=True)
class Call:
    """One call: its day, the first day of work, the last day of the contract; and its stages.

    Stages are persons: the posts that it opens, those who apply, those of them who may practise,
    those who are hired and those who arrive.
    """

    label: str
    territory: str
    opened: date
    arrival: date
    end: date | None
    posts: float
    applicants: float
    licensed: float
    hired: float
    arrived: float


def calls(study: Study, view: View) -> tuple[Call, ...]:
    """Return the calls that bring people to what is asked for by the last year shown."""
    fields = _fields(study)
    rows, where = running_contracts(fields), study.cells(view)
    found, groups = stages(fields, rows), study.inputs.contracts
    columns = (found.posts, found.applicants, found.licensed, found.hired, found.arrived)
    places = zip(groups.territory, groups.sector, groups.cadre, strict=True)
    return tuple(
        Call(row.label, row.territory, row.start, first_day(row), row.end, *map(float, persons))
        for row, place, *persons in zip(rows, places, *columns, strict=True)
        if is_call(row)
        and first_day(row).year <= view.until
        and all(at in asked for at, asked in zip(place, where, strict=True))
    )


def work_by_kind(study: Study, view: View) -> Mapping[MissionKind, tuple[float, ...]]:
    """Return the full-time equivalents of each kind of mission that works at all, year by year.

    The base year comes first; the full-time equivalents of the staff hold this work already.
    """
    territories, sectors, cadres = study.cells(view)
    years = [year for year in study.places.axes.years if year <= view.until]
    found: dict[MissionKind, tuple[float, ...]] = {}
    for kind in KINDS:
        work = mission_work(_fields(study), kind)[: len(years)]
        here = work[:, territories][:, :, sectors][..., cadres].sum(axis=(1, 2, 3))
        if here.any():
            found[kind] = tuple(here.tolist())
    return found


def _fields(study: Study) -> Fields:
    return Fields(study.rows, study.places, study.scenario.id)
