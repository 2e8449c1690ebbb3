"""Nothing is clipped, covered or out of reach: every page and dialog, in every look."""

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.controls.labels import Elided, Words, button, label, scrolling
from app.ui.grid.pinned import PinnedColumns
from app.ui.overview.chart import ChartView
from tests.ui.every_page import LOOKS, PLACES, SIZE, Looks, Tour

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TITLE_BAR = 40  # pixels
SLACK = 1  # pixels lost in rounding
LEAST_LETTERS = 4  # of a text that gives up its end
ICON_GAP = 4
HEADING_SIDES = 17  # what the style sheet leaves at the sides of a heading
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter


@pytest.fixture(scope="module", params=LOOKS, ids=str)
def worn(request: pytest.FixtureRequest, tour: Tour) -> Looks:
    """Wear each look once: pytest visits all places in it before the next."""
    looks: Looks = request.param
    tour.wear(looks)
    return looks


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_off_or_covered(tour: Tour, worn: Looks, place: str) -> None:
    assert list(_faults(tour.at(place))) == []


def _faults(root: QWidget) -> Iterator[str]:
    """Tell of everything on a page or a dialog that cannot be read whole."""
    frame = TITLE_BAR if root.parentWidget() is not None or root.width() < SIZE.width() else 0
    if root.width() > SIZE.width() or root.height() > SIZE.height() - frame:
        yield f"larger than the screen: {root.width()} x {root.height()}"
    for part in (root, *root.findChildren(QWidget)):
        if part.isVisible() and part.window() is root.window():
            for look in (_cut, _outside, _covered, _sideways):
                yield from (f"{_path(part)}: {fault}" for fault in look(part))


def _path(part: QWidget) -> str:
    parents = []
    above: QWidget | None = part
    while above is not None and len(parents) < 3:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return " in ".join(parents)


# --- Texts that have less room than they need -----------------------------------------------------


def _cut(part: QWidget) -> Iterator[str]:
    for kind, look in _LOOKING.items():
        if isinstance(part, kind):
            yield from look(part)
            return


def _cut_label(part: QLabel) -> Iterator[str]:
    text = part.text()
    if not text:
        return
    width, height = part.width() + SLACK, part.height() + SLACK
    if part.wordWrap():
        if height < part.heightForWidth(part.width()) or width < _widest_word(part):
            yield f"“{text}” needs {part.heightForWidth(part.width())}, has {height} at {width}"
    elif width < part.sizeHint().width() or height < part.sizeHint().height():
        yield f"“{text}” needs {part.sizeHint().toTuple()}, has {(width, height)}"


def _widest_word(part: QLabel) -> int:
    return max(part.fontMetrics().horizontalAdvance(word) for word in part.text().split(" "))


def _cut_elided(part: Elided) -> Iterator[str]:
    text, shown = part.text(), part.shown
    if part.height() + SLACK < part.fontMetrics().height():
        yield f"“{text}” is sliced: {part.height()}"
    if not text or shown == text:
        return
    if len(shown) <= LEAST_LETTERS:
        yield f"“{text}” shows but “{shown}”"
    whole = part.accessibleName(), *_tips(part)
    if part.accessibleName() != text or not any(_plain(text) in _plain(tip) for tip in whole[1:]):
        yield f"“{text}” is shown as “{shown}” and whole nowhere"


def _tips(part: QWidget) -> Iterator[str]:
    """Give the tips that the pointer finds over a part: its own, or that of what it stands in."""
    above: QWidget | None = part
    while above is not None:
        yield above.toolTip()
        above = above.parentWidget()


def _plain(text: str) -> str:
    """Leave out the marks of direction; a tip may give each sentence a line of its own."""
    said = text.replace("\n", " ")
    return "".join(sign for sign in said if sign not in "\u2066\u2067\u2068\u2069")


def _cut_button(part: QPushButton) -> Iterator[str]:
    if not part.text():
        return
    option = QStyleOptionButton()
    part.initStyleOption(option)
    inside = part.style().subElementRect(
        QStyle.SubElement.SE_PushButtonContents, option, part
    )
    icon = 0 if part.icon().isNull() else part.iconSize().width() + ICON_GAP
    yield from _short(part, part.text(), inside.width() - icon, inside.height())


def _cut_check(part: QCheckBox) -> Iterator[str]:
    option = QStyleOptionButton()
    part.initStyleOption(option)
    inside = part.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, part)
    yield from _short(part, part.text(), inside.width(), inside.height())


def _cut_combo(part: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    part.initStyleOption(option)
    inside = part.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, part
    )
    yield from _short(part, part.currentText(), inside.width(), inside.height())


def _cut_field(part: QLineEdit) -> Iterator[str]:
    text = part.placeholderText() if not part.text() else ""
    if _plain(text) not in _plain(part.toolTip()):
        yield from _short(part, text, part.contentsRect().width() - 8, part.height())
    elif part.height() < part.fontMetrics().height():
        yield f"is {part.height()} high"


def _cut_menus(part: QMenuBar) -> Iterator[str]:
    for action in part.actions():
        place = part.actionGeometry(action)
        if not part.rect().contains(place) or place.isEmpty():
            yield f"menu “{action.text()}” stands at {place.getRect()} of {part.rect().getRect()}"


def _cut_table(part: QTableView) -> Iterator[str]:
    """Look for numbers and headings without room; words of cells may give up their end."""
    model, metrics = part.model(), part.fontMetrics()
    head = part.horizontalHeader()
    for column in range(model.columnCount()):
        width = part.columnWidth(column)
        if part.isColumnHidden(column):
            continue
        heading = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        widest = max(map(head.fontMetrics().horizontalAdvance, heading.split()), default=0)
        tip = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        if widest > width and tip != heading:
            yield f"heading “{heading}” needs {widest}, has {width}"
        if head.isVisible() and head.defaultAlignment() & Qt.TextFlag.TextWordWrap:
            room = QRect(0, 0, width - HEADING_SIDES, 0)
            high = head.fontMetrics().boundingRect(room, WRAPPED, heading).height()
            if high > head.height():
                yield f"heading “{heading}” is {high} high, has {head.height()}"
        for row in range(min(model.rowCount(), 60)):
            index = model.index(row, column)
            text = str(index.data() or "")
            number = any(sign.isdigit() for sign in text) and not any(map(str.isalpha, text))
            if number and metrics.horizontalAdvance(text) > width:
                yield f"number {text} needs {metrics.horizontalAdvance(text)}, has {width}"


def _cut_list(part: QListView) -> Iterator[str]:
    room = part.viewport().width()
    for row in range(part.model().rowCount()):
        index = part.model().index(row, 0)
        wanted, place = part.sizeHintForIndex(index), part.visualRect(index)
        text = str(index.data())
        if part.wordWrap():
            if place.height() + SLACK < wanted.height():
                yield f"line “{text}” needs {wanted.height()}, has {place.height()}"
        elif wanted.width() > room and text not in str(index.data(Qt.ItemDataRole.ToolTipRole)):
            yield f"line “{text}” needs {wanted.width()}, has {room}"


def _cut_chart(part: ChartView) -> Iterator[str]:
    """Look for words of the picture that run over its edge."""
    figure = part.figure
    if figure is None:
        return
    edge, beyond = figure.bbox.padded(SLACK), _beyond(figure)
    for text in figure.findobj(Text):
        if not isinstance(text, Text) or text in beyond or not text.get_visible():
            continue
        if text.get_text().strip():
            box = text.get_window_extent()
            inside = edge.x0 <= box.x0 and box.x1 <= edge.x1 and box.y1 <= edge.y1
            if not inside:
                yield f"“{text.get_text()}” runs over the edge of the chart"


def _beyond(figure: Figure) -> set[Text]:
    """Return the words of marks beyond the ends of an axis, which are not drawn."""
    return {
        label
        for axes in figure.axes
        for axis in (axes.xaxis, axes.yaxis)
        for tick in set(axis.get_major_ticks()) - set(axis._update_ticks())
        for label in (tick.label1, tick.label2)
    }


def _short(part: QWidget, text: str, width: int, height: int) -> Iterator[str]:
    metrics = part.fontMetrics()
    wanted = metrics.size(Qt.TextFlag.TextShowMnemonic, text)
    if width + SLACK < wanted.width():
        yield f"“{text}” needs {wanted.width()}, has {width}"
    if height + SLACK < metrics.tightBoundingRect(text).height():
        yield f"“{text}” needs a height of {metrics.height()}, has {height}"


_LOOKING: dict[type[QWidget], Callable[..., Iterator[str]]] = {
    Elided: _cut_elided,
    QLabel: _cut_label,
    QPushButton: _cut_button,
    QCheckBox: _cut_check,
    QComboBox: _cut_combo,
    QLineEdit: _cut_field,
    QMenuBar: _cut_menus,
    PinnedColumns: lambda _: iter(()),
    QTableView: _cut_table,
    QListView: _cut_list,
    ChartView: _cut_chart,
}


# --- Parts that stand where they should not -------------------------------------------------------


def _outside(part: QWidget) -> Iterator[str]:
    """Tell of a part that its parent does not hold; what can be scrolled to is held."""
    above = part.parentWidget()
    if above is None or part.isWindow() or part.geometry().isEmpty() or _scrolls(above):
        return
    out = part.geometry().adjusted(SLACK, SLACK, -SLACK, -SLACK)
    if not above.rect().contains(out):
        yield f"stands at {part.geometry().getRect()} of {above.rect().getRect()}"


def _scrolls(above: QWidget) -> bool:
    """Tell whether a widget is the sight of a scroll area, where parts may be out of sight."""
    around = above.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is above


def _covered(part: QWidget) -> Iterator[str]:
    layout = part.layout()
    if layout is None:
        return
    placed = list(_places(layout))
    for (one, here), (other, there) in combinations(placed, 2):
        common = here.intersected(there)
        if common.width() > SLACK and common.height() > SLACK:
            yield f"{_path(one)} and {_path(other)} share {common.getRect()}"


def _places(layout: QLayout) -> Iterator[tuple[QWidget, QRect]]:
    """Give what a layout places, without asking for its items (docs/decisions/0028)."""
    around = layout.parentWidget()
    if isinstance(layout, QStackedLayout) or around is None:
        return
    for part in around.children():
        if isinstance(part, QWidget) and part.isVisible() and layout.indexOf(part) >= 0:
            yield part, part.geometry()
    for inner in layout.children():
        if isinstance(inner, QLayout):
            yield from _places(inner)


def _sideways(part: QWidget) -> Iterator[str]:
    """Pages scroll down, never sideways; only tables may be wider than the screen."""
    scrolls = isinstance(part, QAbstractScrollArea) and not isinstance(part, QTableView)
    if scrolls and isinstance(part, QAbstractScrollArea):
        over = part.horizontalScrollBar().maximum()
        allowed = isinstance(part, QAbstractItemView) or over == 0
        if not allowed:
            yield f"scrolls sideways by {over}"


# --- The guard bites ------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


def _spoil_label(page: QWidget, text: str) -> None:
    made = label("body")
    made.setText(text)
    QVBoxLayout(page).addWidget(made)
    made.setFixedWidth(30)


def _spoil_button(page: QWidget, text: str) -> None:
    made = button()
    made.setText(text)
    QVBoxLayout(page).addWidget(made)
    made.setFixedWidth(30)


def _spoil_elided(page: QWidget, text: str) -> None:
    made = Elided("body")
    made.setText(text)
    QVBoxLayout(page).addWidget(made)
    made.setFixedWidth(60)


def _spoil_height(page: QWidget, text: str) -> None:
    made = Words("body", wraps=True)
    made.setText(text * 5)
    QVBoxLayout(page).addWidget(made)
    made.setFixedSize(100, 20)


def _spoil_place(page: QWidget, text: str) -> None:
    made = button()
    made.setParent(page)
    made.setText(text)
    made.move(250, 10)


def _spoil_order(page: QWidget, text: str) -> None:
    column = QVBoxLayout(page)
    made = [label("body"), label("body")]
    for one in made:
        one.setText(text)
        column.addWidget(one)
    page.show()
    made[1].move(made[0].pos())


def _spoil_width(page: QWidget, text: str) -> None:
    inside = QWidget()
    inside.setMinimumWidth(600)
    made: QScrollArea = scrolling(inside)
    QVBoxLayout(page).addWidget(made)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_spoil_label, "needs"),
        (_spoil_button, "needs"),
        (_spoil_elided, "whole nowhere"),
        (_spoil_height, "needs"),
        (_spoil_place, "stands at"),
        (_spoil_order, "share"),
        (_spoil_width, "sideways"),
    ],
)
def test_what_is_spoilt_is_found(
    page: QWidget, spoil: Callable[[QWidget, str], None], fault: str
) -> None:
    spoil(page, "Effectif au 31 décembre")
    page.show()
    assert fault in " ".join(_faults(page))
