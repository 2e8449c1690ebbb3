"""The pages of a window, by their kind."""

from app.ui.pages.overview import OverviewPage
from app.ui.window import Window


def overview_of(window: Window) -> OverviewPage:
    page = window.workplace.pages["overview"]
    assert isinstance(page, OverviewPage)
    return page
