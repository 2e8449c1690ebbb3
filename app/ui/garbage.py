"""Garbage is collected between two turns of the window, and nowhere else.

By itself Python collects wherever something happens to be made, and Qt does not survive that in
two places. In another thread, widgets left in circles would be destroyed outside their own. Inside
a destructor of Qt, which holds a lock while PySide6 looks for what Python makes of it, a second
destructor may wait for that very lock, for good (docs/decisions/0030).
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

from app.ui.job import Job

_EVERY_MS = 200
_OLD = 2  # the generation of what has stayed longest
_SELDOM = 30.0  # seconds between two looks at it: they take long, and find little
_MEANWHILE = 20  # times as much has to be there while work goes on, which is not waste yet


class Collector(QObject):
    """Collects as Python would, at its own times; what is there at first is never looked at."""

    def __init__(self, parent: QObject) -> None:
        """Take over from Python."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._seldom = time.monotonic()
        clock = QTimer(self, interval=_EVERY_MS)
        clock.timeout.connect(self.collect)
        clock.start()

    def collect(self) -> None:
        """Collect the generations that are full.

        While work beside the window fills them that is seldom; but one piece of it may follow the
        other without end, and what a page leaves when it is told anew is a lot.
        """
        works = Job.any_runs()
        made, limits = gc.get_count(), gc.get_threshold()
        if made[0] > limits[0] * (_MEANWHILE if works else 1):
            gc.collect(0)
        if made[1] > limits[1]:
            gc.collect(1)
        if works:
            return
        if made[_OLD] > limits[_OLD] and time.monotonic() - self._seldom > _SELDOM:
            self._seldom = time.monotonic()
            gc.collect()


def set_aside() -> None:
    """Never look again at what is there now, before everything is looked at.

    To go through a whole plan would hold the window still for a tenth of a second, and find
    nothing: rows do not go in circles.
    """
    gc.freeze()


def collect_everything() -> None:
    """Collect among all that is there, also what was set aside; nobody may be waiting.

    It takes a tenth of a second and more, most of it for figures that are shown no longer.
    """
    if not Job.any_runs():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
