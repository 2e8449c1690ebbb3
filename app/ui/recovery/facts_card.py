"""What happened to a plan, what is intact and what is missing: three honest lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.problems import Message
from app.ui import icons, look
from app.ui.controls.labels import frame, label
from app.ui.controls.nest import nest
from app.ui.start import moments

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.salvage import Left, Loss
    from app.problems import Problem

_TONES = ("error", "success", "warning")
_SIDE, _LINE = 18, 10
_FEW = 4


class FactsCard(QFrame):
    """Three lines, each with the sign of its tone."""

    def __init__(self) -> None:
        """Build them empty."""
        super().__init__()
        self.setProperty("role", "card")
        self._lines = [(QLabel(), label("strong"), label("secondary", wraps=True)) for _ in _TONES]
        place = QVBoxLayout(self)
        place.setContentsMargins(_SIDE, _LINE, _SIDE, _LINE)
        place.setSpacing(_LINE)
        for number, (picture, title, text) in enumerate(self._lines):
            if number:
                place.addWidget(frame("rule"))
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(title)
            words.addWidget(text)
            line = QHBoxLayout()
            line.setSpacing(look.space("m"))
            line.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
            nest(line, words, 1)
            nest(place, line)

    def tell(self, problem: Problem, left: Left | None, language: Language) -> None:
        """Say what is known; before the file has been looked at, say only what is certain."""
        facts = (
            (language.say("What happened"), language.tell(problem.what)),
            (language.say("What is intact"), _intact(left, language)),
            _missing(problem, left, language),
        )
        colours = look.of(self)
        for tone, line, said in zip(_TONES, self._lines, facts, strict=True):
            picture, title, text = line
            side = look.size("icon_large")
            picture.setPixmap(icons.picture(look.sign(tone), colours.status(tone, "fg"), side))
            title.setText(said[0])
            text.setText(said[1])

    @property
    def texts(self) -> tuple[str, ...]:
        """What the three lines say."""
        return tuple(text.text() for _, _, text in self._lines)


def _intact(left: Left | None, language: Language) -> str:
    untouched = language.say("Your file has not been changed.")
    if left is None or not left.whole:
        return untouched
    if len(left.losses) <= _FEW <= len(left.whole):
        rest = language.say("All figures but those below can be read whole.")
        return language.say("{first} {second}", first=untouched, second=rest)
    names = language.list_of([_named(one, language) for one in left.whole])
    return language.say(
        "{untouched} What can be read whole: {list}.", untouched=untouched, list=names
    )


def _missing(problem: Problem, left: Left | None, language: Language) -> tuple[str, str]:
    """Say what is missing; where nothing can be told of it, say what can be done."""
    title = language.say("What is missing")
    if left is None:
        return title, language.say("The file is being looked at…")
    if left.losses:
        told = language.list_of([loss_told(loss, language) for loss in left.losses])
        return title, language.say("{list}.", list=moments.begun(told))
    if left.whole:
        return title, language.say("Nothing: every row can be read.")
    remedy = language.tell(problem.remedy) if problem.remedy is not None else ""
    return language.say("What can be done"), remedy


def loss_told(loss: Loss, language: Language) -> str:
    """Say what is missing of one kind of figures."""
    name = _named(loss.figures, language)
    if loss.rows is None or loss.of is None:
        return language.say("{figures}: part or all of them", figures=name)
    if not loss.rows:
        return language.say("{figures}: some may differ from what was written", figures=name)
    return language.say("{figures}: {n} of {total} rows", figures=name, n=loss.rows, total=loss.of)


def _named(figures: object, language: Language) -> str:
    return language.tell(figures) if isinstance(figures, Message) else str(figures)
