"""A scenario year by year beside what it is held against: its parent and the reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.frame import Frame
from app.reports.rounding import whole
from app.reports.shown_elsewhere import Elsewhere
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study

KEYS = ("assumed", "parent", "reference", "scenario")  # from the ground up


@dataclass(frozen=True)
class Beside:
    """A scenario and what it is held against, where there is such a thing.

    assumed: the reference under the assumptions of the scenario, its levers left as they were.
    """

    scenario: Study
    parent: Study | None = None
    reference: Study | None = None
    assumed: Study | None = None

    @property
    def studies(self) -> dict[str, Study]:
        """The studies that are there, by their place; each scenario once."""
        found: dict[str, Study] = {}
        for key in KEYS[::-1]:
            study = getattr(self, key)
            if study is not None and study.scenario.id not in _ids(found):
                found[key] = study
        return {key: found[key] for key in KEYS if key in found}

    @property
    def below(self) -> Study | None:
        """What the scenario stands on: its parent, else the reference; nothing under itself."""
        found = self.parent or self.reference
        return None if found is None or found.scenario.id == self.scenario.scenario.id else found


def _ids(studies: dict[str, Study]) -> set[str]:
    return {study.scenario.id for study in studies.values()}


def measure_of(beside: Beside, view: View) -> str:
    """Return what is compared: the deficit where each gives one, else the stock."""
    studies = beside.studies.values()
    known = all(line.need is not None for study in studies for line in study.lines(view))
    return "deficit" if known else "stock"


def names(beside: Beside, language: Language) -> dict[str, str]:
    """Return what each line is called."""
    called = {key: language.name(study.scenario.names) for key, study in beside.studies.items()}
    if "assumed" in called:
        called["assumed"] = language.say("Reference under your assumptions")
    return called


def by_year(beside: Beside, view: View, language: Language) -> Table:
    """Return deficit or stock of a scenario year by year, beside what it is held against.

    The difference is that of the whole numbers beside it.
    """
    say, frame = language.say, Frame(beside.scenario, view, language)
    key, called, below = measure_of(beside, view), names(beside, language), beside.below
    lines = {name: study.lines(view) for name, study in beside.studies.items()}
    values = [[float(getattr(line, key)) for line in told] for told in lines.values()]
    years = [line.year for line in lines["scenario"]]
    columns = [Column("year", say("Year"), Kind.YEAR)]
    columns += [Column(name, called[name], Kind.PERSONS) for name in lines]
    if below is not None:
        under = [float(getattr(line, key)) for line in below.lines(view)]
        here = values[list(lines).index("scenario")]
        pairs = zip(here, under, strict=True)
        values.append([float(whole(one) - whole(other)) for one, other in pairs])
        columns.append(Column("change", say("Difference"), Kind.CHANGE))
    title = say("{profession}: deficit at 31 December", profession=frame.profession)
    stock = say("{profession}: people at 31 December", profession=frame.profession)
    return Table(
        title=title if key == "deficit" else stock,
        subtitle=frame.subtitle,
        columns=tuple(columns),
        rows=tuple(zip(years, *values, strict=True)),
        notes=(say("Situation at 31 December of each year."), *frame.notes(lines["scenario"])),
        sources=frame.sources,
        fingerprint=beside.scenario.fingerprint,
    )


def finding(beside: Beside, view: View, year: int, language: Language) -> str:
    """Say what a scenario changes in a year, or where it shows that nothing changes here.

    Nothing where there is nothing to hold it against.
    """
    below = beside.below
    if below is None:
        return ""
    key = measure_of(beside, view)
    before, after = (_value(study, view, year, key) for study in (below, beside.scenario))
    if whole(after) == whole(before):
        same = language.say("Nothing changes here compared with {name}.", name=below.scenario.names)
        elsewhere = Elsewhere(below, beside.scenario, view, year, language, key).said()
        return f"{same} {elsewhere}".rstrip()
    said = {"a": language.number(before), "b": language.number(after)}
    if key == "stock":
        return language.say("The stock of {year} goes from {a} to {b}.", year=year, **said)
    return language.say("The deficit of {year} goes from {a} to {b}.", year=year, **said)


def _value(study: Study, view: View, year: int, key: str) -> float:
    return next(float(getattr(line, key)) for line in study.lines(view) if line.year == year)
