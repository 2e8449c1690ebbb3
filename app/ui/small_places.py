"""Chances of small places, worked out beside the window, once for a study and a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from app.planning.bands import Bands
    from app.planning.chances import Chances
    from app.planning.lines import View
    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.job import Step

_LANE = "bands"
_PAUSE_MS = 300  # a territory that is passed by is not asked for


class SmallPlaces(QObject):
    """Knows the chances of the view and year of now, or finds them out and says so."""

    known = Signal()

    def __init__(self, document: Document) -> None:
        """Belong to a document; use `small_places`."""
        super().__init__(document)
        self._document = document
        self._asked: tuple[Study, View] | None = None
        self._bands: Bands | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self._give_up)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._begin)
        document.plan_closed.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether chances are being worked out, or soon will be."""
        return self._lanes.busy or self._soon.isActive()

    def chances(self, study: Study | None = None) -> Chances | None:
        """Return the chances of now; None in a place that is not small, or while nobody knows.

        study: of what is tried, if it is not that of the document.
        """
        from app.planning.lines import SMALL

        document = self._document
        study = document.study if study is None else study
        lines = study.lines(document.view)
        line = next((one for one in lines if one.year == document.year), None)
        if line is None or line.stock >= SMALL:
            return None
        if not self._is_of(study):
            self._asked, self._bands = (study, document.view), None
            self._lanes.clear(_LANE)
            self._soon.start()
        if self._bands is None:
            return None
        from app.planning.chances import small

        band = next(one for one in self._bands.years if one.year == line.year)
        return small(band.year, band.stock, band.likely or ())

    def hold(self) -> None:
        """Work nothing out while a hand moves: what was begun is of no use any more."""
        if self.busy:
            self._forget()

    def _is_of(self, study: Study) -> bool:
        asked = self._asked
        return asked is not None and asked[0] is study and asked[1] == self._document.view

    def _begin(self) -> None:
        if self._asked is None or self._asked[1] != self._document.view:
            return
        study, view = self._asked

        def work(step: Step) -> Bands:
            from app.planning.bands import DRAWS, SEED, bands

            return bands(study, view, DRAWS, SEED, step)

        self._lanes.start(_LANE, Job(work), self._take)

    def _take(self, found: Bands) -> None:
        self._bands = found
        self.known.emit()

    def _give_up(self, _problem: object) -> None:
        """Say nothing: the figures themselves are told without their chances."""

    def _forget(self) -> None:
        self._asked = self._bands = None
        self._soon.stop()
        self._lanes.clear(_LANE)


def small_places(document: Document) -> SmallPlaces:
    """Return what knows the chances of a document: all pages ask the same."""
    return document.findChild(SmallPlaces) or SmallPlaces(document)
