"""The card of what deserves attention: each point with what it means and where it leads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.problems import Message
from app.ui import icons, look
from app.ui.inspector import Section, Sheet
from app.ui.labels import Elided, button, frame, label, scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.planning.watch import Watch
    from app.ui.document import Document

_MARGIN = 14


class WatchCard(QFrame):
    """Lists the points of the view, the most important first; more of them scroll."""

    def __init__(self, document: Document) -> None:
        """Build the card empty; it fills when it is seen."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._stale = True
        self.title, self.count = Elided("h3"), label("caption")
        self.rows: list[_WatchRow] = []
        self._list = scrolling(QWidget())
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        place = QVBoxLayout(self)
        place.setContentsMargins(_MARGIN, look.space("s"), _MARGIN, 4)
        place.setSpacing(2)
        place.addLayout(head)
        place.addWidget(self._list, 1)
        document.listen(self.retell)
        document.view_changed.connect(self.retell)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self.retell()

    def retell(self) -> None:
        """Ask what deserves attention in the view; a card that nobody sees waits."""
        self._stale = True
        if not self._document.is_open or not self.isVisible():
            return
        from app.planning.watch import watch

        self._stale = False
        language = self._document.language
        found = watch(self._document.study, self._document.view)
        self.title.setText(language.say("To watch"))
        self.count.setText(language.number(len(found)) if found else "")
        self.rows = [_WatchRow(self._document, one) for one in found]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, row in enumerate(self.rows):
            if at:
                column.addWidget(frame("rule"))
            column.addWidget(row)
        if not found:
            column.addWidget(_calm(self._document))
        column.addStretch(1)
        self._list.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card shines through


class _WatchRow(QWidget):
    """One point: its icon, its words, and the way to what it speaks of."""

    def __init__(self, document: Document, watch: Watch) -> None:
        """Lay the row out for good; a new view makes new rows."""
        super().__init__()
        self._document, self._watch = document, watch
        title, detail = _words(document, watch)
        self.setMinimumHeight(look.size("list_row") - look.space("xs"))
        self.link = button("link")
        self.link.setText(self._act())
        self.link.setAccessibleDescription(f"{title} {detail}".strip())
        self.link.clicked.connect(self.go)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(look.space("m"))
        line.addWidget(_icon(self, watch.severity))
        line.addLayout(_lines(title, detail), 1)
        line.addWidget(self.link)

    def go(self, *_checked: bool) -> None:
        """Show the year, the page or, where neither is meant, all that there is to say."""
        watch = self._watch
        if watch.page == "overview" and isinstance(watch.what, int):
            self._document.choose_year(watch.what)
        elif watch.page:
            self._document.go(watch.page, watch.what)
        else:
            self._document.inspect(partial(_tell, watch=watch))

    def _act(self) -> str:
        say = self._document.language.say
        mends = self._watch.page not in {"", "overview"}
        return say("Fix") if mends else say("See")


def _words(document: Document, watch: Watch) -> tuple[str, str]:
    """Return what a point says, and what that means; a place stands before the smaller line."""
    language = document.language
    title = language.tell(watch.title)
    detail = language.tell(watch.detail or Message(""))
    if not watch.place:
        return title, detail
    place = language.name(document.study.name(watch.place))
    if not detail:
        return title, place
    return title, language.say("{place} · {text}", place=place, text=language.whole(detail))


def _lines(title: str, detail: str) -> QVBoxLayout:
    """Put one line under the other; a title that stands alone may take two."""
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addStretch(1)
    if detail:
        for role, text in (("body", title), ("caption", detail)):
            words = Elided(role)
            words.setText(text)
            words.setToolTip(text)
            lines.addWidget(words)
    else:
        whole = label("body", wraps=True)
        whole.setText(title)
        lines.addWidget(whole)
    lines.addStretch(1)
    return lines


def _icon(around: QWidget, tone: str) -> QLabel:
    made = QLabel()
    colour = look.of(around).status(tone, "fg")
    made.setPixmap(icons.picture(look.sign(tone), colour, look.size("icon")))
    return made


def _calm(document: Document) -> QWidget:
    """Say that there is nothing to do."""
    made = QWidget()
    said = label("caption")
    said.setText(document.language.say("Nothing needs attention."))
    line = QHBoxLayout(made)
    line.setContentsMargins(0, look.space("s"), 0, 0)
    line.setSpacing(look.space("s"))
    line.addWidget(_icon(made, "success"))
    line.addWidget(said, 1)
    return made


def _tell(document: Document, watch: Watch) -> Sheet:
    """Return a point as a sheet, where no page leads on."""
    title, detail = _words(document, watch)
    sections = (Section("", text=detail),) if detail else ()
    return Sheet(document.language.say("To watch"), title, sections=sections)
