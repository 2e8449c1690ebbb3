"""The look: readable in light and dark, and larger where a person asks for larger letters."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from app.bundled import resource
from app.language import language
from app.ui import look
from app.ui.look import Appearance, Look

GROUNDS = ("window", "surface", "surface_header", "surface_sunken", "surface_alt_row", "hover")
TINTS = ("accent_soft", "selection", "changed_bg")
TONES = ("error", "warning", "success", "info")
_LINEAR_BELOW = 0.04045


def _light(colour: QColor) -> float:
    """Return the relative luminance of a colour as the accessibility guidelines define it."""

    def channel(value: float) -> float:
        return value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "grounds", "least"),
    [
        ("text", (*GROUNDS, *TINTS), 7.0),
        ("text_secondary", (*GROUNDS, "accent_soft"), 4.5),
        ("text_disabled", ("surface",), 4.5),
        ("accent", ("window", "surface", "surface_header", "accent_soft", "hover"), 4.5),
        ("on_accent", ("accent", "accent_hover", "accent_pressed"), 4.5),
        ("on_selection", ("selection",), 7.0),
        ("border_input", ("surface",), 3.0),
        ("focus_ring", (*GROUNDS, *TINTS), 3.0),
        ("changed_bar", ("changed_bg", "surface"), 3.0),
    ],
)
def test_words_and_edges_stand_out_from_what_they_lie_on(
    ink: str, grounds: tuple[str, ...], least: float, *, dark: bool
) -> None:
    colours = Look(dark)
    for ground in grounds:
        found = _contrast(colours.colour(ink), colours.colour(ground))
        assert found >= least, f"{ink} on {ground}: {found:.2f}"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("tone", TONES)
def test_the_words_of_a_tone_stand_out_from_its_tint_and_from_a_sheet(
    tone: str, *, dark: bool
) -> None:
    colours = Look(dark)
    ink = colours.status(tone, "fg")
    for ground in (colours.status(tone, "bg"), colours.colour("surface")):
        assert _contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_sheet_fills_every_place_and_names_no_size_of_letters(*, dark: bool) -> None:
    sheet = Appearance(dark).sheet()
    assert "$" not in sheet
    assert "font-size" not in sheet
    assert Look(dark).colour("surface").name().upper() in sheet


def test_the_sheet_names_no_colour_by_itself() -> None:
    assert not re.search(r"#[0-9A-Fa-f]{3}", resource("style.qss").read_text("utf-8"))


def test_no_code_of_the_window_names_a_colour_by_itself() -> None:
    for path in Path(look.__file__).parent.rglob("*.py"):
        assert not re.search(r"""["']#[0-9A-Fa-f]{3,8}["']""", path.read_text("utf-8")), path


def test_what_holds_text_grows_with_it_and_strokes_do_not() -> None:
    look.wear(Appearance(text=1.5), language("fr"))
    try:
        assert look.size("control") == 45
        assert look.font(language("fr"), "body").pixelSize() == 20
        assert look.size("slider_track") == 4
        assert look.space("m") == 12
        assert "min-height: 43px" in look.worn().sheet()
        assert "border: 2px solid" in look.worn().sheet()
    finally:
        look.wear(Appearance(), language("fr"))


def test_arabic_letters_are_a_little_larger() -> None:
    assert look.font(language("ar"), "h1").pixelSize() == 28
    assert look.font(language("fr"), "h1").pixelSize() == 26


def test_nothing_moves_where_motion_is_unwelcome() -> None:
    assert look.motion("toast") == 180
    look.wear(Appearance(still=True), language("fr"))
    try:
        assert look.motion("toast") == 0
    finally:
        look.wear(Appearance(), language("fr"))


def test_a_widget_tells_its_colours_also_where_the_sheet_gave_it_a_ground(
    qapp: QApplication,
) -> None:
    qapp.setPalette(Look(dark=False).palette())
    widget = QWidget()
    widget.setStyleSheet("background: black; color: white")
    assert look.of(widget) == Look(dark=False)
    widget.setPalette(Look(dark=True).palette())
    assert look.of(widget) == Look(dark=True)
    widget.deleteLater()
