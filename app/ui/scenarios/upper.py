"""The upper part of the page: as high as what it holds, and scrolled by itself where that is less.

What is computed from it stands below and stays in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QScrollBar, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_LEAST = 110  # pixels, whatever the size of letters: what stands below needs the rest


class Upper(QScrollArea):
    """Asks for the height of a widget, and for no more."""

    def __init__(self, inside: QWidget) -> None:
        """Hold a widget whose height follows its width."""
        super().__init__()
        inside.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is kept: a bar that comes and goes gives another width, at which the texts may
        # take just the lines that let it go again, without end.
        self.setVerticalScrollBar(_Bar())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._inside = inside
        self.setWidget(inside)

    @property
    def wanted(self) -> int:
        """How high what it holds is, in pixels, at the width of now."""
        inside = self._inside
        place = inside.layout()
        if place is not None and place.hasHeightForWidth():
            return place.totalHeightForWidth(self.viewport().width())
        return inside.sizeHint().height()

    def sizeHint(self) -> QSize:
        """Ask for all of it."""
        return QSize(self._inside.sizeHint().width(), self.wanted)

    def minimumSizeHint(self) -> QSize:
        """Keep room for some of it."""
        least = min(self.wanted, _LEAST)
        return QSize(self._inside.minimumSizeHint().width(), least)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it holds."""
        done = super().eventFilter(watched, event)
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask anew where texts take other lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        self.setMaximumHeight(max(self.wanted, 1))
        self.updateGeometry()


class _Bar(QScrollBar):
    """A bar that is seen where there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Filled(QWidget):
    """Gives all its room to a part, and asks for no more than the part needs at least.

    A scroll area would make a column of texts as high as all of them, and leave nothing to give up.
    """

    def __init__(self, part: QWidget) -> None:
        """Hold a part."""
        super().__init__()
        self._part = part
        part.setParent(self)
        part.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the part needs at least."""
        return self._part.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Ask for what the part asks for."""
        return self._part.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the part."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the part all the room."""
        super().resizeEvent(event)
        self._part.setGeometry(self.rect())
