"""Tabs above a page: the pages of one section, the one that is shown underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import look
from app.ui.controls.one_of import OneOf

if TYPE_CHECKING:
    from collections.abc import Mapping

_GAP = 18


class Tabs(OneOf):
    """The parts of a section above them; the one that is shown is underlined."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__("tab")
        self._place.setSpacing(_GAP)
        self._place.addStretch(1)

    def say(self, options: Mapping[str, str], here: str, title: str) -> None:
        """Show these tabs, one of them down."""
        super().say(options, here, title)
        self.setFixedHeight(look.size("tab"))
