"""The presentation: the stage alone, over a whole screen, for a room to read from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeySequence, QPainter, QPainterPath, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.labels import scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QScreen

    from app.ui.document import Document
    from app.ui.simulator.stage import Stage

_LIGHT = 110  # pixels from the pointer to the edge of its light
_FOLLOWS_MS = 16


class Presentation(QWidget):
    """Holds the stage while it is presented; `left` tells that somebody wants it to end."""

    left = Signal()

    def __init__(self, stage: Stage, document: Document, *, themed: bool) -> None:
        """Take the stage; themed: whether light and dark can be changed."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self.stage = stage
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        self._around = scrolling(stage)  # whole on any screen, or else within reach
        place.addWidget(self._around)
        self.spotlight = Spotlight(self)
        for keys, do in (("Esc", self.left.emit), ("F11", self.left.emit),
                         ("Ctrl+Shift+L", stage.language_asked.emit)):  # fmt: skip
            QShortcut(QKeySequence(keys), self, do)
        document.listen(self._name)
        self._name()
        stage.show()
        stage.present(presented=True, themed=themed)

    def fill(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_back(self) -> None:
        """Let go of the stage, and go away."""
        self._around.takeWidget()
        self._document.language_changed.disconnect(self._name)
        self._document.appearance_changed.disconnect(self._name)
        self.hide()
        self.deleteLater()

    def _name(self) -> None:
        self.setWindowTitle(self._document.language.say("Simulator"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give the stage back instead of going away with it."""
        event.ignore()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the light reach everywhere, and the stage stand as there is room."""
        super().resizeEvent(event)
        self.spotlight.setGeometry(self.rect())
        self.stage.enter_room(self.width(), self.height())

    def event(self, event: QEvent) -> bool:
        """Shed light around the pointer while Ctrl is down, wherever the keyboard is."""
        if event.type() is QEvent.Type.ShortcutOverride:
            self._shed(event)
        elif event.type() in (QEvent.Type.KeyRelease, QEvent.Type.WindowDeactivate):
            self.spotlight.put_out()
        return super().event(event)

    def _shed(self, event: QEvent) -> None:
        if getattr(event, "key", int)() == Qt.Key.Key_Control:
            self.spotlight.put_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shed light around the pointer while Ctrl is down, and put it out with any other key."""
        if event.key() == Qt.Key.Key_Control:
            self.spotlight.put_on()
        else:
            self.spotlight.put_out()
            super().keyPressEvent(event)


class Spotlight(QWidget):
    """Darkens everything but what is around the pointer; presses go through it."""

    def __init__(self, over: QWidget) -> None:
        """Lie over a window, put out."""
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._follows = QTimer(self)
        self._follows.setInterval(_FOLLOWS_MS)
        self._follows.timeout.connect(self.update)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether it sheds light."""
        return not self.isHidden()

    def put_on(self) -> None:
        """Shed light where the pointer is, and follow it."""
        self.raise_()
        self.show()
        self._follows.start()

    def put_out(self) -> None:
        """Shed no light any more."""
        self._follows.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Darken all but a disc."""
        middle = QPointF(self.mapFromGlobal(QCursor.pos()))
        reach = look.scaled(_LIGHT)
        dark, disc = QPainterPath(), QPainterPath()
        dark.addRect(QRectF(self.rect()))
        disc.addEllipse(middle, reach, reach)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(dark.subtracted(disc), look.of(self).colour("scrim"))
        painter.end()
