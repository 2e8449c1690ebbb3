"""What leads from one deficit to another: two years, or two scenarios, norms or plans in a year."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.planning import asking
from app.planning.bridges import between_norms, between_studies, between_years
from app.planning.plan import Plan
from app.planning.study import run
from app.problems import Problem, message
from app.reports import bridge_told
from app.reports.frame import Frame
from app.reports.two_ends import End, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.asked import Asked
    from app.reports.table import Table

_OTHERS = ("other_plan", "other_scenario", "other_norm")
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
    start, end = (End(frame, asked.language.year(year)) for year in years)
    found = between_years(frame.study, frame.view, *years)
    return (bridge_told.flows(found, (start, end), "", years).table,)


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
    name = named(against, differing)
    if differing == "other_plan":
        name = language.say("Other plan: {name}", name=name)
    ends = (End(frame, named(frame, differing)), End(against, name))
    return bridge_told.flows(found, ends, differing, (view.until, view.until)).table


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
