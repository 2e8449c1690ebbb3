"""What the presenter sees while the room sees the stage: this step, the next one, and the time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reports import story_words
from app.ui import icons, look
from app.ui.controls.labels import button, frame, label
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from app.planning.stories import Step
    from app.ui.document import Document
    from app.ui.simulator.telling import Telling

_SECOND_MS, _MINUTE = 1000, 60
_MARGIN = 24


class PresenterView(QWidget):
    """Caption of the step that stands, that of the next one, elapsed time, and the way on."""

    leave_asked = Signal()

    def __init__(self, document: Document, telling: Telling) -> None:
        """Build it without words; the clock stands still."""
        super().__init__()
        self._document, self._telling = document, telling
        self._beside = True
        self.heading, self.now_name, self.next_name = (
            label("h2"),
            label("caption"),
            label("caption"),
        )
        self.now_words, self.next_words = label("h2", wraps=True), label("sentence", wraps=True)
        self.time, self.hint = label("value"), label("caption", wraps=True)
        self.turn, self.go_on, self.leave = button(), button("primary"), button()
        self._clock, self._tick = QElapsedTimer(), QTimer(self)
        self._tick.setInterval(_SECOND_MS)
        self._tick.timeout.connect(self._tell_time)
        self._lay_out()
        self.turn.clicked.connect(telling.turn)
        self.go_on.clicked.connect(lambda: telling.go_on(1))
        self.leave.clicked.connect(self.leave_asked)
        keys = {"PgDown": partial(telling.go_on, 1), "PgUp": partial(telling.go_on, -1),
                "H": telling.turn}  # fmt: skip
        for key, do in keys.items():
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(do)
        telling.stepped.connect(self.retell)
        telling.veiled.connect(self.retell)
        document.listen(self.retell)

    def _lay_out(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        inside.setSpacing(look.space("s"))
        for part in (self.now_name, self.now_words):
            inside.addWidget(part)
        inside.addSpacing(_MARGIN)
        for part in (self.next_name, self.next_words):
            inside.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.leave)
        foot.addWidget(self.turn)
        foot.addStretch(1)
        foot.addWidget(self.go_on)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.time)
        place = QVBoxLayout(self)
        place.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        place.setSpacing(look.space("m"))
        nest(place, head)
        place.addWidget(self.hint)
        place.addWidget(card)
        nest(place, foot)
        place.addStretch(1)

    def begin(self, *, beside: bool) -> None:
        """Start the clock. beside: whether the room looks at another screen than this one."""
        self._beside = beside
        self._clock.start()
        self._tick.start()
        self.retell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the clock stand still."""
        super().hideEvent(event)
        self._tick.stop()

    def retell(self) -> None:
        """Say everything in the language of now."""
        if not self._document.is_open:
            return
        say, telling = self._document.language.say, self._telling
        self.heading.setText(say("Presenter view"))
        self.hint.setText(
            say("The room sees the other screen.")
            if self._beside
            else say("The room sees this screen: the presenter view needs a second one.")
        )
        self.now_name.setText(say("Now"))
        self.next_name.setText(say("Next"))
        self.now_words.setText(self._caption(telling.step) or say("No step yet."))
        self.next_words.setText(self._caption(telling.next_step) or say("The story ends here."))
        self.turn.setText(say("Reveal") if telling.waits else say("Hide"))
        self.leave.setText(say("End the presentation"))
        self.go_on.setText(say("Next step"))
        self.go_on.setIcon(icons.icon("chevron-right", look.of(self).colour("on_accent")))
        self.go_on.setEnabled(telling.next_step is not None)
        self._tell_time()

    def _caption(self, step: Step | None) -> str:
        """Return a caption with the figures of what is tried now, those to come as they stand."""
        if step is None:
            return ""
        document = self._document
        told = story_words.Told(document.trials.study, document.study, document.view, document.year)
        language = document.language
        return story_words.plain(story_words.caption(language.name(step.caption), told, language))

    def _tell_time(self) -> None:
        seconds = self._clock.elapsed() // _SECOND_MS if self._clock.isValid() else 0
        minutes, rest = divmod(seconds, _MINUTE)
        said = self._document.language.left_to_right(f"{minutes:02}:{rest:02}")
        self.time.setText(said)
        self.time.setAccessibleName(self._document.language.say("Elapsed time: {time}", time=said))
