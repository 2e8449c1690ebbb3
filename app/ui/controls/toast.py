"""A toast: one sentence at the foot of the window about what has just been done; it goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.ui import icons, look
from app.ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_STAYS_MS = 4000
_ABOVE_FOOT = 44
_ICON = 16


class Toast(QFrame):
    """Lies over the foot of a window and takes no press; a screen reader reads it aloud."""

    def __init__(self, window: QWidget) -> None:
        """Build it hidden."""
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture, self._text = QLabel(), label("body")
        place = QHBoxLayout(self)
        place.setContentsMargins(look.space("m"), look.space("s"), look.space("m"), look.space("s"))
        place.addWidget(self._picture)
        place.addWidget(self._text)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self.gone = QTimer(self)
        self.gone.setSingleShot(True)
        self.gone.setInterval(_STAYS_MS)
        self.gone.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the toast says now, nothing where it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, tone: str = "success") -> None:
        """Show a sentence for a few seconds."""
        colour = look.of(self).status(tone, "fg")
        self._picture.setPixmap(icons.picture(look.sign(tone), colour, look.scaled(_ICON)))
        self._text.setText(text)
        self.adjustSize()
        self.raise_()
        self.show()
        self._rise.stop()
        self._rise.setDuration(look.motion("toast"))
        self._rise.setStartValue(self._rest() + QPoint(0, self.height()))
        self._rise.setEndValue(self._rest())
        self._rise.start()
        self.gone.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _rest(self) -> QPoint:
        """Return where the toast lies in the window as large as it is now."""
        middle = (self._window.width() - self.width()) // 2
        return QPoint(middle, self._window.height() - self.height() - look.scaled(_ABOVE_FOOT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window takes another size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._rise.stop()
            self.move(self._rest())
        return super().eventFilter(watched, event)
