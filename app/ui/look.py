"""The look: palette, style sheet, font and measures, all made from resources/tokens.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from app.bundled import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.language import Language

FONT_FILES = ("IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-SemiBold.ttf")
_HALF_LIGHT = 128
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_alt_row",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text_secondary",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "on_selection",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "border_strong",
    QPalette.ColorRole.Midlight: "border",
    QPalette.ColorRole.Dark: "border_input",
}
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


@cache
def tokens() -> dict[str, Any]:
    """Return the design tokens as they stand in the file."""
    text = resource("tokens.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def size(name: str) -> int:
    """Return a measure of a control in pixels."""
    return int(tokens()["size"][name])


def space(name: str) -> int:
    """Return a distance in pixels."""
    return int(tokens()["space"][name])


@dataclass(frozen=True)
class Look:
    """One appearance: light or dark."""

    dark: bool = False

    def colour(self, name: str) -> QColor:
        """Return a colour of the interface."""
        return QColor(self._theme["ui"][name])

    def chart(self, name: str) -> QColor:
        """Return a colour of data."""
        return QColor(self._theme["chart"][name])

    def status(self, tone: str, part: str) -> QColor:
        """Return the text, the tint or the border of a tone: error, warning, success, info."""
        return QColor(self._theme["status"][tone][part])

    def palette(self) -> QPalette:
        """Return the palette for widgets that the style draws by itself."""
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in _FADED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette

    def sheet(self, language: Language) -> str:
        """Return the style sheet for a language: Arabic letters need a little more room."""
        template = Template(resource("style.qss").read_text(encoding="utf-8"))
        return template.substitute(self._values(language))

    def _values(self, language: Language) -> dict[str, str]:
        """Return what the places of the style sheet stand for."""
        values = dict(self._theme["ui"])
        for tone, parts in self._theme["status"].items():
            values |= {f"{tone}_{part}": colour for part, colour in parts.items()}
        for name, px in tokens()["font"]["px"].items():
            values[f"px_{name}"] = f"{round(px * scale(language))}px"
        for name, px in tokens()["radius"].items():
            values[f"radius_{name}"] = f"{px}px"
        leading = "left" if language.direction == "ltr" else "right"
        trailing = "right" if leading == "left" else "left"
        return {**values, "leading": leading, "trailing": trailing}

    @property
    def _theme(self) -> dict[str, Any]:
        return dict(tokens()["dark" if self.dark else "light"])


def of(widget: QWidget) -> Look:
    """Return the look that a widget has now, for what it paints by itself."""
    return Look(dark=widget.palette().window().color().lightness() < _HALF_LIGHT)


def scale(language: Language) -> float:
    """Return by how much the sizes of letters grow in a language."""
    return float(tokens()["font"]["arabic_factor"]) if language.code == "ar" else 1.0


def sign(tone: str) -> str:
    """Return the name of the icon that goes with a tone."""
    return str(tokens()["light"]["status"][tone]["icon"])


def add_fonts() -> None:
    """Make the bundled font known to Qt."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def font(language: Language, role: str = "body", *, strong: bool = False) -> QFont:
    """Return the bundled font in the size of a role."""
    chosen = QFont(tokens()["font"]["family"])
    chosen.setPixelSize(round(tokens()["font"]["px"][role] * scale(language)))
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return chosen
