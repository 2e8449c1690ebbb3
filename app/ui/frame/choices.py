"""The context bar: the only place where territory, cadre, sector, scenario and norm are chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton

from app.planning.asking import COVERED
from app.planning.scenario_tree import shown, stack
from app.reports.frame import SECTORS, Frame
from app.ui import icons, look, norms
from app.ui.actions import call
from app.ui.controls.labels import Elided, button, label, put_margins

if TYPE_CHECKING:
    from app.models.rows import CadreRow, NormRow, TerritoryRow
    from app.ui.actions import Actions
    from app.ui.document import Document

Choose = Callable[[], None]
_ARROW, _LEAST_VALUE, _MOST_VALUE = 14, 72, 210
_AROUND = 12  # pixels at both ends of the bar
_CHIPS = ("territory", "cadre", "sector", "scenario", "norm")


class Chip(QPushButton):
    """A choice that reads “label value” and opens its list."""

    def __init__(self) -> None:
        """Build it with an empty list."""
        super().__init__()
        self.setProperty("role", "chip")
        self.setAutoDefault(True)
        self._label, self.value, self._arrow = label("caption"), Elided("strong"), QLabel()
        self._inside = QHBoxLayout(self)
        self._inside.setSpacing(6)
        for part in (self._label, self.value, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._inside.addWidget(part, 1 if part is self.value else 0)
        self.options = QMenu(self)
        self.options.setToolTipsVisible(True)
        self.setMenu(self.options)

    def say(self, what: str, value: str, whole: str) -> None:
        """Write the label and the value; the whole is what is read aloud."""
        put_margins(self._inside, 10, 0, 8, 0)
        self._label.setText(what)
        self.value.setText(value)
        secondary = look.of(self).colour("text_secondary")
        self._arrow.setPixmap(icons.picture("chevron-down", secondary, _ARROW))
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.updateGeometry()

    def shorten(self, *, short: bool) -> None:
        """Leave the label out, or put it back."""
        if short is not self._label.isHidden():
            self._label.setHidden(short)
            self.updateGeometry()

    def whole(self) -> int:
        """Return the width of label and value, whether the label is left out now or not."""
        return self._around(said=True) + self._wanted()

    def _wanted(self) -> int:
        return min(self.value.wanted(), look.scaled(_MOST_VALUE))

    def _around(self, *, said: bool | None = None) -> int:
        """Return the width of everything but the value."""
        margins = self._inside.contentsMargins()
        said = not self._label.isHidden() if said is None else said
        label = self._label.sizeHint().width() + 6 if said else 0
        return label + _ARROW + 6 + margins.left() + margins.right() + 4

    def sizeHint(self) -> QSize:
        """Ask for the room of the whole value, up to a limit."""
        return QSize(self._around() + self._wanted(), look.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Shrink to a part of the value, never into the label."""
        wanted = min(self.value.wanted(), _LEAST_VALUE)
        return QSize(self._around() + wanted, look.size("control"))


class Choices(QFrame):
    """Five chips over one document; each writes what it asks into the document's view."""

    def __init__(self, document: Document, actions: Actions) -> None:
        """Build the bar and fill a list only when it is opened."""
        super().__init__()
        self.setProperty("role", "context")
        self._document = document
        self.panel = button("link")
        self.panel.clicked.connect(partial(call, actions.by_key["inspector"].trigger))
        self.chips = {key: Chip() for key in _CHIPS}
        self._heeded = frozenset(_CHIPS)
        self._when = label("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(_AROUND, 0, _AROUND, 0)
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
        place.addWidget(self.panel)

    def heed(self, heeded: frozenset[str]) -> None:
        """Let only those chips be used that the page obeys; the others say why not."""
        self._heeded = heeded
        self.retell()

    def retell(self) -> None:
        """Write the choices of now in the language of now."""
        say = self._document.language.say
        self.setFixedHeight(look.size("context_bar"))
        secondary = look.of(self).colour("text_secondary")
        self.panel.setIcon(icons.icon("panel-right", secondary))
        self.panel.setFixedWidth(look.size("icon_button"))
        self.panel.setAccessibleName(say("Inspector"))
        self.panel.setToolTip(say("{action} ({keys})", action=say("Inspector"), keys="F4"))
        frame = Frame(self._document.study, self._document.view, self._document.language)
        self._when.setText(say("Stock at 31 December"))
        for key, what, value in (
            ("territory", say("Territory"), frame.place),
            ("cadre", say("Profession"), frame.profession),
            ("sector", say("Sector"), frame.sector),
            ("scenario", say("Scenario"), frame.scenario),
            ("norm", say("Norm"), frame.norm),
        ):
            whole = say("{name}: {value}", name=what, value=value)
            self.chips[key].say(what, value, whole)
            self.chips[key].setEnabled(key in self._heeded)
            if key not in self._heeded:
                why = say("This page does not depend on it.")
                self.chips[key].setToolTip(f"{whole}\n{why}")

        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out, or put them back."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let the date go first, then the words before the values, before a value is cut."""
        gap = look.space("s")
        room = self.width() - self.panel.sizeHint().width() - 2 * _AROUND - gap
        room -= sum(chip.whole() + gap for chip in self.chips.values())
        self._when.setVisible(room >= self._when.sizeHint().width() + gap)
        for chip in self.chips.values():
            chip.shorten(short=room < 0)

    def minimumSizeHint(self) -> QSize:
        """Shrink to the shortest chips, whatever is shown now."""
        return QSize(0, look.size("context_bar"))

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
        for row in shown(self._document.rows):
            name = self._document.language.name(row.names)
            option = _option(name, group, row.id == here, self._follow(row.id))
            option.setToolTip("\n".join([name, *self._reasons(row.id)]))
            options.addAction(option)

    def _reasons(self, scenario: str) -> list[str]:
        """Return why each measure of a scenario is what it is, as the plan says it."""
        measures = stack(self._document.rows, scenario)
        told = self._document.language.told
        return list(dict.fromkeys(told(row.reason) for row in measures if row.reason))

    def _follow(self, scenario: str) -> Choose:
        return lambda: self._document.follow(scenario)

    def _fill_norms(self) -> None:
        options = _emptied(self.chips["norm"].options)
        group, say = QActionGroup(options), self._document.language.say
        asked = self._document.study, self._document.view
        for heading, rows in (
            (say("Cover exactly this group"), norms.fitting(*asked)),
            (say("Cover other groups"), norms.others(*asked)),
        ):
            if rows:
                options.addAction(heading).setEnabled(False)
            options.addActions([self._norm(row, group) for row in rows])

    def _norm(self, row: NormRow, group: QActionGroup) -> QAction:
        view, show = self._document.view, self._document.show
        name = self._document.language.name(row.names)
        chosen = row.id == view.norm.id
        option = _option(name, group, chosen, lambda: show(replace(view, norm=row)))
        language = self._document.language
        option.setToolTip(norms.explained(self._document.study, row, language))
        return option


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
