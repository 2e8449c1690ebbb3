"""Makes what will be needed soon, a little at each pause, so that no moment takes long."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


_MOST = 5  # times that a piece is put off
_LATE_MS = 10  # by which a pause may end late all the same


class Ahead(QObject):
    """Does work from one yield to the next, with a pause before each: a person comes first.

    A pause in which the window was at work was none: there is another one, up to a limit.
    """

    def __init__(self, parent: QObject, pause_ms: int) -> None:
        """Have nothing to do yet."""
        super().__init__(parent)
        self._works: deque[Iterator[None]] = deque()
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._rested)
        self._since, self._put_off = QElapsedTimer(), 0

    def plan(self, work: Iterator[None]) -> None:
        """Do this work as well, after what is planned already."""
        self._works.append(work)
        self._rest()

    def stop(self) -> None:
        """Leave everything undone: nobody will need it."""
        self._works.clear()
        self._pause.stop()

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
        self._rest()

    def _rest(self) -> None:
        self._since.start()
        self._pause.start()

    def _rested(self) -> None:
        """Go on, unless the pause has lasted too long: something else has taken it."""
        lasted, wanted = self._since.elapsed(), self._pause.interval()
        if wanted and lasted > wanted + _LATE_MS and self._put_off < _MOST:
            self._put_off += 1
            self._rest()
        else:
            self._put_off = 0
            self._go_on()


def dress_ahead(part: QWidget) -> None:
    """Let the style sheet be worked out before a part is shown: it takes a moment."""
    for one in (part, *part.findChildren(QWidget)):
        one.ensurePolished()
