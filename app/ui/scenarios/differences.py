"""What a scenario changes, a line each: the value before, the value here, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.language import language as spoken
from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Elided, button, label
from app.ui.controls.nest import nest
from app.ui.scenarios.effect_bar import EffectBar
from app.ui.scenarios.tight import is_tight, write
from app.ui.scenarios.value_cell import PADDING, ValueCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QColor, QResizeEvent

    from app.language import Language

_WHAT, _PARENT, _HERE, _EFFECT, _WHY, _ACTS = range(6)
_STRETCH = {_WHAT: 3, _WHY: 2}
_LINK_ICON = 13


@dataclass(frozen=True)
class Difference:
    """A line as it is shown: its place in the scenario, and what is said of it.

    effect: persons by which it moves the deficit of the year, None while that is not known.
    source: the title of the source, nothing where there is none yet. refused: why nobody can say
    what the line does, where that is so. typable: whether its value can be typed in its place.
    """

    line: int
    what: str
    scope: str
    parent: str
    here: str
    effect: float | None
    why: str
    source: str
    refused: str = ""
    typable: bool = False


@dataclass(frozen=True)
class Heading:
    """The words over the columns, and whether lines can be changed."""

    parent: str
    effect: str
    usable: bool
    waits: bool


class Differences(QWidget):
    """A table of few rows; each can be changed, taken back, and given a source, in its place."""

    edit_asked = Signal(int, str)  # a line, and the field to begin with
    revert_asked = Signal(int)
    value_typed = Signal(int, str)
    move_asked = Signal(int, int)  # a line, and by how many places

    def __init__(self, add: QWidget) -> None:
        """Build it without rows; what adds one stands over the buttons of the others."""
        super().__init__()
        self._headings = [label("caption", wraps=at == _EFFECT) for at in range(_ACTS)]
        self.rows: list[_Row] = []
        self.menu = QMenu(self)
        self._usable, self._language = False, spoken("en")
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.space("m"))
        grid.setVerticalSpacing(2)
        trailing = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        for at, heading in enumerate(self._headings):
            if at in (_PARENT, _HERE, _EFFECT):
                heading.setAlignment(trailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(heading, 0, at)
        self._headings[_HERE].setContentsMargins(0, 0, PADDING, 0)  # numbers under their heading
        grid.addWidget(add, 0, _ACTS, Qt.AlignmentFlag.AlignTrailing)
        for at, stretch in _STRETCH.items():
            grid.setColumnStretch(at, stretch)

    def show_lines(self, lines: Sequence[Difference], heading: Heading, language: Language) -> None:
        """Show other lines; rows that are there already are only told anew."""
        say = language.say
        self._usable, self._language = heading.usable, language
        texts = (say("What changes"), heading.parent, say("Here"), heading.effect,
                 say("Reason and source"))  # fmt: skip
        for shown, text in zip(self._headings, texts, strict=True):
            shown.setText(text)
        while len(self.rows) < len(lines):
            self._add()
        while len(self.rows) > len(lines):
            self.rows.pop().remove()
        largest = max((abs(one.effect or 0.0) for one in lines), default=0.0)
        for row, line in zip(self.rows, lines, strict=True):
            row.tell(line, heading, largest, language)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave reasons out where they have no room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Give a line's name the room of its reason where both would be cut or take many lines."""
        tight = is_tight(self.width())
        for column in (self._headings[_WHY], *(row.parts[_WHY] for row in self.rows)):
            column.setVisible(not tight)
        self._grid.setColumnStretch(_WHY, 0 if tight else _STRETCH[_WHY])
        for row in self.rows:
            row.effect.make_slim(slim=tight)
            row.what.make_tight(tight=tight)

    def _add(self) -> None:
        at = len(self.rows) + 1
        row = _Row()
        row.edit.clicked.connect(partial(self._ask, row, ""))
        row.source.clicked.connect(partial(self._ask, row, "source"))
        row.back.clicked.connect(partial(self._revert, row))
        row.here.typed.connect(partial(self._type, row))
        row.here.opened.connect(partial(self._ask, row, ""))
        row.here.stepped.connect(partial(self._step, row))
        row.here.moved.connect(partial(self._move, row))
        row.here.menu_asked.connect(partial(self._open_menu, row))
        for part in row.parts:
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            part.customContextMenuRequested.connect(partial(self._open_menu_on, row, part))
        row.here.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        for column, part in enumerate(row.parts):
            self._grid.addWidget(part, at, column)
        self.rows.append(row)

    def _ask(self, row: _Row, field: str, *_checked: bool) -> None:
        self.edit_asked.emit(row.line, field)

    def _revert(self, row: _Row, *_checked: bool) -> None:
        self.revert_asked.emit(row.line)

    # --- Values in their place, and the order ---------------------------------------------------

    def refuse(self, line: int, reason: str) -> None:
        """Say under a line why what was typed in it is refused; it stays to be mended."""
        row = next(one for one in self.rows if one.line == line)
        row.refuse(reason)

    def _type(self, row: _Row, text: str) -> None:
        self.value_typed.emit(row.line, text)

    def _step(self, row: _Row, by: int) -> None:
        self.go_to(self.rows.index(row) + by)

    def go_to(self, at: int) -> None:
        """Give the keyboard to the value of a line, if there is one at that place."""
        if 0 <= at < len(self.rows):
            self.rows[at].here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, row: _Row, by: int) -> None:
        at = self.rows.index(row) + by
        if self._usable and 0 <= at < len(self.rows):
            self.move_asked.emit(row.line, by)
            self.go_to(at)

    def _open_menu_on(self, row: _Row, part: QWidget, at: QPoint) -> None:
        self._open_menu(row, part.mapToGlobal(at))

    def _open_menu(self, row: _Row, at: QPoint) -> None:
        if self._usable:
            self.fill_menu(row.line)
            self.menu.popup(at)

    def fill_menu(self, line: int) -> None:
        """Offer what can be done to a line."""
        at = next(at for at, row in enumerate(self.rows) if row.line == line)
        row, say = self.rows[at], self._language.say
        self.menu.clear()
        for text, do, usable in (
            (say("Change this line…"), partial(self._ask, row, ""), True),
            (say("Move the line up"), partial(self._move, row, -1), at > 0),
            (say("Move the line down"), partial(self._move, row, 1), at + 1 < len(self.rows)),
            (say("Back to the inherited value"), partial(self._revert, row), True),
        ):
            action = self.menu.addAction(text)
            action.setEnabled(usable)
            action.triggered.connect(partial(call, do))


class _Row:
    """The widgets of one line."""

    def __init__(self) -> None:
        self.line = 0
        self.what = _What()
        self.parent, self.here, self.effect = label("secondary"), ValueCell(), EffectBar()
        self.why, self.told, self.source = Elided("caption"), Elided("caption"), button("link")
        self.back, self.edit = IconButton("rotate-ccw"), IconButton("pencil")
        self.parent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
                                 | Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
        self.parts = (self.what, self.parent, self.here, self.effect, self._reasons(), self._acts())

    def _reasons(self) -> QWidget:
        both = QWidget()
        place = QVBoxLayout(both)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addStretch(1)
        place.addWidget(self.why)
        place.addWidget(self.told)
        place.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeading)
        place.addStretch(1)
        return both

    def _acts(self) -> QWidget:
        both = QWidget()
        place = QHBoxLayout(both)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        for one in (self.back, self.edit):
            place.addWidget(one)
        return both

    def tell(self, line: Difference, heading: Heading, largest: float, language: Language) -> None:
        """Say one line."""
        say, self.line = language.say, line.line
        self.what.tell(line)
        self.parent.setText(line.parent)
        named = say("{name}: {value}", name=line.what, value=line.here)
        self.here.show_value(line.here, named, usable=heading.usable, typable=line.typable)
        if self.here.isReadOnly():
            self.refuse("")
        self.effect.setToolTip(line.refused)
        self.effect.show_effect(line.effect, largest, language, waits=heading.waits)
        for shown, text in ((self.why, line.why), (self.told, line.source)):
            shown.setText(text)
            shown.setToolTip(text)
            shown.setVisible(bool(text))
        self._offer_source(line, language, usable=heading.usable)
        for one, name in (
            (self.back, say("Back to the inherited value: {name}", name=line.what)),
            (self.edit, say("Change this line: {name}", name=line.what)),
        ):
            one.say(name)
            one.setVisible(heading.usable)
        self.back.setIcon(icons.icon("rotate-ccw", _accent(self.back)))

    def _offer_source(self, line: Difference, language: Language, *, usable: bool) -> None:
        text = language.say("Add a source")
        self.source.setVisible(usable and not line.source)
        self.source.setText(f" {text}")
        self.source.setAccessibleName(language.say("{name}: {value}", name=text, value=line.what))
        side = look.scaled(_LINK_ICON)
        self.source.setIcon(icons.icon("plus", _accent(self.source), side))

    def refuse(self, reason: str) -> None:
        """Say why what was typed is refused, or that there is nothing to say."""
        self.what.note.setText(reason)
        self.what.note.setVisible(bool(reason))
        self.here.setAccessibleDescription(reason)
        if reason:
            self.here.refuse()

    def remove(self) -> None:
        """Go away."""
        for part in self.parts:
            part.hide()
            part.deleteLater()


class _What(QWidget):
    """The bar of what is changed, then what it is, and under it for whom and when."""

    def __init__(self) -> None:
        super().__init__()
        bar = QWidget()
        bar.setProperty("role", "changed-bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedWidth(look.stroke("changed_bar"))
        self.name, self.scope = label("body", wraps=True), Elided("caption")
        self._what, self._reasons, self._tight = "", ("", ""), False
        self.note = label("caption", wraps=True)
        self.note.setProperty("tone", "error")
        self.note.hide()
        words = QVBoxLayout()
        words.setContentsMargins(0, 1, 0, 1)
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.scope)
        words.addWidget(self.note)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 1, 0, 1)
        place.setSpacing(look.space("s"))
        place.addWidget(bar)
        nest(place, words, 1)

    def make_tight(self, *, tight: bool) -> None:
        """Keep to one line for the name, or take as many as it needs."""
        self._tight = tight
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        bar = look.stroke("changed_bar") + look.space("s")
        write(self.name, self._what, self.width() - bar, tight=self._tight)
        if self._tight:  # what has no column waits under the hand
            told = "\n".join(text for text in (self._what, *self._reasons) if text)
            self.name.setToolTip(told)
            self.name.setAccessibleDescription(told)

    def tell(self, line: Difference) -> None:
        self._what, self._reasons = line.what, (line.why, line.source)
        self._write()
        self.scope.setText(line.scope)
        self.scope.setToolTip(line.scope)


def _accent(widget: QWidget) -> QColor:
    return look.of(widget).colour("accent")
