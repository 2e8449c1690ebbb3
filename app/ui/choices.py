"""The context bar: the only place where territory, cadre, sector, scenario and norm are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from app.planning.asking import COVERED
from app.reports.frame import SECTORS, Frame
from app.ui import icons, look
from app.ui.labels import label

if TYPE_CHECKING:
    from app.models.rows import CadreRow, NormRow, TerritoryRow
    from app.ui.document import Document

Choose = Callable[[], None]
_ARROW, _LEAST_VALUE, _MOST_VALUE = 14, 72, 210


class Chip(QPushButton):
    """A choice that reads “label value” and opens its list."""

    def __init__(self) -> None:
        """Build it with an empty list."""
        super().__init__()
        self.setProperty("role", "chip")
        self._said = ""
        self._label, self._value, self._arrow = label("caption"), label("strong"), QLabel()
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(10, 0, 8, 0)
        self._inside.setSpacing(6)
        for part in (self._label, self._value, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._inside.addWidget(part)
        self.options = QMenu(self)
        self.setMenu(self.options)

    def say(self, what: str, value: str) -> None:
        """Write the label and the value."""
        self._said = value
        self._label.setText(what)
        secondary = look.of(self).colour("text_secondary")
        self._arrow.setPixmap(icons.picture("chevron-down", secondary, _ARROW))
        self.setAccessibleName(f"{what}: {value}")
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the value to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much of the value as there is room for; the rest is told on hover."""
        room = max(self.width() - self._around(), _LEAST_VALUE)
        cut = self._value.fontMetrics().elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self._value.setText(cut)
        self.setToolTip(self._said if cut != self._said else "")

    def _around(self) -> int:
        """Return the width of everything but the value."""
        margins = self._inside.contentsMargins()
        gaps = 2 * self._inside.spacing() + margins.left() + margins.right()
        return self._label.sizeHint().width() + _ARROW + gaps + 4

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole value, up to a limit."""
        wanted = self._value.fontMetrics().horizontalAdvance(self._said) + 2
        return QSize(self._around() + min(wanted, _MOST_VALUE), look.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Shrink to a part of the value, never into the label."""
        wanted = self._value.fontMetrics().horizontalAdvance(self._said) + 2
        return QSize(self._around() + min(wanted, _LEAST_VALUE), look.size("control"))


class Choices(QFrame):
    """Five chips over one document; each writes what it asks into the document's view."""

    def __init__(self, document: Document) -> None:
        """Build the bar and fill a list only when it is opened."""
        super().__init__()
        self.setProperty("role", "context")
        self.setFixedHeight(look.size("context_bar"))
        self._document = document
        self.chips = {key: Chip() for key in ("territory", "cadre", "sector", "scenario", "norm")}
        self._when = label("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 0, 12, 0)
        place.setSpacing(look.space("s"))
        fill = {
            "territory": self._fill_territories,
            "cadre": self._fill_cadres,
            "sector": self._fill_sectors,
            "scenario": self._fill_scenarios,
            "norm": self._fill_norms,
        }
        for key, chip in self.chips.items():
            chip.options.aboutToShow.connect(fill[key])
            place.addWidget(chip)
        place.addStretch(1)
        place.addWidget(self._when)

    def retell(self) -> None:
        """Write the choices of now in the language of now."""
        say = self._document.language.say
        frame = Frame(self._document.study, self._document.view, self._document.language)
        self._when.setText(say("Stock at 31 December"))
        for key, what, value in (
            ("territory", say("Territory"), frame.place),
            ("cadre", say("Profession"), frame.profession),
            ("sector", say("Sector"), frame.sector),
            ("scenario", say("Scenario"), frame.scenario),
            ("norm", say("Norm"), frame.norm),
        ):
            self.chips[key].say(what, value)

    # --- Lists ----------------------------------------------------------------------------------

    def _fill_territories(self) -> None:
        options = _emptied(self.chips["territory"].options)
        self._add_territory(options, self._document.study.places.home, QActionGroup(options))

    def _add_territory(self, options: QMenu, code: str, group: QActionGroup) -> None:
        """Add a territory, and below it those inside; regions open to their provinces."""
        study = self._document.study
        options.addAction(self._territory(study.places.by_code[code], group))
        inside = study.children(code)
        if inside:
            options.addSeparator()
        for child in inside:
            if study.children(child):
                name = self._document.language.name(study.name(child))
                self._add_territory(options.addMenu(name), child, group)
            else:
                options.addAction(self._territory(study.places.by_code[child], group))

    def _territory(self, row: TerritoryRow, group: QActionGroup) -> QAction:
        view, show = self._document.view, self._document.show
        name = self._document.language.name(row.names)
        chosen = row.code == view.territory
        return _option(name, group, chosen, lambda: show(replace(view, territory=row.code)))

    def _fill_cadres(self) -> None:
        options = _emptied(self.chips["cadre"].options)
        group = QActionGroup(options)
        covered = self._document.language.say("Staff covered by the norm")
        for row in _in_order(self._document.rows.cadres, ""):
            options.addAction(self._cadre(row, group))
        options.addSeparator()
        chosen = self._document.view.cadre == COVERED
        options.addAction(_option(covered, group, chosen, self._document.show_covered))

    def _cadre(self, row: CadreRow, group: QActionGroup) -> QAction:
        view, show = self._document.view, self._document.show
        name = self._document.language.name(row.names)
        indent = "" if row.level == "group" else "    "
        chosen = row.code == view.cadre
        return _option(indent + name, group, chosen, lambda: show(replace(view, cadre=row.code)))

    def _fill_sectors(self) -> None:
        options = _emptied(self.chips["sector"].options)
        group = QActionGroup(options)
        for sector, said in SECTORS.items():
            options.addAction(self._sector(sector, self._document.language.tell(said), group))

    def _sector(self, sector: str | None, name: str, group: QActionGroup) -> QAction:
        view, show = self._document.view, self._document.show
        chosen = sector == view.sector
        return _option(name, group, chosen, lambda: show(replace(view, sector=sector)))

    def _fill_scenarios(self) -> None:
        options = _emptied(self.chips["scenario"].options)
        group = QActionGroup(options)
        here = self._document.study.scenario.id
        for row in self._document.rows.scenarios:
            name = self._document.language.name(row.names)
            options.addAction(_option(name, group, row.id == here, self._follow(row.id)))

    def _follow(self, scenario: str) -> Choose:
        return lambda: self._document.follow(scenario)

    def _fill_norms(self) -> None:
        options = _emptied(self.chips["norm"].options)
        group, study = QActionGroup(options), self._document.study
        for row in study.rows.norms:
            if study.gap_note(study.view(norm=row.id)) is None:
                options.addAction(self._norm(row, group))

    def _norm(self, row: NormRow, group: QActionGroup) -> QAction:
        view, show = self._document.view, self._document.show
        name = self._document.language.name(row.names)
        chosen = row.id == view.norm.id
        return _option(name, group, chosen, lambda: show(replace(view, norm=row)))


def _in_order(rows: Sequence[CadreRow], parent: str) -> Iterator[CadreRow]:
    """Give every group followed by its cadres; specialties are not projected apart."""
    for row in rows:
        if row.parent == parent and row.level != "specialty":
            yield row
            yield from _in_order(rows, row.code)


def _emptied(options: QMenu) -> QMenu:
    """Return a list without its entries, nor the lists that hung below them."""
    options.clear()
    for inner in (*options.findChildren(QMenu), *options.findChildren(QActionGroup)):
        inner.deleteLater()
    return options


def _option(text: str, group: QActionGroup, chosen: bool, choose: Choose) -> QAction:  # noqa: FBT001
    action = QAction(text.replace("&", "&&"), group)
    action.setCheckable(True)
    action.setChecked(chosen)
    action.triggered.connect(choose)
    return action
