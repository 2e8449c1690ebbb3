"""What leads from one deficit to another: two years, or two scenarios, norms or plans in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.planning import asking
from app.planning.bridges import between_norms, between_studies, between_years
from app.planning.plan import Plan
from app.planning.study import run
from app.problems import Problem, message
from app.reports import movement
from app.reports.frame import SECTORS, Frame
from app.reports.rounding import whole, whole_numbers
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.planning.bridges import Bridge, Step
    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Message
    from app.reports.asked import Asked

_OTHERS = ("other_plan", "other_scenario", "other_norm")
_TITLES: Mapping[tuple[str, str], Message] = {
    ("other_plan", "deficit"): message("Deficit of two plans in {year}"),
    ("other_plan", "stock"): message("Stock of two plans in {year}"),
    ("other_scenario", "deficit"): message("Deficit under two scenarios in {year}"),
    ("other_scenario", "stock"): message("Stock under two scenarios in {year}"),
    ("other_norm", "deficit"): message("Deficit by two norms in {year}"),
    ("other_norm", "stock"): message("Stock by two norms in {year}"),
    ("", "deficit"): message("What moves the deficit, from {year} to {year2}"),
    ("", "stock"): message("What moves the stock, from {year} to {year2}"),
}
_HEADINGS: Mapping[str, Message] = {"deficit": message("Deficit"), "stock": message("Stock")}
_NAMES: Mapping[tuple[str, str], Message] = {
    ("need", "population"): message("Need (population)"),
    ("need", "norm"): message("Need (norm)"),
    ("stock", "counted"): message("Staff that the other norm counts"),
}


@dataclass(frozen=True)
class _End:
    """One end of a bridge: what it is a view of, and what it is called."""

    frame: Frame
    name: str


def answer(asked: Asked) -> tuple[Table, ...]:
    """Explain the difference to another year, or to another plan, scenario or norm in one year.

    Refuses a year outside a plan, what a plan does not know, and a year to start from beside
    something else to compare with.
    """
    first, last = asked.options["from"], asked.options["to"]
    first = asked.study.rows.facts.base_year if first is None else first
    last = asked.view.until if last is None else last
    frame = Frame(asked.study, replace(asked.view, until=last), asked.language)
    differing = next((name for name in _OTHERS if asked.options[name] is not None), "")
    if differing:
        return (_against(frame, asked.options, differing),)
    years = (first, last)
    start, end = (_End(frame, asked.language.year(year)) for year in years)
    return (_table(between_years(frame.study, frame.view, *years), (start, end), "", years),)


def _against(frame: Frame, options: Mapping[str, Any], differing: str) -> Table:
    """Explain the difference to another plan, scenario or norm in the last year of the view."""
    if options["from"] is not None:
        raise Problem(
            message("Two plans, scenarios or norms are compared in one year."),
            remedy=message("Leave out the year to start from."),
        )
    study, view, language = frame.study, frame.view, frame.language
    other = _other(study, options)
    against = Frame(other, _seen(frame, other, options["other_norm"]), language)
    if other is study:
        found = between_norms(study, view, against.view, view.until)
    else:
        found = between_studies(study, view, other, against.view, view.until)
    name = _named(against, differing)
    if differing == "other_plan":
        name = language.say("Other plan: {name}", name=name)
    ends = (_End(frame, _named(frame, differing)), _End(against, name))
    return _table(found, ends, differing, (view.until, view.until))


def _other(study: Study, options: Mapping[str, Any]) -> Study:
    """Return the study on the other side: this one where only the norm is another."""
    if options["other_plan"] is None and options["other_scenario"] is None:
        return study
    scenario = options["other_scenario"]
    scenario = study.scenario.id if scenario is None else scenario
    if options["other_plan"] is None:
        return run(study.rows, scenario, study)
    with Plan.open(Path(options["other_plan"])) as plan:
        return run(plan.rows(), scenario)


def _seen(frame: Frame, other: Study, norm: str | None) -> View:
    """Return the view of the other study: the same question, by the other norm if one is named.

    Who asks for the staff that a norm covers is told of the staff that the other norm covers. A
    norm that does not say whom it covers is refused.
    """
    view = frame.view
    covered = frame.study.view(norm=view.norm.id).cadre == view.cadre
    cadre = None if covered else view.cadre
    norm = view.norm.id if norm is None else norm
    asking.refuse_without_scope(asking.norm(other.rows, norm))
    return other.view(view.territory, cadre, view.sector, norm, view.until)


def _named(frame: Frame, differing: str) -> str:
    """Call an end by what tells it from the other."""
    if differing == "other_plan":
        plan = frame.language.name(frame.study.rows.facts.names)
        names = {"plan": plan, "scenario": frame.scenario, "norm": frame.norm}
        return frame.language.say("{plan} · {scenario} · {norm}", **names)
    return frame.scenario if differing == "other_scenario" else frame.norm


def _table(found: Bridge, ends: tuple[_End, _End], differing: str, years: tuple[int, int]) -> Table:
    """Return the steps of a bridge with what is reached after each, in persons that add up."""
    (start, end), language = ends, ends[0].frame.language
    level = whole(found.start)
    changes = whole_numbers([step.persons for step in found.steps], whole(found.end) - level)
    rows: list[tuple[Cell, ...]] = [(start.name, None, level, found.start)]
    for step, change in zip(found.steps, changes, strict=True):
        level += change
        rows.append((_step_name(step, ends), change, level, step.persons))
    rows.append((end.name, None, level, found.end))
    values = {"year": years[0], "year2": years[1]}
    return Table(
        title=language.tell(replace(_TITLES[differing, found.measure], values=values)),
        subtitle=start.frame.subtitle,
        columns=(
            Column("driver", language.say("Driver"), Kind.TEXT),
            Column("change", language.say("Change"), Kind.CHANGE),
            Column("level", language.tell(_HEADINGS[found.measure]), Kind.PERSONS),
            Column("exact", language.say("Before rounding"), Kind.VALUE),
        ),
        rows=tuple(rows),
        notes=_notes(ends, years[1]),
        sources=tuple(dict.fromkeys([*start.frame.sources, *end.frame.sources])),
        fingerprint=" ".join(dict.fromkeys(one.frame.study.fingerprint for one in ends)),
    )


def _step_name(step: Step, ends: tuple[_End, _End]) -> str:
    """Return the name of a step: a flow by its kind, staff of the base year by who they are."""
    language = ends[0].frame.language
    if step.cadre:
        knowing = next(one.frame.study for one in ends if _knows(one.frame.study, step.cadre))
        return language.say(
            "Base stock: {profession}, {sector}",
            profession=language.name(knowing.cadre_name(step.cadre)),
            sector=language.tell(SECTORS[step.sector]),
        )
    known = _NAMES.get((step.side, step.kind))
    return language.tell(known) if known else movement.named(step.kind, language)


def _knows(study: Study, cadre: str) -> bool:
    return cadre in study.places.axes.cadres


def _notes(ends: tuple[_End, _End], year: int) -> tuple[str, ...]:
    """Return what a reader must know of both ends, and that their flows begin in other years."""
    language, notes = ends[0].frame.language, list[str]()
    first, other = (one.frame.study.rows.facts.base_year for one in ends)
    if first != other:
        notes.append(
            language.say(
                "Base years: {year} and {year2}. Entries and exits are counted from each.",
                year=first,
                year2=other,
            )
        )
    for one in ends:
        notes += one.frame.notes([line for line in one.frame.lines() if line.year == year])
    return tuple(dict.fromkeys(notes))
