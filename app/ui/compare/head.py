"""The head of the page that compares: its name, the ways to look, the ranges, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.compare.views import FIRST
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.language import Language
    from app.reports.compared import Compared
    from app.ui.compare.work import Work
    from app.ui.document import Document


class Head(QWidget):
    """One line, or two where the ways do not fit beside the rest.

    What stands at the end of the first tells how far the ranges are, while they are worked out.
    """

    def __init__(self, document: Document, work: Work) -> None:
        """Build it without words."""
        super().__init__()
        self._document, self._work = document, work
        self._asked: Compared | None = None
        self.title, self.shown, self.export = label("h2"), Segment(), button()
        self.ranges = RangesLine(work.stop, work.go_on)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        for line in (self._first, self._second):
            line.setSpacing(look.space("s"))
            nest(place, line)
        self._first.addWidget(self.title)
        self._first.addWidget(self.shown)
        self._first.addStretch(1)
        self._first.addWidget(self.ranges)
        self._first.addWidget(self.export)
        self._second.addStretch(1)
        work.progressed.connect(self._tell_share)
        work.studied.connect(self._tell_work)
        work.lanes.changed.connect(self._tell_work)

    def retell(self) -> None:
        """Say everything in the language of now."""
        say = self._document.language.say
        self.title.setText(say("Compare"))
        named = {
            FIRST: say("Small charts"), "table": say("Table"), "differences": say("Differences"),
            "assumptions": say("Assumptions"), "spread": say("Equity and norms"),
        }  # fmt: skip
        self.shown.say(named, self.shown.here or FIRST, say("How the comparison is shown"))
        self.export.setText(say("Export"))
        secondary = look.of(self).colour("text_secondary")
        self.export.setIcon(icons.icon("download", secondary))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways into a line of their own where the first has no room for them."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Shrink to what stands in the wider of two lines."""
        ways, others = self.shown.sizeHint().width(), self._wanted(self._others)
        return QSize(max(ways, others), super().minimumSizeHint().height())

    @property
    def _others(self) -> tuple[QWidget, ...]:
        return (self.title, self.ranges, self.export)

    def _wanted(self, parts: Sequence[QWidget]) -> int:
        """Return the width of parts side by side, those that come and go included."""
        return sum(part.sizeHint().width() + look.space("s") for part in parts)

    def _arrange(self) -> None:
        fits = self._wanted((*self._others, self.shown)) <= self.width()
        if fits != (self._first.indexOf(self.shown) >= 0):
            self._first.removeWidget(self.shown)
            self._second.removeWidget(self.shown)
            line, at = (self._first, 1) if fits else (self._second, 0)
            line.insertWidget(at, self.shown)

    def tell_ranges(self, asked: Compared, share: float = 0.0) -> None:
        """Say how the ranges of what is shown stand."""
        self._asked = asked
        if self._work.comparing:
            return  # of what is shown until the others are there
        alone = len(asked.names) == 1
        state = "known" if alone else self._work.state(asked.year)
        self.ranges.tell(asked.language, state, share)

    def _tell_work(self, share: float = 0.0) -> None:
        """Say how many of the scenarios have been computed, else how the ranges stand."""
        if self.isVisible() and self._work.comparing:
            self.ranges.tell_studies(self._document.language, share)
        elif self._asked is None:
            self.ranges.hide()
        else:
            self.tell_ranges(self._asked)

    def _tell_share(self, share: float) -> None:
        if self._asked is not None and self.isVisible():
            self.tell_ranges(self._asked, share)


class RangesLine(QWidget):
    """Tells how far the work on the ranges is, and stops it or takes it up again."""

    def __init__(self, stop: Callable[[], None], go_on: Callable[[], None]) -> None:
        """Build it without words."""
        super().__init__()
        self.words, self.button = label("caption"), IconButton("x")
        self._stop, self._go_on = stop, go_on
        self._works = False
        self.button.clicked.connect(self._press)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(4)
        place.addWidget(self.words, 0, Qt.AlignmentFlag.AlignVCenter)
        place.addWidget(self.button)

    def tell(self, language: Language, state: str, share: float) -> None:
        """Say how the ranges stand; nothing where they are known."""
        self.setVisible(state != "known")
        self.button.show()
        self._works = state == "working"
        if self._works:
            percent = language.percent(share, 0)
            self.words.setText(language.say("Ranges: {share}", share=percent))
            self.button.say(language.say("Stop working out the ranges"), icon="x")
        else:
            self.words.setText(language.say("Ranges: stopped"))
            self.button.say(language.say("Work out the ranges"), icon="play")

    def tell_studies(self, language: Language, share: float) -> None:
        """Say how far the work on the scenarios is; without them there would be nothing."""
        self.show()
        self.button.hide()
        percent = language.percent(share, 0)
        self.words.setText(language.say("Scenarios: {share}", share=percent))

    def _press(self, *_checked: bool) -> None:
        (self._stop if self._works else self._go_on)()
