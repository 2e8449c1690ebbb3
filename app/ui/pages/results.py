"""The results: one question as chart, table, pyramid, map and flows, through the same years."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.column import Column
from app.ui.controls.labels import button, label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.controls.strip import Strip
from app.ui.controls.year_player import YearPlayer
from app.ui.dialogs.once import ask_once
from app.ui.overview.uncovered import Uncovered
from app.ui.results import tabs
from app.ui.results.choice import Choice

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.reports.trace import Figure
    from app.ui.actions import Do
    from app.ui.document import Document
    from app.ui.frame.inspector import Sheet
    from app.ui.results.tab import Tab

_MARGIN = 14


class ResultsPage(QWidget):
    """Five tabs over one question; each is built when it is first asked for."""

    key = "results"
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page with its chart in front; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._told: tuple[object, ...] = (None,)
        self.choice = Choice()
        self.title, self.tabs = label("h2"), Segment()
        self.export_button = button()
        self.uncovered, self.sentence = Uncovered(), Strip()
        self.stack, self.years = tabs.TabStack(), YearPlayer()
        self.built: dict[str, Tab] = {}
        self.first: QWidget = self.tabs
        self._lay_out()
        self.tabs.chosen.connect(self.show_tab)
        self.export_button.clicked.connect(partial(call, self.export))
        self.years.year_chosen.connect(document.choose_year)
        self.choice.changed.connect(self._say)
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._tell_year)
        document.listen(self.retell)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.space("m"))
        head.addWidget(self.title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.export_button)
        middle = Column()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("s"))
        column.addWidget(self.uncovered)
        column.addWidget(self.sentence)
        column.addWidget(self.stack, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        place.setSpacing(look.space("s"))
        nest(place, head)
        place.addWidget(scrolling(middle), 1)
        place.addWidget(self.years)

    # --- Tabs -----------------------------------------------------------------------------------

    @property
    def tab(self) -> Tab:
        """The tab that is shown."""
        return self.built[self._here]

    @property
    def _here(self) -> str:
        return self.tabs.here or "chart"

    @property
    def commands(self) -> dict[str, Do]:
        """What the keys and the menus of the window can do here."""
        return {"export": self.export, **(self.tab.commands if self.built else {})}

    def show_tab(self, key: str) -> None:
        """Show another tab of the same question and the same year."""
        if key not in self.built:
            self.built[key] = tabs.built(key, self._document, self.choice)
            self.stack.addWidget(self.built[key])
        self.tabs.choose(key)
        self.stack.setMinimumHeight(look.scaled(self.built[key].least))
        self.stack.show_alone(self.built[key])
        self._say()

    def show_what(self, what: object) -> None:
        """Show the tab that another page asks for."""
        self.retell()
        self.show_tab(str(what))

    # --- Telling --------------------------------------------------------------------------------

    def retell(self) -> None:
        """Say everything about the question of now; a page that nobody sees waits."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        asked = (document.study, document.view, document.language, look.worn())
        if all(one is before for one, before in zip(asked, self._told, strict=False)):
            return
        self._told = asked
        self._name()
        lines = document.study.lines(document.view)
        self.years.retell(document.language)
        self.years.set_years(lines[0].year, lines[-1].year)
        self._say_uncovered()
        self.show_tab(self._here)
        for tab in self.built.values():
            tab.retell()
        self._tell_year()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        self.retell()
        self._inspect()

    def _name(self) -> None:
        """Say the names of everything that does not depend on the figures."""
        say = self._document.language.say
        self.title.setText(say("Results"))
        names = {key: self._document.language.tell(said) for key, said in tabs.TABS.items()}
        self.tabs.say(names, self._here, say("What the results are shown as"))
        self.first = self.tabs.buttons[self._here]
        self.export_button.setText(say("Export…"))
        self.export_button.setToolTip(
            say("{action} ({keys})", action=say("Export…"), keys="Ctrl+E")
        )
        secondary = look.of(self).colour("text_secondary")
        self.export_button.setIcon(icons.icon("download", secondary))

    def _say_uncovered(self) -> None:
        from app.reports import deficit

        document = self._document
        table = deficit.by_year(document.study, document.view, document.language)
        self.uncovered.retell(document, table)

    def _tell_year(self) -> None:
        """Show the year that was chosen: everything but what is computed."""
        if not self.isVisible() or not self.built:
            self._told = (None,)
            return
        self.years.set_year(self._document.year)
        for tab in self.built.values():
            if tab.isVisible():
                tab.show_year()
        self._say()

    def _say(self) -> None:
        """Say what the tab finds."""
        if self.built and self._document.is_open and self.isVisible():
            self.sentence.say(self.tab.sentences(), self._document.language)

    def _inspect(self) -> None:
        """Let the inspector tell where the measure comes from."""
        if self._document.is_open:
            self._document.inspect(partial(_why, choice=self.choice))

    # --- Taking out -----------------------------------------------------------------------------

    def export(self) -> None:
        """Ask what goes into a file: what is displayed, or everything."""
        from app.reports import result_everything
        from app.ui.results.exporting import ExportResults

        rows = result_everything.rows(self._document.study, self._document.view)
        ask_once(ExportResults(self.tab.frame_of_now, self.tab.displayed(), rows, self))


def _why(document: Document, choice: Choice) -> Sheet:
    """Tell where the measure of now comes from."""
    from app.ui.overview import why

    figure = "deficit" if choice.measure == "coverage" else choice.measure
    return why.sheet(document, cast("Figure", figure))
