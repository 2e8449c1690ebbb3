"""Every text of a page or a dialog: what is read, what is pointed at, what is heard."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from matplotlib.text import Text
from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from app.language import language
from app.models.rows import Names, PlanRows
from app.ui.grid.model import GridModel
from app.ui.grid.texts import isolated
from app.ui.overview import geometry
from app.ui.overview.chart import ChartView
from app.ui.start.samples import samples

ISOLATES = "\u2066\u2067\u2068\u2069"
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_MOST_ROWS = 40
_CODE = re.compile("[a-z_0-9-]+")  # of a kind of figure: no word for people
_WORDS = frozenset({"note", "reason", "title"})  # fields in which a word alone is one


def texts(root: QWidget) -> set[str]:
    """Return all texts of what can be seen in a window, and of its menus."""
    found = {root.windowTitle()}
    for part in (root, *root.findChildren(QWidget)):
        if isinstance(part, QMenu):
            if not isinstance(part.parent(), QMenu):
                found.update(_of_menu(part))
        elif part.isVisible() and part.window() is root.window():
            found.update(_of(part))
    return {text for text in found if text.strip()}


def _of(part: QWidget) -> Iterator[str]:
    yield part.toolTip()
    yield part.accessibleName()
    yield part.accessibleDescription()
    if isinstance(part, QLabel | QAbstractButton):
        yield part.text()
    elif isinstance(part, QLineEdit | QPlainTextEdit):
        yield part.placeholderText()
    elif isinstance(part, QComboBox):
        yield from (part.itemText(at) for at in range(part.count()))
    elif isinstance(part, QMenuBar):
        yield from (action.text().replace("&", "") for action in part.actions())
    elif isinstance(part, ChartView) and part.figure is not None:
        yield from (
            text.get_text() for text in part.figure.findobj(Text) if isinstance(text, Text)
        )
    elif isinstance(part, QAbstractItemView) and part.model() is not None:
        model = part.model()
        for text in _of_model(model):
            # A grid paints each text in an isolate of its own.
            yield isolated(text, model.spoken) if isinstance(model, GridModel) else text


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    # The model of a list keeps its count of columns to itself.
    table = isinstance(model, QAbstractTableModel)
    for column in range(model.columnCount() if table else 1):
        for role in _ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
            for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
                yield str(model.index(row, column).data(role) or "")


def _of_menu(menu: QMenu) -> Iterator[str]:
    menu.aboutToShow.emit()
    yield menu.title().replace("&", "")
    for action in menu.actions():
        yield action.text().replace("&", "")
        yield action.toolTip().replace("&", "")
        if action.menu() is not None:
            yield from _of_menu(action.menu())


def bare(text: str) -> str:
    """Return a text without the signs that keep directions apart."""
    return "".join(sign for sign in text if sign not in ISOLATES)


# --- What is data ---------------------------------------------------------------------------------


@cache
def data(rows: PlanRows, code: str) -> tuple[str, ...]:
    """Return the texts that a plan itself brings, as a window in a language may show them.

    A name or a note that is known in this language must not be shown in another one.
    """
    found: set[str] = set()
    for one in dataclasses.fields(rows):
        for row in _listed(getattr(rows, one.name)):
            found.update(_of_row(row, code))
    for sample in samples():
        found.update(_named(sample.names, code))
    found.add(geometry.credit())
    return tuple(sorted((text for text in found if len(text) > 1), key=len, reverse=True))


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _of_row(row: object, code: str) -> Iterator[str]:
    if not dataclasses.is_dataclass(row):
        return
    for one in dataclasses.fields(row):
        value = getattr(row, one.name)
        if isinstance(value, Names):
            yield from _named(value, code)
        elif isinstance(value, str) and (one.name in _WORDS or not _CODE.fullmatch(value)):
            yield bare(language(code).told(value))


def _named(names: object, code: str) -> Iterator[str]:
    given = {one: str(getattr(names, one)) for one in ("fr", "ar", "en")}
    wanted = given[code] or given["fr"]
    yield from (wanted, *(part.strip() for part in re.split(r"[()]", wanted)))
