"""What a stop of the tour is, and the places of the window that stops point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from app.planning import stories
from app.reports import result_words
from app.reports.frame import Frame

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from app.planning.levers import Lever
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.reports.deficit import Measure
    from app.ui.controls.lever import LeverSlider
    from app.ui.document import Document
    from app.ui.pages.overview import OverviewPage
    from app.ui.pages.simulator import SimulatorPage
    from app.ui.window import Window


class Target(NamedTuple):
    """A control, and the part of it that is meant."""

    widget: QWidget
    part: QRect


def whole(widget: QWidget) -> Target:
    """Mean all of a control."""
    return Target(widget, widget.rect())


class Stop:
    """One thing to do, on one page; it knows when it is done and changes nothing by itself."""

    page = "overview"
    level = False  # whether the mark stands at the side, what is over the control being watched

    def __init__(self, window: Window) -> None:
        """Know the window."""
        self._window = window

    @property
    def _document(self) -> Document:
        return self._window.document

    def prepare(self) -> None:
        """Bring the plan and the page to where the stop begins."""

    def leave(self) -> None:
        """Give back what was put there for the stop alone."""

    def tell(self) -> str:
        """Say what to do, in the language of now."""
        raise NotImplementedError

    def found(self) -> str:
        """Say what the figures show once it is done; nothing where the page says it itself."""
        return ""

    def target(self) -> Target | None:
        """Return what to do it with, None while it cannot be seen."""
        raise NotImplementedError

    def done(self) -> bool:
        """Tell whether it is done."""
        raise NotImplementedError

    @property
    def is_here(self) -> bool:
        """Whether the page of the stop is shown."""
        return self._window.workplace.page_key == self.page

    def _course(self, measure: Measure, year: int, study: Study | None = None) -> str:
        """Say where a measure of the story goes from the base year to a year."""
        document = self._document
        frame = Frame(study or document.study, self._question, document.language)
        return " ".join(result_words.of_course(frame, measure, year))

    # --- What is asked --------------------------------------------------------------------------

    @property
    def _question(self) -> View:
        """What the story of the sample is about, whatever has been chosen meanwhile."""
        document = self._document
        told = stories.stories(document.rows)
        if not told:
            return document.view
        story = told[0]
        return document.study.view(story.territory, story.cadre or None, norm=story.norm or None)

    @property
    def _lines(self) -> tuple[Line, ...]:
        """The figures of the story, year by year, in the scenario of now."""
        return self._document.study.lines(self._question)

    @property
    def _place(self) -> str:
        """The name of the territory of the story."""
        document = self._document
        return document.language.name(document.study.name(self._question.territory))

    def _ask_again(self) -> None:
        """Go back to what the story is about, in the scenario that it begins with."""
        document = self._document
        told = stories.stories(document.rows)
        base = stories.base_of(document.rows, told[0]) if told else document.study.scenario.id
        if document.study.scenario.id != base:
            document.follow(base)
        document.show(self._question)

    # --- Pages ----------------------------------------------------------------------------------

    def _page(self, key: str) -> QWidget | None:
        """Return a page once it is built."""
        return self._window.workplace.pages.get(key)

    @property
    def _overview(self) -> OverviewPage | None:
        return cast("OverviewPage | None", self._page("overview"))

    @property
    def _simulator(self) -> SimulatorPage | None:
        return cast("SimulatorPage | None", self._page("simulator"))

    def _lever(self, parameter: str) -> tuple[LeverSlider, Lever] | None:
        """Return the slider of a parameter that is at hand, with its lever."""
        page = self._simulator
        if page is None:
            return None
        levers = page.stage.levers
        pairs = zip(levers.sliders, levers.at_hand, strict=False)
        return next((pair for pair in pairs if pair[1].parameter == parameter), None)
