"""The years with all that a page of results needs: steps, ends, and how fast they play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from app.ui import look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.one_of import Segment
from app.ui.controls.year_slider import YearSlider

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from app.language import Language

_GESTURES = frozenset({
    QEvent.Type.MouseButtonPress,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
})  # fmt: skip
_MS = 1000
_TIGHT = 2  # pixels between the buttons


class YearPlayer(YearSlider):
    """First, previous, play, next, last; the years; and the pace. Any gesture stops the play.

    Years change at once, one after the other: there is no movement between them to be reduced.
    """

    def __init__(self) -> None:
        """Build it with a single year, at the usual pace."""
        super().__init__()
        self.first, self.previous = IconButton("arrow-left-to-line"), IconButton("arrow-left")
        self.next, self.last = IconButton("arrow-right"), IconButton("arrow-right-to-line")
        self.pace, self._pace = Segment(), str(self._clock.interval())
        self.pace.chosen.connect(self._take_pace)
        place = self.layout()
        if isinstance(place, QBoxLayout):
            buttons = (self.first, self.previous, self.play, self.next, self.last)
            for at, one in enumerate(buttons):
                place.insertWidget(at, one)
            place.setSpacing(_TIGHT)
            place.insertSpacing(len(buttons), look.space("s"))
            place.addSpacing(look.space("s"))
            place.addWidget(self.pace)
        steps: tuple[tuple[IconButton, Callable[[], int]], ...] = (
            (self.first, self.track.minimum),
            (self.previous, lambda: self.track.value() - 1),
            (self.next, lambda: self.track.value() + 1),
            (self.last, self.track.maximum),
        )
        for one, year in steps:
            one.clicked.connect(partial(self._go, year))

    def retell(self, language: Language) -> None:
        """Say what each part does, in the colours and the text size of now."""
        super().retell(language)
        say = language.say
        back, forth = ("right", "left") if look.time_turns(language) else ("left", "right")
        self.first.say(say("First year"), icon=f"arrow-{back}-to-line")
        self.previous.say(say("Previous year"), icon=f"arrow-{back}")
        self.next.say(say("Next year"), icon=f"arrow-{forth}")
        self.last.say(say("Last year"), icon=f"arrow-{forth}-to-line")
        paces = look.tokens()["motion_ms"]["play_step"]
        seconds = {str(ms): language.number(ms / _MS, int(ms % _MS > 0)) for ms in paces}
        options = {ms: say("{seconds} s", seconds=text) for ms, text in seconds.items()}
        self.pace.say(options, self._pace, say("Seconds a year"))
        for ms, one in self.pace.buttons.items():
            one.setToolTip(say("Seconds a year: {seconds}", seconds=seconds[ms]))
        self._allow()

    def toggle(self) -> None:
        """Play until the last year or the next gesture, whichever comes first."""
        super().toggle()
        application = QApplication.instance()
        if self.plays and application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Stay with the year of now."""
        super().stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop at whatever a person does, but let play and the space bar stop it themselves."""
        if event.type() in _GESTURES and isinstance(watched, QWidget) and self.plays:
            own = watched is self.play or (watched is self.track and _is_space(event))
            if not own:
                self.stop()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop where nobody looks."""
        self.stop()
        super().hideEvent(event)

    def set_years(self, first: int, last: int) -> None:
        """Take the years that can be chosen."""
        super().set_years(first, last)
        self._allow()

    # --- Inside ---------------------------------------------------------------------------------

    def _go(self, year: Callable[[], int], *_checked: bool) -> None:
        self.track.setValue(year())

    def _take_pace(self, ms: str) -> None:
        self._pace = ms
        self._clock.setInterval(int(ms))

    def _write(self) -> None:
        super()._write()
        self._allow()

    def _allow(self) -> None:
        """Let nobody go beyond the ends; a button that has the keyboard keeps it."""
        at, low, high = self.track.value(), self.track.minimum(), self.track.maximum()
        for one, free in (
            (self.first, at > low), (self.previous, at > low),
            (self.next, at < high), (self.last, at < high),
        ):  # fmt: skip
            one.setEnabled(free or one.hasFocus())


def _is_space(event: QEvent) -> bool:
    key: QKeyEvent = event  # type: ignore[assignment]
    return event.type() is QEvent.Type.KeyPress and key.key() == Qt.Key.Key_Space
