"""The simulator: levers move, two charts and one figure answer; told as a story or freely."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.language import CODES
from app.ui import look
from app.ui.controls.labels import scrolling
from app.ui.preferences import Preferences
from app.ui.simulator.presentation import Presentation
from app.ui.simulator.presenter import PresenterView
from app.ui.simulator.stage import Stage
from app.ui.simulator.story_acts import StoryActs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QShowEvent

    from app.models.rows import StoryRow
    from app.ui.document import Document
    from app.ui.dress import Dress


class SimulatorPage(QWidget):
    """Shows the stage; while it is shown to a room elsewhere, what the presenter needs instead.

    dress: what changes light and dark, for whoever presents; without it that is not offered.
    """

    key = "simulator"
    wide = True
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.dress: Dress | None = None
        self.stage = Stage(document)
        self.first = self.stage.first
        self.acts = StoryActs(document, self.stage, self)
        self.presenter = PresenterView(document, self.stage.telling)
        self.presentation: Presentation | None = None
        self._home = scrolling(self.stage)
        self._place = QStackedLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self._home)
        self._place.addWidget(self.presenter)
        self.stage.pin(self._pinned)
        self._listen()

    def _listen(self) -> None:
        stage = self.stage
        stage.presenting_asked.connect(self.present)
        stage.theme_asked.connect(self._turn_theme)
        stage.language_asked.connect(self._next_language)
        stage.pins_chosen.connect(self._keep_pinned)
        stage.levers.menu.aboutToShow.connect(self._offer_usual)
        stage.keeping_asked.connect(self.acts.keep)
        stage.head.menu.aboutToShow.connect(self.acts.fill)
        self.presenter.leave_asked.connect(self.leave)
        self._document.plan_closed.connect(self.leave)
        self._document.listen(self.offer_screens)

    def showEvent(self, event: QShowEvent) -> None:
        """Inspect nothing: the figures of the stage stand for themselves."""
        super().showEvent(event)
        if self._document.is_open:
            self._document.inspect(None)
            self.offer_screens()

    def make_ready(self) -> Iterator[None]:
        """Do ahead what the first look at the page would have to wait for."""
        return self.stage.make_ready()

    # --- Before a room --------------------------------------------------------------------------

    def present(self, screen: QScreen | None = None) -> None:
        """Show the stage to a room, whole: on a screen of its own where there is a second one."""
        if self.presentation is not None or not self._document.is_open:
            return
        mine = self.screen()
        wanted = screen or next((one for one in screens() if one != mine), mine)
        themed = self.dress is not None
        self._home.takeWidget()
        self.presentation = Presentation(self.stage, self._document, themed=themed)
        self.presentation.left.connect(self.leave)
        self.presenter.begin(beside=wanted != mine)
        self._place.setCurrentWidget(self.presenter)
        self.presentation.fill(wanted)
        if self.stage.telling.step is None:
            self.stage.telling.go_to(0)

    def leave(self) -> None:
        """Take the stage back to the desk; everything on it stays as it is."""
        shown, self.presentation = self.presentation, None
        if shown is None:
            return
        shown.give_back()
        self._home.setWidget(self.stage)
        self.stage.show()
        self.stage.present(presented=False)
        self._place.setCurrentWidget(self._home)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_screens(self) -> None:
        """Offer the screens of now to whoever presents."""
        if self._document.is_open:
            self.acts.offer_screens(screens(), self.screen(), self.present)

    def _turn_theme(self) -> None:
        if self.dress is not None:
            self.dress.change(theme="light" if look.of(self.stage).dark else "dark")

    def _next_language(self) -> None:
        at = CODES.index(self._document.language.code)
        self._document.speak(CODES[(at + 1) % len(CODES)])

    # --- Levers at hand -------------------------------------------------------------------------

    @property
    def _told(self) -> StoryRow | None:
        """The story that is told; its levers stay where they are when everything is put back."""
        telling = self.stage.telling
        return telling.story if telling.begun else None

    def _pinned(self) -> tuple[str, ...]:
        """Return the levers that were chosen for this story, else those that it comes with."""
        story = self._told
        return self._kept or (story.pinned if story is not None else ())

    @property
    def _kept(self) -> tuple[str, ...]:
        """The levers that were chosen for what is told; none where nobody chose."""
        story = self._told
        return Preferences().pinned(self._document.rows.facts.uuid, story.id if story else "")

    def _offer_usual(self) -> None:
        """Offer the levers of before the choice, after all those that there are."""
        say, menu = self._document.language.say, self.stage.levers.menu
        of_story = say("Bring back the levers of the story")
        menu.addSeparator()
        act = menu.addAction(of_story if self._told else say("Bring back the usual levers"))
        act.setEnabled(bool(self._kept))
        act.triggered.connect(partial(self._keep_pinned, ()))

    def _keep_pinned(self, keys: tuple[str, ...], *_checked: bool) -> None:
        story = self._told
        plan = self._document.rows.facts.uuid
        Preferences().keep_pinned(plan, story.id if story else "", keys)
        self.stage.pin(self._pinned)


def screens() -> list[QScreen]:
    """Return the screens that there are."""
    return list(QGuiApplication.screens())
