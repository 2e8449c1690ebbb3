"""Every value that the projection used, as rows of one shape for the sheet of sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.problems import message
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.frame import GRADES, SECTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.language import Language
    from app.models.rows import (
        AssumptionRow,
        ContractRow,
        MeasureRow,
        MissionRow,
        PipelineRow,
        RecruitmentRow,
    )
    from app.planning.study import Study
    from app.problems import Message

SEXES: Mapping[str, Message] = {"F": message("Women"), "M": message("Men")}
MEASURES: Mapping[str, Message] = {
    "set": message("{what}: set to"),
    "add": message("{what}: increased by"),
    "multiply": message("{what}: multiplied by"),
}


@dataclass(frozen=True)
class Figure:
    """One value: what it is, for whom, where and when, its range, where it comes from."""

    section: str
    label: str
    group: str
    territory: str
    years: tuple[int, int]
    value: float | None
    low: float | None
    high: float | None
    unit: str
    source: str
    grade: str
    note: str


class Names:
    """Turns the codes of a plan into words."""

    def __init__(self, study: Study, language: Language) -> None:
        """Collect the names of the plan."""
        rows = study.rows
        self.language = language
        self._territories = {row.code: language.name(row.names) for row in rows.territories}
        self._cadres = {row.code: language.name(row.names) for row in rows.cadres}
        self._sources = {row.id: row.title for row in rows.sources}

    def territory(self, code: str) -> str:
        """Return the name of a territory; one outside the plan is the country or its code."""
        if code in self._territories:
            return self._territories[code]
        return self.language.say("Whole country") if code in ("", "MA") else code

    def group(self, cadre: str, sector: str = "", *more: str) -> str:
        """Return for whom a value holds, in one line."""
        who = self._cadres.get(cadre, "" if cadre in ("", "ALL", "ALL_STAFF") else cadre)
        where = self.language.tell(SECTORS[sector]) if sector in SECTORS else ""
        kept = [part for part in (who, where, *more) if part]
        return " · ".join(kept) if kept else self.language.say("All")

    def sex(self, code: str) -> str:
        """Return women, men, or nothing where both are meant."""
        return self.language.tell(SEXES[code]) if code in SEXES else ""

    def ages(self, first: int | None, last: int | None) -> str:
        """Return the ages that a value holds for."""
        if first is None and last is None:
            return ""
        if last is None or first == last:
            return self.language.say("age {age}", age=first or last or 0)
        return self.language.say("ages {first} to {last}", first=first or 0, last=last)

    def source(self, code: str) -> str:
        """Return the title of a source, or its code."""
        return self._sources.get(code, code)

    def grade(self, code: str) -> str:
        """Return how far a value can be trusted, in words."""
        return self.language.tell(GRADES[code]) if code in GRADES else code


def figures(study: Study, language: Language) -> Iterator[Figure]:
    """Give every value of the plan that the projection reads, in the order of the plan."""
    names, rows, say = Names(study, language), study.rows, language.say
    for assumption in rows.assumptions:
        yield _assumption(assumption, names, say("Assumptions"))
    for item in rows.pipeline:
        yield _pipeline(item, names, say("Training pipeline"))
    for posts in rows.recruitment:
        yield from _recruitment(posts, names, say("Posts and recruitment"))
    for contract in rows.contracts:
        yield _contract(contract, names, say("Contracts"))
    for mission in rows.missions:
        yield _mission(mission, names, say("Missions"))
    for measure in rows.measures:
        if measure.scenario == study.scenario.id:
            yield _measure(measure, names, say("Measures of the scenario"))


def merged(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures with those that say the same in following years made one."""
    kept: dict[Figure, list[tuple[int, int]]] = {}
    for figure in figures:
        spans = kept.setdefault(replace(figure, years=(0, 0)), [])
        if spans and spans[-1][1] + 1 == figure.years[0]:
            spans[-1] = (spans[-1][0], figure.years[1])
        else:
            spans.append(figure.years)
    return [replace(figure, years=years) for figure, spans in kept.items() for years in spans]


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
        unit_name(row.unit, names.language), names.source(row.source), names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _pipeline(row: PipelineRow, names: Names, section: str) -> Figure:
    more = (names.sex(row.sex), names.ages(row.age, row.age))
    return Figure(
        section, parameter_name(row.parameter, names.language),
        names.group(row.cadre, row.sector, *more), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, row.low, row.high,
        unit_name(row.unit, names.language), names.source(row.source), names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _recruitment(row: RecruitmentRow, names: Names, section: str) -> Iterator[Figure]:
    group, where = names.group(row.cadre), names.territory(row.territory)
    years = (row.year_from, row.year_to)
    language = names.language
    yield Figure(
        section, parameter_name("posts", language), group, where, years, row.posts, row.posts_low,
        row.posts_high, unit_name("posts", language), names.source(row.posts_source),
        names.grade(row.posts_grade), row.note,
    )  # fmt: skip
    if row.fill_rate is not None:
        yield Figure(
            section, parameter_name("fill_rate", language), group, where, years, row.fill_rate,
            row.fill_low, row.fill_high, unit_name("share of posts", language),
            names.source(row.fill_source), names.grade(row.fill_grade), "",
        )  # fmt: skip


def _contract(row: ContractRow, names: Names, section: str) -> Figure:
    last = row.end.year if row.end else 0
    return Figure(
        section, row.label, names.group(row.cadre, row.sector, row.nationality),
        names.territory(row.territory), (row.start.year, last), row.persons, None, None,
        unit_name("persons", names.language), names.source(row.source), names.grade(row.grade),
        row.note,
    )  # fmt: skip


def _mission(row: MissionRow, names: Names, section: str) -> Figure:
    return Figure(
        section, row.label, names.group(row.cadre, row.sector), names.territory(row.territory),
        (row.year_from, row.year_to), row.persons * row.months_each, None, None,
        unit_name("person-months/year", names.language), names.source(row.source),
        names.grade(row.grade), row.note,
    )  # fmt: skip


def _measure(row: MeasureRow, names: Names, section: str) -> Figure:
    what = parameter_name(row.parameter, names.language)
    label = names.language.tell(replace(MEASURES[row.operation], values={"what": what}))
    return Figure(
        section, label, names.group(row.cadre, row.sector), names.territory(row.territory),
        (row.year_from, row.year_to), row.value, None, None, unit_name(row.unit, names.language),
        names.source(row.source), names.grade(row.grade), row.reason,
    )  # fmt: skip
