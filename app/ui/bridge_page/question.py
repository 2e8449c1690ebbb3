"""What the page on causes is asked: from which state to which other one, and by what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from app.problems import Message, message
from app.ui import norms

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.language import Language
    from app.models.rows import NormRow, PlanRows
    from app.planning.plan import Plan
    from app.ui.document import Document

Kind = Literal["years", "scenarios", "norms", "versions"]
KINDS: tuple[Kind, ...] = ("years", "scenarios", "norms", "versions")
Load = Callable[["Plan"], "PlanRows"]
_REFERENCE = "reference"
_MOST_CHANGES, _MOST_BACKUPS = 40, 10
_CHANGE = "change "


@dataclass(frozen=True)
class Version:
    """The figures of a plan at another time or in another file, and how they are read."""

    key: str
    label: Message
    load: Load
    time: datetime | None = None

    def named(self, language: Language) -> str:
        """Return what it is called; a backup by its date and time."""
        if self.time is None:
            return language.tell(self.label)
        when = self.time.astimezone()
        values = {"date": language.date(when.date()), "time": f"{when:%H:%M}"}
        return language.tell(Message(self.label.text, values))


@dataclass(frozen=True)
class Question:
    """Two states that differ by years, or in one year by scenario, norm or version of the plan.

    first, last: the years; beside other differences the last one alone counts. one, other: the
    two scenarios. levers: whether scenarios are told apart by their measures. norms: the two.
    """

    kind: Kind
    first: int
    last: int
    one: str
    other: str
    levers: bool
    norms: tuple[str, str]
    version: Version | None = None

    @property
    def slow(self) -> bool:
        """Whether the answer takes a projection, and more time than a turn of the window has."""
        return self.kind in ("scenarios", "versions")


def first_question(document: Document) -> Question:
    """Return what a plan is asked first: from its base year to the year of now."""
    from app.planning.scenario_tree import shown

    facts, here = document.rows.facts, document.study.scenario.id
    codes = [row.id for row in shown(document.rows)]
    one = _REFERENCE if _REFERENCE in codes else codes[0]
    others = [code for code in codes if code != one]
    other = here if here in others else next(iter(others), one)
    last = document.year if document.year > facts.base_year else facts.horizon
    norms_of_now = _first_norms(document)
    return Question("years", facts.base_year, last, one, other, False, norms_of_now)


def still_asked(question: Question, document: Document) -> Question:
    """Return the question with what the plan no longer holds put right."""
    from app.planning.scenario_tree import shown

    fresh, rows = first_question(document), document.rows
    codes = {row.id for row in shown(rows)}
    known = {row.id for row in offered_norms(document)}
    asked = question.kind == "norms"  # two that nobody has asked for yet are those of the view
    kept = replace(
        question,
        one=question.one if question.one in codes else fresh.one,
        other=question.other if question.other in codes else fresh.other,
        norms=question.norms if asked and {*question.norms} <= known else fresh.norms,
        version=question.version if _stands(question, document) else None,
    )
    first, horizon = rows.facts.base_year, rows.facts.horizon
    inside = first <= question.first <= horizon
    return kept if inside else replace(kept, first=fresh.first, last=fresh.last)


def fitting_norms(document: Document) -> tuple[str, ...]:
    """Return the norms that can be compared for the group of now, none where no norm covers it.

    First those that cover the group; beside a norm that does, those that need another group.
    """
    study, view = document.study, document.view
    fit = norms.fitting(study, view)
    more = norms.others(study, view) if view.norm in fit else ()
    return tuple(row.id for row in (*fit, *more))


def _first_norms(document: Document) -> tuple[str, str]:
    """Return the norm of now and another one, as far as they give a need for the group."""
    fit, norm = fitting_norms(document), document.view.norm.id
    one = norm if norm in fit else next(iter(fit), norm)
    return one, next((code for code in fit if code != one), one)


def offered_norms(document: Document) -> tuple[NormRow, ...]:
    """Return all norms that say whom they cover, those that can be compared before the others."""
    from app.planning import asking

    fit = fitting_norms(document)
    said = [row for row in document.rows.norms if asking.without_scope(row) is None]
    return tuple(sorted(said, key=lambda row: fit.index(row.id) if row.id in fit else len(fit)))


# --- Versions -------------------------------------------------------------------------------------


def versions(document: Document) -> tuple[Version, ...]:
    """Return the plan before each change that stands, newest first, then its backups."""
    from app.planning.plan import Plan

    kept = [] if document.is_sample else Plan.backups(document.path)[:_MOST_BACKUPS]
    backups = [
        Version(
            f"backup {one.path}",
            message("Backup of {date}, {time}"),
            partial(_of_file, path=one.path),
            one.time,
        )
        for one in kept
    ]
    return (*_before_changes(document)[:_MOST_CHANGES], *backups)


def _before_changes(document: Document) -> list[Version]:
    from app.planning.versions import before_change

    return [
        Version(
            f"{_CHANGE}{line.sequence}",
            message("Before: {what}", what=line.what),
            partial(before_change, sequence=line.sequence),
        )
        for line in document.history()
        if line.state == "done"
    ]


def _stands(question: Question, document: Document) -> bool:
    """Tell whether the version can still be asked for: its change may have been taken back."""
    version = question.version
    if question.kind != "versions" or version is None or not version.key.startswith(_CHANGE):
        return True
    before = [(one.key, one.label) for one in _before_changes(document)]
    return (version.key, version.label) in before


def other_file(path: Path) -> Version:
    """Return the plan in another file."""
    name = message("Plan file {file}", file=path.name)
    return Version(f"file {path}", name, partial(_of_file, path=path))


def _of_file(_plan: Plan, path: Path) -> PlanRows:
    from app.planning.versions import of_file

    return of_file(path)
