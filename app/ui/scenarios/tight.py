"""When large letters leave so little room that the lines of a scenario come before all else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

_LARGE = 1.25  # against the usual size of letters
_NARROW = 640  # pixels at the usual size: with less, what a line is and does fills its row


def is_tight(width: int) -> bool:
    """Tell whether a card of this width shows what counts of its lines, and no more."""
    return look.scaled(100) >= 100 * _LARGE and width < look.scaled(_NARROW)


def write(label: QLabel, text: str, room: int, *, tight: bool) -> None:
    """Write a text on the lines that it takes, or on one line of so many pixels; read aloud whole.

    A text that is cut is whole under the hand.
    """
    along = label.sizePolicy()
    along.setHorizontalPolicy(QSizePolicy.Policy.Ignored if tight else QSizePolicy.Policy.Preferred)
    label.setWordWrap(not tight)
    along.setHeightForWidth(not tight)
    label.setSizePolicy(along)
    end = Qt.TextElideMode.ElideRight
    shown = label.fontMetrics().elidedText(text, end, max(room, 0)) if tight else text
    label.setText(shown)
    label.setAccessibleName(text)
    label.setToolTip("" if shown == text else text)
