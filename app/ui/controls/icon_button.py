"""A button that shows an icon alone; its name is read aloud and shown under the pointer."""

from __future__ import annotations

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

    def say(self, name: str, tip: str = "", *, icon: str = "") -> None:
        """Name the button in the language of now; call it at every change of the look as well.

        The tip is the name with its keys, where it has some.
        """
        self._icon = icon or self._icon
        self.setFixedSize(look.size("icon_button"), look.size("icon_button"))
        self.setIcon(icons.icon(self._icon, look.of(self).colour("text_secondary")))
        self.setAccessibleName(name)
        self.setToolTip(tip or name)
