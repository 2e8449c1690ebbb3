"""What a scenario changes, line by line, and what follows from it year by year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.scenario_tree import stack
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.book.figure import Names
from app.reports.book.figures_used import MEASURES
from app.reports.frame import Frame
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.models.rows import MeasureRow
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.table import Cell


def of_scenario(study: Study, language: Language) -> Table:
    """Return the measures of a study's scenario, one a row, in their order."""
    say, names = language.say, Names(study, language)
    measures = stack(study.rows, study.scenario.id)
    return Table(
        title=say("Measures of the scenario"),
        subtitle=language.name(study.scenario.names),
        columns=(
            Column("what", say("What changes"), Kind.TEXT),
            Column("value", say("Value"), Kind.VALUE),
            Column("unit", say("Unit"), Kind.TEXT),
            Column("who", say("For whom"), Kind.TEXT),
            Column("where", say("Territory"), Kind.TEXT),
            Column("from", say("From"), Kind.YEAR),
            Column("to", say("To"), Kind.YEAR),
            Column("grade", say("Footing"), Kind.TEXT),
            Column("reason", say("Reason"), Kind.TEXT),
        ),
        rows=tuple(_measure(row, names, language) for row in measures),
        sources=tuple(dict.fromkeys(names.source(row.source) for row in measures if row.source)),
        fingerprint=study.fingerprint,
    )


def _measure(row: MeasureRow, names: Names, language: Language) -> tuple[Cell, ...]:
    what = parameter_name(row.parameter, language)
    label = language.tell(replace(MEASURES[row.operation], values={"what": what}))
    return (
        label, row.value, unit_name(row.unit, language), names.group(row.cadre, row.sector),
        names.territory(row.territory), row.year_from, row.year_to, names.grade(row.grade),
        language.told(row.reason),
    )  # fmt: skip


def against(reference: Study, study: Study, view: View, language: Language) -> Table:
    """Return stock and deficit year by year without and with the measures of a scenario."""
    say, frame = language.say, Frame(study, view, language)
    here, there = study.lines(view), reference.lines(view)
    has_need = all(line.need is not None for line in (*here, *there))
    named = {"scenario": frame.scenario, "reference": language.name(reference.scenario.names)}
    key = "deficit" if has_need else "stock"
    title = say("Deficit without and with the measures")
    return Table(
        title=title if has_need else say("Stock without and with the measures"),
        subtitle=frame.subtitle,
        columns=(
            Column("year", say("Year"), Kind.YEAR),
            Column("reference", named["reference"], Kind.PERSONS),
            Column("scenario", named["scenario"], Kind.PERSONS),
            Column("change", say("Difference"), Kind.CHANGE),
        ),
        rows=tuple(
            _years(one.year, getattr(two, key), getattr(one, key))
            for one, two in zip(here, there, strict=True)
        ),
        notes=(say("Situation at 31 December of each year."), *frame.notes(here)),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _years(year: int, reference: float, here: float) -> tuple[Cell, ...]:
    return (year, reference, here, here - reference)
