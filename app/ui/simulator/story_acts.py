"""What is done to stories and with them: steps added, changed, moved and removed; what is kept."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.planning import scenario_edits, stories
from app.problems import message
from app.ui.dialogs.once import ask_once
from app.ui.simulator.story_dialogs import CaptionDialog, NameDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from app.models.rows import Names
    from app.planning.edits import Edit
    from app.planning.stories import Told
    from app.ui.document import Document
    from app.ui.simulator.stage import Stage
    from app.ui.simulator.telling import Telling


class StoryActs:
    """Changes the stories of a plan by edits that can be taken back."""

    def __init__(self, document: Document, stage: Stage, page: QWidget) -> None:
        """Know whose stories, and over which page questions are asked."""
        self._document, self._stage, self._page = document, stage, page
        self._screens = QMenu(page)

    @property
    def _telling(self) -> Telling:
        return self._stage.telling

    @property
    def _typed(self) -> str:
        """The title of the source of what a person has typed."""
        return self._document.language.say("Entered in this plan")

    def fill(self) -> None:
        """Fill the menu of stories."""
        document, telling = self._document, self._telling
        say, told = document.language.say, document.language.name
        step, writable = telling.step, document.writable
        entries: list[tuple[str, object, bool | None]] = [
            (told(one.names), partial(telling.choose, one.id), one is telling.story)
            for one in stories.stories(document.rows)
        ]
        acts = (
            (say("Add a step…"), self.add if writable else None),
            (say("New story from here…"), self.begin if writable else None),
            (say("Change the caption…"), self.recaption if step and writable else None),
            (say("Move the step earlier"), partial(self.move, -1) if step and writable else None),
            (say("Move the step later"), partial(self.move, 1) if step and writable else None),
            (say("Remove the step"), self.remove if step and writable else None),
        )
        entries += [("", None, None), *((words, do, None) for words, do in acts)]
        self._stage.head.fill(entries)

    # --- Steps ----------------------------------------------------------------------------------

    def add(self) -> None:
        """Add a step from what is tried now to the story, or to a new one where there is none."""
        if self._telling.story is None:
            self.begin()
            return
        self._ask_caption(self._added)

    def begin(self) -> None:
        """Begin a story with a step from what is tried now."""
        dialog = NameDialog(self._document, self._page, kind="story")
        dialog.named.connect(lambda names: self._ask_caption(partial(self._begun, names)))
        ask_once(dialog)

    def recaption(self) -> None:
        """Give the step another caption in the language of now."""
        step = self._telling.step
        if step is not None:
            self._ask_caption(partial(self._recaptioned, step.id), of=step.caption)

    def move(self, by: int) -> None:
        """Let the step change places with the one beside it."""
        step, at = self._telling.step, self._telling.at
        edit = stories.moved(self._document.rows, step.id, by) if step is not None else None
        if edit is not None and self._document.apply(edit):
            self._telling.at = at + by
            self._telling.follow()

    def remove(self) -> None:
        """Remove the step; undo brings it back."""
        step = self._telling.step
        if step is not None:
            self._document.apply(stories.removed(self._document.rows, step.id))

    def _ask_caption(self, then: Callable[[Told], object], of: Names | None = None) -> None:
        dialog = CaptionDialog(self._document, self._page, self._telling, of)
        dialog.told.connect(then)
        ask_once(dialog)

    def _added(self, told: Told) -> None:
        story, document = self._telling.story, self._document
        if story is not None:
            mine = replace(told, measures=document.trials.measures)
            self._apply_and_go(stories.added(document.rows, story, mine, self._typed))

    def _begun(self, names: Names, told: Told) -> None:
        document = self._document
        pinned = tuple(one.key for one in self._stage.levers.at_hand)
        scenario, year = document.study.scenario.id, document.year
        story = stories.begun(document.rows, scenario, document.view, year, pinned)
        story = replace(story, names=names)
        mine = replace(told, measures=document.trials.measures)
        if document.apply(stories.added(document.rows, story, mine, self._typed)):
            self._telling.choose(story.id)

    def _apply_and_go(self, edit: Edit) -> None:
        if self._document.apply(edit):
            self._telling.go_to(len(self._telling.steps) - 1)

    def _recaptioned(self, step: str, told: Told) -> None:
        self._document.apply(stories.recaptioned(self._document.rows, step, told.caption))

    # --- What is kept, and where it is shown ----------------------------------------------------

    def keep(self) -> None:
        """Keep what is tried as a scenario of the plan, under a name."""
        dialog = NameDialog(self._document, self._page, kind="scenario")
        dialog.named.connect(self._keep)
        ask_once(dialog)

    def _keep(self, names: Names) -> None:
        document = self._document
        scenario, measures = document.study.scenario.id, document.trials.measures
        free = scenario_edits.free_names(document.rows, names)
        edit = scenario_edits.keep(document.rows, scenario, measures, free, self._typed)
        if document.apply(edit):
            document.told.emit(message("Kept as a scenario: {name}", name=free))

    def offer_screens(
        self, screens: Sequence[QScreen], mine: QScreen, then: Callable[[QScreen], None]
    ) -> None:
        """Offer the screens that the room can look at, where there are several."""
        say, asked = self._document.language.say, self._stage.head.present_button
        if len(screens) > 1:
            asked.setMenu(self._screens)
        self._screens.clear()
        for at, screen in enumerate(screens, start=1):
            here = screen == mine
            words = (
                say("Screen {n}, this one, without presenter view", n=at)
                if here
                else say("Screen {n}, with presenter view here", n=at)
            )
            self._screens.addAction(words).triggered.connect(partial(_show_on, then, screen))


def _show_on(then: Callable[[QScreen], None], screen: QScreen, *_checked: bool) -> None:
    then(screen)
