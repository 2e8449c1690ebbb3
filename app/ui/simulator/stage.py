"""The stage: two charts, one large figure, one sentence and the levers, on the desk or in a room.

The page and the presentation show the very same stage, so that nothing is lost between them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.reports import story_words
from app.reports.frame import Frame
from app.ui import look
from app.ui.ahead import Ahead
from app.ui.controls.icon_button import IconButton
from app.ui.controls.nest import nest
from app.ui.simulator import scenes
from app.ui.simulator.lever_row import A_ROW, LeverRow
from app.ui.simulator.replay import Replay
from app.ui.simulator.result_card import ResultCard
from app.ui.simulator.result_words import result
from app.ui.simulator.story_foot import StoryFoot
from app.ui.simulator.story_head import StoryHead
from app.ui.simulator.story_strip import StoryStrip
from app.ui.simulator.telling import Telling
from app.ui.simulator.trial_view import Pictured, TrialCard
from app.ui.small_places import small_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QShowEvent

    from app.planning.study import Study
    from app.reports.story_words import Part
    from app.ui.document import Document
    from app.ui.simulator.scenes import Shown, Tried

_MARGIN, _PRESENTED_MARGIN, _NARROW_MARGIN = (14, 12), (26, 12), (14, 10)
_SHARES, _NARROW_SHARES = (543, 453, 290), (384, 336, 284)
_WIDE = 1180  # pixels: below, as on a projector of 1024, there is less beside another
_RIGHT: tuple[Shown, ...] = ("deficit", "fte", "entries", "exits")


class Stage(QWidget):
    """Tells what is tried as it is tried; what is heavy is computed beside the window."""

    presenting_asked = Signal()
    theme_asked = Signal()
    language_asked = Signal()
    pins_chosen = Signal(tuple)
    keeping_asked = Signal()

    def __init__(self, document: Document) -> None:
        """Build it empty; it fills when it is seen."""
        super().__init__()
        self._document = document
        self._presented = self._themed = self._narrow = self._stacked = False
        self._on_the_right: Shown = "deficit"
        self._pinned_for: tuple[object, ...] = ()
        self._wanted: Callable[[], tuple[str, ...]] = tuple
        self.telling, self.replay = Telling(document), Replay(document)
        self.head, self.strip = StoryHead(), StoryStrip()
        self.words = self.strip.words
        self.turns = Ahead(self, 0)
        self.left, self.right = TrialCard(self.turns), TrialCard(self.turns)
        self.result = ResultCard()
        self.measure, self.measures = IconButton("ellipsis"), QMenu(self)
        self.levers, self.foot = LeverRow(document), StoryFoot()
        self.first = self.foot.go_on
        self._lay_out()
        self._listen()
        self._take_keys()
        self.present(presented=False)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.measure.setMenu(self.measures)
        self.right.add(self.measure)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(look.space("m"))
        for part, share in zip((self.left, self.right, self.result), _SHARES, strict=True):
            self._middle.addWidget(part, share)
        self._place = QVBoxLayout(self)
        self._place.setSpacing(look.space("s"))
        self._place.addWidget(self.head)
        self._place.addWidget(self.strip)
        nest(self._place, self._middle, 1)
        self._place.addWidget(self.levers)
        self._place.addWidget(self.foot)

    def _listen(self) -> None:
        document, trials, telling = self._document, self._document.trials, self.telling
        trials.moved.connect(self._hand_moves)
        trials.answered.connect(self._answered)
        trials.stepped.connect(self._hand_rests)
        trials.refused.connect(document.problem_met)
        telling.leaving.connect(self.replay.stop)
        telling.stepped.connect(self.retell)
        telling.veiled.connect(self._tell_answer)
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._tell_year)
        document.plan_opened.connect(self._begin_anew)
        document.listen(self.retell)
        small_places(document).known.connect(self._tell_answer)
        foot = self.foot
        foot.hold.clicked.connect(telling.turn)
        foot.replay.clicked.connect(self.play_again)
        foot.reset.clicked.connect(self.reset)
        foot.go_on.clicked.connect(partial(self._step, 1))
        self.head.present_button.clicked.connect(self.presenting_asked)
        self.head.step_asked.connect(telling.go_to)
        self.head.theme_asked.connect(self.theme_asked)
        self.head.language_asked.connect(self.language_asked)
        self.levers.chosen.connect(self.pins_chosen)
        self.levers.keep_button.clicked.connect(self.keeping_asked)
        self.levers.taken.connect(self.replay.stop)
        self.levers.found.connect(self._levers_found)
        self.levers.back.clicked.connect(self.take_back)
        self.levers.again.clicked.connect(self.do_again)
        self.result.guessed.connect(telling.say)
        self.measures.aboutToShow.connect(self._fill_measures)
        for card, shown in ((self.left, "stock"), (self.right, "")):
            card.view.pressed.connect(partial(self._pressed, shown))
            card.view.year_asked.connect(document.choose_year)
            card.view.noted.connect(self._level)

    def _take_keys(self) -> None:
        """Take the keys of the simulator wherever the keyboard is on the stage.

        A clicker has the page keys alone, so they walk the story even from a slider, which keeps
        the arrows, Home and End.
        """
        keys: dict[str, Callable[[], None]] = {
            "H": self.telling.turn, "R": self.play_again, "0": self.reset,
            "PgDown": partial(self._step, 1), "PgUp": partial(self._step, -1),
        }  # fmt: skip
        for key, do in keys.items():
            made = QShortcut(QKeySequence(key), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(do)

    # --- What a person does ---------------------------------------------------------------------

    def _step(self, by: int, *_checked: bool) -> None:
        self.telling.go_on(by)

    def take_back(self) -> None:
        """Take the last move back; one that is being replayed ends first."""
        self.replay.stop()
        self._document.trials.undo()

    def do_again(self) -> None:
        """Make again the last move that was taken back."""
        self.replay.stop()
        self._document.trials.redo()

    def play_again(self) -> None:
        """Move the last lever again, slowly; without one, draw the line again."""
        if not self.replay.begin():
            self.telling.draw_again()

    def reset(self) -> None:
        """Put everything back to how the scenario was opened."""
        self.levers.forget()
        self.telling.reset()

    def show_on_the_right(self, shown: Shown) -> None:
        """Show another measure in the chart on the far side."""
        self._on_the_right = shown
        self._tell_answer()

    def _begin_anew(self) -> None:
        """Show another plan the usual measure."""
        self._on_the_right = "deficit"

    def pin(self, wanted: Callable[[], tuple[str, ...]]) -> None:
        """Ask this for the levers to have at hand whenever the story or the place changes."""
        self._wanted = wanted
        self._pinned_for = ()
        self.retell()

    def _pressed(self, shown: str, year: int, value: float) -> None:
        """Take what is drawn on a chart for the room's guess, or the year that is pressed."""
        drawn_on: Shown = "stock" if shown == "stock" else self._shown_right()
        if not self.telling.waits:
            self._document.choose_year(year)
        elif drawn_on in ("stock", "deficit"):
            said = scenes.said(self._tried(), value, drawn_on)
            self.telling.say(float(round(said)))

    # --- Telling --------------------------------------------------------------------------------

    def present(self, *, presented: bool, themed: bool = False) -> None:
        """Take the sizes for a room, or those for a desk."""
        self._presented, self._themed = presented, themed
        if not presented:
            self.arrange(narrow=False)
        self._put_margins()
        self.measure.setVisible(not presented)
        self.head.present(presented=presented, themed=themed)
        for part in (self.strip, self.left, self.right, self.result, self.levers, self.foot):
            part.present(presented=presented)
        self._level()
        self.retell()

    def enter_room(self, width: int, height: int) -> None:
        """Be arranged for what a room looks at, in letters that leave all of it to be seen."""
        other = look.enter_room(width, height)
        self.arrange(narrow=width < look.scaled_in_room(_WIDE))
        if other:
            for part in self.findChildren(QWidget):
                look.put_letters(part)
            self.present(presented=self._presented, themed=self._themed)

    def arrange(self, *, narrow: bool) -> None:
        """Stand as there is width: where there is little, levers take more rows."""
        self._narrow = narrow
        self.head.arrange(narrow=narrow)
        self.levers.arrange(A_ROW // 2 if narrow else A_ROW)
        for at, share in enumerate(_NARROW_SHARES if narrow else _SHARES):
            self._middle.setStretch(at, share)
        self._put_margins()

    def _put_margins(self) -> None:
        across, down = _PRESENTED_MARGIN if self._presented else _MARGIN
        if self._narrow:
            across, down = _NARROW_MARGIN
        self._place.setContentsMargins(across, down, across, down)
        self._place.setSpacing(look.space("m" if self._presented and not self._narrow else "s"))

    def _level(self) -> None:
        """Let both charts begin at one height, with their notes below where there is no room.

        Under the hand they stay as they are: another height would draw them anew.
        """
        cards = (self.left, self.right)
        if self.levers.moves or self.replay.runs:
            return
        stacked = any(card.is_crowded for card in cards)
        if stacked != self._stacked:
            self._stacked = stacked
            for card in cards:
                card.stack(stacked=stacked)

    def retell(self) -> None:
        """Say everything in the language of now, once there is somebody to see it."""
        if not self._document.is_open or not self.isVisible():
            return
        self._tell_pins()
        self._tell_head()
        self.measure.say(self._document.language.say("Another measure"))
        self.levers.retell()
        self._tell_answer()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._document.is_open:
            self.telling.follow()

    def _hand_moves(self) -> None:
        small_places(self._document).hold()
        for card in (self.left, self.right):
            card.view.hold_limits()
        if self.isVisible():
            self.levers.follow()

    def _answered(self) -> None:
        """Show an answer; a lever that a step has put in another way is read off it."""
        resting = self.isVisible() and not self.levers.moves
        if resting:
            self.levers.follow()
        before = self.words.accessibleName()
        self._tell_answer()
        said = self.words.accessibleName()
        if resting and said != before:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, said))

    def _hand_rests(self) -> None:
        for card in (self.left, self.right):
            card.view.release()
        self.retell()

    def _tell_answer(self) -> None:
        """Show the answer of now: what a move of a lever changes, and nothing else."""
        if not self._document.is_open or not self.isVisible():
            return
        tried, language = self._tried(), self._document.language
        for card, shown in self._cards():
            self._picture(card, shown, tried)
        moves = self.levers.moves or self.replay.runs
        shown_result = result(tried, self._before(), self._document, moves=moves)
        self.result.show_result(shown_result, language)
        self._tell_sentence()
        self._level()
        self.foot.say(
            self.telling, language, sample=self._document.is_sample, replays=not self.replay.runs
        )

    def _cards(self) -> tuple[tuple[TrialCard, Shown], ...]:
        return ((self.left, "stock"), (self.right, self._shown_right()))

    def _picture(self, card: TrialCard, shown: Shown, tried: Tried) -> None:
        """Show a measure of what is tried in a chart."""
        language = self._document.language
        title = language.tell(scenes.SHOWN[shown])
        words = scenes.words(tried, shown, language)
        scene = scenes.scene(tried, shown)
        card.show_scene(Pictured(scene, shown, title, words, tried.steps), language)

    def make_ready(self) -> Iterator[None]:
        """Find the levers and build the charts before anybody looks."""
        document = self._document
        self.levers.seek(document.study, self._wanted(), document.view.territory)
        yield
        for card, shown in self._cards():
            if document.is_open and not self.isVisible():
                self._picture(card, shown, self._tried())
                yield

    def _tell_year(self) -> None:
        if self._document.is_open and self.isVisible():
            self._tell_head()
            self._tell_answer()

    def _shown_right(self) -> Shown:
        if self._on_the_right == "deficit" and not self._tried().has_need:
            return "fte"
        return self._on_the_right

    def _tried(self) -> Tried:
        document, telling = self._document, self.telling
        trials = document.trials
        return scenes.Tried(
            study=trials.study,
            ghost=trials.ghost,
            fan=trials.fan if self.isVisible() and not telling.held else None,
            view=document.view,
            year=document.year,
            hold_from=telling.hold_from,
            revealed=telling.revealed,
            guess=telling.guess,
        )

    def _before(self) -> Study:
        return self._document.study

    def _tell_head(self) -> None:
        document, telling, say = self._document, self.telling, self._document.language.say
        frame = Frame(document.study, document.view, document.language)
        line = frame.lines()[document.year - frame.lines()[0].year]
        story = telling.story if telling.step is not None else None
        title = frame.place if story is None else document.language.name(story.names)
        number = document.language.number
        subtitle = say("{profession} · {n} inhabitants in {year}", profession=frame.profession,
                       n=number(line.population), year=line.year)  # fmt: skip
        if line.need is not None:
            subtitle = say(
                "{subject} · {norm}: need {need}",
                subject=subtitle, norm=frame.norm, need=number(line.need),
            )  # fmt: skip
        self.head.say(title, subtitle, document.language)
        self.head.show_steps(telling, document.language)

    def _tell_sentence(self) -> None:
        """Say the caption while the levers stand as told, else what follows from them."""
        document, telling, trials = self._document, self.telling, self._document.trials
        language, step = document.language, telling.step
        parts: tuple[Part, ...]
        if step is not None and telling.tells:
            told = story_words.Told(trials.study, document.study, document.view, document.year)
            parts = story_words.caption(language.name(step.caption), told, language)
        else:
            frame = Frame(trials.study, document.view, language)
            parts = story_words.headline(frame, document.study, document.year, held=telling.waits)
        self.strip.say(parts)

    def _tell_pins(self) -> None:
        """Have the levers of the story at hand, those that a person chose, or the first ones."""
        study, view = self._document.study, self._document.view
        wanted = self._wanted()
        if not self.levers.seek(study, wanted, view.territory):
            return  # those at hand stay until it is known what there is now
        wanted = wanted or self.levers.first_choice(study, view)
        of = (study, wanted)
        if any(one is not other for one, other in zip(of, self._pinned_for, strict=False)) or (
            not self._pinned_for
        ):
            self._pinned_for = of
            self.levers.pin(wanted, study)

    def _levers_found(self) -> None:
        self._pinned_for = ()
        if self._document.is_open and self.isVisible():
            self._tell_pins()

    @property
    def busy(self) -> bool:
        """Whether a chart is still to be drawn, or levers are being found."""
        return self.levers.seeks or not self.turns.idle

    def _fill_measures(self) -> None:
        self.measures.clear()
        for shown in _RIGHT:
            action = self.measures.addAction(self._document.language.tell(scenes.SHOWN[shown]))
            action.setCheckable(True)
            action.setChecked(shown == self._shown_right())
            action.triggered.connect(partial(self._choose_measure, shown))

    def _choose_measure(self, shown: Shown, *_checked: bool) -> None:
        self.show_on_the_right(shown)

    # --- The keyboard ---------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep undo for what is tried, as long as there is something to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            trials = self._document.trials
            backwards = event.matches(QKeySequence.StandardKey.Undo) and trials.can_undo
            onwards = event.matches(QKeySequence.StandardKey.Redo) and trials.can_redo
            if backwards or onwards:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last move back, or make it again."""
        trials = self._document.trials
        if event.matches(QKeySequence.StandardKey.Undo) and trials.can_undo:
            self.take_back()
        elif event.matches(QKeySequence.StandardKey.Redo) and trials.can_redo:
            self.do_again()
        else:
            super().keyPressEvent(event)
