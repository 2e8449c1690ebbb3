"""The ways to look at a comparison, of which one is seen; each is built when it is first asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.compare import views
from app.ui.controls.figure_view import FigureView

if TYPE_CHECKING:
    from app.ui.compare.choice import Choice
    from app.ui.document import Document


class Ways(QStackedWidget):
    """Shows one of the views; what is picked in any of them, the choice hears."""

    asked = Signal(str)  # another way, by its key
    opened = Signal(str)  # a territory, to go into

    def __init__(self, document: Document, choice: Choice) -> None:
        """Start without any."""
        super().__init__()
        self._document, self._choice = document, choice
        self.made: dict[str, views.View] = {}

    def show_way(self, key: str) -> views.View:
        """Show a way and return its view."""
        if key not in self.made:
            made = self.made[key] = views.MADE[key](self._choice)
            made.picked.connect(self._choice.pick)
            made.opened.connect(self.opened)
            for figure in made.findChildren(FigureView):
                figure.told.connect(self._document.told)
                figure.problem_met.connect(self._document.problem_met)
                figure.table_asked.connect(partial(self.asked.emit, "table"))
            self.addWidget(made)
        self.setCurrentWidget(self.made[key])
        return self.made[key]
