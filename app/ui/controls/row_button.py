"""A button that holds several pieces of text and pictures in place of one label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLayout

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1,
}  # fmt: skip
_SIDEWAYS = (Qt.Key.Key_Right, Qt.Key.Key_Left)


class RowButton(QPushButton):
    """A button as large as what is in it; arrows lead to the next one of its kind beside it."""

    def __init__(self, role: str, place: QLayout) -> None:
        """Take a role of the style sheet, and the layout that holds the pieces."""
        super().__init__()
        self.setProperty("role", role)
        self.setAutoDefault(True)
        self._place = place  # kept: asked for its size at every turn
        self.setLayout(place)

    def let_through(self, *parts: QWidget) -> None:
        """Let a press on one of the pieces be a press on the button."""
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Take the room of the pieces, not of a button without a text."""
        return self._place.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Take the least room of the pieces."""
        return self._place.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Say whether a narrow row is a high one."""
        return self._place.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the pieces in a width."""
        return self._place.heightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a neighbour by the arrows; what the eye calls next is next in Arabic too."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if event.key() in _SIDEWAYS and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step
        if not step:
            super().keyPressEvent(event)
            return
        around = self.parentWidget()
        found = around.findChildren(RowButton) if around is not None else []
        kin = [one for one in found if one.isVisible()]
        at = kin.index(self) + step
        if 0 <= at < len(kin):
            kin[at].setFocus(Qt.FocusReason.TabFocusReason)
