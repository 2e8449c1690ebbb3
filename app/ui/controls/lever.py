"""A lever: its name, its slider, its value to type, and the way back to what it inherits."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.problems import Problem, message
from app.ui import icons, look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import label, put_margins
from app.ui.controls.lever_track import LeverTrack, Reach
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.language import Language

_BOX, _BACK, _WARNING = 78, 24, 14  # pixels
_INDENT, _GAP = 12, 10
_SAME = 1e-9
_PRESENTED = 1.5  # times as large before a room
_AROUND = re.compile(r"^[^\d+\-\u2212.,٠-٩۰-۹]+|[^\d٠-٩۰-۹]+$")  # signs and units of a value
_PERCENT = 100.0


def _nothing(_value: float) -> str:
    return ""


@dataclass(frozen=True)
class LeverFace:
    """What a lever shows.

    least, most, step: the ends and the steps of the slider. text_of: writes a value with its unit.
    parent: the inherited value. band: what is plausible. previous: the value before the last
    gesture. was: what is said of the inherited value where this one differs, if not just that.
    held_back: why the lever cannot be moved, nothing where it can. whole: no part of one is taken.
    means: what a value comes to in the words of people, nothing where it says so itself.
    """

    name: str
    least: float
    most: float
    step: float
    text_of: Callable[[float], str]
    parent: float
    value: float
    band: tuple[float, float] | None = None
    previous: float | None = None
    was: str = ""
    held_back: str = ""
    whole: bool = False
    means: Callable[[float], str] = _nothing

    @property
    def reach(self) -> Reach:
        """Where the slider can go."""
        return Reach(self.least, self.most, self.step, self.parent, self.band, self.previous)

    def read(self, text: str, language: Language) -> float:
        """Return the value that a person typed, with or without its unit.

        What is no number, or lies where the lever cannot go, is a problem.
        """
        value = language.parse_number(_AROUND.sub("", text) or text) / self._scale(language)
        ends = (self.least, self.most)
        if not (ends[0] - _SAME <= value <= ends[1] + _SAME):
            low, high = (self.text_of(end) for end in ends)
            raise Problem(
                message("This value lies between {least} and {most}.", least=low, most=high)
            )
        if self.whole and not value.is_integer():
            raise Problem(message("Give a whole number."))
        return value

    def _scale(self, language: Language) -> float:
        """Return by what the value is multiplied where it is written: a share is, in percent."""
        far = max(self.least, self.most, key=abs)
        shown = language.parse_number(_AROUND.sub("", self.text_of(far))) if far else far
        return _PERCENT if abs(shown) > abs(far) * _PERCENT / 2 else 1.0


class LeverSlider(QWidget):
    """Tells each move, and once when it is decided; what it shows is given by `show_lever`."""

    moved = Signal(float)
    settled = Signal()
    reverted = Signal()

    def __init__(self) -> None:
        """Build it without a lever."""
        super().__init__()
        self._face: LeverFace | None = None
        self._language: Language | None = None
        self._presented = False
        self.name, self.state = label("body", wraps=True), label("caption")
        self.note, self._sign = label("caption", wraps=True), QLabel()
        self.meaning = label("caption", wraps=True)
        self.meaning.hide()
        self.back, self.track, self.box = IconButton("rotate-ccw"), LeverTrack(), _Box()
        self.note.setProperty("tone", "error")
        self.note.hide()
        self._lay_out()
        self.track.moved.connect(self._told)
        self.track.settled.connect(self._settle)
        self.box.editingFinished.connect(self._typed)
        self.box.given_up.connect(self._write)
        self.back.clicked.connect(self._revert)

    def _lay_out(self) -> None:
        head, row = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(look.space("xs"))
        head.addWidget(self.name, 1)
        for part in (self._sign, self.state, self.back):
            head.addWidget(part)
        row.setSpacing(_GAP)
        row.addWidget(self.track, 1)
        row.addWidget(self.box)
        self._place = place = QVBoxLayout(self)
        place.setSpacing(0)
        place.addStretch(1)  # the tracks of levers side by side stand level
        nest(place, head)
        nest(place, row)
        place.addWidget(self.meaning)
        place.addWidget(self.note)

    # --- What it shows --------------------------------------------------------------------------

    def show_lever(self, face: LeverFace, language: Language) -> None:
        """Show a lever, in the look of now; a value under the hand or being typed stays."""
        self._face, self._language = face, language
        put_margins(self._place, _INDENT, 0, 0, 0)
        self._dress()
        self.name.setText(face.name)
        for part in (self.track, self.box):
            part.setAccessibleName(face.name)
            part.setEnabled(not face.held_back)
            part.setToolTip(face.held_back)
        self.track.show_reach(face.reach, face.value)
        self._write()

    def set_value(self, value: float) -> None:
        """Show a value that was given elsewhere, and tell nobody."""
        self.track.put(value)
        self._write()

    @property
    def value(self) -> float:
        """The value of now."""
        return self.track.value_now

    @property
    def is_changed(self) -> bool:
        """Whether the value differs from the inherited one."""
        return self._face is not None and not _same(self.value, self._face.parent)

    @property
    def is_unusual(self) -> bool:
        """Whether the value lies outside the plausible band."""
        face = self._face
        if face is None or face.band is None:
            return False
        near = face.step / 2  # a mean of ends may lie just beside a step
        return not (face.band[0] - near <= self.value <= face.band[1] + near)

    @property
    def room(self) -> int:
        """The height that it takes where its name has two lines."""
        return 2 * self.name.fontMetrics().lineSpacing() + self._height

    @property
    def _height(self) -> int:
        """The height of the box."""
        return self._pixels(look.tokens()["size"]["control"])

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, half as large again, or those for a desk.

        Before a room a name keeps its lines when a way back or a warning appears beside it.
        """
        self._presented = presented
        self.track.grown = look.scaled_in_room(_PRESENTED * 100) / 100 if presented else 1.0
        for beside in (self.back, self._sign):
            policy = beside.sizePolicy()
            policy.setRetainSizeWhenHidden(presented)
            beside.setSizePolicy(policy)
        self.name.setProperty("role", "presented" if presented else "body")
        for words in (self.state, self.meaning):
            words.setProperty("role", "presented-note" if presented else "caption")
        self.box.setProperty("role", "presented" if presented else "")
        for part in (self.name, self.state, self.meaning, self.box):
            part.style().unpolish(part)
            part.style().polish(part)
            look.put_letters(part)
        self.track.updateGeometry()
        self._dress()

    def _dress(self) -> None:
        """Take the sizes and the colours of now."""
        if self._language is None:
            return
        self.back.say(self._language.say("Back to the inherited value"))
        side = self._pixels(_BACK)
        self.back.setFixedSize(side, side)
        self.name.setMinimumHeight(side)  # nothing moves when there is a way back
        self.back.setIcon(icons.icon("rotate-ccw", look.of(self).colour("accent")))
        self.box.setFixedSize(self._pixels(_BOX), self._height)

    def _pixels(self, px: float) -> int:
        """Return a measure in the sizes of now."""
        return look.scaled_in_room(px * _PRESENTED) if self._presented else look.scaled(px)

    def _write(self) -> None:
        """Write the value, and how it stands to the inherited one."""
        face, language = self._face, self._language
        if face is None or language is None:
            return
        text = face.text_of(self.value)
        if not self.box.is_typed_in:
            self.box.setText(text)
            self._refuse("")
        self.state.setText(self._stands(face, language))
        self.back.setVisible(self.is_changed and not face.held_back)
        self.box.mark("changed", "true" if self.is_changed else "")
        self._warn(face, language)
        meaning = face.means(self.value)
        self.meaning.setText(meaning)
        self.meaning.setVisible(bool(meaning))
        low, high = (face.text_of(end) for end in (face.least, face.most))
        said = language.say("{value}, from {least} to {most}", value=text, least=low, most=high)
        self.track.setAccessibleDescription(said)
        self.update()

    def _stands(self, face: LeverFace, language: Language) -> str:
        if not self.is_changed:
            return language.say("inherited")
        return face.was or language.say("was {value}", value=face.text_of(face.parent))

    def _warn(self, face: LeverFace, language: Language) -> None:
        """Mark a value outside the plausible band by a sign with its words."""
        self._sign.setVisible(self.is_unusual)
        side = self._pixels(_WARNING)
        self._sign.setFixedWidth(side if face.band is not None else 0)
        if face.band is None or not self.is_unusual:
            return
        colour = look.of(self).status("warning", "fg")
        self._sign.setPixmap(icons.picture(look.sign("warning"), colour, side))
        low, high = (face.text_of(end) for end in face.band)
        said = language.say("Outside the usual range ({lo} to {hi})", lo=low, hi=high)
        self._sign.setToolTip(said)
        self._sign.setAccessibleName(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar of a changed value on the reading side."""
        super().paintEvent(event)
        if not self.is_changed:
            return
        painter = QPainter(self)
        wide = look.stroke("changed_bar")
        left = self.width() - wide if self.isRightToLeft() else 0
        bar = QRectF(left, 1, wide, self.height() - 2)
        painter.fillRect(bar, look.of(self).colour("changed_bar"))
        painter.end()

    # --- What a person does ---------------------------------------------------------------------

    def _told(self, value: float) -> None:
        self.box.setModified(False)
        self._write()
        self.moved.emit(value)

    def _settle(self) -> None:
        if self._face is not None:
            said = self._face.text_of(self.value)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.track, said))
        self.settled.emit()

    def _typed(self) -> None:
        """Take what was typed; what cannot be read stays, with the reason under it."""
        face, language = self._face, self._language
        if face is None or language is None or not self.box.isModified():
            return
        if not self.box.text().strip():
            self.box.setModified(False)
            self._write()
            return
        try:
            value = face.read(self.box.text(), language)
        except Problem as problem:
            self._refuse(language.problem(problem))
            return
        self.box.setModified(False)
        if _same(value, self.value):
            self._write()
            return
        self.track.put(value)
        self._told(value)
        self._settle()

    def _revert(self) -> None:
        if self._face is not None:
            self.set_value(self._face.parent)
            self.track.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reverted.emit()

    def _refuse(self, reason: str) -> None:
        """Say in place why a text is no value, or that there is nothing to say."""
        self.note.setText(reason)
        self.note.setVisible(bool(reason))
        self.box.mark("tone", "error" if reason else "")
        self.box.setAccessibleDescription(reason)


class _Box(QLineEdit):
    """The value with its unit; Escape gives up what was typed."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        look.put_letters(self)

    @property
    def is_typed_in(self) -> bool:
        """Whether it holds something that a person typed and that was not taken yet."""
        return self.isModified()

    def mark(self, what: str, state: str) -> None:
        """Say a state to the style sheet, where it is another one."""
        if (self.property(what) or "") != state:
            self.setProperty(what, state)
            self.style().unpolish(self)
            self.style().polish(self)
            look.put_letters(self)  # the sheet puts its weight on the letters of the window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape what was typed; elsewhere it is for the window."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_SAME, abs_tol=_SAME)
