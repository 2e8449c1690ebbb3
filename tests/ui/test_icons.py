"""The icons: every name that is used has its drawing, and arrows follow the line of reading."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from app.ui import icons, look

ROOT = Path(__file__).resolve().parents[2]
DRAWINGS = {path.stem for path in ROOT.glob("resources/icons/*.svg")}
TONES = ("error", "warning", "success", "info")
# Drawings of the design that no page shows yet.
WAITING: set[str] = {
    "arrow-down-up",
    "chart-no-axes-combined",
    "chevron-up",
    "download",
    "eye",
    "eye-off",
    "file-spreadsheet",
    "globe",
    "grip-vertical",
    "image",
    "keyboard",
    "languages",
    "list-filter",
    "map-pin",
    "maximize",
    "minus",
    "moon",
    "plus",
    "printer",
    "refresh-cw",
    "rotate-ccw",
    "shield-check",
    "sliders-horizontal",
    "square-check",
    "star",
    "sun",
    "target",
    "trash-2",
}


def _calls(tree: ast.AST) -> Iterator[str]:
    """Return the names that are written where an icon is asked for."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        asks = ast.unparse(node.func) in {"icons.icon", "icons.picture"}
        if asks and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def _trees() -> list[ast.AST]:
    return [ast.parse(path.read_text("utf-8")) for path in ROOT.glob("app/ui/**/*.py")]


def _words() -> set[str]:
    """Return every text that stands in the code of the window."""
    nodes = (node for tree in _trees() for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant)}  # type: ignore[misc]


def _image(name: str) -> QImage:
    return icons.picture(name, QColor("black"), 24).toImage()


def test_every_icon_that_the_code_names_has_a_drawing() -> None:
    named = {name for tree in _trees() for name in _calls(tree)}
    assert named
    assert named - DRAWINGS == set()


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_a_sign(tone: str) -> None:
    assert look.sign(tone) in DRAWINGS


def test_no_drawing_is_shipped_for_nothing() -> None:
    signs = {look.sign(tone) for tone in TONES}
    assert DRAWINGS - _words() - signs - WAITING == set()


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_a_drawing_takes_the_colour_and_the_stroke_of_the_window(name: str) -> None:
    text = (ROOT / "resources" / "icons" / f"{name}.svg").read_text("utf-8")
    assert re.findall(r'stroke="(\S+)"', text) == ["currentColor"]
    assert re.findall(r'stroke-width="(\S+)"', text) == ["2"]


@pytest.mark.usefixtures("qapp")
def test_an_icon_is_painted_in_the_colour_asked_for() -> None:
    image = icons.picture("square-check", QColor("red"), 24).toImage()
    painted = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert painted == {"#ff0000"}


@pytest.mark.parametrize(("name", "turns"), [("chevron-right", True), ("play", False)])
def test_only_arrows_along_the_line_turn_with_it(
    qapp: QApplication, name: str, *, turns: bool
) -> None:
    before = _image(name)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert (_image(name) != before) is turns
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
