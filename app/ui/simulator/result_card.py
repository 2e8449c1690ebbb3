"""The large figure of the simulator, what it was before, and the question while it is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.problems import Problem, message
from app.ui import look
from app.ui.controls.labels import Words, frame, label
from app.ui.controls.nest import nest
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.language import Language

_ROWS = 4
_ROWS_BELOW_CHANCES = 2
_HALF = 0.6  # of the height of letters
_LEAST = 14  # pixels: a number is never written smaller
_BOX, _PRESENTED_BOX = 88, 150  # pixels


@dataclass(frozen=True)
class Result:
    """What the card shows: the figure, its heading, its unit, and others to set beside it.

    colour: of the data. guess: what the room said. held: whether the answer waits. chances: those
    of a small place, nothing where it is not small, None while they are not known. ends: the least
    and the most that the room may say.
    """

    heading: str
    number: str
    unit: str
    colour: str
    beside: tuple[tuple[str, str], ...]
    guess: float | None
    held: bool
    chances: str | None
    ends: tuple[float, float]


class ResultCard(QFrame):
    """A number as large as its room allows; `guessed` gives what the room says, or nothing."""

    guessed = Signal(object)

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.setProperty("role", "card")
        self.heading, self.number, self.unit = (
            label("h3"),
            BigNumber(),
            label("caption", wraps=True),
        )
        self.chances = label("caption", wraps=True)
        self.question, self.hint = label("h3", wraps=True), label("caption", wraps=True)
        self.room, self.guess = label("caption"), GuessBox()
        self.rows = [(label("caption"), label("strong")) for _ in range(_ROWS)]
        self._rule = frame("rule")
        self._language: Language | None = None
        self._ends, self._presented = (0.0, 0.0), False
        self._lay_out()
        self.guess.editingFinished.connect(self._say)

    def _lay_out(self) -> None:
        for part in (self.unit, self.chances, self.question, self.hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        asked = QHBoxLayout()
        asked.addStretch(1)
        asked.addWidget(self.room)
        asked.addWidget(self.guess)
        asked.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        for at, pair in enumerate(self.rows):
            for column, part in enumerate(pair):
                self._grid.addWidget(part, at, column)
        self._place = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addStrut(look.size("icon_button"))  # level with the titles of the charts
        head.addWidget(self.heading)
        nest(self._place, head)
        self._place.addWidget(self.number, 3)
        for part in (self.unit, self.chances, self.question, self.hint):
            self._place.addWidget(part)
        nest(self._place, asked)
        self._place.addStretch(1)
        self._place.addWidget(self._rule)
        nest(self._place, self._grid)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        for part in (self.unit, self.chances, self.hint, self.room):
            letters(part, "caption", presented=presented)
        for part in (self.heading, self.question):
            letters(part, "h3", presented=presented)
        for name, value in self.rows:
            letters(name, "caption", presented=presented)
            letters(value, "strong", presented=presented)
        letters(self.guess, "value" if presented else "year", presented=presented)
        box = look.scaled_in_room(_PRESENTED_BOX) if presented else look.scaled(_BOX)
        self.guess.setFixedWidth(box)
        self._presented = self.number.presented = presented
        margin = look.space("l") if presented else look.space("m")
        self._place.setContentsMargins(margin, 8, margin, 10 if presented else 12)
        self._place.setSpacing(look.space("xs"))
        self._grid.setVerticalSpacing(0 if presented else look.space("xs"))

    def show_result(self, result: Result, language: Language) -> None:
        """Show a figure, or the question while it is hidden."""
        self._language, self._ends = language, result.ends
        say, held = language.say, result.held
        if (self.property("selected") or False) != held:
            self.setProperty("selected", held)
            self.style().unpolish(self)
            self.style().polish(self)
        self.heading.setText(result.heading)
        self.number.show_number(say("?") if held else result.number, "" if held else result.colour)
        self.number.setAccessibleName(result.heading)
        self.unit.setText(result.unit)
        self.question.setText(say("What do you think?"))
        self.hint.setText(say("Answer before it is revealed."))
        self.room.setText(say("The room"))
        self.guess.setAccessibleName(say("The room’s guess"))
        if not self.guess.isModified():
            self.guess.setText("" if result.guess is None else language.number(result.guess))
        shown_while_held: tuple[QWidget, ...] = (self.question, self.hint, self.room, self.guess)
        for part in shown_while_held:
            part.setVisible(held)
        self.unit.setVisible(not held)
        self._show_chances("" if held else result.chances)
        self._show_rows(() if held else result.beside)

    def _show_chances(self, said: str | None) -> None:
        """Say the chances; while they are not known, the room that they had is kept."""
        keeps = said is None and bool(self.chances.text())
        policy = self.chances.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.chances.setSizePolicy(policy)
        if said is not None:
            self.chances.setText(said)
        self.chances.setVisible(bool(said))

    def _show_rows(self, beside: tuple[tuple[str, str], ...]) -> None:
        """Set other figures beside; before a room, where chances are said, those of the charts go.

        They stand there already, and the last ones are what a chart does not write.
        """
        if self._presented and self.chances.text():
            beside = beside[-_ROWS_BELOW_CHANCES:]
        self._rule.setVisible(bool(beside))
        for at, (name, value) in enumerate(self.rows):
            seen = at < len(beside)
            for part in (name, value):
                part.setVisible(seen)
            if seen:
                name.setText(beside[at][0])
                value.setText(beside[at][1])
                _to_the_end(value)

    def _say(self) -> None:
        """Take what the room says; what is no number is marked and stays."""
        text = self.guess.text().strip()
        if self._language is None or not self.guess.isModified():
            return
        try:
            value = self._read(text, self._language) if text else None
        except Problem as problem:
            self.guess.mark("error", self._language.problem(problem))
            return
        self.guess.setModified(False)
        self.guess.mark("", "")
        self.guessed.emit(value)

    def _read(self, text: str, language: Language) -> float:
        """Return what the room says; more people than live there is a problem."""
        value, (least, most) = language.parse_number(text), self._ends
        if not least <= value <= most:
            low, high = (language.number(end) for end in self._ends)
            raise Problem(
                message("This value lies between {least} and {most}.", least=low, most=high)
            )
        return value


class BigNumber(QWidget):
    """A number in the middle of its room, as large as it fits."""

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.presented, self._text, self._colour = False, "", ""

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self._text

    def show_number(self, text: str, colour: str) -> None:
        """Show a number in a colour of data; without one in that of the accent."""
        self._text, self._colour = text, colour
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    @property
    def _most(self) -> int:
        """The height of its letters at most, in pixels."""
        px = look.tokens()["font"]["px"]
        if self.presented:
            return look.scaled_in_room(px["presentation_kpi"])
        return look.scaled(px["result"])

    def minimumSizeHint(self) -> QSize:
        """Ask for half of the height that the letters have at most."""
        return QSize(0, round(self._most * _HALF))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole number is drawn
        """Write the number."""
        letters_now = look.letters()
        letters_now.setWeight(letters_now.Weight.DemiBold)
        size = self._most
        letters_now.setPixelSize(size)
        shown = self._text.strip("\u2066\u2069")
        wide = QFontMetrics(letters_now).horizontalAdvance(shown) or 1
        fits = min(size, size * self.width() // wide, self.height())
        letters_now.setPixelSize(max(fits, _LEAST))
        painter = QPainter(self)
        painter.setFont(letters_now)
        dressed = look.of(self)
        colour = dressed.chart(self._colour) if self._colour else dressed.colour("accent")
        painter.setPen(colour)
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class GuessBox(QLineEdit):
    """Takes a number; letters are for whoever tells the story."""

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def mark(self, tone: str, reason: str) -> None:
        """Say that the text cannot be read, and why, or that it can."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
            look.put_letters(self)  # the sheet puts its weight on the letters of the window
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def event(self, event: QEvent) -> bool:
        """Leave letters to the keys of the simulator."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_letter(event):
            event.ignore()
            return False
        return super().event(event)


def _is_letter(event: QEvent) -> bool:
    text = getattr(event, "text", str)()
    return bool(text) and text.isalpha()


def _to_the_end(value: Words) -> None:
    value.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
