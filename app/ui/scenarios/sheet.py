"""What the questions about scenarios share: a title, a hint, a banner, and two buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from app.ui.document import Document

_WIDTH = 520


class ScenarioSheet(QDialog):
    """A dialog with its parts in `place`, between the hint and the banner."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Build it without words."""
        super().__init__(parent)
        self._document = document
        self.title, self.hint = label("h2", wraps=True), label("secondary", wraps=True)
        self.banner = Banner(closable=False)
        self.cancel, self.go = button(), button("primary")
        self.place = QVBoxLayout()
        self.place.setSpacing(look.space("s"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(look.space("m"))
        for part in (self.title, self.hint):
            whole.addWidget(part)
        nest(whole, self.place, 1)
        whole.addWidget(self.banner)
        nest(whole, buttons)
        self.go.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.setMinimumWidth(look.scaled(_WIDTH))

    def name(self, title: str, hint: str, act: str) -> None:
        """Say what is asked, and what the button does."""
        self.setWindowTitle(title)
        self.title.setText(title)
        self.hint.setText(hint)
        self.go.setText(act)
        self.cancel.setText(self._document.language.say("Cancel"))
