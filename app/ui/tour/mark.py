"""A mark of the tour: what to do now, how far one is, and the ways on and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import button, label, put_margins
from app.ui.controls.nest import nest
from app.ui.controls.pill import Pill

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.language import Language

_WIDTH = 330
_GAP, _EDGE = 26, 10  # pixels to what it points at, and to the edge of the window


class Mark(QFrame):
    """A card over the window; it never covers what it points at."""

    skipped = Signal()
    left = Signal()
    going_on = Signal()
    target_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        """Lie over a window."""
        super().__init__(window)
        self.setProperty("role", "card")
        self.setProperty("selected", True)
        self.progress, self.done = label("caption"), Pill()
        self.words = label("body", wraps=True)
        self.leave = IconButton("x")
        self.show_target, self.skip, self.go_on = button("link"), button("ghost"), button("primary")
        for one, signal in (
            (self.leave, self.left),
            (self.show_target, self.target_wanted),
            (self.skip, self.skipped),
            (self.go_on, self.going_on),
        ):
            one.clicked.connect(signal)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.progress)
        head.addWidget(self.done)
        head.addStretch(1)
        head.addWidget(self.leave)
        foot.addWidget(self.show_target)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.go_on)
        self._place = place = QVBoxLayout(self)
        place.setSpacing(look.space("s"))
        nest(place, head)
        place.addWidget(self.words)
        nest(place, foot)

    def say(self, text: str, at: tuple[int, int], language: Language, *, done: bool) -> None:
        """Say a stop: its words, its place among all, and whether it is done."""
        say, (n, every) = language.say, at
        last = n == every
        counted = say("{n} of {all}", n=n, all=every)
        if self.words.text() != text:
            self.words.setText(text)
        self.progress.setText(counted)
        self.done.say("success", say("Done"), shown=done)
        self.leave.say(say("Leave the tour"), say("Leave the tour; it goes on here next time"))
        self.show_target.setText(say("Go there"))
        self.skip.setText(say("Skip this step"))
        self.go_on.setText(say("End the tour") if last else say("Next step"))
        self.show_target.setVisible(not done)
        self.skip.setVisible(not done)
        self.go_on.setVisible(done)
        self.setAccessibleName(say("{name}: {value}", name=counted, value=text))
        put_margins(self._place, 14, 6, 8, 10)
        self.setFixedWidth(look.scaled(_WIDTH))
        self.adjustSize()

    def stand_beside(self, target: QRect | None, room: QRect, *, level: bool = False) -> None:
        """Take a place beside what is pointed at, inside the room; in a corner without any.

        level: rather at its side than under or over it.
        """
        size = self.sizeHint().expandedTo(self.size())
        self.resize(size)
        self.move(
            _corner(size, room) if target is None else _beside(target, size, room, level=level)
        )
        self.raise_()

    def stay(self, room: QRect) -> None:
        """Stay where the eye left it, inside the room."""
        size = self.sizeHint().expandedTo(self.size())
        self.resize(size)
        self.move(_kept_in(self.pos(), size, room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)))
        self.raise_()


def _corner(size: QSize, room: QRect) -> QPoint:
    return QPoint(room.center().x() - size.width() // 2, room.bottom() - size.height() - _EDGE)


def _beside(target: QRect, size: QSize, room: QRect, *, level: bool) -> QPoint:
    """Return the first place under, over or beside the target that leaves it free."""
    x = target.center().x() - size.width() // 2
    y = target.center().y() - size.height() // 2
    upright = [
        QPoint(x, target.bottom() + _GAP),
        QPoint(x, target.top() - _GAP - size.height()),
    ]
    sides = [
        QPoint(target.left() - _GAP - size.width(), y),
        QPoint(target.right() + _GAP, y),
    ]
    places = [*sides, *upright] if level else [*upright, *sides]
    inside = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    moved = [_kept_in(place, size, inside) for place in places]
    free = [place for place in moved if not QRect(place, size).intersects(target)]
    return free[0] if free else _corner(size, room)


def _kept_in(place: QPoint, size: QSize, room: QRect) -> QPoint:
    """Push a place back into the room."""
    x = min(max(place.x(), room.left()), max(room.left(), room.right() - size.width()))
    y = min(max(place.y(), room.top()), max(room.top(), room.bottom() - size.height()))
    return QPoint(x, y)
