"""What Tabib is, which version runs, and under which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import __version__
from app.bundled import licences
from app.ui import icons, look
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.dialogs.room import make_room

if TYPE_CHECKING:
    from app.language import Language

_MARK = 40
_WIDTH = 520


class AboutDialog(QDialog):
    """A few lines and the way to the licences."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        """Write it in a language."""
        super().__init__(parent)
        say, colours = language.say, look.of(self)
        self.setWindowTitle(say("About Tabib"))
        mark, name = QLabel(), label("h2")
        mark.setPixmap(icons.mark(colours.colour("accent"), colours.colour("on_accent"), _MARK))
        name.setText(say("Tabib {version}", version=__version__))
        head = QHBoxLayout()
        head.addWidget(mark)
        head.addWidget(name, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 16, 20, 16)
        place.setSpacing(10)
        nest(place, head)
        for text in _texts(language):
            line = label("body", wraps=True)
            line.setText(text)
            place.addWidget(line)
        self.where = label("caption", wraps=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where.hide()
        place.addWidget(self.where)
        place.addStretch(1)
        nest(place, self._buttons(language))
        self.setMinimumWidth(look.scaled(_WIDTH))

    def _buttons(self, language: Language) -> QHBoxLayout:
        self.licences, self.done_button = button(), button("primary")
        self.licences.setText(language.say("Licences"))
        self.licences.clicked.connect(self._open_licences)
        self.done_button.setText(language.say("Close"))
        self.done_button.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addWidget(self.licences)
        line.addStretch(1)
        line.addWidget(self.done_button)
        return line

    def _open_licences(self) -> None:
        """Show the folder of the licences; say where it is if no other program can show it."""
        folder = str(licences())
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.where.setText(folder)
            self.where.show()
            make_room(self)


def _texts(language: Language) -> tuple[str, ...]:
    say = language.say
    return (
        say("Plan the health workforce, region by region, without a network."),
        say("A projection says what follows from assumptions; it foretells nothing."),
        say("Free to use, to give on and to change, under the MIT licence."),
        say("Everything stays on this computer: no account, no connection."),
    )
