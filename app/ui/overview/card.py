"""A card of the overview that waits while nobody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.ui.document import Document


class Card(QFrame):
    """Tells itself anew when it is asked to and can be seen, else as soon as it is seen."""

    def __init__(self, document: Document) -> None:
        """Know the document; `tell` is what a card adds."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._stale = True

    def tell(self) -> None:
        """Say everything about what is asked now."""
        raise NotImplementedError

    def retell(self) -> None:
        """Tell everything, or wait until there is somebody to see it."""
        self._stale = True
        if self._document.is_open and self.isVisible():
            self._stale = False
            self.tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.retell()
