"""The names of territories, which stay in sight while the columns beside them scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.ui import look


class PinnedPlace(QTableView):
    """A second view over the same cells and the same selection, laid over the first column."""

    def __init__(self, rows: QTableView) -> None:
        """Share everything with a table; it stays hidden until columns scroll."""
        super().__init__(rows)
        self._rows = rows
        self.setModel(rows.model())
        self.setSelectionModel(rows.selectionModel())
        self.setItemDelegate(rows.itemDelegate())
        self.setSelectionBehavior(rows.selectionBehavior())
        self.setSelectionMode(rows.selectionMode())
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("role", "grid")  # without a line around it
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        look.put_letters(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(rows.horizontalHeader().defaultAlignment())
        self.setVerticalScrollMode(rows.verticalScrollMode())
        rows.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(rows.verticalScrollBar().setValue)
        rows.horizontalScrollBar().valueChanged.connect(self.lay_out)
        rows.horizontalHeader().sectionResized.connect(self.lay_out)
        rows.viewport().installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie anew where the table gets another size."""
        if event.type() == QEvent.Type.Resize:
            self.lay_out()
        return super().eventFilter(watched, event)

    def lay_out(self, *_moved: object) -> None:
        """Lie over the first column, heading included, while the others scroll."""
        rows = self._rows
        scrolled = rows.horizontalScrollBar().value() > 0
        if scrolled:
            self._take_sizes()
            sight, width = rows.viewport().geometry(), rows.columnWidth(0)
            head = 0 if rows.horizontalHeader().isHidden() else rows.horizontalHeader().height()
            left = sight.right() - width + 1 if rows.isRightToLeft() else sight.left()
            self.setGeometry(QRect(left, sight.top() - head, width, sight.height() + head))
            self.verticalScrollBar().setValue(rows.verticalScrollBar().value())
        self.setVisible(scrolled)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cover what scrolls beneath."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.of(self).colour("surface"))
        painter.end()
        super().paintEvent(event)

    def _take_sizes(self) -> None:
        rows = self._rows
        self.horizontalHeader().setHidden(rows.horizontalHeader().isHidden())
        self.horizontalHeader().setFixedHeight(rows.horizontalHeader().height())
        high = rows.verticalHeader().defaultSectionSize()
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)
        for at in range(self.model().columnCount()):
            self.setColumnHidden(at, at > 0)
        self.setColumnWidth(0, rows.columnWidth(0))
