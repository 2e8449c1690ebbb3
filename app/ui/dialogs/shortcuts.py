"""The keys of the keyboard, as the actions have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.problems import message
from app.ui import look
from app.ui.actions import ENTRIES
from app.ui.controls.labels import button, label, scrolling
from app.ui.controls.nest import nest
from app.ui.frame.access_keys import without_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.ui.actions import Actions

# Keys that parts of the window answer by themselves.
_MORE = (
    ("Ctrl+1", message("First section, and so on")),
    ("F2", message("Change the cell")),
    ("Alt+Up", message("In the lines of a scenario: move the line up; Alt+Down: down")),
    ("F10", message("Open the menus")),
    ("Esc", message("Close the panel, clear the selection")),
    ("Space", message("On the slider of years: play, stop")),
    ("Home", message("On the slider and the chart: first year; End: last year")),
)
_COLUMNS = 2
_SIZE = QSize(840, 480)


class ShortcutsDialog(QDialog):
    """Lists every key with what it does."""

    def __init__(self, actions: Actions, language: Language, parent: QWidget) -> None:
        """Build the list in a language."""
        super().__init__(parent)
        self.setWindowTitle(language.say("Keyboard shortcuts"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(18)
        lines = list(_lines(actions, language))
        half = -(-len(lines) // _COLUMNS)
        for at, (keys, text) in enumerate(lines):
            column, row = divmod(at, half)
            key, words = label("strong"), label("body", wraps=True)
            key.setText(keys)
            key.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            words.setText(text)
            grid.addWidget(key, row, column * 2)
            grid.addWidget(words, row, column * 2 + 1)
            grid.setColumnStretch(column * 2 + 1, 1)
        self.done_button = button("primary")
        self.done_button.setText(language.say("Close"))
        self.done_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        title = label("h2")
        title.setText(language.say("Keyboard shortcuts"))
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 16, 20, 16)
        place.addWidget(title)
        place.addWidget(scrolling(inside), 1)
        nest(place, foot)
        self.resize(look.scaled(_SIZE.width()), look.scaled(_SIZE.height()))


def _lines(actions: Actions, language: Language) -> Iterator[tuple[str, str]]:
    """Give keys and what they do, those of the menus first."""
    native = QKeySequence.SequenceFormat.NativeText
    for entry in ENTRIES:
        for keys in entry.shortcuts[:1]:
            written = QKeySequence(keys).toString(native)
            text = without_key(actions.by_key[entry.key].text())
            yield language.left_to_right(written), text
    for keys, said in _MORE:
        yield language.left_to_right(QKeySequence(keys).toString(native)), language.tell(said)
