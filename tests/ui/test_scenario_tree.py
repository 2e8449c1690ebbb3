"""The tree of scenarios tells where a person goes, and what is dragged where."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.scenarios.tree import ScenarioTree
from app.ui.scenarios.tree_rows import Node, Rows

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NODES = (
    Node("reference", "Si rien ne change", -1, "lock", state="verrouillé"),
    Node("A", "Deux efforts", 0, mark="a", movable=True, strong=True),
    Node("B", "Places annoncées, sur deux lignes au moins", 1, mark="b", movable=True),
    Node("C", "Contrats", 0, movable=True),
    Node("archive", "Archive (1)", -1, "archive", folds=True),
    Node("D", "Ancien", 4),
)


@pytest.fixture
def tree(qtbot: QtBot, document: Document) -> ScenarioTree:
    made = ScenarioTree()
    made.show_nodes(NODES, "A")
    qtbot.addWidget(made)
    made.resize(240, 400)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    return made


def _middle(tree: ScenarioTree, key: str) -> QPoint:
    return tree.visualRect(tree._rows.index_of(key)).center()


def _drag(qtbot: QtBot, tree: ScenarioTree, key: str, over: str) -> None:
    view, start, end = tree.viewport(), _middle(tree, key), _middle(tree, over)
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(0, QApplication.startDragDistance() + 1))
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, pos=end)


def test_each_stands_under_the_one_it_begins_with(tree: ScenarioTree) -> None:
    model = tree._rows
    above = {node.key: model.parent(model.index_of(node.key)) for node in NODES}
    assert model.node(above["B"]) == NODES[1]
    assert model.node(above["C"]) == NODES[0]
    assert not above["reference"].isValid()
    assert tree.keys == ("reference", "A", "B", "C", "D")
    assert tree.chosen == "A"


def test_the_model_answers_for_what_is_not_there() -> None:
    rows = Rows()
    assert rows.rowCount() == 0
    assert not rows.index_of("A").isValid()
    assert not rows.index(3, 0).isValid()
    rows.show(NODES)
    assert rows.data(rows.index(9, 0)) is None
    assert rows.columnCount() == 1


def test_what_is_heard_names_the_state_too(tree: ScenarioTree) -> None:
    index = tree._rows.index_of("reference")
    heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Si rien ne change, verrouillé"


def test_arrows_go_from_row_to_row_and_the_archive_is_no_scenario(
    qtbot: QtBot, tree: ScenarioTree
) -> None:
    reached: list[str] = []
    tree.reached.connect(reached.append)
    for _ in range(3):
        qtbot.keyClick(tree, KEYS.Key_Down)
    assert reached == ["B", "C"]
    assert tree.chosen == ""


def test_the_archive_is_folded_until_somebody_opens_it(qtbot: QtBot, tree: ScenarioTree) -> None:
    index = tree._rows.index_of("archive")
    assert not tree.isExpanded(index)
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, KEYS.Key_Return)
    assert tree.isExpanded(index)
    tree.show_nodes((*NODES[:-1], Node("E", "Autre", 4)), "A")
    assert tree.isExpanded(tree._rows.index_of("archive"))
    qtbot.mouseClick(tree.viewport(), LEFT, pos=_middle(tree, "archive"))
    assert not tree.isExpanded(tree._rows.index_of("archive"))


def test_rows_told_again_stay_where_they_are(tree: ScenarioTree) -> None:
    before = tree.currentIndex()
    other = tuple(Node(n.key, n.text.upper(), n.above, folds=n.folds) for n in NODES)
    tree.show_nodes(other, "A")
    assert tree.texts[1] == "DEUX EFFORTS"
    assert tree.currentIndex() == before


def test_a_row_dragged_onto_another_is_told(qtbot: QtBot, tree: ScenarioTree) -> None:
    dropped: list[tuple[str, str]] = []
    tree.dropped.connect(lambda *pair: dropped.append(pair))
    _drag(qtbot, tree, "C", "B")
    assert dropped == [("C", "B")]
    assert tree.carried.key == ""


@pytest.mark.parametrize(("key", "over"), [("reference", "C"), ("C", "C"), ("C", "archive")])
def test_what_cannot_move_or_lands_nowhere_is_not_told(
    qtbot: QtBot, tree: ScenarioTree, key: str, over: str
) -> None:
    dropped: list[tuple[str, str]] = []
    tree.dropped.connect(lambda *pair: dropped.append(pair))
    _drag(qtbot, tree, key, over)
    assert dropped == []


def test_escape_lets_go_of_what_is_carried(qtbot: QtBot, tree: ScenarioTree) -> None:
    dropped: list[tuple[str, str]] = []
    tree.dropped.connect(lambda *pair: dropped.append(pair))
    view = tree.viewport()
    qtbot.mousePress(view, LEFT, pos=_middle(tree, "C"))
    qtbot.mouseMove(view, _middle(tree, "reference"))
    assert tree.carried.over == "reference"
    assert not tree.grab().isNull()
    qtbot.keyClick(tree, KEYS.Key_Escape)
    qtbot.mouseRelease(view, LEFT, pos=_middle(tree, "reference"))
    assert dropped == []


def test_the_keyboard_asks_for_the_menu_and_for_another_name(
    qtbot: QtBot, tree: ScenarioTree
) -> None:
    menus: list[str] = []
    names: list[str] = []
    tree.menu_asked.connect(lambda key, _at: menus.append(key))
    tree.rename_asked.connect(names.append)
    qtbot.keyClick(tree, KEYS.Key_F2)
    qtbot.keyClick(tree, KEYS.Key_Return)
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        at = _middle(tree, "C")
        event = QContextMenuEvent(reason, at, tree.viewport().mapToGlobal(at))
        QApplication.sendEvent(tree.viewport(), event)
    assert names == ["A"]
    assert menus == ["A", "A", "C"]


def _heights(tree: ScenarioTree) -> list[int]:
    QApplication.processEvents()
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(tree.rowHeight(index))
        index = tree.indexBelow(index)
    return found


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_all_rows_are_equally_high(
    tree: ScenarioTree, dress: Dress, code: str, size: int
) -> None:
    dress.document.speak(code)
    dress.change(text_size=size)
    nodes = tuple(replace(node, language=dress.document.language) for node in NODES)
    one_line = tuple(replace(node, text="Nom") for node in nodes)
    tree.show_nodes(one_line, "B")
    low = _heights(tree)
    tree.show_nodes(nodes, "B")
    high = _heights(tree)
    assert len(set(low)) == len(set(high)) == 1
    assert high[0] > low[0] == look.size("tree_row")
    tree.resize(900, 400)
    assert _heights(tree) == low
    dress.change(text_size=100)


@pytest.mark.parametrize("code", ["fr", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_painted_in_every_look(
    tree: ScenarioTree, dress: Dress, code: str, theme: str
) -> None:
    dress.document.speak(code)
    dress.change(theme=theme, text_size=150)
    tree.show_nodes(NODES, "B")
    tree.expandAll()
    QApplication.processEvents()
    assert tree.visualRect(tree._rows.index_of("B")).height() > 1.5 * 32
    assert not tree.grab().isNull()
    dress.change(theme="system", text_size=100)
