"""What follows from the scenario of now: computed beside the window, kept until figures change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.scenarios import findings, told
from app.ui.scenarios.live import Live

if TYPE_CHECKING:
    from app.models.rows import MeasureRow
    from app.planning.effects import Effect, Effects
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.scenario_years import Beside
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.job import Step
    from app.ui.scenarios.findings import Around, Pull

_Key = tuple[str, str, str]
_AROUND, _EFFECTS = "around", "effects"
_KEPT = 4  # scenarios, or views of them, whose findings are kept


class Follows(QObject):
    """Parent, levers and the effect of each line; `found` says that there is more than before."""

    found = Signal()
    tried = Signal()  # another value is held, and what follows from it is known
    progressed = Signal(float)

    def __init__(self, document: Document) -> None:
        """Begin with nothing found."""
        super().__init__()
        self._document = document
        self._around: dict[_Key, Around] = {}
        self._effects: dict[tuple[_Key, View], Effects] = {}
        self._last: Around | None = None  # of the same scenario, while a new one is computed
        self._last_effects: Effects | None = None
        self._of = ""
        self._lanes = Lanes()
        self._lanes.problem_met.connect(document.problem_met)
        self.live = Live(document)
        self.live.answered.connect(self.tried)
        document.plan_changed.connect(self._forget)
        for told_of in (document.plan_opened, document.plan_closed):
            told_of.connect(self._forget_all)

    # --- What there is --------------------------------------------------------------------------

    @property
    def around(self) -> Around | None:
        """What stands around the scenario of now, once it is found."""
        document = self._document
        found = self._around.get(_key(document.study, document.view))
        return found or (self._last if self._of == document.study.scenario.id else None)

    @property
    def effects(self) -> Effects | None:
        """What each line does in the view of now, once it is found."""
        document = self._document
        found = self._effects.get((_key(document.study, document.view), document.view))
        if found is None and self._of == document.study.scenario.id:
            return self._last_effects
        return found

    @property
    def pulls(self) -> tuple[Pull, ...]:
        """The levers with what they inherit and what they have."""
        return self.around.pulls if self.around is not None else ()

    @property
    def usual(self) -> tuple[str, ...]:
        """The levers that come first where none is moved."""
        document = self._document
        view = document.view
        asked = {*document.study.cadre_codes(view.cadre, view.norm), view.cadre, "MED", "ALL"}
        return findings.usual(self.pulls, frozenset(asked))

    @property
    def effect_of_line(self) -> dict[int, Effect]:
        """What each line does, by its number; nothing while it is not known."""
        found = self.effects
        return {} if found is None else {one.line.line: one for one in found.found}

    @property
    def waits(self) -> bool:
        """Whether effects are being computed."""
        return self._lanes.runs(_EFFECTS)

    # --- Asking ---------------------------------------------------------------------------------

    def ask(self) -> None:
        """Compute what is not known yet of the scenario and the view of now."""
        self.live.drop_older()
        document = self._document
        study, view = document.study, document.view
        if _key(study, view) not in self._around:
            work = partial(findings.around, study, view.territory)
            self._start(_AROUND, Job(work), partial(self._take_around, study, view))
        if (_key(study, view), view) not in self._effects:
            job = Job(partial(_effects, study, view))
            job.progressed.connect(self.progressed)
            self._start(_EFFECTS, job, partial(self._take_effects, study, view))

    def _start(self, lane: str, job: Job, then: partial[None]) -> None:
        self._lanes.start(lane, job, then)

    def _take_around(self, study: Study, view: View, around: Around) -> None:
        _keep(self._around, _key(study, view), around)
        if self._is_asked(study, view):
            self._of, self._last = study.scenario.id, around
            self.found.emit()

    def _take_effects(self, study: Study, view: View, effects: Effects) -> None:
        _keep(self._effects, (_key(study, view), view), effects)
        if self._is_asked(study, view):
            self._last_effects = effects
            self.found.emit()

    def _is_asked(self, study: Study, view: View) -> bool:
        return study is self._document.study and view == self._document.view

    def _forget(self, *_kinds: object) -> None:
        for lane in (_AROUND, _EFFECTS):
            self._lanes.clear(lane)
        self._around, self._effects = {}, {}

    def _forget_all(self) -> None:
        self._of, self._last, self._last_effects = "", None, None
        self._forget()

    def starts(self) -> tuple[MeasureRow, ...]:
        """Return the lines that a new one can begin with, one for each lever."""
        from app.planning.levers import measure

        rows = self._document.rows
        return tuple(measure(rows, pull.lever, pull.here) for pull in self.pulls)

    # --- Words ----------------------------------------------------------------------------------

    def beside(self) -> Beside:
        """Return the scenario, as it is tried, with what it is held against."""
        from app.reports.scenario_years import Beside

        document, around = self._document, self.around
        return Beside(
            self.live.study,
            around.parent if around is not None else None,
            document.reference,
            around.assumed if around is not None else None,
        )

    def table(self) -> Table:
        """Return the scenario by year beside what it is held against."""
        from app.reports import scenario_years

        return scenario_years.by_year(self.beside(), self._document.view, self._document.language)

    def words(self) -> str:
        """Return what the chart says to those who do not see it."""
        from app.reports import alternative
        from app.reports.frame import Frame

        document = self._document
        frame = Frame(document.study, document.view, document.language)
        lines = document.study.lines(document.view)
        return alternative.stock_and_need(frame.place, lines, document.language)

    def finding(self) -> tuple[str, ...]:
        """Say what the scenario changes in the chosen year, and which line counts most."""
        from app.reports import scenario_years

        document = self._document
        said = scenario_years.finding(
            self.beside(), document.view, document.year, document.language
        )
        most = told.most(document, self)
        return tuple(text for text in (said, most) if text)


def _effects(study: Study, view: View, step: Step) -> Effects:
    from app.planning.effects import effects

    return effects(study, view, step)


def _key(study: Study, view: View) -> _Key:
    return study.scenario.id, study.fingerprint, view.territory


def _keep(kept: dict, key: object, value: object) -> None:  # type: ignore[type-arg]
    """Keep a finding, and let the oldest go."""
    kept[key] = value
    while len(kept) > _KEPT:
        kept.pop(next(iter(kept)))
