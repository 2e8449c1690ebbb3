"""What the figures of now give, and what the last change did to it: beside what is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.controls.labels import label

if TYPE_CHECKING:
    from app.planning.lines import Line
    from app.planning.study import Study
    from app.ui.document import Document

_SEEN = 0.05  # persons: a smaller difference is said to be none


class Effect(QFrame):
    """One number and its change; it follows every edit as soon as it is projected."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """Build it; it listens for as long as it lives."""
        super().__init__(parent)
        self.setProperty("role", "effect")
        self._document = document
        self.what, self.value, self.change = label("caption"), label("strong"), label("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 2, 12, 2)
        place.setSpacing(8)
        for part in (self.what, self.value, self.change):
            place.addWidget(part)
        for told in (document.view_changed, document.year_changed):
            told.connect(self.retell)
        for told in (document.work_started, document.work_ended):
            told.connect(self.retell)
        document.listen(self.retell)
        self.retell()

    def retell(self) -> None:
        """Say the deficit of the year, or the stock where the norm gives no need."""
        document = self._document
        if not document.is_open:
            return
        say, number = document.language.say, document.language.number
        line = self._line(document.study)
        has_need = line.deficit is not None
        what = say("Deficit") if has_need else say("Stock")
        self.what.setText(say("{name} {value}", name=what, value=document.language.year(line.year)))
        self.value.setText(number(line.deficit if has_need else line.stock))
        self.change.setText(self._changed(line))
        heard = f"{self.what.text()}: {self.value.text()}. {self.change.text()}"
        self.setAccessibleName(heard)

    def _changed(self, line: Line) -> str:
        """Say what the last change did, while that is known."""
        document = self._document
        say = document.language.say
        if document.is_busy:
            return say("Recalculating…")
        if document.is_stale:
            return say("Results older than the data")
        if document.before is None:
            return ""
        before = self._line(document.before)
        here, there = _shown(line), _shown(before)
        if here is None or there is None:
            return ""
        if abs(here - there) < _SEEN:
            return say("unchanged by the last change")
        decimals = 0 if abs(here - there) >= 10 else 1  # noqa: PLR2004  small ones need more
        signed = document.language.signed(here - there, decimals)
        return say("{change} by the last change", change=signed)

    def _line(self, study: Study) -> Line:
        document = self._document
        lines = study.lines(document.view)
        return next((one for one in lines if one.year == document.year), lines[-1])


def _shown(line: Line) -> float | None:
    return line.stock if line.deficit is None else line.deficit
