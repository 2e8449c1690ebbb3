"""Every value that the projection used, as rows of one shape for the sheet of sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.planning.calls import first_day, is_call
from app.planning.scenario_tree import stack
from app.planning.values import values
from app.problems import message
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.book.figure import Figure, Names
from app.reports.book.parts import Parts
from app.reports.from_abroad import MISSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.rows import (
        AssumptionRow,
        ContractRow,
        MeasureRow,
        MissionRow,
    )
    from app.planning.values import Value
    from app.problems import Message
    from app.reports.book.content import Content

MEASURES: Mapping[str, Message] = {
    "set": message("{what}: set to"),
    "add": message("{what}: increased by"),
    "multiply": message("{what}: multiplied by"),
}
# The stages of a call that a row may tell, each with its unit.
STAGES: Mapping[str, str] = {
    "applicants_per_post": "applicants per post",
    "licensed_share": "share of applicants",
    "arrival_share": "share of those hired",
    "months_to_arrival": "months",
}


def figures(content: Content) -> Iterator[tuple[Figure, Message | None]]:
    """Give every value of the plan, in its order, with why it plays no part where it plays none."""
    rows, say = content.study.rows, content.language.say
    names, parts = Names(content.study, content.language), Parts(content.study, content.view)
    sections = {
        "assumptions": say("Assumptions"), "pipeline": say("Training pipeline"),
        "recruitment": say("Posts and recruitment"),
    }  # fmt: skip
    for value in values(rows):
        yield assumed(value, names, sections[value.kind]), parts.value(value)
    for contract in rows.contracts:
        why = parts.contract(contract)
        for called in parts.running.get(contract.id, [contract]):
            yield _contract(called, names, say("Contracts")), why
            yield from ((stage, why) for stage in _stages(called, names, say("Contracts")))
    for mission in rows.missions:
        yield _mission(mission, names, say("Missions")), parts.mission(mission)
    for measure in stack(rows, content.study.scenario.id):
        yield _measure(measure, names, say("Measures of the scenario")), parts.measure(measure)


def assumed(value: Value, names: Names, section: str = "") -> Figure:
    """Return a value that the plan assumes."""
    row, parts, language = value.row, value.parts, names.language
    note = "" if value.field == "fill_rate" else row.note  # which the posts have said already
    return Figure(
        section, parameter_name(value.parameter, language), _whom(value, names),
        names.territory(row.territory), (row.year_from, row.year_to), parts["value"],
        parts["low"], parts["high"], unit_name(value.unit, language), parts["source"],
        names.grade(parts["grade"]), language.told(note),
    )  # fmt: skip


def _whom(value: Value, names: Names) -> str:
    """Say for whom a value holds, as far as its row tells people apart."""
    row: Any = value.row
    if value.kind == "recruitment":
        return names.group(row.cadre)
    if value.kind == "pipeline":
        return names.group(
            row.cadre, row.sector, names.sex(row.sex), names.ages(row.age, row.age)
        )
    to = names.territory(row.destination) if row.destination else ""
    to = names.language.say("destination: {place}", place=to) if to else ""
    more = (names.sex(row.sex), names.ages(row.age_from, row.age_to), _born(row, names), to)
    return names.group(row.cadre, row.sector, *more)


def _born(row: AssumptionRow, names: Names) -> str:
    if not row.birth_from and not row.birth_to:
        return ""
    return names.language.say(
        "born {first} to {last}",
        first=names.language.year(row.birth_from) if row.birth_from else "…",
        last=names.language.year(row.birth_to) if row.birth_to else "…",
    )


def _contract(row: ContractRow, names: Names, section: str) -> Figure:
    last, told = row.end.year if row.end else 0, names.language.told
    group = names.group(row.cadre, row.sector, told(row.nationality), told(row.agreement))
    return Figure(
        section, told(row.label), group,
        names.territory(row.territory), (first_day(row).year, last), row.persons, None, None,
        unit_name("posts" if is_call(row) else "persons", names.language), row.source,
        names.grade(row.grade), told(row.note),
    )  # fmt: skip


def _stages(row: ContractRow, names: Names, section: str) -> Iterator[Figure]:
    """Give what a call says of each stage from its posts to those who arrive."""
    whole = _contract(row, names, section)
    for parameter, unit in STAGES.items():
        value = getattr(row, parameter)
        if value is not None:
            yield replace(
                whole, label=parameter_name(parameter, names.language), value=value,
                group=f"{whole.label} · {whole.group}", note="",
                unit=unit_name(unit, names.language),
            )  # fmt: skip


def _mission(row: MissionRow, names: Names, section: str) -> Figure:
    kind = "" if row.kind == "mission" else names.language.tell(MISSIONS[row.kind])
    told = names.language.told
    return Figure(
        section, told(row.label), names.group(row.cadre, row.sector, kind),
        names.territory(row.territory), (row.year_from, row.year_to),
        row.persons * row.months_each, None, None,
        unit_name("person-months/year", names.language), row.source,
        names.grade(row.grade), told(row.note),
    )  # fmt: skip


def _measure(row: MeasureRow, names: Names, section: str) -> Figure:
    what = parameter_name(row.parameter, names.language)
    label = names.language.tell(replace(MEASURES[row.operation], values={"what": what}))
    return Figure(
        section, label, names.group(row.cadre, row.sector), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, None, None, unit_name(row.unit, names.language),
        row.source, names.grade(row.grade), names.language.told(row.reason),
    )  # fmt: skip
