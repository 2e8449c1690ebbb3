"""Takes a figure out of the window: to the clipboard, or into a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from app.problems import message
from app.ui.actions import call
from app.ui.dialogs import file_name
from app.ui.folders import documents_folder
from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.language import Language
    from app.reports.pictures import Copies
    from app.reports.table import Table

    Draw = Callable[[], Copies]  # called beside the window

_COPYING, _SAVING = "copy", "save"
_FORMS = {
    "png": (message("Save as PNG…"), message("Picture (*.png)")),
    "svg": (message("Save as SVG…"), message("Drawing (*.svg)")),
    "csv": (message("Save the data as CSV…"), message("Data (*.csv)")),
}


class FigureCopies(QObject):
    """Draws a figure for other programs beside the window, which stays in use."""

    told = Signal(object)
    problem_met = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Wait for a figure."""
        super().__init__(parent)
        self._parent = parent
        self._asked: tuple[Table, Language, Draw] | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self.problem_met)

    @property
    def busy(self) -> bool:
        """Whether something is still being drawn."""
        return self._lanes.busy

    def take(self, table: Table, language: Language, draw: Draw) -> None:
        """Take what is shown from now on: its data, and how it is drawn for other programs."""
        self._asked = (table, language, draw)

    def fill(self, menu: QMenu, language: Language) -> None:
        """Offer all that can be taken out of the figure, in the language of now."""
        if self._asked is None:
            return
        tell = language.tell
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
        draw, data = self._asked[2], self._data()

        def drawn(step: object) -> Copies:  # noqa: ARG001  drawn in one step
            return draw()

        self._lanes.start(_COPYING, Job(drawn), partial(self._to_clipboard, data))

    def copy_data(self) -> None:
        """Put the table of the figure on the clipboard."""
        if self._asked is not None:
            QGuiApplication.clipboard().setText(self._data())
            self.told.emit(message("The data are on the clipboard."))

    def save(self, form: str) -> None:
        """Ask for a file and write the figure, or its data, into it."""
        if self._asked is None:
            return
        table, language, draw = self._asked
        text, kind = (language.tell(said) for said in _FORMS[form])
        begin = documents_folder() / f"{file_name.safe(table.title)}.{form}"
        chosen, _ = QFileDialog.getSaveFileName(self._parent, text, str(begin), kind)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.{form}")

        def written(step: object) -> str:  # noqa: ARG001  written in one step
            from app.reports import pictures, whole_file

            whole_file.write_whole(
                path,
                pictures.as_csv(table, language) if form == "csv" else getattr(draw(), form),
            )
            return path.name

        self._lanes.start(_SAVING, Job(written), self._saved)

    # --- Inside ---------------------------------------------------------------------------------

    def _data(self) -> str:
        from app.reports import pictures

        return "" if self._asked is None else pictures.as_text(*self._asked[:2])

    def _to_clipboard(self, data: str, copies: Copies) -> None:
        taken = QMimeData()
        taken.setImageData(QImage.fromData(copies.png))
        taken.setData("image/svg+xml", copies.svg)
        taken.setText(data)
        QGuiApplication.clipboard().setMimeData(taken)
        self.told.emit(message("The chart is on the clipboard."))

    def _saved(self, name: str) -> None:
        self.told.emit(message("{file} is saved.", file=name))
