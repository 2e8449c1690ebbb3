"""The pages of a window, by their kind, and the rest that one waits for on them."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.job import Job
from app.ui.pages.compare import ComparePage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.scenarios import ScenariosPage
from app.ui.window import Window

PATIENCE_MS = 120_000


def overview_of(window: Window) -> OverviewPage:
    page = window.workplace.pages["overview"]
    assert isinstance(page, OverviewPage)
    return page


def compare_of(window: Window) -> ComparePage:
    page = window.workplace.pages["compare"]
    assert isinstance(page, ComparePage)
    return page


def scenarios_on(qtbot: QtBot, window: Window, scenario: str) -> ScenariosPage:
    """Go to the page of the scenarios of the open plan, on one of them."""
    window.document.follow(scenario)
    window.document.go("scenarios")
    settle(qtbot)
    page = window.workplace.page
    assert isinstance(page, ScenariosPage)
    return page


def settle(qtbot: QtBot) -> None:
    """Wait until nothing is worked out any more, nor what follows from it."""

    def rests() -> bool:
        QApplication.processEvents()
        return not Job.any_runs()

    for _ in range(2):
        qtbot.waitUntil(rests, timeout=PATIENCE_MS)
