"""The sliders of a scenario: what is decided on one panel, how the world behaves on the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.problems import Message, message
from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.labels import button, label
from app.ui.controls.lever import LeverFace, LeverSlider
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.planning.lever_catalogue import Side
    from app.ui.document import Document
    from app.ui.scenarios.findings import Pull

_FEW = 3  # sliders that are shown before more are asked for
_WARNING = 14
_TITLES: Mapping[Side, tuple[Message, Message, str]] = {
    "lever": (message("Levers"), message("what is decided"), "sliders-horizontal"),
    "assumption": (message("Assumptions"), message("how the world goes"), "globe"),
}


class LeversPanel(QFrame):
    """Sliders of one side; those that the scenario moves come first, more wait under a button."""

    moved = Signal(object, float)  # a lever and where it is held
    settled = Signal(object, float)
    reverted = Signal(object)

    def __init__(self, document: Document, side: Side) -> None:
        """Build it without sliders."""
        super().__init__()
        self.setProperty("role", "card")
        self._document, self._side = document, side
        self._pulls: tuple[Pull, ...] = ()
        self._all = False
        self._of = ""  # the scenario whose order of sliders is kept
        self._held_back = ""
        self._order: list[str] = []
        self.sliders: list[LeverSlider] = []
        self._shown: list[Pull] = []
        self._sign, self.title, self._hint = QLabel(), label("h3"), label("caption")
        self._note_sign, self.note = QLabel(), label("caption", wraps=True)
        self.more = button("link")
        self.more.clicked.connect(partial(call, self._show_more))
        self._lay_out()

    def _lay_out(self) -> None:
        head, note = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(look.space("s"))
        for part in (self._sign, self.title, self._hint):
            head.addWidget(part)
        head.addStretch(1)
        note.addWidget(self._note_sign)
        note.addWidget(self.note, 1)
        self._place = QVBoxLayout()
        self._place.setSpacing(2)
        place = QVBoxLayout(self)
        place.setContentsMargins(10, 8, 12, 6)
        place.setSpacing(look.space("xs"))
        nest(place, head)
        nest(place, self._place)
        nest(place, note)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        nest(place, foot)
        place.addStretch(1)

    def show_pulls(self, pulls: Sequence[Pull], first: Sequence[str], held_back: str) -> None:
        """Show levers; `first` names those that come before others, and why none can be moved."""
        self._pulls = tuple(pull for pull in pulls if pull.lever.side == self._side)
        self._held_back = held_back
        scenario = self._document.study.scenario.id
        keys = [pull.lever.key for pull in self._pulls]
        if scenario != self._of or not set(self._order) <= set(keys):
            self._all, self._order = False, self._ordered(first)
        self._of = scenario if keys else ""
        self._order += [pull.lever.key for pull in self._pulls
                        if pull.is_changed and pull.lever.key not in self._order]  # fmt: skip
        self._tell()

    def _ordered(self, first: Sequence[str]) -> list[str]:
        """Return the levers to be seen at once: those that are moved, then the first of all."""
        mine = [pull.lever.key for pull in self._pulls]
        changed = [pull.lever.key for pull in self._pulls if pull.is_changed]
        others = [key for key in (*first, *mine) if key in mine and key not in changed]
        few = list(dict.fromkeys(others))[: max(_FEW - len(changed), 0)]
        return [*changed, *few]

    def _tell(self) -> None:
        say, tell = self._document.language.say, self._document.language.tell
        title, hint, icon = _TITLES[self._side]
        self._sign.setPixmap(icons.picture(icon, look.of(self).colour("accent")))
        self.title.setText(tell(title))
        self._hint.setText(tell(hint))
        by_key = {pull.lever.key: pull for pull in self._pulls}
        here = [by_key[key] for key in self._order]
        rest = [pull for pull in self._pulls if pull.lever.key not in self._order]
        self._shown = here + (rest if self._all else [])
        self._make(len(self._shown))
        for slider, pull in zip(self.sliders, self._shown, strict=True):
            slider.show_lever(self._face(pull), self._document.language)
        self.more.setVisible(bool(rest))
        count = self._document.language.number(len(self._pulls))
        self.more.setText(say("Show fewer") if self._all else say("Show all {n}", n=count))
        self._warn()

    def _face(self, pull: Pull) -> LeverFace:
        from app.reports.lever_names import lever_means, lever_name, lever_value

        language, lever = self._document.language, pull.lever
        ends = (min(lever.least, pull.parent, pull.here), max(lever.most, pull.parent, pull.here))
        band = None if lever.low is None or lever.high is None else (lever.low, lever.high)
        return LeverFace(
            name=lever_name(lever, self._document.study, language),
            least=ends[0], most=ends[1], step=lever.step,
            text_of=lambda value: lever_value(lever, value, language),
            parent=pull.parent, value=pull.here, band=band, held_back=self._held_back,
            whole=lever.is_whole,
            means=lambda value: lever_means(lever, value, language),
        )  # fmt: skip

    def _make(self, count: int) -> None:
        """Have as many sliders as are shown; those that are there already stay."""
        while len(self.sliders) < count:
            at, slider = len(self.sliders), LeverSlider()
            slider.moved.connect(partial(self._moved, at))
            slider.settled.connect(partial(self._settled, at))
            slider.reverted.connect(partial(self._reverted, at))
            self.sliders.append(slider)
            self._place.addWidget(slider)
        while len(self.sliders) > count:
            gone = self.sliders.pop()
            self._place.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _warn(self) -> None:
        """Count the values outside their plausible band."""
        count = sum(slider.is_unusual for slider in self.sliders)
        for part in (self._note_sign, self.note):
            part.setVisible(bool(count))
        if not count:
            return
        colour = look.of(self).status("warning", "fg")
        sign = icons.picture(look.sign("warning"), colour, look.scaled(_WARNING))
        self._note_sign.setPixmap(sign)
        self.note.setText(
            self._document.language.plural(
                "{n} value outside the plausible range (tinted band)",
                "{n} values outside the plausible range (tinted band)",
                count,
            )
        )

    def _show_more(self) -> None:
        self._all = not self._all
        self._tell()

    # --- What a person does ---------------------------------------------------------------------

    def _moved(self, at: int, value: float) -> None:
        self._warn()
        self.moved.emit(self._shown[at].lever, value)

    def _settled(self, at: int) -> None:
        """Tell where a slider was let go; at the inherited value nothing is changed any more."""
        pull, slider = self._shown[at], self.sliders[at]
        if slider.is_changed:
            self.settled.emit(pull.lever, slider.value)
        elif pull.is_changed:
            self.reverted.emit(pull.lever)

    def _reverted(self, at: int) -> None:
        self.reverted.emit(self._shown[at].lever)
