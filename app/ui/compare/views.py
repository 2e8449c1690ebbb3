"""The ways to look at a comparison; each is told when it is seen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.reports import (
    comparison,
    comparison_charts,
    comparison_measures,
    comparison_spread,
    comparison_words,
    difference_chart,
    small_multiples,
)
from app.ui import look
from app.ui.compare.cards import HeatCard, TableCard, TitledCard
from app.ui.controls.figure_view import FigureView
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.controls.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from app.reports.compared import Compared
    from app.ui.compare.choice import Choice


_OF_CHARTS, _OF_HEAT = 674, 472  # of the width, where the table needs no more
_REFERENCE = 5  # the column of the reference among the assumptions that differ


class ChangedCells(QStyledItemDelegate):
    """Marks what a scenario makes other than the reference, whose column is the sixth."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Give a changed figure its ground and heavier letters."""
        super().initStyleOption(option, index)
        base = index.model().index(index.row(), _REFERENCE)
        if index.column() > _REFERENCE and index.data() != base.data():
            worn = look.of(self.parent())  # type: ignore[arg-type]
            option.backgroundBrush = worn.colour("changed_bg")  # type: ignore[assignment]
            option.font.setWeight(QFont.Weight.DemiBold)


class View(QWidget):
    """One way to look at a comparison; `tell` is what a way adds."""

    picked = Signal(object)  # territories, as a frozenset of codes
    opened = Signal(str)  # a territory, to go into

    def __init__(self, choice: Choice) -> None:
        """Know what was chosen."""
        super().__init__()
        self.choice = choice
        self.parts = QVBoxLayout(self)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self.parts.setSpacing(look.space("m"))

    def tell(self, asked: Compared) -> None:
        """Show a comparison."""
        raise NotImplementedError

    def tell_ranges(self, asked: Compared) -> None:
        """Show what is known of the ranges now; what shows none has nothing to do."""

    def choose(self, places: frozenset[str]) -> None:
        """Show which territories are looked at; what shows no rows has nothing to do."""


class HeatView(View):
    """Territories with what each scenario changes, ranks and ranges."""

    def __init__(self, choice: Choice) -> None:
        """Build it empty."""
        super().__init__(choice)
        self.card = HeatCard(whole=True)
        self.parts.addWidget(self.card)
        self.card.heat.picked.connect(self.picked)
        self.card.heat.opened.connect(self.opened)

    def tell(self, asked: Compared) -> None:
        """Show a comparison."""
        self.card.show_compared(asked, self.choice.places)

    def tell_ranges(self, asked: Compared) -> None:
        """Show the ranges as well."""
        self.tell(asked)

    def choose(self, places: frozenset[str]) -> None:
        """Choose territories."""
        self.card.heat.choose(places)


class AssumptionsView(View):
    """What differs between the scenarios, and what results from each."""

    def __init__(self, choice: Choice) -> None:
        """Build it empty."""
        super().__init__(choice)
        self.lines, self.results = TableCard(), TableCard()
        self.lines.table.setItemDelegate(ChangedCells(self.lines.table))
        self.parts.addWidget(self.lines, 1)
        self.parts.addWidget(self.results, 1)

    def tell(self, asked: Compared) -> None:
        """Show a comparison."""
        self.lines.show_table(comparison_measures.differing(asked), asked.language)
        self.results.show_table(comparison.results(asked), asked.language)


class SpreadView(View):
    """How evenly staff is spread before and after, and the same staff by several norms."""

    def __init__(self, choice: Choice) -> None:
        """Build it empty."""
        super().__init__(choice)
        self.spread, self.norms = TableCard(), TableCard()
        self.alone, self.uncovered = label("secondary", wraps=True), label("secondary", wraps=True)
        for part in (self.spread, self.alone, self.norms, self.uncovered):
            self.parts.addWidget(part, 1 if isinstance(part, TableCard) else 0)

    def tell(self, asked: Compared) -> None:
        """Show a comparison; what cannot be told says why."""
        say = asked.language.say
        self.alone.setText(say("There are not several territories of one level to compare."))
        self.uncovered.setText(say("No norm of the plan covers exactly this group of staff."))
        for card, instead, table in (
            (self.spread, self.alone, comparison_spread.spread(asked)),
            (self.norms, self.uncovered, comparison_spread.norms(asked)),
        ):
            card.setVisible(table is not None)
            instead.setVisible(table is None)
            if table is not None:
                card.show_table(table, asked.language)


class ChartsView(View):
    """Small charts by territory, beside what each scenario changes."""

    def __init__(self, choice: Choice) -> None:
        """Build it empty."""
        super().__init__(choice)
        self.figure, self.scale, self.heat = FigureView(), Pill(), HeatCard(whole=False)
        self.own = button("ghost")
        self.own.setCheckable(True)
        self.card = TitledCard(self.figure, copy=self.figure.copies.copy)
        self.card.head.insertWidget(1, self.scale)
        self.card.head.insertWidget(2, self.own)
        self._asked: Compared | None = None
        self.heat.heat.picked.connect(self.picked)
        self.heat.heat.opened.connect(self.opened)
        self.own.clicked.connect(self._turn)
        line = QHBoxLayout()
        line.setSpacing(look.space("m"))
        line.addWidget(self.card, _OF_CHARTS)
        line.addWidget(self.heat, _OF_HEAT)
        nest(self.parts, line)

    def tell(self, asked: Compared) -> None:
        """Show a comparison."""
        self._asked = asked
        self.heat.show_compared(asked, self.choice.places)
        self._share()
        self.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the table the room that its columns need, up to half of it all."""
        usual = self.width() * _OF_HEAT // (_OF_CHARTS + _OF_HEAT)
        wanted = min(self.heat.wanted, (self.width() - look.space("m")) // 2)
        self.heat.setMinimumWidth(max(usual, wanted))

    def draw(self) -> None:
        """Draw the charts of the territories that are looked at."""
        asked, own = self._asked, self.choice.own_scale
        if asked is None:
            return
        say, places = asked.language.say, self.choice.places
        shown = [place for place in asked.parts if not places or place in places]
        self.card.name(comparison_charts.panels_title(asked), asked.language)
        self.card.copy_button.say(say("Copy the chart"))
        words = say("Scales differ") if own else say("Same scale")
        self.scale.say("warning" if own else "", words, shown=len(shown) > 1)
        self.own.setText(say("Own scales"))
        self.own.setChecked(own)
        self.own.setVisible(len(shown) > 1)
        data = comparison_charts.panels(asked, shown, own_scales=own)
        words = comparison_words.in_words(asked, shown)
        made = partial(small_multiples.figure, data)
        self.figure.show_figure(made, comparison.values(asked), asked.language, words, heavy=True)

    def choose(self, places: frozenset[str]) -> None:
        """Choose territories."""
        self.heat.heat.choose(places)
        self.draw()

    def _turn(self, *_checked: bool) -> None:
        self.choice.own_scale = self.own.isChecked()
        self.draw()


class DifferencesView(View):
    """What each scenario changes over the years, with the ranges for planners."""

    def __init__(self, choice: Choice) -> None:
        """Build it empty."""
        super().__init__(choice)
        self.figure, self.table = FigureView(), TableCard()
        self.card = TitledCard(self.figure, copy=self.figure.copies.copy)
        self.parts.addWidget(self.card, 1)
        self.parts.addWidget(self.table, 1)
        self._asked: Compared | None = None

    def tell(self, asked: Compared) -> None:
        """Show a comparison, of the chosen territories and of the whole."""
        self._asked = asked
        chosen = self.choice.places
        kept = [place for place in asked.parts if not chosen or place in chosen]
        if asked.has_parts:
            kept.append(asked.found.whole)
        self.table.show_table(comparison.with_ranges(asked, kept), asked.language)
        place = kept[0] if len(chosen) == 1 else kept[-1]
        self.card.name(comparison_charts.differences_title(asked, place), asked.language)
        self.card.copy_button.say(asked.language.say("Copy the chart"))
        made = partial(difference_chart.figure, comparison_charts.differences(asked, place))
        words = comparison_words.in_words(asked, [place])
        self.figure.show_figure(made, comparison.by_year(asked), asked.language, words, heavy=True)

    def tell_ranges(self, asked: Compared) -> None:
        """Show the ranges as well."""
        self.tell(asked)

    def choose(self, places: frozenset[str]) -> None:  # noqa: ARG002  the choice knows them
        """Show other territories."""
        if self._asked is not None:
            self.tell(self._asked)


FIRST = "charts"
MADE: Mapping[str, Callable[[Choice], View]] = {
    FIRST: ChartsView,
    "table": HeatView,
    "differences": DifferencesView,
    "assumptions": AssumptionsView,
    "spread": SpreadView,
}
