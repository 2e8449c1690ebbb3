"""The card that says what moves the deficit from the base year to the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.colour_key import ColourKey
from app.ui.controls.labels import Elided, button
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView
from app.ui.frame.inspector import Row, Section, Sheet
from app.ui.overview.bridge import BridgeRow, BridgeView
from app.ui.overview.card import Card

if TYPE_CHECKING:
    from app.reports.drivers import Bridge, Step
    from app.reports.frame import Frame
    from app.reports.table import Table
    from app.ui.document import Document

_PAD = 6
_START, _END = "start", "end"


class DriversCard(Card):
    """Shows each driver as a row that begins where the one above ended; F9 shows the table."""

    def __init__(self, document: Document) -> None:
        """Build the card empty; it fills when it is seen."""
        super().__init__(document)
        self.title, self.other = Elided("h3"), button("icon")
        self.worse, self.better = ColourKey(), ColourKey()
        self.chart, self.table = BridgeView(), ReportView()
        self.commands = {"turn": self.turn}
        self._lay_out()
        self.chart.chosen.connect(self.look_into)
        self.other.clicked.connect(partial(call, self.turn))
        document.listen(self.retell)
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self.retell)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.space("s"))
        head.addSpacing(_PAD)
        head.addWidget(self.title, 1)
        for part in (self.worse, self.better, self.other):
            head.addWidget(part)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.table)
        place = QVBoxLayout(self)
        place.setContentsMargins(look.space("s"), 4, look.space("s"), 6)
        place.setSpacing(0)
        nest(place, head)
        place.addWidget(self._pages, 1)

    def turn(self) -> None:
        """Show the table in place of the picture, and back."""
        before: QWidget = self.chart
        after: QWidget = self.table
        if self._pages.currentWidget() is self.table:
            before, after = after, before
        held = before.hasFocus()
        self._pages.setCurrentWidget(after)
        if held:
            after.setFocus()
        self.retell()

    def tell(self) -> None:
        """Ask what moves the figure up to the chosen year."""
        from app.reports import drivers
        from app.reports.frame import Frame

        document, say = self._document, self._document.language.say
        frame = Frame(document.study, document.view, document.language)
        found = drivers.bridge(document.study, document.view, document.year)
        table = drivers.table(found, frame)
        self.title.setText(table.title)
        self.title.setToolTip(table.title)
        for key in (self.worse, self.better):
            key.setVisible(bool(found.steps))
        deficit = found.measure == "deficit"
        worn = look.of(self)
        self.worse.say(say("worsens it") if deficit else say("exits"), worn.chart("exit"))
        self.better.say(say("reduces it") if deficit else say("entries"), worn.chart("entry"))
        self.chart.show_rows(_rows(found, table, frame), document.language, _still(found, frame))
        self.chart.setAccessibleName(table.title)
        self.chart.setAccessibleDescription(drivers.alternative(found, frame))
        if self._pages.currentWidget() is self.table:
            self.table.show_table(table, document.language)
            self.table.scrollToTop()  # the way is read from its beginning
        self._name_other()

    def _name_other(self) -> None:
        """Say what the button shows."""
        say, drawn = self._document.language.say, self._pages.currentWidget() is self.chart
        self.other.setIcon(icons.icon("table-2", look.of(self).colour("text_secondary")))
        self.other.setFixedWidth(look.size("icon_button"))
        self.other.setAccessibleName(say("Show the table") if drawn else say("Show the chart"))
        self.other.setToolTip(self.other.accessibleName())

    def look_into(self, key: str) -> None:
        """Let the inspector tell of a row."""
        self._document.inspect(partial(_tell, key=key))


def _rows(found: Bridge, table: Table, frame: Frame) -> list[BridgeRow]:
    """Return the rows of the picture; in the first year there is but one."""
    from app.reports.table import Kind, written

    language = frame.language
    levels = [level or 0.0 for level in table.numbers("level")]
    names = [str(name) for name in table.values("driver")]
    ends = [written(levels[at], Kind.PERSONS, language) for at in (0, -1)]
    rows = [BridgeRow(_START, names[0], ends[0], 0.0, levels[0], "total")]
    changes = table.numbers("change")
    for at, step in enumerate(found.steps, 1):
        rows.append(
            BridgeRow(
                step.key, names[at], language.signed(changes[at]), levels[at - 1], levels[at],
                "exit" if found.worsens(step) else "entry",
            )
        )  # fmt: skip
    if len(found.years) > 1:
        rows.append(BridgeRow(_END, names[-1], ends[1], 0.0, levels[-1], "total"))
    return rows


def _still(found: Bridge, frame: Frame) -> str:
    """Say why nothing moves."""
    if len(found.years) == 1:
        return frame.language.say("Nothing has moved yet: {year} is the base year.",
                                  year=found.years[0])  # fmt: skip
    return "" if found.steps else frame.language.say("Nothing moves it.")


def _tell(document: Document, key: str) -> Sheet:
    """Return the sheet of a row: of a driver, or of the total at one of the ends."""
    from app.reports import drivers
    from app.reports.frame import Frame
    from app.ui.overview import why

    found = drivers.bridge(document.study, document.view, document.year)
    frame = Frame(document.study, document.view, document.language)
    changes = dict(zip(found.steps, found.changes(), strict=True))
    step = next((one for one in found.steps if one.key == key), None)
    if step is None:
        return why.sheet(document, found.measure, found.years[0 if key == _START else -1])
    return _sheet(found, step, changes[step], frame)


def _sheet(found: Bridge, step: Step, change: int, frame: Frame) -> Sheet:
    """Tell what a driver changes, year by year."""
    from app.reports import movement
    from app.reports.rounding import whole_numbers

    language, say = frame.language, frame.language.say
    by_year = zip(found.years[1:], whole_numbers(step.by_year, change), strict=True)
    rows = [Row(language.year(year), language.signed(moved)) for year, moved in by_year]
    rows.append(Row(step.name(language), language.signed(change), sign="="))
    sections = [Section(say("Year by year"), tuple(rows))]
    if len(step.kinds) > 1:
        kinds = [movement.named(kind, language) for kind in step.kinds]
        sections.insert(0, Section(say("Told together"), text=language.list_of(kinds)))
    return Sheet(
        title=step.name(language),
        subject=say(
            "{profession} · {place} · {years}",
            profession=frame.profession,
            place=frame.place,
            years=language.year_range(found.years[0], found.years[-1]),
        ),
        value=language.signed(change),
        unit=say("people"),
        sections=tuple(sections),
    )
