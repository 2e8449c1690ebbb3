"""The size of a dialog whose words can take more room than it began with."""

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
    width = max(dialog.width(), place.totalMinimumSize().width())
    height = max(dialog.height(), place.totalHeightForWidth(width))
    if (width, height) != (dialog.width(), dialog.height()):
        dialog.resize(width, height)
