"""How the dialogs of the window are opened: each is made for one question and goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def ask_once(dialog: QDialog) -> None:
    """Open a dialog; closed in any way it goes, and whatever still runs for it tells nobody."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
