"""The start page: open a plan, look at a sample, or drop a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.labels import button, frame, label, scrolling
from app.ui.sample_list import SamplesCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language
    from app.ui.document import Document

_WIDTH = 1080
_OPEN_WIDTH = 380
_MARK = 40


class StartPage(QWidget):
    """Tasks first, then the samples; nothing slow is loaded before one of them is chosen."""

    def __init__(self, document: Document, open_plan: Callable[[], None]) -> None:
        """Build the page; `open_plan` asks for a file."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._mark, self._name = QLabel(), label("h1")
        self._strap = label("caption", wraps=True)
        self._question, self._foot = label("h2"), label("caption", wraps=True)
        self.opening = OpenCard(open_plan)
        self.samples = SamplesCard(document)
        tasks = QHBoxLayout()
        tasks.setSpacing(look.space("l"))
        tasks.addWidget(self.opening)
        tasks.addWidget(self.samples, 1)
        column = QVBoxLayout()
        column.setSpacing(look.space("l"))
        column.addLayout(self._head())
        column.addSpacing(look.space("s"))
        column.addWidget(self._question)
        column.addLayout(tasks)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._centre(column)
        self.retell()
        document.language_changed.connect(self.retell)
        document.work_started.connect(self.tell_opening)
        document.work_ended.connect(self.tell_opening)

    def retell(self) -> None:
        """Say everything in the language of now."""
        say = self._document.language.say
        colours = look.of(self)
        self._mark.setPixmap(
            icons.mark(colours.colour("accent"), colours.colour("on_accent"), _MARK)
        )
        self._name.setText("Tabib")
        self._strap.setText(say("Plan the health workforce, region by region, without a network."))
        self._question.setText(say("What do you want to do?"))
        self._foot.setText(say("Everything stays on this computer: no account, no connection."))
        self.opening.retell(self._document.language)
        self.samples.retell(self._document.language)

    def tell_opening(self) -> None:
        """Say near what was clicked that it is being opened."""
        opening, language = self._document.opening, self._document.language
        self.samples.tell_opening(opening, language)
        self.opening.retell(language)
        if opening and opening not in self.samples.rows:
            self.opening.tell_opening(opening, language)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._strap)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        return head

    def _centre(self, column: QVBoxLayout) -> None:
        """Keep the column in the middle of a wide window."""
        inside = QWidget()
        inside.setMaximumWidth(_WIDTH)
        inside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        place = QHBoxLayout(page)
        place.setContentsMargins(24, 24, 24, 14)
        place.addStretch(1)
        place.addWidget(inside, 1000)
        place.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(page))


class OpenCard(QFrame):
    """Where a plan is opened from a file, by the button or by dropping it."""

    def __init__(self, open_plan: Callable[[], None]) -> None:
        """Build the card around its one primary button."""
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(_OPEN_WIDTH)
        self._title, self.hint = label("h3"), label("caption", wraps=True)
        self.button = button("large")
        self.button.clicked.connect(open_plan)
        drop = frame("drop")
        self._arrow, self._drop = QLabel(), label("caption", wraps=True)
        self._drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside = QVBoxLayout(drop)
        inside.setContentsMargins(16, 20, 16, 20)
        inside.addStretch(1)
        inside.addWidget(self._arrow, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._drop)
        inside.addStretch(1)
        place = QVBoxLayout(self)
        place.setContentsMargins(18, 16, 18, 18)
        place.setSpacing(look.space("m"))
        place.addWidget(self._title)
        place.addWidget(self.hint)
        place.addWidget(self.button)
        place.addWidget(drop, 1)

    def tell_opening(self, name: str, language: Language) -> None:
        """Say above the button that a file is being opened."""
        self.hint.setText(language.say("Opening {file}…", file=name))

    def retell(self, language: Language) -> None:
        """Say everything in a language."""
        colours = look.of(self)
        self._title.setText(language.say("Open a plan"))
        self.hint.setText(
            language.say("A .tabib file on this computer, a stick or a shared folder.")
        )
        self.button.setText(language.say("Open…"))
        self.button.setIcon(icons.icon("folder-open", colours.colour("on_accent"), 20))
        self.button.setIconSize(QSize(20, 20))
        self._arrow.setPixmap(icons.picture("upload", colours.colour("text_secondary"), 28))
        self._drop.setText(language.say("Tip: drop a plan anywhere here."))
