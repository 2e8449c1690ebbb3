"""Makes what will be needed soon, a little at each pause, so that no moment takes long."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Ahead(QObject):
    """Takes one step after another, with a pause before each in which a person comes first."""

    def __init__(self, parent: QObject, pause_ms: int) -> None:
        """Have nothing to do yet."""
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._take)

    def plan(self, steps: Iterable[Callable[[], object]]) -> None:
        """Take these steps as well; one whose work has been done meanwhile costs nothing."""
        self._steps.extend(steps)
        self._pause.start()

    def _take(self) -> None:
        """Take the next step, then leave the window to the person again."""
        if self._steps:
            self._steps.popleft()()
            self._pause.start()


def dress_ahead(part: QWidget) -> None:
    """Let the style sheet be worked out before a part is shown: it takes a moment."""
    for one in (part, *part.findChildren(QWidget)):
        one.ensurePolished()
