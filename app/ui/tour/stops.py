"""What a stop of the tour is, and the places of the window that stops point at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from app.planning.levers import Lever
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

    def __init__(self, window: Window) -> None:
        """Know the window."""
        self._window = window

    @property
    def _document(self) -> Document:
        return self._window.document

    def prepare(self) -> None:
        """Bring the plan and the page to where the stop begins."""

    def tell(self) -> str:
        """Say what to do, in the language of now."""
        raise NotImplementedError

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
