"""The card of what deserves attention: each point with what it means and where it leads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.problems import Message, message
from app.ui import icons, look
from app.ui.controls.labels import Elided, button, frame, label, scrolling
from app.ui.controls.nest import nest
from app.ui.frame.inspector import Section, Sheet
from app.ui.overview.card import Card

if TYPE_CHECKING:
    from app.planning.watch import Watch
    from app.ui.document import Document

_MARGIN = 14


class WatchCard(Card):
    """Lists the points of the view, the most important first; more of them scroll."""

    def __init__(self, document: Document) -> None:
        """Build the card empty; it fills when it is seen."""
        super().__init__(document)
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
        nest(place, head)
        place.addWidget(self._list, 1)
        document.listen(self.retell)
        document.view_changed.connect(self.retell)

    def tell(self) -> None:
        """Ask what deserves attention in the view."""
        from app.planning.watch import watch

        language = self._document.language
        found = watch(self._document.study, self._document.view)
        self.title.setText(language.say("To watch"))
        self.count.setText(language.number(len(found)) if found else "")
        if not found or len(found) != len(self.rows):
            self._lay_out(len(found))
        for row, one in zip(self.rows, found, strict=True):
            row.tell(one)

    def _lay_out(self, count: int) -> None:
        """Make as many rows as there are points; they are told other points while they suffice."""
        self.rows = [_WatchRow(self._document) for _ in range(count)]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for at, row in enumerate(self.rows):
            if at:
                column.addWidget(frame("rule"))
            column.addWidget(row)
        if not count:
            column.addWidget(_calm(self._document))
        column.addStretch(1)
        self._list.setWidget(inside)
        inside.setAutoFillBackground(False)  # the card shines through


class _WatchRow(QWidget):
    """One point: its icon, its words, and the way to what it speaks of."""

    def __init__(self, document: Document) -> None:
        """Lay the row out for any point; a title that stands alone may take two lines."""
        super().__init__()
        self._document = document
        self._watch: Watch | None = None
        self._sign, self._alone = QLabel(), label("body", wraps=True)
        self._title, self._detail = Elided("body"), Elided("caption")
        self.link = button("link")
        self.link.clicked.connect(self.go)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for part in (self._alone, self._title, self._detail):
            words.addWidget(part)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 3, 0, 3)
        line.setSpacing(look.space("m"))
        line.addWidget(self._sign)
        nest(line, words, 1)
        line.addWidget(self.link)

    def tell(self, watch: Watch) -> None:
        """Say a point."""
        self._watch = watch
        title, detail = _words(self._document, watch)
        self.setMinimumHeight(look.size("list_row") - look.space("xs"))
        _show_sign(self._sign, watch.severity)
        for part in (self._title, self._detail):
            part.setVisible(bool(detail))
        self._alone.setVisible(not detail)
        self._alone.setText("" if detail else title)
        for part, text in ((self._title, title), (self._detail, detail)):
            part.setText(text if detail else "")
            part.setToolTip(part.text())
        say = self._document.language.say
        mends = watch.page not in {"", "overview"}
        self.link.setText(say("Fix") if mends else say("See"))
        self.link.setAccessibleDescription(f"{title} {detail}".strip())

    def go(self, *_checked: bool) -> None:
        """Show the year, the page or, where neither is meant, all that there is to say."""
        watch = self._watch
        if watch is None:
            return
        if watch.page == "overview" and isinstance(watch.what, int):
            self._document.choose_year(watch.what)
            self._document.told.emit(message("The figures of {year} are shown.", year=watch.what))
        elif watch.page:
            self._document.go(watch.page, watch.what)
        else:
            self._document.inspect(partial(_tell, watch=watch))
            self._document.inspector_asked.emit()


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


def _show_sign(place: QLabel, tone: str) -> None:
    colour = look.of(place).status(tone, "fg")
    place.setPixmap(icons.picture(look.sign(tone), colour, look.size("icon")))


def _calm(document: Document) -> QWidget:
    """Say that there is nothing to do."""
    made, sign, said = QWidget(), QLabel(), label("caption")
    said.setText(document.language.say("Nothing needs attention."))
    line = QHBoxLayout(made)
    line.setContentsMargins(0, look.space("s"), 0, 0)
    line.setSpacing(look.space("s"))
    _show_sign(sign, "success")
    line.addWidget(sign)
    line.addWidget(said, 1)
    return made


def _tell(document: Document, watch: Watch) -> Sheet:
    """Return a point as a sheet, where no page leads on."""
    title, detail = _words(document, watch)
    sections = (Section("", text=detail),) if detail else ()
    return Sheet(document.language.say("To watch"), title, sections=sections)
