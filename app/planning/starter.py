"""New plans: from the reference figures of the nation, or from the training samples."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast
from uuid import NAMESPACE_URL, uuid5

from app import bundled
from app.models.rows import (
    ContractRow,
    FactsRow,
    MeasureRow,
    Names,
    PlanRows,
    PopulationRow,
    ScenarioRow,
    StaffRow,
    StoryRow,
)
from app.planning import reference
from app.planning.nation import REFERENCE, nation, scenarios, standing
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Sequence

Spec = dict[str, Any]
_PERSONS = ("entries_trained_abroad", "returns_permanent")


def samples() -> tuple[str, ...]:
    """Return the names of the samples, in the order of the start page."""
    return tuple(_spec("index")["samples"])


def sample(name: str) -> PlanRows:
    """Return the rows of a sample; the same name always gives the same rows."""
    if name not in samples():
        raise Problem(
            message("There is no sample named {name}.", name=name),
            remedy=message("The samples are: {names}.", names=", ".join(samples())),
        )
    spec = _spec(name)
    makers = {"nation": _nation, "place": _place, "totals": _totals, "blank": _blank}
    return _told(makers[spec["kind"]](spec), spec.get("stories", ()))


def _spec(name: str) -> Spec:
    text = bundled.resource("training", f"{name}.json").read_text(encoding="utf-8")
    return cast("Spec", json.loads(text))


def _facts(spec: Spec) -> FactsRow:
    return FactsRow(
        uuid=str(uuid5(NAMESPACE_URL, f"tabib:{spec['name']}")),
        names=Names(**spec["names"]),
        base_year=spec["base_year"],
        horizon=spec["horizon"],
        norm=spec["norm"],
        scenario=REFERENCE,
        sample=spec["name"],
        synthetic=spec["synthetic"],
        note=Names(**spec["note"]),
    )


def _nation(spec: Spec) -> PlanRows:
    return nation(_facts(spec), spec.get("rates_hold_from"))


def _place(spec: Spec) -> PlanRows:
    """Return a plan of one place, written out in its sample file."""
    inside = set(spec["territories"])
    kept = tuple(r for r in reference.territories() if r.code in inside)
    pipeline = set(spec["pipeline"])
    first = spec["base_year"]
    return PlanRows(
        facts=_facts(spec),
        territories=kept,
        populations=tuple(PopulationRow(**p) for r in spec["populations"] for p in _each_year(r)),
        cadres=tuple(r for r in reference.cadres() if _is_doctor(r.code, r.parent)),
        staff=tuple(StaffRow(**r) for r in spec["staff"]),
        age_splits=tuple(r for r in reference.age_splits() if r.cadre.startswith("MED")),
        assumptions=(),
        pipeline=tuple(
            replace(r, year_from=first) for r in reference.pipeline() if r.id in pipeline
        ),
        contracts=tuple(_contract(r) for r in spec["contracts"]),
        norms=reference.norms(),
        scenarios=tuple(
            standing(r["id"], Names(**r["names"]), i) for i, r in enumerate(spec["scenarios"])
        ),
        measures=tuple(MeasureRow(**r) for r in spec["measures"]),
        sources=reference.sources(),
    )


def _told(rows: PlanRows, stories: Sequence[Spec]) -> PlanRows:
    """Return the rows of a sample with its stories; a step is called by its caption."""
    steps: list[ScenarioRow] = []
    measures: list[MeasureRow] = []
    for story in stories:
        for at, step in enumerate(story["steps"], start=1):
            code, caption = f"{story['id']}-{at}", Names(**step["caption"])
            steps.append(
                replace(
                    standing(code, caption, len(rows.scenarios) + len(steps)),
                    parent=story["scenario"],
                    kind="step",
                    purpose=caption,
                    story=story["id"],
                    hold_from=step["hold_from"],
                    asks=step["asks"],
                )
            )
            measures += (
                MeasureRow(scenario=code, line=line, **measure)
                for line, measure in enumerate(step["measures"], start=1)
            )
    return replace(
        rows,
        scenarios=(*rows.scenarios, *steps),
        measures=(*rows.measures, *measures),
        stories=tuple(_story(story, at) for at, story in enumerate(stories)),
    )


def _story(record: Spec, position: int) -> StoryRow:
    plain = {key: value for key, value in record.items() if key not in ("names", "steps", "pinned")}
    names, pinned = Names(**record["names"]), tuple(record["pinned"])
    return StoryRow(names=names, position=position, pinned=pinned, **plain)


def _is_doctor(code: str, parent: str) -> bool:
    return code in ("ALL", "MED_ALL") or parent in ("MED_ALL", "MED_SP", "MED_GP")


def _each_year(record: Spec) -> list[Spec]:
    """Return one record a year for a figure held from one year to another."""
    plain = {k: v for k, v in record.items() if k not in ("year_from", "year_to")}
    return [{**plain, "year": y} for y in range(record["year_from"], record["year_to"] + 1)]


def _contract(record: Spec) -> ContractRow:
    days = {k: date.fromisoformat(record[k]) for k in ("start", "end")}
    return ContractRow(**{**record, **days})


def _totals(spec: Spec) -> PlanRows:
    """Return a plan of the nation as one block, from published totals.

    Ages and sexes follow the synthetic staff of the nearest base year, scaled to each total.
    """
    pattern: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for row in reference.staff(spec["ages_from"]):
        cells = pattern.setdefault((row.sector, row.cadre), {})
        cells[row.sex, row.age_group] = cells.get((row.sex, row.age_group), 0.0) + row.persons
    return PlanRows(
        facts=_facts(spec),
        territories=tuple(r for r in reference.territories() if r.code == "MA"),
        populations=tuple(PopulationRow(**r) for r in spec["populations"]),
        cadres=reference.cadres(),
        staff=tuple(row for r in spec["totals"] for row in _scaled(r, pattern)),
        age_splits=reference.age_splits(),
        norms=reference.norms(),
        scenarios=scenarios()[:1],
        sources=reference.sources(),
    )


def _scaled(
    total: Spec, pattern: dict[tuple[str, str], dict[tuple[str, str], float]]
) -> list[StaffRow]:
    """Spread a published total over the cells of its sector and cadres."""
    cells = {
        (cadre, *cell): persons
        for cadre in total["cadres"]
        for cell, persons in pattern[total["sector"], cadre].items()
    }
    factor = total["persons"] / sum(cells.values())
    given = {k: total[k] for k in ("source", "grade", "note")}
    return [
        StaffRow(
            territory="MA",
            sector=total["sector"],
            cadre=cadre,
            sex="F" if sex == "F" else "M",
            age_group=group,
            employer="private" if total["sector"] == "private" else "unspecified",
            persons=persons * factor,
            **given,
        )
        for (cadre, sex, group), persons in cells.items()
    ]


def _blank(spec: Spec) -> PlanRows:
    """Return a plan with places, inhabitants, cadres, rates and norms, and nobody in it."""
    whole = nation(_facts(spec))
    kept = tuple(r for r in whole.assumptions if r.parameter not in _PERSONS)
    facts, scenarios = _facts(spec), whole.scenarios[:1]
    emptied = replace(whole, staff=(), pipeline=(), recruitment=(), contracts=(), missions=())
    return replace(emptied, facts=facts, scenarios=scenarios, measures=(), assumptions=kept)
