"""The dialog that says that something went wrong in Tabib, and what is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout

if TYPE_CHECKING:
    from app.language import Language


class DefectDialog(QDialog):
    """Says that something went wrong in Tabib, what is safe, and gives the details to copy."""

    def __init__(self, told: str, kept: str, language: Language) -> None:
        """Build the dialog with its details open to be copied; `kept` is the file of reports."""
        super().__init__()
        say = language.say
        self.setWindowTitle("Tabib")
        text = QLabel(
            say("Something went wrong in Tabib.")
            + "\n"
            + say("The plan is as it was. The report in {file} contains no names.", file=kept)
            + "\n"
            + say("You can carry on. Sending the report helps us correct it.")
        )
        text.setWordWrap(True)
        self.details = QPlainTextEdit(told)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(say("Details"))
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(
            say("Copy for support"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
        buttons.addButton(say("Continue"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        place = QVBoxLayout(self)
        for part in (text, self.details, buttons):
            place.addWidget(part)
        self.resize(560, 360)
