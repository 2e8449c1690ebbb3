"""Finds what leads from one state to another, and tells it: work on values, without a widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language
    from app.planning.bridges import Bridge
    from app.planning.levers_apart import LeverBridge
    from app.planning.lines import View
    from app.planning.plan import Plan
    from app.planning.study import Study
    from app.reports.bridge_told import Told
    from app.reports.frame import Frame
    from app.ui.bridge_page.question import Question
    from app.ui.job import Step

MOST_STEPS = 12
_READ, _RUN = 0.4, 0.9


@dataclass(frozen=True)
class State:
    """One end of a bridge: a study, a view of it, and the year that is looked at."""

    study: Study
    view: View
    year: int


@dataclass(frozen=True)
class Found:
    """The answer to a question, in no language yet."""

    question: Question
    bridge: Bridge | LeverBridge
    start: State
    end: State


@dataclass(frozen=True)
class Asked:
    """A question about a study, and the plan whose other versions it may speak of."""

    study: Study
    view: View
    question: Question
    plan: Plan

    def find(self, step: Step) -> Found:
        """Answer it; what an earlier study made of the same rows is kept.

        `step` hears the share that is done and may raise to stop. What cannot be compared is
        refused.
        """
        ends: dict[str, Callable[[Step], tuple[State, State]]] = {
            "years": self._years,
            "scenarios": self._scenarios,
            "norms": self._norms,
            "versions": self._versions,
        }
        start, end = ends[self.question.kind](step)
        return Found(self.question, self._bridge(start, end, step), start, end)

    def _bridge(self, start: State, end: State, step: Step) -> Bridge | LeverBridge:
        from app.planning import bridges
        from app.planning.levers_apart import by_lever

        question = self.question
        if question.kind == "years":
            return bridges.between_years(self.study, self.view, question.first, question.last)
        if question.kind == "norms":
            return bridges.between_norms(self.study, start.view, end.view, end.year)
        if question.kind == "scenarios" and question.levers:
            return by_lever(start.study, end.study, self.view, end.year, step)
        return bridges.between_studies(start.study, start.view, end.study, end.view, end.year)

    def _years(self, _step: Step) -> tuple[State, State]:
        years = (self.question.first, self.question.last)
        first, last = (State(self.study, self.view, year) for year in years)
        return first, last

    def _scenarios(self, step: Step) -> tuple[State, State]:
        made = []
        for code in (self.question.one, self.question.other):
            step(0.0)
            made.append(State(self._under(code), self.view, self.question.last))
        return made[0], made[1]

    def _under(self, scenario: str) -> Study:
        from app.planning.study import run

        same = scenario == self.study.scenario.id
        return self.study if same else run(self.study.rows, scenario, self.study)

    def _norms(self, _step: Step) -> tuple[State, State]:
        one, other = (self._by(self.study, norm) for norm in self.question.norms)
        last = self.question.last
        return State(self.study, one, last), State(self.study, other, last)

    def _versions(self, step: Step) -> tuple[State, State]:
        from app.planning.study import run

        step(0.0)
        version = self.question.version
        rows = self.study.rows if version is None else version.load(self.plan)
        step(_READ)
        other = run(rows, self.study.scenario.id, self.study)
        step(_RUN)
        view, last = self._by(other, self.view.norm.id), self.question.last
        return State(other, view, last), State(self.study, self.view, last)

    def _by(self, study: Study, norm: str) -> View:
        """Return the same view of a study by a norm.

        Who asks for the staff that the norm of now covers is told of what the other one covers.
        """
        view = self.view
        covered = self.study.view(norm=view.norm.id).cadre == view.cadre
        cadre = None if covered else view.cadre
        return study.view(view.territory, cadre, view.sector, norm, view.until)


# --- In words -------------------------------------------------------------------------------------


def told(found: Found, language: Language) -> Told:
    """Return an answer with names, in few enough steps to be seen at once."""
    from app.planning.levers_apart import LeverBridge
    from app.reports import bridge_told
    from app.reports.frame import Frame
    from app.reports.two_ends import End

    frames = [Frame(one.study, one.view, language) for one in (found.start, found.end)]
    names = _names(found, (frames[0], frames[1]), language)
    ends = End(frames[0], names[0]), End(frames[1], names[1])
    if isinstance(found.bridge, LeverBridge):
        return bridge_told.levers(found.bridge, ends, found.end.year)
    differing = {"years": "", "scenarios": "other_scenario", "norms": "other_norm"}
    kind = differing.get(found.question.kind, "other_plan")
    years = (found.start.year, found.end.year)
    whole = bridge_told.flows(found.bridge, ends, kind, years)
    return bridge_told.folded(whole, MOST_STEPS)


def _names(found: Found, frames: tuple[Frame, Frame], language: Language) -> tuple[str, str]:
    """Call each end by what tells it from the other."""
    question = found.question
    if question.kind == "years":
        return language.year(question.first), language.year(question.last)
    if question.kind == "scenarios":
        return frames[0].scenario, frames[1].scenario
    if question.kind == "norms":
        return frames[0].norm, frames[1].norm
    before = "" if question.version is None else question.version.named(language)
    return before, language.say("This plan, now")
