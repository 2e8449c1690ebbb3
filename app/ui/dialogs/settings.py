"""The settings of the program: language, colours, size of letters; each is seen at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.language import CODES
from app.problems import message
from app.ui.actions import OWN_NAMES
from app.ui.controls.fields import Check, Chooser
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.preferences import TEXT_SIZES, THEMES

if TYPE_CHECKING:
    from app.ui.document import Document
    from app.ui.dress import Dress

_THEME_NAMES = {
    "system": message("As the system is"),
    "light": message("Light"),
    "dark": message("Dark"),
}


class SettingsDialog(QDialog):
    """Changes nothing of any plan; there is nothing to confirm."""

    def __init__(self, document: Document, dress: Dress, parent: QWidget) -> None:
        """Show the settings as they are."""
        super().__init__(parent)
        self._document, self._dress = document, dress
        self._preferences = dress.preferences
        self.title, self.saved = label("h2"), label("caption", wraps=True)
        self.language, self.theme, self.text_size = Chooser(), Chooser(), Chooser()
        self.still, self.turned = Check(), Check()
        self.reset, self.close_button = button(), button("primary")
        self._names = {one: label("body") for one in ("language", "theme", "text_size")}
        self._lay_out()
        self._fill()
        self._listen()
        self.retell()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        for key, field in self._fields().items():
            form.addRow(self._names[key], field)
        form.addRow(self.turned)
        form.addRow(self.still)
        buttons = QHBoxLayout()
        buttons.addWidget(self.reset)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 16, 20, 16)
        place.setSpacing(12)
        place.addWidget(self.title)
        nest(place, form)
        place.addWidget(self.saved)
        place.addStretch(1)
        nest(place, buttons)

    def _fields(self) -> dict[str, Chooser]:
        return {"language": self.language, "theme": self.theme, "text_size": self.text_size}

    def _fill(self) -> None:
        """Put the values in, and choose those of now."""
        for code in CODES:
            self.language.addItem(OWN_NAMES[code], code)
        for theme in THEMES:
            self.theme.addItem("", theme)
        for percent in TEXT_SIZES:
            self.text_size.addItem("", percent)
        self._choose()

    def _choose(self) -> None:
        kept = self._preferences
        values: dict[str, object] = {
            "language": self._document.language.code,
            "theme": kept.theme,
            "text_size": kept.text_size,
        }
        for key, field in self._fields().items():
            field.setCurrentIndex(field.findData(values[key]))
        self.still.setChecked(kept.reduce_motion)
        self.turned.setChecked(kept.time_turned)

    def _listen(self) -> None:
        self.language.activated.connect(lambda: self._document.speak(self.language.currentData()))
        self.theme.activated.connect(lambda: self._dress.change(theme=self.theme.currentData()))
        self.text_size.activated.connect(
            lambda: self._dress.change(text_size=self.text_size.currentData())
        )
        self.still.toggled.connect(self._keep_still)
        self.turned.toggled.connect(self._turn_time)
        self.reset.clicked.connect(self._reset)
        self.close_button.clicked.connect(self.accept)
        self._document.listen(self.retell)

    def _keep_still(self, still: bool) -> None:  # noqa: FBT001  Qt's own signal
        self._dress.change(reduce_motion=still)

    def _turn_time(self, turned: bool) -> None:  # noqa: FBT001  Qt's own signal
        self._dress.change(time_turned=turned)

    def _reset(self) -> None:
        """Go back to what the program came with; the language stays."""
        code = self._document.language.code
        self._preferences.forget()
        self._preferences.language = code
        usual = self._preferences.text_size
        self._dress.change(theme="system", text_size=usual, reduce_motion=False, time_turned=False)
        self._choose()

    def retell(self) -> None:
        """Say everything in the language of now."""
        language = self._document.language
        say = language.say
        self.setWindowTitle(say("Settings"))
        self.title.setText(say("Settings"))
        named = {
            "language": say("Language"), "theme": say("Colours"), "text_size": say("Text size")
        }  # fmt: skip
        for key, name in named.items():
            self._names[key].setText(name)
            self._fields()[key].setAccessibleName(name)
        for at, theme in enumerate(THEMES):
            self.theme.setItemText(at, language.tell(_THEME_NAMES[theme]))
        for at, percent in enumerate(TEXT_SIZES):
            self.text_size.setItemText(at, language.percent(percent / 100))
        self._choose()
        self.still.setText(say("Reduce motion"))
        self.turned.setText(say("Time in charts runs right to left in Arabic"))
        self.saved.setText(say("Settings are kept on this computer; no plan holds them."))
        self.reset.setText(say("Reset"))
        self.close_button.setText(say("Close"))
