"""The look: palette, style sheet, letters and measures, all made from resources/tokens.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from app.bundled import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.language import Language
    from app.reports.look import Look as ChartLook

FONT_FILES = ("IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-SemiBold.ttf")
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
    QPalette.ColorRole.LinkVisited: "accent",
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
# Measures that do not grow with the letters: strokes, and what holds no text.
_FIXED = frozenset({
    "slider_track", "slider_thumb", "toolbar_gap", "gantt_bar",
    "target_presentation", "step_presentation", "icon_presentation",
})  # fmt: skip
# What letters before a room are made for; a larger screen lets larger ones be chosen.
_ROOM = (1366, 768)
_ROOMY = 1.15  # by how much letters can grow there, and all is seen still
# The letters of each role, and whether they are semi-bold; others have those of the body.
_LETTERS = {
    "tick": ("tick", False),
    "caption": ("caption", False),
    "presented": ("presentation_body", False),
    "presented-note": ("presentation_caption", False),
    "presented-h1": ("presentation_h1", True),
    "presented-h3": ("presentation_h3", True),
    "presented-words": ("presentation_words", False),
    "presented-value": ("presentation_value", True),
    "presented-result": ("presentation_kpi", True),
    "presented-plain": ("presentation_caption", False),
    "presented-primary": ("presentation_caption", True),
    "presented-step": ("presentation_caption", True),
    "step": ("body", True),
    "result": ("result", True),
    "pill": ("caption", False),
    "table-heading": ("caption", False),
    "sentence": ("body_large", False),
    "large-plain": ("button_large", False),
    "strong": ("body", True),
    "here": ("body", True),
    "primary": ("body", True),
    "h3": ("h3", True),
    "year": ("button_large", True),
    "large": ("button_large", True),
    "tile": ("tile", True),
    "h2": ("h2", True),
    "invitation": ("presentation_words", True),
    "h1": ("h1", True),
    "value": ("kpi", True),
    "inspected": ("kpi_inspector", True),
}
_BODY = ("body", False)


@cache
def tokens() -> dict[str, Any]:
    """Return the design tokens as they stand in the file."""
    text = resource("tokens.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@dataclass(frozen=True)
class Appearance:
    """What a person chose about the look: light or dark, larger letters, nothing that moves.

    turned: in Arabic, time runs from right to left.
    """

    dark: bool = False
    text: float = 1.0
    still: bool = False
    turned: bool = False

    @property
    def colours(self) -> Look:
        """The colours of the appearance."""
        return Look(self.dark)

    def sheet(self) -> str:
        """Return the style sheet, which is the same in every language."""
        template = Template(resource("style.qss").read_text(encoding="utf-8"))
        return template.substitute(self.colours.named(), **self._measures())

    def _measures(self) -> dict[str, str]:
        """Return each measure whole and halved, without a thin border, and without a focus ring."""
        values = {f"radius_{name}": f"{px}px" for name, px in tokens()["radius"].items()}
        strokes = tokens()["stroke"]
        for name, px in tokens()["size"].items():
            grown = px if name in _FIXED else round(px * self.text)
            values[name] = f"{grown}px"
            values[f"{name}_in"] = f"{grown - 2 * strokes['hairline']}px"
            values[f"{name}_ring"] = f"{grown - 2 * strokes['focus']}px"
            values[f"{name}_half"] = f"{grown // 2}px"
        return values


@dataclass(frozen=True)
class Look:
    """One set of colours: light or dark."""

    dark: bool = False

    def colour(self, name: str) -> QColor:
        """Return a colour of the interface."""
        return _colour(self._theme["ui"][name])

    def chart(self, name: str) -> QColor:
        """Return a colour of data."""
        return QColor(self._theme["chart"][name])

    def status(self, tone: str, part: str) -> QColor:
        """Return the text, the tint or the border of a tone: error, warning, success, info."""
        return QColor(self._theme["status"][tone][part])

    def palette(self) -> QPalette:
        """Return the palette for widgets that the style draws by itself."""
        palette = QPalette(self.colour("surface"), self.colour("window"))
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in _FADED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette

    def named(self) -> dict[str, str]:
        """Return the colours under the names that the style sheet uses."""
        values = dict(self._theme["ui"])
        for tone, parts in self._theme["status"].items():
            values |= {f"{tone}_{part}": colour for part, colour in parts.items()}
        return values

    @property
    def _theme(self) -> dict[str, Any]:
        return dict(tokens()["dark" if self.dark else "light"])


def _colour(written: str) -> QColor:
    """Return a colour of the tokens, which write how opaque it is last; Qt reads that first."""
    red_green_blue, opaque = written[:7], written[7:]
    return QColor(f"#{opaque}{red_green_blue[1:]}")


class _Worn:
    """What the program wears now."""

    appearance = Appearance()
    script = 1.0
    fits = 1.0  # by how much letters can grow on the screen that a room looks at


def wear(appearance: Appearance, language: Language) -> None:
    """Take measures and letters from an appearance and a language from now on."""
    _Worn.appearance, _Worn.script = appearance, scale(language)


def worn() -> Appearance:
    """Return the appearance of now."""
    return _Worn.appearance


def of(widget: QWidget) -> Look:
    """Return the colours that a widget has now, for what it paints by itself."""
    return Look(dark=widget.palette().accent().color() == Look(dark=True).colour("accent"))


def time_turns(language: Language) -> bool:
    """Tell whether time runs from right to left in a language."""
    return _Worn.appearance.turned and language.direction == "rtl"


def of_charts(widget: QWidget, language: Language, *, presented: bool = False) -> ChartLook:
    """Return the look of a chart that stands on a widget, on the desk or before a room."""
    from app.reports.look import Look as ChartLook

    mode: Literal["light", "dark"] = "dark" if of(widget).dark else "light"
    grown = _in_room() if presented else _Worn.appearance.text
    return ChartLook(language, mode, grown, time_turns(language))


def enter_room(width: int, height: int) -> bool:
    """Know the size in pixels of what a room looks at; tell whether letters for it change.

    They are as large as the person chose, as far as all is seen, and never under the tokens.
    """
    before = _in_room()
    _Worn.fits = _ROOMY * min(width / _ROOM[0], height / _ROOM[1])
    return _in_room() != before


def scaled_in_room(px: float) -> int:
    """Return a measure of something that holds text or an icon before a room."""
    return round(px * _in_room())


def _in_room() -> float:
    return max(1.0, min(_Worn.appearance.text, _Worn.fits))


def scaled(px: float) -> int:
    """Return a measure of something that holds text or an icon, in the text size of now."""
    return round(px * _Worn.appearance.text)


def size(name: str) -> int:
    """Return a measure of a control in pixels, in the text size of now."""
    px = int(tokens()["size"][name])
    return px if name in _FIXED else scaled(px)


def space(name: str) -> int:
    """Return a distance in pixels."""
    return int(tokens()["space"][name])


def stroke(name: str) -> int:
    """Return the thickness of a line in pixels."""
    return int(tokens()["stroke"][name])


def motion(name: str) -> int:
    """Return how long a movement takes, in milliseconds; nothing where motion is unwelcome."""
    return 0 if _Worn.appearance.still else int(tokens()["motion_ms"][name])


def sign(tone: str) -> str:
    """Return the name of the icon that goes with a tone."""
    return str(tokens()["light"]["status"][tone]["icon"])


def add_fonts() -> None:
    """Make the bundled font known to Qt."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def scale(language: Language) -> float:
    """Return by how much the sizes of letters grow in a language."""
    return float(tokens()["font"]["arabic_factor"]) if language.code == "ar" else 1.0


def font(language: Language, role: str = "body", *, strong: bool = False) -> QFont:
    """Return the bundled font in the size of a role, in a language and the text size of now."""
    return _font(role, scale(language) * _Worn.appearance.text, strong=strong)


def put_letters(widget: QWidget) -> None:
    """Give a widget the letters of its role, in the language and the text size of now.

    The style sheet names no sizes of letters: it stays the same in Arabic, where letters are a
    little larger, and putting it on again would hold up every change of the language.
    """
    heading = widget.inherits("QHeaderView")
    role = "table-heading" if heading else widget.property("role")
    letters, strong = _LETTERS.get(role, _BODY)
    grown = _in_room() if str(role).startswith("presented") else _Worn.appearance.text
    widget.setFont(_font(letters, _Worn.script * grown, strong=strong))


def letters() -> QFont:
    """Return the letters of the body, in the language and the text size of now."""
    return _font("body", _Worn.script * _Worn.appearance.text)


def _font(role: str, growth: float, *, strong: bool = False) -> QFont:
    chosen = QFont(tokens()["font"]["family"])
    chosen.setPixelSize(round(tokens()["font"]["px"][role] * growth))
    if strong:
        chosen.setWeight(QFont.Weight.DemiBold)
    return chosen
