"""Small pieces that every page uses: a label in a role, a card, a strip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel


def label(role: str, *, wraps: bool = False) -> QLabel:
    """Return a label in one of the roles of the style sheet: caption, strong, h1, h2, h3, value."""
    made = QLabel()
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    return made


def frame(role: str) -> QFrame:
    """Return a surface in one of the roles of the style sheet: card, strip, drop, context, foot."""
    made = QFrame()
    made.setProperty("role", role)
    return made
