"""Small pieces that every page uses: a text in a role, a surface in a role."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel


class Words(QLabel):
    """A label whose line begins on the side where the language begins, whatever its first word.

    Qt takes the direction of a plain text from its first letter; a line of Arabic that begins
    with a name or a number in isolates would run the wrong way.
    """

    def __init__(self, role: str, *, wraps: bool = False) -> None:
        """Take a role of the style sheet."""
        super().__init__()
        self.setProperty("role", role)
        self.setWordWrap(wraps)
        self._words = ""

    def setText(self, text: str) -> None:
        """Show a text that is never read as mark-up."""
        self._words = text
        rtl = QGuiApplication.isRightToLeft()
        self.setTextFormat(Qt.TextFormat.RichText if rtl else Qt.TextFormat.PlainText)
        super().setText(f'<div dir="rtl">{escape(text)}</div>' if rtl else text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what is shown, without mark-up."""
        return self._words


def label(role: str, *, wraps: bool = False) -> Words:
    """Return a text in one of the roles of the style sheet: caption, strong, h1, h2, h3, value."""
    return Words(role, wraps=wraps)


def frame(role: str) -> QFrame:
    """Return a surface in one of the roles of the style sheet: card, strip, drop, context, foot."""
    made = QFrame()
    made.setProperty("role", role)
    return made
