"""Asks for the caption of a step, and for the name of a story or of a scenario to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.planning.stories import Told
from app.planning.typed_names import in_all, with_text
from app.ui import look
from app.ui.controls.fields import Check, Chooser
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from app.models.rows import Names
    from app.ui.document import Document
    from app.ui.simulator.telling import Telling

_WIDTH, _LINES = 520, 84


class NameDialog(QDialog):
    """Asks for a name in the language of now; `named` gives it for all languages."""

    named = Signal(object)

    def __init__(
        self, document: Document, parent: QWidget, kind: Literal["story", "scenario"]
    ) -> None:
        """Write it in the language of now."""
        super().__init__(parent)
        self._document = document
        say = document.language.say
        titles = {"story": say("New story"), "scenario": say("Save as a scenario")}
        labels = {
            "story": say("The question that it asks"),
            "scenario": say("Name of the scenario"),
        }
        self.setWindowTitle(titles[kind])
        self.name, self.done_button, self.cancel = QLineEdit(), button("primary"), button()
        self.name.setAccessibleName(labels[kind])
        words = label("secondary")
        words.setText(labels[kind])
        words.setBuddy(self.name)
        heading = label("h2")
        heading.setText(titles[kind])
        place = QVBoxLayout(self)
        place.setSpacing(look.space("s"))
        for part in (heading, words, self.name):
            place.addWidget(part)
        nest(place, _foot(self, document, say("Save") if kind == "scenario" else say("Next")))
        self.name.textChanged.connect(self._allow)
        self.done_button.clicked.connect(self._take)
        self.setMinimumWidth(look.scaled(_WIDTH))
        self._allow()

    def _allow(self) -> None:
        self.done_button.setEnabled(bool(self.name.text().strip()))

    def _take(self) -> None:
        self.accept()
        self.named.emit(in_all(self.name.text().strip()))


class CaptionDialog(QDialog):
    """Asks what a step says, from which year it hides, and whether the room is asked."""

    told = Signal(object)

    def __init__(
        self, document: Document, parent: QWidget, telling: Telling, caption: Names | None = None
    ) -> None:
        """Ask for a new step, or for another caption of one that there is."""
        super().__init__(parent)
        self._document, self._caption = document, caption
        language, say = document.language, document.language.say
        is_new = caption is None
        title = say("Add a step") if is_new else say("Change the caption")
        self.setWindowTitle(title)
        self.text, self.hold, self.asks = QPlainTextEdit(), Chooser(), Check()
        self.done_button, self.cancel = button("primary"), button()
        heading, hint = label("h2"), label("caption", wraps=True)
        heading.setText(title)
        hint.setText(
            say(
                "{example} in braces stands for the figure of the year, two asterisks on both "
                "sides for what stands out.",
                example=language.left_to_right("{stock_2030}"),
            )
        )
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.scaled(_LINES))
        self.text.setAccessibleName(say("Caption"))
        form = QFormLayout()
        form.addRow(say("Caption"), self.text)
        if caption is None:
            self._offer_years(telling)
            form.addRow(say("Hide from"), self.hold)
            form.addRow("", self.asks)
        else:
            self.text.setPlainText(language.name(caption))
        place = QVBoxLayout(self)
        place.setSpacing(look.space("s"))
        place.addWidget(heading)
        nest(place, form)
        place.addWidget(hint)
        nest(place, _foot(self, document, say("Add") if is_new else say("Change")))
        self.text.textChanged.connect(self._allow)
        self.done_button.clicked.connect(self._take)
        self.setMinimumWidth(look.scaled(_WIDTH))
        self._allow()

    def _offer_years(self, telling: Telling) -> None:
        language, facts = self._document.language, self._document.rows.facts
        self.asks.setText(language.say("Ask the room for its guess"))
        self.hold.setAccessibleName(language.say("Hide from"))
        self.hold.addItem(language.say("Hide nothing"), None)
        for year in range(facts.base_year + 1, facts.horizon + 1):
            self.hold.addItem(language.year(year), year)
        if telling.held:
            self.hold.setCurrentIndex(self.hold.findData(telling.hold_from))

    def _allow(self) -> None:
        self.done_button.setEnabled(bool(self.text.toPlainText().strip()))

    def _take(self) -> None:
        typed, code = " ".join(self.text.toPlainText().split()), self._document.language.code
        caption = in_all(typed) if self._caption is None else with_text(self._caption, code, typed)
        self.accept()
        self.told.emit(Told(caption, (), self.hold.currentData(), self.asks.isChecked()))


def _foot(dialog: NameDialog | CaptionDialog, document: Document, words: str) -> QHBoxLayout:
    """Return the two buttons at the foot of a dialog."""
    dialog.done_button.setText(words)
    dialog.done_button.setDefault(True)
    dialog.cancel.setText(document.language.say("Cancel"))
    dialog.cancel.clicked.connect(dialog.reject)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(dialog.cancel)
    line.addWidget(dialog.done_button)
    return line
