"""The plans opened last on the start page, one a row, each with a small picture of its deficit."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.labels import Elided, button, frame, label
from app.ui.controls.nest import nest
from app.ui.controls.pill import Pill
from app.ui.controls.row_button import RowButton
from app.ui.controls.thumbnail import IconTile, Thumbnail
from app.ui.job import Job
from app.ui.start import moments

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

    from app.language import Language
    from app.ui.document import Document
    from app.ui.start.recent import Recent, Recents


class RecentCard(QFrame):
    """The list; whether the files are still there is looked at after the first paint."""

    def __init__(self, document: Document, recents: Recents) -> None:
        """Build a row for each plan."""
        super().__init__()
        self.setProperty("role", "card")
        self._document, self._recents = document, recents
        self._missing: frozenset[str] = frozenset()
        self._job: Job | None = None
        self.rows: dict[str, RecentRow] = {}
        self._rules: list[QFrame] = []
        self._title, self._empty = label("h3"), EmptyList()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        titled = QVBoxLayout()
        titled.setContentsMargins(8, 0, 8, 6)
        titled.setSpacing(look.space("xs"))
        titled.addWidget(self._title)
        place = QVBoxLayout(self)
        place.setContentsMargins(10, 16, 10, 10)
        place.setSpacing(0)
        nest(place, titled)
        nest(place, self._list)
        place.addWidget(self._empty, 1)
        self._rest = QWidget()
        place.addWidget(self._rest, 1)
        recents.changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show the plans of the list as it is now."""
        for old in (*self.rows.values(), *self._rules):
            old.hide()
            old.deleteLater()
        self._rules = []
        self.rows = {one.path: RecentRow(one) for one in self._recents.plans}
        for number, (path, row) in enumerate(self.rows.items()):
            if number:
                self._rules.append(frame("rule"))
                self._list.addWidget(self._rules[-1])
            row.clicked.connect(partial(_press, self, path))
            row.locate_asked.connect(partial(self.locate, path))
            row.folder_asked.connect(partial(_show_folder, path))
            row.removed.connect(partial(self._recents.forget, path))
            self._list.addWidget(row)
        self.retell(self._document.language)

    def retell(self, language: Language) -> None:
        """Say everything in a language."""
        self._title.setText(language.say("Recent plans"))
        self._empty.retell(language)
        self._empty.setVisible(not self.rows)
        self._rest.setVisible(bool(self.rows))
        now = datetime.now(UTC)
        for path, row in self.rows.items():
            row.retell(language, now, missing=path in self._missing)

    def look_for_files(self) -> None:
        """Find out beside the window which files are no longer there."""
        if self.rows and self._job is None:
            paths = tuple(self.rows)
            self._job = Job(lambda _step: frozenset(p for p in paths if not Path(p).is_file()))
            self._job.succeeded.connect(self._found)
            self._job.ended.connect(self._looked)
            self._job.start()

    def open(self, path: str) -> None:
        """Open a plan, or ask where it is now."""
        if path in self._missing:
            self.locate(path)
        else:
            self._document.open(Path(path))

    def locate(self, path: str) -> None:
        """Ask where a plan is now, and open it from there."""
        say = self._document.language.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Where is {file} now?", file=Path(path).name), "",
            say("Tabib plans (*.tabib)"),
        )  # fmt: skip
        if chosen:
            self._recents.forget(path)
            self._document.open(Path(chosen))

    def tell_opening(self, opening: str, language: Language) -> None:
        """Say at a row that its plan is being opened."""
        self.retell(language)
        for path, row in self.rows.items():
            if opening and Path(path).name == opening:
                row.tell_opening(language)

    def _found(self, missing: frozenset[str]) -> None:
        self._missing = missing
        self.retell(self._document.language)

    def _looked(self) -> None:
        self._job = None


class EmptyList(QWidget):
    """What stands in the card before any plan was opened: a sign, and how to begin."""

    def __init__(self) -> None:
        """Put the sign over the words, both in the middle."""
        super().__init__()
        self._sign = IconTile("layers")
        self._what, self._how = label("strong", wraps=True), label("caption", wraps=True)
        place = QVBoxLayout(self)
        place.setSpacing(look.space("xs"))
        place.addStretch(1)
        place.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        place.addSpacing(look.space("s"))
        for words in (self._what, self._how):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            place.addWidget(words)
        place.addStretch(1)

    def retell(self, language: Language) -> None:
        """Say how the list fills."""
        self._sign.resize_anew()
        self._what.setText(language.say("The plans that you open will be listed here."))
        self._how.setText(language.say("To look around, begin with a sample: it opens as a copy."))


class RecentRow(RowButton):
    """One plan: its picture and name, what deserves a look, when it was open."""

    locate_asked = Signal()
    folder_asked = Signal()
    removed = Signal()

    def __init__(self, recent: Recent) -> None:
        """Build the row."""
        place = QHBoxLayout()
        super().__init__("row", place)
        self._recent, self._missing = recent, False
        self._acts = {"open": "", "folder": "", "remove": ""}
        self.picture, self.pill = Thumbnail(recent.deficits), Pill()
        self._name, self.note, self.moment = Elided("strong"), Elided("caption"), label("caption")
        self.locate, self.remove = button("link"), button("link")
        self.locate.clicked.connect(self.locate_asked)
        self.remove.clicked.connect(self.removed)
        titled = QHBoxLayout()
        titled.setSpacing(look.space("s"))
        titled.addWidget(self._name)
        titled.addWidget(self.pill)
        titled.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(1)
        nest(words, titled)
        words.addWidget(self.note)
        place.setContentsMargins(8, 6, 8, 6)
        place.setSpacing(14)
        place.addWidget(self.picture)
        nest(place, words, 1)
        for one in (self.moment, self.locate, self.remove):
            place.addWidget(one)
        self.let_through(self.picture, self._name, self.note, self.pill, self.moment)

    def retell(self, language: Language, now: datetime, *, missing: bool) -> None:
        """Say the row in a language; a plan that is not there is named by its file."""
        one, self._missing, say = self._recent, missing, language.say
        file = Path(one.path)
        name = file.name if missing else language.name(one.names)
        years = language.year_range(one.base_year, one.horizon)
        about = say("{territory}, {years}", territory=language.name(one.about), years=years)
        self._name.setText(name)
        self._name.setEnabled(not missing)
        self.note.setText(say("in {folder}", folder=str(file.parent)) if missing else about)
        self.moment.setText(moments.when(one.opened, now, language))
        self.moment.setVisible(not missing)
        self.picture.show_missing(missing=missing)
        if missing:
            self.pill.say("", say("not found"))
        else:
            checks = language.plural("{n} point to check", "{n} points to check", one.to_check)
            self.pill.say("warning", checks, shown=one.to_check > 0)
        self._acts = {
            "open": say("Locate…") if missing else say("Open"),
            "folder": say("Show in its folder"),
            "remove": say("Remove from the list"),
        }
        self.locate.setText(say("Locate…"))
        self.remove.setText(self._acts["remove"])
        for link in (self.locate, self.remove):
            link.setVisible(missing)
            link.setAccessibleDescription(name)
        self.setAccessibleName(name)
        parts = (self.pill.text, self.note.text(), self.moment.text())
        self.setAccessibleDescription(language.list_of([part for part in parts if part]))
        self.setToolTip(one.path)

    def tell_opening(self, language: Language) -> None:
        """Say where the note stands that the plan is being opened."""
        self.note.setText(language.say("Opening {file}…", file=Path(self._recent.path).name))

    def menu(self) -> QMenu:
        """Return what can be done with the plan."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._acts["open"], self.click)
        if not self._missing:
            menu.addAction(self._acts["folder"], self.folder_asked.emit)
        menu.addSeparator()
        menu.addAction(self._acts["remove"], self.removed.emit)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the plan."""
        self.menu().popup(event.globalPos())


def _press(card: RecentCard, path: str, *_checked: bool) -> None:
    card.open(path)


def _show_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
