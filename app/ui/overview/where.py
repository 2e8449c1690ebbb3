"""The card that shows where staff is lacking: map, bars and table of one year, and the year."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.reports import ranking as rankings
from app.ui import icons, look
from app.ui.controls.figure_copies import FigureCopies
from app.ui.controls.labels import Elided, button, frame, label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView
from app.ui.controls.titled_picture import titled
from app.ui.controls.year_slider import YearSlider
from app.ui.overview.map import MapView
from app.ui.overview.map_key import MapKey
from app.ui.overview.place_bars import PlaceBars

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QShowEvent

    from app.reports.ranking import Ranking
    from app.ui.actions import Do
    from app.ui.document import Document

_MARGIN = 14
_LEAST = QSize(300, 200)
_AROUND_FORM = 22  # pixels around a word of the segment
_UP = 22  # pixels: the way up is a link in a line of its own
_FORMS = ("map", "bars", "table")


class WhereCard(QFrame):
    """One ranking as a map, as bars or as a table; a click goes down, a link goes up again."""

    def __init__(self, document: Document) -> None:
        """Build the card empty; it fills as soon as a plan is open."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._ranking: Ranking | None = None
        self._stale = True
        self._form = self._before = "map"  # what is shown, and the picture shown last
        self.commands: dict[str, Do] = {
            "turn": self.turn,
            "copy": self.copy_data,
            "copy_chart": self.copy_picture,
        }
        self.title, self.note = Elided("h3"), Elided("caption")
        self.up, self.alone = button("link"), label("secondary", wraps=True)
        self.map, self.key, self.bars = MapView(), MapKey(), PlaceBars()
        self.table, self.years = ReportView(), YearSlider()
        self.forms = {form: _segment() for form in _FORMS}
        self.copies, self._scroll = FigureCopies(self), scrolling(self.bars)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    # --- Showing --------------------------------------------------------------------------------

    def retell(self) -> None:
        """Say everything in the language, colours and sizes of now; what nobody sees waits."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        say = self._document.language.say
        self.title.setText(say("Where is staff lacking?"))
        self.title.setToolTip(self.title.text())
        self.setAccessibleName(self.title.text())
        self.alone.setText(say("This plan has no smaller territories to compare."))
        # The one that is down is semi-bold: its room must not depend on which one it is.
        letters = QFontMetrics(look.font(self._document.language, strong=True))
        for form, text, spoken in (
            ("map", say("Map"), say("Show the map")),
            ("bars", say("Bars"), say("Show the bars")),
            ("table", "", say("Show the table")),
        ):
            self.forms[form].setText(text)
            self.forms[form].setMinimumWidth(letters.horizontalAdvance(text) + _AROUND_FORM)
            self.forms[form].setAccessibleName(spoken)
            self.forms[form].setToolTip(spoken)
        secondary = look.of(self).colour("text_secondary")
        self.forms["table"].setIcon(icons.icon("table-2", secondary))
        self.forms["table"].setFixedWidth(look.size("icon_button"))
        self.years.retell(self._document.language)
        self._rank()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.retell()

    def turn(self) -> None:
        """Go from the picture to its table and back; the keyboard goes along."""
        self._show_form(self._before if self._form == "table" else "table")
        self._shown().setFocus()

    def copy_data(self) -> None:
        """Copy the table of the year as a spreadsheet takes it."""
        self._fill_table()
        self.table.copy()

    def copy_picture(self) -> None:
        """Copy what is shown, under its title and what was asked."""
        if self._ranking is not None:
            self._take(self._ranking)
            self.copies.copy()

    def _take(self, ranking: Ranking) -> None:
        """Take what is shown now as what can be copied and saved."""
        table, language = ranking.table(self._year), self._document.language
        self.copies.take(table, language, titled(self._pages[self._form], table, language))

    # --- Inside ---------------------------------------------------------------------------------

    def _rank(self) -> None:
        """Ask the study once, for all years."""
        document, found = self._document, None
        if document.is_open:
            found = rankings.rank(document.study, document.view, document.language)
        self._ranking = found
        for part in (self.years, self._segment):
            part.setVisible(found is not None)
        if found is not None:
            self.years.set_years(*found.years)
            self._say_around(found)
        else:
            self._around.hide()
        self._show_map()
        self._show_form(self._form)

    def _follow_view(self) -> None:
        """Rank anew; a card that nobody sees waits."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self._rank()

    def _follow_year(self) -> None:
        """Show the year of the document; nothing is computed for it but an order."""
        self._stale = self._stale or not self.isVisible()
        if not self._stale:
            self._show_map()
            self._fill()

    @property
    def _year(self) -> int:
        return self._document.year if self._ranking is not None else 0

    def _show_map(self) -> None:
        """Show the year on the map, which is asked what it can show of the places."""
        self.map.show_places(self._ranking, self._year)
        self.key.show_places(self._ranking, tuple(self.map.places.values()))
        self.years.set_year(self._year)

    def _say_around(self, found: Ranking) -> None:
        """Write the way up, and what a reader must know first."""
        study, language = self._document.study, self._document.language
        self.up.setVisible(found.up is not None)
        if found.up is not None:
            name = language.name(study.name(found.up))
            self.up.setText(name.replace("&", "&&"))
            self.up.setIcon(icons.icon("chevron-left", look.of(self).colour("accent")))
            self.up.setAccessibleName(language.say("One level up: {place}", place=name))
            self.up.setToolTip(self.up.accessibleName())
            self.up.setFixedHeight(look.scaled(_UP))
        self.note.setText(found.note)
        self.note.setToolTip(found.why or found.note)
        self._around.setVisible(found.up is not None or bool(found.note))

    def _show_form(self, form: str) -> None:
        """Show the map, the bars or the table; without boundaries there is no map."""
        drawn = self.map.drawn or self._ranking is None
        self.forms["map"].setEnabled(drawn)
        self._form = form if drawn or form != "map" else "bars"
        self.forms[self._form].setChecked(True)
        page = self.alone if self._ranking is None else self._pages[self._form]
        self._stack.setCurrentWidget(page)
        if self._form != "table":
            self._before = self._form
        self._fill()

    def _pick(self, form: str, *_checked: bool) -> None:
        self._show_form(form)

    def _shown(self) -> QWidget:
        return {"map": self.map, "bars": self.bars, "table": self.table}[self._form]

    def _fill(self) -> None:
        """Fill what stands in place of the map, if anything does."""
        if self._form == "table":
            self._fill_table()
        elif self._form == "bars":
            self.bars.show_places(self._ranking, self._year)

    def _fill_table(self) -> None:
        if self._ranking is not None:
            table = self._ranking.table(self._year)
            self.table.show_table(table, self._document.language)
            self.table.scrollToTop()  # the ranking begins with what matters

    def _choose(self, code: str) -> None:
        document = self._document
        document.show(replace(document.view, territory=code))

    def _go_up(self) -> None:
        if self._ranking is not None and self._ranking.up is not None:
            self._choose(self._ranking.up)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the picture, the data and the table of what is shown."""
        if self._ranking is None:
            return
        say = self._document.language.say
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take(self._ranking)
        self.copies.fill(menu, self._document.language)
        menu.addSeparator()
        table = self._form == "table"
        menu.addAction(say("Show the map") if table else say("Show the table"), self.turn)
        menu.popup(event.globalPos())

    # --- Building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Put the parts one under the other."""
        self._picture_page, self._around, self._segment = QWidget(), QWidget(), frame("trough")
        _row(self._picture_page, self.map, self.key, spacing=look.space("m"))
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        _row(self._around, self.up, self.note, spacing=look.space("s"))
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        _row(self._segment, *self.forms.values(), margin=2)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._segment)
        self._pages = {"map": self._picture_page, "bars": self._scroll, "table": self.table}
        for page in (*self._pages.values(), self.alone):
            self._stack.addWidget(page)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        place = QVBoxLayout(self)
        place.setContentsMargins(_MARGIN, 6, _MARGIN, 8)
        place.setSpacing(4)
        nest(place, head)
        place.addWidget(self._around)
        place.addWidget(self._stack, 1)
        place.addWidget(self.years)
        self.setMinimumSize(_LEAST)

    def _connect(self) -> None:
        """Listen to the parts and to the document."""
        group = QButtonGroup(self)
        for form, one in self.forms.items():
            group.addButton(one)
            one.clicked.connect(partial(self._pick, form))
        for picture in (self.map, self.bars):
            picture.chosen.connect(self._choose)
            picture.left.connect(self._go_up)
        self.up.clicked.connect(self._go_up)
        self.copies.told.connect(self._document.told)
        self.copies.problem_met.connect(self._document.problem_met)
        self.years.year_chosen.connect(self._document.choose_year)
        self._document.listen(self.retell)
        self._document.view_changed.connect(self._follow_view)
        self._document.year_changed.connect(self._follow_year)


def _segment() -> QPushButton:
    made = button("segment")
    made.setCheckable(True)
    return made


def _row(place: QWidget, *parts: QWidget, spacing: int = 0, margin: int = 0) -> None:
    """Put parts side by side."""
    row = QHBoxLayout(place)
    row.setContentsMargins(margin, margin, margin, margin)
    row.setSpacing(spacing)
    for part in parts:
        row.addWidget(part)
