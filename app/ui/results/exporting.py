"""Asks whether what is shown or everything goes into a file, writes it beside the window."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.dialogs.export import proposal
from app.ui.dialogs.room import make_room
from app.ui.folders import documents_folder
from app.ui.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.problems import Problem
    from app.reports.frame import Frame
    from app.reports.result_files import Sheetful
    from app.ui.job import Step

_WIDTH = 520
_TOLD, _WRITTEN = 0.4, 0.95  # of the work: everything is answered; it is in the file
_FORMS = ("xlsx", "csv")


class ExportResults(QDialog):
    """Two buttons that say how many rows they write; the window stays in use meanwhile."""

    def __init__(self, frame: Frame, shown: Sheetful, rows: int, parent: QWidget) -> None:
        """Take what is shown now, and how many rows everything has."""
        super().__init__(parent)
        self._frame, self._shown, self._rows = frame, shown, rows
        self.job: Job | None = None
        self.title, self.about = label("h3"), label("caption", wraps=True)
        self.form_label, self.form = label("caption"), Segment()
        self.everything, self.displayed = button(), button("primary")
        self.stop, self.progress = QPushButton(), QProgressBar()
        self.banner = Banner(closable=False)
        self._lay_out()
        self._name()
        self.displayed.clicked.connect(partial(self._ask, "shown"))
        self.everything.clicked.connect(partial(self._ask, "everything"))
        self.stop.clicked.connect(self._stop_or_close)
        self.banner.said.connect(partial(make_room, self))

    def export(self, what: str, path: Path) -> None:
        """Write what is shown, or everything, into a file; its ending says in which form."""
        self.banner.hide()
        frame, shown = self._frame, self._shown
        content = partial(_everything, frame) if what == "everything" else partial(
            _of_shown, frame, shown
        )  # fmt: skip
        self.job = Job(partial(_write, content, path))
        self.job.progressed.connect(self._tell)
        self.job.succeeded.connect(self._saved)
        self.job.met_problem.connect(self._refused)
        self.job.stopped.connect(self._say_stopped)
        self.job.ended.connect(self._rest)
        self.job.start()
        self._work()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the words of now take."""
        super().showEvent(event)
        make_room(self)

    def done(self, result: int) -> None:
        """Stop the writing: nothing is left behind."""
        self._halt()
        super().done(result)

    # --- Inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QHBoxLayout()
        form.addWidget(self.form_label)
        form.addWidget(self.form)
        form.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        place = QVBoxLayout(self)
        place.setContentsMargins(18, 16, 18, 16)
        place.setSpacing(12)
        place.addWidget(self.title)
        place.addWidget(self.about)
        nest(place, form)
        place.addWidget(self.displayed)
        place.addWidget(self.everything)
        place.addWidget(self.banner)
        place.addWidget(self.progress)
        place.addStretch(1)
        nest(place, foot)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.displayed.setDefault(True)
        self.setMinimumWidth(look.scaled(_WIDTH))

    def _name(self) -> None:
        """Say every word of the dialog."""
        language, say = self._frame.language, self._frame.language.say
        self.setWindowTitle(say("Export the results"))
        self.title.setText(self._shown.title)
        self.about.setText(
            say(
                "Only what is displayed: the very rows and columns of the screen, in their order. "
                "Everything: all territories, years, measures and flows, unrounded."
            )
        )
        self.form_label.setText(say("Form"))
        self.form.say({"xlsx": say("Excel"), "csv": say("CSV")}, "xlsx", say("Form"))
        for one, text, count in (
            (self.displayed, say("Only what is displayed"), len(self._shown.rows)),
            (self.everything, say("Everything"), self._rows),
        ):
            rows = language.plural("{n} row", "{n} rows", count)
            one.setText(say("{name} · {value}", name=text, value=rows))
            one.setAccessibleName(one.text())
        self.progress.setAccessibleName(say("Export the results"))
        self._rest()

    def _ask(self, what: str, *_checked: bool) -> None:
        """Ask where the file goes; one that is there is replaced only when the person agrees."""
        say, form = self._frame.language.say, self.form.here
        kinds = {"xlsx": say("Excel workbooks (*.xlsx)"), "csv": say("Data (*.csv)")}
        frame = self._frame
        name = proposal(frame.study, frame.view, frame.language, date.today())  # noqa: DTZ011
        begin = documents_folder() / Path(name).with_suffix(f".{form}")
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(begin), kinds[form])
        if chosen:
            path = Path(chosen)
            whole = path if path.suffix.lower()[1:] in _FORMS else Path(f"{chosen}.{form}")
            self.export(what, whole)

    def _work(self) -> None:
        for control in (self.displayed, self.everything, self.form):
            control.setEnabled(False)
        self.progress.setValue(0)
        self.progress.show()
        self.stop.setText(self._frame.language.say("Stop"))
        make_room(self)

    def _rest(self) -> None:
        for control in (self.displayed, self.everything, self.form):
            control.setEnabled(True)
        self.progress.hide()
        self.stop.setText(self._frame.language.say("Close"))
        self.job = None

    def _tell(self, share: float) -> None:
        self.progress.setValue(round(100 * share))
        self.stop.setEnabled(share < _WRITTEN)

    def _saved(self, path: Path) -> None:
        say = self._frame.language.say
        folder = QUrl.fromLocalFile(str(path.parent))
        do = (say("Show in its folder"), partial(_open_folder, folder))
        self.banner.say("success", say("{file} is saved.", file=path.name), do)
        self.stop.setEnabled(True)

    def _refused(self, problem: Problem) -> None:
        self.banner.say("error", self._frame.language.problem(problem))
        self.stop.setEnabled(True)

    def _say_stopped(self) -> None:
        self.banner.say("info", self._frame.language.say("Nothing was written."))

    def _halt(self) -> None:
        if self.job is not None:
            self.job.stop()

    def _stop_or_close(self) -> None:
        if self.job is None:
            self.reject()
        else:
            self._halt()


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


def _of_shown(frame: Frame, shown: Sheetful, form: str, step: Step) -> bytes:
    """Return what is shown as a workbook or as plain text."""
    from app.reports import result_files

    step(_TOLD)
    if form == "csv":
        return shown.csv(frame.language)
    return result_files.shown_book(shown, frame, _now())


def _everything(frame: Frame, form: str, step: Step) -> bytes:
    """Return all results as a workbook or as plain text."""
    from app.reports import result_everything, result_files

    def told(share: float) -> None:
        step(_TOLD * share)

    table = result_everything.everything(frame.study, frame.view, frame.language, told)
    if form == "csv":
        return result_files.of_table(table, rounded=False).csv(frame.language)

    def written(share: float) -> None:
        step(_TOLD + (_WRITTEN - _TOLD) * share)

    return result_files.everything_book(table, frame, _now(), written)


def _write(content: Callable[[str, Step], bytes], path: Path, step: Step) -> Path:
    """Make the file in memory, then put it in its place, whole or not at all."""
    from app.reports.whole_file import write_whole

    made = content(path.suffix.lower()[1:], step)
    step(_WRITTEN)
    write_whole(path, made)
    return path
