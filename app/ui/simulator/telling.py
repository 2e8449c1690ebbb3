"""The telling of a story: which step stands, what is hidden from the room, what the room said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from app.planning import stories
from app.ui import look

if TYPE_CHECKING:
    from app.models.rows import StoryRow
    from app.planning.plan import Plan
    from app.planning.stories import Step
    from app.ui.document import Document

_NOT_BEGUN = -1


class Telling(QObject):
    """Goes from step to step, each of which puts the levers and the veil where they belong."""

    leaving = Signal()  # what stands is about to be put elsewhere
    stepped = Signal()  # another story, another step, or other steps
    veiled = Signal()  # something is hidden or revealed, or the room has said something

    def __init__(self, document: Document) -> None:
        """Begin with the first story of whatever plan is open, and none of its steps."""
        super().__init__()
        self._document = document
        self._of: Plan | None = None
        self._arriving = False
        self.story: StoryRow | None = None
        self.steps: tuple[Step, ...] = ()
        self.at = _NOT_BEGUN
        self.begun = False  # whether a step of a story has stood, in the plan of now
        self.hold_from: int | None = None
        self.revealed = 1.0
        self.guess: float | None = None
        self._pen = QVariantAnimation(self, startValue=0.0, endValue=1.0)
        self._pen.valueChanged.connect(self._draw_on)
        document.plan_opened.connect(self.follow)
        document.plan_changed.connect(self.follow)
        document.view_changed.connect(self._arrive)

    # --- What there is --------------------------------------------------------------------------

    @property
    def step(self) -> Step | None:
        """The step that stands, None before the first one."""
        return self.steps[self.at] if 0 <= self.at < len(self.steps) else None

    @property
    def held(self) -> bool:
        """Whether something is hidden."""
        return self.hold_from is not None and self.revealed < 1

    @property
    def waits(self) -> bool:
        """Whether what is hidden waits to be revealed, the line not being drawn yet."""
        return self.held and self.revealed <= 0

    @property
    def is_as_told(self) -> bool:
        """Whether the levers stand where the step put them, on what the story is about."""
        document, story, step = self._document, self.story, self.step
        if story is None or step is None or document.trials.measures != step.measures:
            return False
        view, rows = document.view, document.rows
        asked = (document.study.scenario.id, view.territory, view.norm.id)
        return asked == (
            stories.base_of(rows, story), story.territory, story.norm or rows.facts.norm,
        )  # fmt: skip

    @property
    def tells(self) -> bool:
        """Whether the caption can be said: what a hand hides, a caption would give away."""
        hidden_by_hand = self.waits and self.step is not None and self.step.hold_from is None
        return self.is_as_told and not hidden_by_hand

    @property
    def next_step(self) -> Step | None:
        """The step that comes next."""
        return self.steps[self.at + 1] if self.at + 1 < len(self.steps) else None

    # --- From step to step ----------------------------------------------------------------------

    def follow(self) -> None:
        """Take up the stories of the plan as they are now; the step that stood still stands."""
        document = self._document
        found = stories.stories(document.rows)
        if self._of is not document.plan:
            self._of, self.at, self.story, self.begun = document.plan, _NOT_BEGUN, None, False
            self._lift()
        known = {story.id: story for story in found}
        wanted = self.story.id if self.story is not None else ""
        self.story = known.get(wanted, found[0] if found else None)
        self.steps = () if self.story is None else stories.steps(document.rows, self.story)
        self.at = min(self.at, len(self.steps) - 1)
        self.stepped.emit()

    def choose(self, story: str) -> None:
        """Begin another story, with its first step."""
        rows = self._document.rows
        self.story = next(one for one in rows.stories if one.id == story)
        self.steps = stories.steps(rows, self.story)
        self._lift()
        self.go_to(0)

    def go_to(self, at: int) -> None:
        """Go to a step; one that does not exist changes nothing."""
        if self.story is None or not 0 <= at < len(self.steps):
            return
        self.leaving.emit()
        before, self.at, self.begun = self.step, at, True
        self._veil(before)
        document = self._document
        base = stories.base_of(document.rows, self.story)
        self._arriving = True
        if document.study.scenario.id != base:
            document.follow(base)
        self._arrive()
        self.stepped.emit()

    def go_on(self, by: int) -> None:
        """Go to the next step, or to the one before."""
        self.go_to(self.at + by)

    def reset(self) -> None:
        """Put everything back to how the scenario was opened."""
        self.leaving.emit()
        self.at, self._arriving = _NOT_BEGUN, False
        self._lift()
        self._document.trials.reset()
        self.stepped.emit()

    def _arrive(self) -> None:
        """Show what the story is about, once its scenario is there, and put the levers."""
        document, story, step = self._document, self.story, self.step
        if not self._arriving or story is None or step is None:
            return
        if document.study.scenario.id != stories.base_of(document.rows, story):
            return
        self._arriving = False
        document.show(
            document.study.view(story.territory, story.cadre or None, norm=story.norm or None)
        )
        document.choose_year(story.year)
        document.trials.set_all(step.measures)

    # --- What is hidden -------------------------------------------------------------------------

    def hold(self) -> None:
        """Hide what the step hides, else what follows the chosen year; else all projected years."""
        step, document = self.step, self._document
        first, year = document.rows.facts.base_year + 1, document.year
        told = step.hold_from if step is not None else None
        chosen = year if first < year < document.view.until else first
        self._hide(told or self.hold_from or chosen)

    def reveal(self) -> None:
        """Draw on what was hidden."""
        self._pen.stop()
        lasts = look.motion("reveal")
        if lasts:
            self._pen.setDuration(lasts)
            self._pen.start()
        else:
            self._draw_on(1.0)

    def turn(self) -> None:
        """Hide, or reveal what is hidden."""
        if self.held:
            self.reveal()
        else:
            self.hold()

    def draw_again(self) -> None:
        """Draw the line once more from the year that was hidden, or from the base year."""
        self.hold()
        self.reveal()

    def say(self, guess: float | None) -> None:
        """Keep what the room said, or nothing."""
        self.guess = guess
        self.veiled.emit()

    def _veil(self, before: Step | None) -> None:
        """Hide what the step hides; one that hides nothing reveals what was hidden."""
        step = self.step
        if step is None:
            return
        if not (before is not None and before.asks):
            self.guess = None
        if step.hold_from is not None:
            self._hide(step.hold_from)
        elif self.held:
            self.reveal()

    def _hide(self, year: int) -> None:
        self._pen.stop()
        self.hold_from, self.revealed = year, 0.0
        self.veiled.emit()

    def _lift(self) -> None:
        self._pen.stop()
        self.hold_from, self.revealed, self.guess = None, 1.0, None
        self.veiled.emit()

    def _draw_on(self, part: float) -> None:
        self.revealed = part
        self.veiled.emit()
