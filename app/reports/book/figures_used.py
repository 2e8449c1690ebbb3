"""Every value that the projection used, as rows of one shape for the sheet of sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.problems import message
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.book.figure import Figure, Names
from app.reports.book.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.rows import (
        AssumptionRow,
        ContractRow,
        MeasureRow,
        MissionRow,
        PipelineRow,
        RecruitmentRow,
    )
    from app.problems import Message
    from app.reports.book.content import Content

MEASURES: Mapping[str, Message] = {
    "set": message("{what}: set to"),
    "add": message("{what}: increased by"),
    "multiply": message("{what}: multiplied by"),
}


def figures(content: Content) -> Iterator[tuple[Figure, Message | None]]:
    """Give every value of the plan, in its order, with why it plays no part where it plays none."""
    rows, say = content.study.rows, content.language.say
    names, parts = Names(content.study, content.language), Parts(content.study, content.view)
    for assumption in rows.assumptions:
        yield _assumption(assumption, names, say("Assumptions")), parts.assumption(assumption)
    for item in rows.pipeline:
        yield _pipeline(item, names, say("Training pipeline")), parts.pipeline(item)
    for posts in rows.recruitment:
        why = parts.recruitment(posts)
        yield from ((f, why) for f in _recruitment(posts, names, say("Posts and recruitment")))
    for contract in rows.contracts:
        why = parts.contract(contract)
        for called in parts.running.get(contract.id, [contract]):
            yield _contract(called, names, say("Contracts")), why
    for mission in rows.missions:
        yield _mission(mission, names, say("Missions")), parts.mission(mission)
    for measure in rows.measures:
        if measure.scenario == content.study.scenario.id:
            yield _measure(measure, names, say("Measures of the scenario")), parts.measure(measure)


def _assumption(row: AssumptionRow, names: Names, section: str) -> Figure:
    to = names.territory(row.destination) if row.destination else ""
    to = names.language.say("destination: {place}", place=to) if to else ""
    born = ""
    if row.birth_from or row.birth_to:
        born = names.language.say(
            "born {first} to {last}",
            first=names.language.year(row.birth_from) if row.birth_from else "…",
            last=names.language.year(row.birth_to) if row.birth_to else "…",
        )
    more = (names.sex(row.sex), names.ages(row.age_from, row.age_to), born, to)
    return Figure(
        section, parameter_name(row.parameter, names.language),
        names.group(row.cadre, row.sector, *more), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, row.low, row.high,
        unit_name(row.unit, names.language), row.source, names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _pipeline(row: PipelineRow, names: Names, section: str) -> Figure:
    more = (names.sex(row.sex), names.ages(row.age, row.age))
    return Figure(
        section, parameter_name(row.parameter, names.language),
        names.group(row.cadre, row.sector, *more), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, row.low, row.high,
        unit_name(row.unit, names.language), row.source, names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _recruitment(row: RecruitmentRow, names: Names, section: str) -> Iterator[Figure]:
    group, where = names.group(row.cadre), names.territory(row.territory)
    years = (row.year_from, row.year_to)
    language = names.language
    yield Figure(
        section, parameter_name("posts", language), group, where, years, row.posts, row.posts_low,
        row.posts_high, unit_name("posts", language), row.posts_source,
        names.grade(row.posts_grade), row.note,
    )  # fmt: skip
    if row.fill_rate is not None:
        yield Figure(
            section, parameter_name("fill_rate", language), group, where, years, row.fill_rate,
            row.fill_low, row.fill_high, unit_name("share of posts", language),
            row.fill_source, names.grade(row.fill_grade), "",
        )  # fmt: skip


def _contract(row: ContractRow, names: Names, section: str) -> Figure:
    last = row.end.year if row.end else 0
    return Figure(
        section, row.label, names.group(row.cadre, row.sector, row.nationality),
        names.territory(row.territory), (row.start.year, last), row.persons, None, None,
        unit_name("persons", names.language), row.source, names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _mission(row: MissionRow, names: Names, section: str) -> Figure:
    return Figure(
        section, row.label, names.group(row.cadre, row.sector), names.territory(row.territory),
        (row.year_from, row.year_to), row.persons * row.months_each, None, None,
        unit_name("person-months/year", names.language), row.source,
        names.grade(row.grade), row.note,
    )  # fmt: skip


def _measure(row: MeasureRow, names: Names, section: str) -> Figure:
    what = parameter_name(row.parameter, names.language)
    label = names.language.tell(replace(MEASURES[row.operation], values={"what": what}))
    return Figure(
        section, label, names.group(row.cadre, row.sector), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, None, None, unit_name(row.unit, names.language),
        row.source, names.grade(row.grade), row.reason,
    )  # fmt: skip
