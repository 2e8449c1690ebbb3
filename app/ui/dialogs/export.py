"""Asks where and in which language the workbook goes, writes it beside the window, says so."""

from __future__ import annotations

import os
import re
import unicodedata
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.language import CODES, Language, language
from app.ui import look
from app.ui.actions import OWN_NAMES
from app.ui.controls.banner import Banner
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import label
from app.ui.controls.nest import nest
from app.ui.dialogs import file_name
from app.ui.dialogs.room import make_room
from app.ui.folders import documents_folder
from app.ui.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.job import Step

WRITTEN = 0.9
_WIDTH = 620


class ExportDialog(QDialog):
    """Three lines and one button; the window stays in use while the workbook is written."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Propose a name and the language of the window."""
        super().__init__(parent)
        self._say = document.language.say
        self._language = document.language
        self._study, self._view = document.study, document.view
        self.job: Job | None = None
        self.path, self.languages = QLineEdit(), Chooser()
        self.browse, self.write, self.stop = QPushButton(), QPushButton(), QPushButton()
        self.progress, self.banner = QProgressBar(), Banner(closable=False)
        for code in CODES:
            self.languages.addItem(OWN_NAMES[code], code)
        self.languages.setCurrentIndex(CODES.index(document.language.code))
        self.languages.setMinimumHeight(look.size("control"))
        self._lay_out()
        self._name()
        self._listen()
        self._propose()

    @property
    def target(self) -> Path:
        """The file that is to be written."""
        return file_name.target(self.path.text(), documents_folder())

    def export(self, *, replace: bool = False) -> None:
        """Write the workbook; a file that is already there is replaced only when asked."""
        fault = file_name.fault(self.path.text(), documents_folder())
        if fault is not None:
            self.banner.say("error", self._language.tell(fault))
            return
        target = self.target
        self.path.setText(str(target))
        if os.path.isfile(target) and not replace:  # noqa: PTH113  takes names of any length
            said = self._say("{file} is already there.", file=target.name)
            do = (self._say("Replace it"), lambda: self.export(replace=True))
            self.banner.say("warning", said, do)
            return
        self.banner.hide()
        self.job = Job(self.work(target, self._chosen()))
        self.job.progressed.connect(self._tell)
        self.job.succeeded.connect(self._saved)
        self.job.met_problem.connect(self._refused)
        self.job.stopped.connect(self._say_stopped)
        self.job.ended.connect(self._rest)
        self.job.start()
        self._work()

    def done(self, result: int) -> None:
        """Stop the writing: nothing is left behind."""
        self._halt()
        super().done(result)

    # --- What is written ------------------------------------------------------------------------

    def heading(self) -> str:
        """Return what is written."""
        return self._say("Workforce and deficit projection")

    def proposal(self, spoken: Language, day: date) -> str:
        """Return a file name that says what the workbook holds."""
        return proposal(self._study, self._view, spoken, day)

    def work(self, target: Path, spoken: Language) -> Callable[[Step], Path]:
        """Return what writes the workbook: work for another thread, on values."""
        return partial(_write, self._study, self._view, target, spoken)

    # --- Inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        place = QVBoxLayout(self)
        place.setContentsMargins(18, 16, 18, 16)
        place.setSpacing(12)
        self._title = label("h3")
        self._labels = label("caption"), label("caption")
        lines = QGridLayout()
        lines.setSpacing(8)
        lines.addWidget(self._labels[0], 0, 0)
        lines.addWidget(self.path, 0, 1)
        lines.addWidget(self.browse, 0, 2)
        lines.addWidget(self._labels[1], 1, 0)
        lines.addWidget(self.languages, 1, 1, 1, 2)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.write)
        place.addWidget(self._title)
        nest(place, lines)
        place.addWidget(self.banner)
        place.addWidget(self.progress)
        place.addStretch(1)
        nest(place, foot)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.write.setProperty("role", "primary")
        self.write.setDefault(True)
        self.setMinimumWidth(_WIDTH)

    def _name(self) -> None:
        """Say every word of the dialog."""
        say = self._say
        self.setWindowTitle(say("Export to Excel…").removesuffix("…"))
        self._title.setText(self.heading())
        for words, text, control in (
            (self._labels[0], say("File"), self.path),
            (self._labels[1], say("Language"), self.languages),
        ):
            words.setText(text)
            words.setBuddy(control)
            control.setAccessibleName(text)
        self.browse.setText(say("Browse…"))
        self.write.setText(say("Export"))
        self.progress.setAccessibleName(say("Export"))
        self._rest()

    def _listen(self) -> None:
        self.path.textChanged.connect(self._allow)
        self.languages.currentIndexChanged.connect(self._propose)
        self.browse.clicked.connect(self._browse)
        self.write.clicked.connect(self._begin)
        self.stop.clicked.connect(self._stop_or_close)
        self.banner.said.connect(partial(make_room, self))

    def _chosen(self) -> Language:
        return language(self.languages.currentData())

    def _propose(self) -> None:
        """Propose a name in the folder chosen so far."""
        typed = bool(self.path.text().strip())
        folder = self.target.parent if typed else documents_folder()
        name = self.proposal(self._chosen(), date.today())  # noqa: DTZ011
        self.path.setText(str(folder / name))
        self.path.setCursorPosition(len(self.path.text()))

    def _browse(self) -> None:
        begin = self.target if self.path.text().strip() else documents_folder()
        kinds = self._say("Excel workbooks (*.xlsx)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(begin), kinds)
        if chosen:
            self.path.setText(chosen)

    def _allow(self) -> None:
        """Let the workbook be written once it has a name."""
        self.write.setEnabled(self.job is None and bool(self.path.text().strip()))

    def _work(self) -> None:
        for control in (self.path, self.languages, self.browse, self.write):
            control.setEnabled(False)
        self.progress.show()
        make_room(self)
        self.stop.setText(self._say("Stop"))

    def _rest(self) -> None:
        for control in (self.path, self.languages, self.browse, self.stop):
            control.setEnabled(True)
        self.progress.hide()
        self.stop.setText(self._say("Close"))
        self.job = None
        self._allow()

    def _tell(self, share: float) -> None:
        self.stop.setEnabled(share < WRITTEN)

    def _say_stopped(self) -> None:
        self.banner.say("info", self._say("Nothing was written."))

    def _saved(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        do = (self._say("Show in its folder"), partial(_open_folder, folder))
        self.banner.say("success", self._say("Report saved: {file}", file=path.name), do)

    def _refused(self, problem: Problem) -> None:
        self.banner.say("error", self._language.problem(problem))

    def _halt(self) -> None:
        if self.job is not None:
            self.job.stop()

    def _begin(self) -> None:
        self.export()

    def _stop_or_close(self) -> None:
        if self.job is None:
            self.reject()
        else:
            self._halt()


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)


def proposal(study: Study, view: View, spoken: Language, day: date) -> str:
    """Return a file name that says what the workbook holds, in letters that every system takes."""
    place = unicodedata.normalize("NFKD", study.name(view.territory).fr)
    plain = re.sub(r"[^A-Za-z0-9]+", "-", place.encode("ascii", "ignore").decode()).strip("-")
    base = study.rows.facts.base_year
    return f"Projection_RHS_{plain}_{base}-{view.until}_{day:%Y-%m-%d}_{spoken.code}.xlsx"


def _write(study: Study, view: View, path: Path, spoken: Language, step: Step) -> Path:
    """Make the workbook in memory, then put it in its place, whole or not at all."""
    from app.reports.whole_file import write_whole
    from app.reports.workbook import projection_bytes

    made_at = datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    content = projection_bytes(study, view, spoken, made_at)
    step(WRITTEN)
    write_whole(path, content)
    return path
