"""Takes a chart out of the window: to the clipboard, or into a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from app.problems import message
from app.ui.actions import call
from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.language import Language
    from app.reports.pictures import Copies
    from app.reports.table import Table
    from app.reports.year_chart import Shown
    from app.ui.document import Document

    Draw = Callable[[], Copies]

_COPYING, _SAVING = "copy", "save"
_FORMS = {
    "png": (message("Save as PNG…"), message("Picture (*.png)")),
    "svg": (message("Save as SVG…"), message("Drawing (*.svg)")),
    "csv": (message("Save the data as CSV…"), message("Data (*.csv)")),
}


class ChartCopies(QObject):
    """Draws a chart for other programs beside the window, which stays in use."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Wait for a chart."""
        super().__init__(parent)
        self._document, self._parent = document, parent
        self._asked: tuple[Table, Draw] | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(document.problem_met)

    @property
    def busy(self) -> bool:
        """Whether something is still being drawn."""
        return self._lanes.busy

    def take(self, table: Table, shown: Shown) -> None:
        """Take the chart that is shown from now on."""
        self.take_drawing(table, partial(_lines, table, self._document.language, shown))

    def take_drawing(self, table: Table, draw: Draw) -> None:
        """Take what draws a chart of another kind, and the table behind it."""
        self._asked = (table, draw)

    def fill(self, menu: QMenu) -> None:
        """Offer all that can be taken out of the chart."""
        tell = self._document.language.tell
        menu.addAction(tell(message("Copy the chart"))).triggered.connect(partial(call, self.copy))
        data = menu.addAction(tell(message("Copy the data")))
        data.triggered.connect(partial(call, self.copy_data))
        menu.addSeparator()
        for form, (text, _) in _FORMS.items():
            action = menu.addAction(tell(text))
            action.triggered.connect(partial(call, partial(self.save, form)))

    def copy(self) -> None:
        """Put picture, drawing and data on the clipboard: each program takes what it can use."""
        if self._asked is None:
            return
        _, draw = self._asked
        copied = partial(self._to_clipboard, self._data())
        self._lanes.start(_COPYING, Job(lambda _step: draw()), copied)

    def copy_data(self) -> None:
        """Put the table of the chart on the clipboard."""
        if self._asked is not None:
            QGuiApplication.clipboard().setText(self._data())
            self._document.told.emit(message("The data are on the clipboard."))

    def save(self, form: str) -> None:
        """Ask for a file and write the chart, or its data, into it."""
        if self._asked is None:
            return
        language, (table, draw) = self._document.language, self._asked
        text, kind = (language.tell(said) for said in _FORMS[form])
        chosen, _ = QFileDialog.getSaveFileName(self._parent, text, "", kind)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{form}")

        def written(step: object) -> str:  # noqa: ARG001  written in one step
            from app.reports import pictures, whole_file

            whole_file.write_whole(
                path,
                pictures.as_csv(table, language) if form == "csv"
                else getattr(draw(), form),
            )  # fmt: skip
            return path.name

        self._lanes.start(_SAVING, Job(written), self._saved)

    # --- Inside ---------------------------------------------------------------------------------

    def _data(self) -> str:
        from app.reports import pictures

        language = self._document.language
        return "" if self._asked is None else pictures.as_text(self._asked[0], language)

    def _to_clipboard(self, data: str, copies: Copies) -> None:
        taken = QMimeData()
        taken.setImageData(QImage.fromData(copies.png))
        taken.setData("image/svg+xml", copies.svg)
        taken.setText(data)
        QGuiApplication.clipboard().setMimeData(taken)
        self._document.told.emit(message("The chart is on the clipboard."))

    def _saved(self, name: str) -> None:
        self._document.told.emit(message("{file} is saved.", file=name))


def _lines(table: Table, language: Language, shown: Shown) -> Copies:
    """Draw the years of a table as lines."""
    from app.reports import pictures

    return pictures.copies(table, language, shown)
