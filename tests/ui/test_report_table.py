"""The read-only item model keeps Qt's rules and shows a Table as its language writes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.language import language
from app.reports.table import Cell, Column, Kind, Table
from app.ui.controls.report_table import ReportTable, ReportView
from app.ui.document import Document

COLUMNS = (
    Column("territory", "Territory", Kind.TEXT),
    Column("year", "Year", Kind.YEAR),
    Column("stock", "Stock of the whole territory", Kind.PERSONS),
    Column("coverage", "Coverage", Kind.SHARE),
)


def _table(*rows: tuple[Cell, ...], has_total: bool = False) -> Table:
    return Table("A title", "A subtitle", COLUMNS, rows, has_total=has_total)


ONE = _table(("Tata", 2024, 1234.4, None))
MANY = _table(*[(f"P{n}", 2024, float(n), n / 100) for n in range(40)], ("All", 2024, 780.0, None))


@pytest.mark.parametrize("table", [None, _table(), ONE, MANY])
def test_the_model_keeps_the_rules_of_qt(table: Table | None, qtmodeltester: ModelTester) -> None:
    model = ReportTable()
    if table is not None:
        model.show(table, language("fr"))
    qtmodeltester.check(model)


def test_the_model_keeps_the_rules_while_it_is_reset(qtmodeltester: ModelTester) -> None:
    model = ReportTable()
    qtmodeltester.check(model)
    for table in (MANY, ONE, _table(), MANY):
        model.show(table, language("ar"))


def test_cells_are_written_by_the_language_and_numbers_stand_right_in_both_directions() -> None:
    model = ReportTable()
    model.show(ONE, language("fr"))
    texts = [model.data(model.index(0, column)) for column in range(4)]
    assert texts == ["Tata", "2024", "1\u202f234", "—"]
    flags = model.data(model.index(0, 2), Qt.ItemDataRole.TextAlignmentRole)
    assert flags & Qt.AlignmentFlag.AlignRight
    assert flags & Qt.AlignmentFlag.AlignAbsolute
    flags = model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole)
    assert not flags & Qt.AlignmentFlag.AlignAbsolute


def test_only_a_total_is_strong() -> None:
    model = ReportTable()
    table = _table(("A", 2024, 1.0, None), ("All", 2024, 1.0, None), has_total=True)
    model.show(table, language("en"))
    fonts = [model.data(model.index(row, 0), Qt.ItemDataRole.FontRole) for row in (0, 1)]
    assert fonts[0] is None
    assert fonts[1].weight() == fonts[1].Weight.DemiBold


def test_rows_are_copied_as_a_spreadsheet_takes_them(qtbot: QtBot, document: Document) -> None:
    view = ReportView()
    qtbot.addWidget(view)
    view.show_table(MANY, language("en"))
    view.selectRow(3)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row = QGuiApplication.clipboard().text().split("\n")
    assert heading.split("\t")[0] == "Territory"
    assert row.split("\t") == ["P3", "2024", "3", "3.0%"]
    view.clearSelection()
    view.copy()
    assert len(QGuiApplication.clipboard().text().split("\n")) == 1 + 41


def test_columns_share_the_width_and_never_cut_a_number(qtbot: QtBot, document: Document) -> None:
    view = ReportView()
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    view.show_table(MANY, language("fr"))
    widths = [view.columnWidth(column) for column in range(4)]
    assert sum(widths) == view.viewport().width()
    view.resize(60, 300)
    needed = view.report.widths(view.fontMetrics(), view.horizontalHeader().fontMetrics())
    assert [view.columnWidth(column) for column in range(4)] == needed


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("fr", "Tata\t2024\t-1234\t45%\t2,5\t-3\t0,125\t0"),
        ("ar", "Tata\t2024\t-1234\t45%\t2,5\t-3\t0,125\t0"),
        ("en", "Tata\t2024\t-1234\t45%\t2.5\t-3\t0.125\t0"),
    ],
)
def test_copied_numbers_are_numbers_to_a_spreadsheet(code: str, row: str) -> None:
    kinds = (Kind.FTE, Kind.CHANGE, Kind.VALUE, Kind.PERSONS)
    columns = (*COLUMNS, *(Column(kind.value, kind.value, kind) for kind in kinds))
    cells = ("Tata", 2024, -1234.4, 0.45, 2.5, -3.0, 0.125, -0.2)
    model = ReportTable()
    model.show(Table("", "", columns, (cells,)), language(code))
    assert model.text([0]).split("\n")[1] == row


def test_what_is_not_known_is_copied_as_an_empty_cell() -> None:
    model = ReportTable()
    model.show(ONE, language("ar"))
    assert model.text([0]).split("\n")[1] == "Tata\t2024\t1234\t"
