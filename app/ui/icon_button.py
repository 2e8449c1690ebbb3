"""A button that shows an icon alone; its name is read aloud and shown under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from app.ui import icons, look


class IconButton(QPushButton):
    """28 pixels square in the usual text size; what it does is in its name."""

    def __init__(self, icon: str) -> None:
        """Take the name of an icon."""
        super().__init__()
        self.setProperty("role", "icon")
        self.setAutoDefault(True)
        self._icon = icon

    def say(self, name: str, keys: str = "", *, icon: str = "", colour: str = "") -> None:
        """Name the button in the language of now; call it at every change of the look as well."""
        self._icon = icon or self._icon
        side = look.size("icon")
        self.setFixedSize(look.size("icon_button"), look.size("icon_button"))
        self.setIconSize(QSize(side, side))
        ink = look.of(self).colour(colour or "text_secondary")
        self.setIcon(icons.icon(self._icon, ink, side))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
