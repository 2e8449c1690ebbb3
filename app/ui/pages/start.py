"""The start page: things to do, the plans opened last, the samples; or drop a file anywhere."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.problems import message
from app.ui import icons, look
from app.ui.actions import OWN_NAMES
from app.ui.controls.labels import label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.controls.tile import Tile
from app.ui.preferences import Preferences
from app.ui.start.recent import Recents
from app.ui.start.recent_list import RecentCard
from app.ui.start.sample_list import SamplesCard
from app.ui.tour import STOPS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.ui.document import Document

_WIDTH = 1080
_WIDE = 1000  # the width of a page that has room for four tiles
_GAP = 14
_MARK = 40
_FOUR, _TWO = 4, 2
_TASKS = {"learn": "tour"}  # what a tile does where it has another name
_TILES = {
    "new": (
        "file-plus",
        message("New plan"),
        message("A region or the whole country; everything is already filled in."),
    ),
    "open": (
        "folder-open",
        message("Open a plan"),
        message("A .tabib file on this computer, a stick or a shared folder."),
    ),
    "learn": (
        "presentation",
        message("Learn with the Tata case"),
        message("A tour in eight steps: 8 physicians, then 28, then 8."),
    ),
    "restore": (
        "history",
        message("Restore a backup"),
        message("The copies that Tabib keeps of each plan."),
    ),
}


class StartPage(QWidget):
    """Tasks first, then plans and samples; nothing slow is loaded before one of them is chosen."""

    def __init__(self, document: Document, tasks: Mapping[str, Callable[[], None]]) -> None:
        """Build the page; `tasks` are those of the tiles: new, open, restore, tour."""
        super().__init__()
        self.setObjectName("page")
        self._document, self._stale = document, False
        self._mark, self._name = QLabel(), label("h1")
        self._strap, self._question = label("secondary", wraps=True), label("h2")
        self._drop, self._arrow = label("caption"), QLabel()
        self._feet = label("caption", wraps=True), label("caption", wraps=True)
        self.languages = Segment()
        self.languages.chosen.connect(document.speak)
        self.tiles = {key: Tile(*words) for key, words in _TILES.items()}
        self.recents = Recents(document)
        self.recent, self.samples = RecentCard(document, self.recents), SamplesCard(document)
        for key, tile in self.tiles.items():
            tile.clicked.connect(partial(_do, tasks[_TASKS.get(key, key)]))
        self._lay_out()
        self.first = self.tiles["open"]
        self.recents.changed.connect(self._order)  # after the card, which has new rows by then
        self.retell()
        self._order()
        document.listen(self._follow)
        document.work_started.connect(self.tell_opening)
        document.work_ended.connect(self.tell_opening)

    def _follow(self) -> None:
        """Say everything anew; a page that nobody sees waits."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.retell()

    def retell(self) -> None:
        """Say everything in the language of now."""
        language, colours = self._document.language, look.of(self)
        say = language.say
        ground, ink = colours.colour("accent"), colours.colour("on_accent")
        self._mark.setPixmap(icons.mark(ground, ink, look.scaled(_MARK)))
        self._name.setText("Tabib")
        self.languages.say(OWN_NAMES, language.code, say("Language"))
        self._strap.setText(say("Plan the health workforce, region by region, without a network."))
        self._question.setText(say("What do you want to do?"))
        grey = colours.colour("text_secondary")
        self._arrow.setPixmap(icons.picture("upload", grey, look.size("icon")))
        self._drop.setText(say("Tip: drop a plan anywhere here."))
        self._feet[0].setText(say("Samples: illustrative data, sources inside."))
        self._feet[1].setText(say("Everything stays on this computer: no account, no connection."))
        for tile in self.tiles.values():
            tile.retell(language)
        if kept := Preferences().tour:
            going_on = say("Continue the tour ({n} of {all})", n=kept + 1, all=STOPS)
            self.tiles["learn"].tell_opening(going_on)
        self._arrange()
        self.recent.retell(language)
        self.samples.retell(language)

    def tell_opening(self) -> None:
        """Say near what was pressed that it is being opened, where that is seen."""
        if not self.isVisible():
            return
        opening, language = self._document.opening, self._document.language
        self.samples.tell_opening(opening, language)
        self.recent.tell_opening(opening, language)
        tile = self.tiles["open"]
        tile.retell(language)
        if opening and opening not in self.samples.rows:
            tile.tell_opening(language.say("Opening {file}…", file=opening))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed unseen; look for the files of the list after the paint."""
        super().showEvent(event)
        self._stale = False
        self.retell()  # the tour may have been left elsewhere meanwhile
        self.tell_opening()
        QTimer.singleShot(0, self.recent.look_for_files)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put things beside each other where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Lay four tiles in a row and the lists beside each other, or two and one below."""
        self._inside.setMaximumWidth(look.scaled(_WIDTH))
        wide = self.width() >= look.scaled(_WIDE)
        directions = QBoxLayout.Direction
        self._lists.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        columns = _FOUR if wide else _TWO
        for at, tile in enumerate(self.tiles.values()):
            self._tiles.addWidget(tile, at // columns, at % columns)
        for column in range(_FOUR):
            self._tiles.setColumnStretch(column, int(column < columns))

    def _order(self) -> None:
        """Let the keyboard go through the page as the eye does."""
        rows = [
            one for row in self.recent.rows.values() for one in (row, row.locate, row.remove)
        ]
        parts = (*self.tiles.values(), *rows, *self.samples.rows.values())
        for one, following in pairwise(parts):
            self.setTabOrder(one, following)

    def _lay_out(self) -> None:
        self._tiles, self._lists = QGridLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tiles.setSpacing(_GAP)
        self._lists.setSpacing(_GAP)
        self._lists.addWidget(self.recent, 58)
        self._lists.addWidget(self.samples, 42)
        drop = QHBoxLayout()
        drop.setSpacing(look.space("s"))
        drop.addStretch(1)
        drop.addWidget(self._arrow)
        drop.addWidget(self._drop)
        drop.addStretch(1)
        feet = QHBoxLayout()
        feet.addWidget(self._feet[0], 1)
        feet.addWidget(self._feet[1], 1)
        self._feet[1].setAlignment(Qt.AlignmentFlag.AlignRight)  # the far side in Arabic too
        column = QVBoxLayout()
        column.setSpacing(_GAP)
        nest(column, self._head())
        column.addSpacing(look.space("m"))
        column.addWidget(self._question)
        nest(column, self._tiles)
        nest(column, self._lists)
        nest(column, drop)
        column.addStretch(1)
        nest(column, feet)
        self._centre(column)

    def _head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._strap)
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._mark)
        nest(head, words, 1)
        head.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _centre(self, column: QVBoxLayout) -> None:
        """Keep the column in the middle of a wide window."""
        self._inside = inside = QWidget()
        inside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        page = QWidget()
        place = QHBoxLayout(page)
        place.setContentsMargins(24, 24, 24, _GAP)
        place.addStretch(1)
        place.addWidget(inside, 1000)
        place.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(page))


def _do(do: Callable[[], None], *_checked: bool) -> None:
    """Call without what Qt says about the tick of the button."""
    do()
