"""Replay: the last lever goes back to where it was, and moves again so that everybody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QVariantAnimation

from app.ui import look

if TYPE_CHECKING:
    from app.planning.levers import Lever
    from app.ui.document import Document

_SLOWLY = 4  # times as long as a reveal


class Replay(QObject):
    """Moves one lever as a hand would, on whole steps; stopped, the lever ends where it was."""

    def __init__(self, document: Document) -> None:
        """Wait for something to replay."""
        super().__init__()
        self._document = document
        self._lever: Lever | None = None
        self._end = self._last = 0.0
        self._hand = QVariantAnimation(self)
        self._hand.valueChanged.connect(self._move)
        self._hand.finished.connect(self._settle)
        document.plan_closed.connect(self.give_up)
        document.plan_opened.connect(self.give_up)

    @property
    def runs(self) -> bool:
        """Whether a lever is moving."""
        return self._lever is not None

    def begin(self) -> bool:
        """Begin with the last gesture; tell whether there is one."""
        self.stop()
        trials = self._document.trials
        gesture = trials.replay_from()
        if gesture is None:
            return False
        self._lever, self._end, self._last = gesture.lever, gesture.end, gesture.start
        trials.move(gesture.lever, gesture.start)
        lasts = look.motion("reveal") * _SLOWLY
        if not lasts:
            self.stop()
            return True
        self._hand.setDuration(lasts)
        self._hand.setStartValue(gesture.start)
        self._hand.setEndValue(gesture.end)
        self._hand.start()
        return True

    def stop(self) -> None:
        """End at once where the lever was."""
        self._hand.stop()
        self._settle()

    def give_up(self) -> None:
        """End at once and move nothing more: the lever is one of another plan."""
        self._lever = None
        self._hand.stop()

    def _move(self, value: float) -> None:
        """Go on by a whole step."""
        lever = self._lever
        if lever is None:
            return
        steps = round((value - lever.least) / lever.step)
        wanted = lever.least + steps * lever.step
        if wanted != self._last and abs(wanted - self._end) >= lever.step / 2:
            self._last = wanted
            self._document.trials.move(lever, wanted)

    def _settle(self) -> None:
        lever, self._lever = self._lever, None
        if lever is not None:
            self._document.trials.move(lever, self._end)
            self._document.trials.settle()
