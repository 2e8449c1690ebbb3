"""The line at the foot: what kind of figures these are, and the fingerprint of the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.reports.frame import Frame
from app.ui import icons, look
from app.ui.labels import label

if TYPE_CHECKING:
    from app.ui.document import Document


class StatusLine(QFrame):
    """Speaks of the open plan; it is hidden where none is open."""

    def __init__(self, document: Document) -> None:
        """Build the line hidden."""
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(look.size("status_line"))
        self._document = document
        self._icon, self.warning, self.fingerprint = QLabel(), label("caption"), label("caption")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = QHBoxLayout(self)
        place.setContentsMargins(14, 0, 14, 0)
        place.addWidget(self._icon)
        place.addWidget(self.warning)
        place.addStretch(1)
        place.addWidget(self.fingerprint)
        for told in (document.view_changed, document.language_changed, document.plan_closed):
            told.connect(self.retell)
        self.hide()

    def retell(self) -> None:
        """Say what the figures are worth and which result this is."""
        document = self._document
        self.setVisible(document.is_open)
        if not document.is_open:
            return
        warning = Frame(document.study, document.view, document.language).warning
        colour = look.of(self).status("warning", "fg")
        self._icon.setPixmap(icons.picture("triangle-alert", colour, 14))
        self._icon.setVisible(bool(warning))
        self.warning.setText(warning)
        code = document.study.fingerprint
        self.fingerprint.setText(document.language.say("Fingerprint: {code}", code=code))
