"""Says that something is being worked out, how far it is, and lets it be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from app.ui import look
from app.ui.controls.labels import button, label

if TYPE_CHECKING:
    from app.language import Language

_BAR = 140
_WHOLE = 1000
_SOON_MS = 300


class Working(QFrame):
    """A line with what is done, a bar and a button; work that is soon over is never shown."""

    stopped = Signal()

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.words, self.bar, self.stop = label("caption"), QProgressBar(), button()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.stop.clicked.connect(self.stopped)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.show)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        place.addWidget(self.words)
        place.addWidget(self.bar, 1)
        place.addWidget(self.stop)
        self.hide()

    def say(self, text: str, language: Language) -> None:
        """Say what is done in the language of now."""
        self.words.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setMinimumWidth(look.scaled(_BAR))
        self.stop.setText(language.say("Stop"))
        named = language.say("{name}: {value}", name=language.say("Stop"), value=text)
        self.stop.setAccessibleName(named)

    def begin(self) -> None:
        """Show it if the work is not over soon."""
        self.bar.setValue(0)
        self._soon.start()

    def progress(self, share: float) -> None:
        """Show the share that is done."""
        self.bar.setValue(round(share * _WHOLE))

    def end(self) -> None:
        """Go out of sight."""
        self._soon.stop()
        self.hide()
