"""Makes what will be needed soon, a little at each pause, so that no moment takes long."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ahead(QObject):
    """Does work from one yield to the next, with a pause before each: a person comes first."""

    def __init__(self, parent: QObject, pause_ms: int) -> None:
        """Have nothing to do yet."""
        super().__init__(parent)
        self._works: deque[Iterator[None]] = deque()
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._go_on)

    def plan(self, work: Iterator[None]) -> None:
        """Do this work as well, after what is planned already."""
        self._works.append(work)
        self._pause.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is left to do."""
        return not self._works

    def _go_on(self) -> None:
        """Work up to the next yield, then leave the window to the person again."""
        if not self._works:
            return
        try:
            next(self._works[0])
        except StopIteration:
            self._works.popleft()
        self._pause.start()


def dress_ahead(part: QWidget) -> None:
    """Let the style sheet be worked out before a part is shown: it takes a moment."""
    for one in (part, *part.findChildren(QWidget)):
        one.ensurePolished()
