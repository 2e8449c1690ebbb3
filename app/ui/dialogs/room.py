"""The height of a dialog whose words can take more lines than it began with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog


def make_room(dialog: QDialog) -> None:
    """Let a dialog grow to hold all that it says; it stays as large as a person made it."""
    place = dialog.layout()
    if place is None:
        return
    place.activate()
    wanted = place.totalHeightForWidth(dialog.width())
    if wanted > dialog.height():
        dialog.resize(dialog.width(), wanted)
