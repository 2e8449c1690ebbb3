"""What explains a change: from one state to another in exact steps, and what matters most."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.problems import Problem, message
from app.ui import look
from app.ui.bridge_page.answering import Asked, Found, told
from app.ui.bridge_page.bar import QuestionBar
from app.ui.bridge_page.card import BridgeCard
from app.ui.bridge_page.chances_card import ChancesCard
from app.ui.bridge_page.question import Question, first_question, fitting_norms, still_asked
from app.ui.bridge_page.tornado_card import TornadoCard
from app.ui.controls.labels import scrolling
from app.ui.controls.nest import nest
from app.ui.controls.strip import Strip
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.small_places import small_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Message
    from app.ui.document import Document
    from app.ui.job import Step

_LANE = "bridge"
_TWO_COLUMNS = 720  # pixels at the usual text size: below, the cards stand one above the other
_SHARES = (56, 44)
_HEIGHTS = (300, 340)  # the least that the cards take one above the other


class BridgePage(QWidget):
    """A question in place, its answer in a sentence and in rows; the tornado beside it."""

    key = "bridge"
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page empty; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._question: Question | None = None
        self._of: tuple[Study, View, Question] | None = None
        self._found: Found | None = None
        self._refused: Problem | Message | None = None
        self.bar, self.sentence = QuestionBar(document), Strip()
        self.card, self.tornado = BridgeCard(document), TornadoCard(document)
        self.chances, self._places = ChancesCard(document), small_places(document)
        self.first = self.bar.kind
        self.commands = self.card.commands
        self._lanes = Lanes()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self.sentence)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(look.space("m"))
        beside = QVBoxLayout()
        beside.setSpacing(look.space("m"))
        beside.addWidget(self.tornado, 1)
        beside.addWidget(self.chances)
        self._cards.addWidget(self.card, _SHARES[0])
        nest(self._cards, beside, _SHARES[1])
        nest(column, self._cards, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(scrolling(inside))

    def _listen(self) -> None:
        document = self._document
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._follow_year)
        self._places.known.connect(self.retell)
        document.plan_opened.connect(self._begin)
        document.listen(self.retell)
        self.bar.asked.connect(self.ask)
        self.card.working.stopped.connect(self._stop)
        self._lanes.problem_met.connect(self._refuse)

    # --- Asking ---------------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Ask something else, or the same again; the last year is the year of all pages."""
        self._question = question
        if self._refused is not None:
            self._of = None
        if question.last != self._document.year:
            self._document.choose_year(question.last)
        self.retell()

    def _begin(self) -> None:
        """Begin every plan with its years."""
        self._question, self._of, self._found = None, None, None
        self._lanes.clear(_LANE)

    def _follow_year(self) -> None:
        if self._question is not None:
            self._question = replace(self._question, last=self._document.year)
            self.retell()

    def retell(self) -> None:
        """Say everything about the question of now; a page that nobody sees waits."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        if self._question is None:
            self._question = first_question(document)
        self._question = still_asked(self._question, document)
        self.bar.tell(self._question)
        words = document.language.say("What leads from one to the other")
        self.card.working.say(words, document.language)
        asked = (document.study, document.view, self._question)
        if self._of is None or self._of[0] is not asked[0] or self._of[1:] != asked[1:]:
            self._of, self._found, self._refused = asked, None, None
            self._answer(Asked(*asked, document.plan))
        self._show()

    def _answer(self, asked: Asked) -> None:
        """Find the answer, beside the window where it takes a projection."""
        self._lanes.clear(_LANE)
        self.card.working.end()
        question = asked.question
        if question.kind == "versions" and question.version is None:
            return
        if not question.slow:
            self._found = asked.find(_unheard)
            return
        job = Job(partial(_find, asked))
        job.progressed.connect(self.card.working.progress)
        self.card.working.begin()
        self._lanes.start(_LANE, job, self._take)

    def _take(self, found: Found) -> None:
        self.card.working.end()
        self._found = found
        self._show()

    def _stop(self) -> None:
        self._lanes.clear(_LANE)
        self.card.working.end()
        self._refused = message("Stopped.")
        self._show()

    def _refuse(self, problem: Problem) -> None:
        """Say in place what cannot be compared."""
        self.card.working.end()
        self._refused = problem
        self._show()

    def _show(self) -> None:
        """Show the answer, or why there is none yet."""
        from app.reports.bridge_words import sentences

        language = self._document.language
        sure = self.chances.show_chances(self._places.chances())
        self.sentence.setVisible(self._found is not None)
        if self._found is not None:
            said = told(self._found, language)
            self.sentence.say((*sentences(said), *self._alone(), *sure), language)
            self.card.show_answer(self._found, said)
            return
        self.card.wait(self._why_not())

    def _alone(self) -> tuple[str, ...]:
        """Say that a norm stands beside itself because no other gives a need for the group."""
        question, document = self._question, self._document
        if question is None or question.kind != "norms" or len({*question.norms}) > 1:
            return ()
        if {*fitting_norms(document)} - {*question.norms}:
            return ()
        say = document.language.say
        return (say("No other norm of the plan gives a need for this group of staff."),)

    def _why_not(self) -> str:
        """Say why there is no answer, in the language of now."""
        language, question, refused = self._document.language, self._question, self._refused
        if isinstance(refused, Problem):
            return language.problem(refused)
        if refused is not None:
            return language.tell(refused)
        if question is not None and question.kind == "versions" and question.version is None:
            return language.say("Choose what the plan is compared with.")
        return language.say("Working it out…")

    def make_ready(self) -> Iterator[None]:
        """Load what the first answer takes before it is asked for, bit by bit."""
        from app.planning import bridges, levers_apart, tornado  # noqa: F401

        yield
        from app.reports import bridge_told, bridge_words, tornado_rows  # noqa: F401

        yield

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()
        self.card.look_into("end")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards one above the other where two do not fit side by side."""
        super().resizeEvent(event)
        wide = self.width() >= look.scaled(_TWO_COLUMNS)
        directions = QBoxLayout.Direction
        self._cards.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        for card, height in zip((self.card, self.tornado), _HEIGHTS, strict=True):
            card.setMinimumHeight(look.scaled(height))


def _find(asked: Asked, step: Step) -> Found:
    return asked.find(step)


def _unheard(_share: float) -> None:
    """Nobody waits for what is there at once."""
