"""The 80 % ranges of all territories of a map: drawn once for all years, told year by year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from app.planning.compared_bands import ComparedBand, Drawn
    from app.planning.comparison import Comparison
    from app.planning.lines import View
    from app.planning.study import Study
    from app.ui.job import Step

_DRAWS, _YEAR = "draws", "year"


class PlaceRanges(QObject):
    """Keeps what was drawn for the last question; `known` is by territory and year."""

    changed = Signal()
    progressed = Signal(float)
    problem_met = Signal(object)

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self.known: dict[tuple[str, int], ComparedBand] = {}
        self._compared: Comparison | None = None
        self._drawn: Drawn | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self.problem_met)

    @property
    def draws(self) -> bool:
        """Whether draws are being made, which takes a while."""
        return self._lanes.runs(_DRAWS)

    def ask(self, study: Study, view: View, year: int) -> None:
        """Find out the ranges of the territories inside a view in a year, unless they are known."""
        from app.planning.comparison import Comparison

        of = self._compared
        if of is None or of.studies[0] is not study or of.view != view:
            self.forget()
            self._compared = Comparison(view, (study,), study.children(view.territory))
            job = Job(partial(_drawn, self._compared))
            job.progressed.connect(self.progressed)
            self._lanes.start(_DRAWS, job, partial(self._take_draws, year))
        elif self._drawn is not None and (of.places[0], year) not in self.known:
            job = Job(partial(_of_year, of, self._drawn, year))
            self._lanes.start(_YEAR, job, self._take_year)

    def forget(self) -> None:
        """Stop, and keep nothing."""
        for lane in (_DRAWS, _YEAR):
            self._lanes.clear(lane)
        self.known.clear()
        self._compared = self._drawn = None

    def hold(self) -> None:
        """Make no more draws; what is known stays."""
        if self.draws:
            self.forget()

    def _take_draws(self, year: int, drawn: Drawn) -> None:
        self._drawn = drawn
        if self._compared is not None:
            self.ask(self._compared.studies[0], self._compared.view, year)

    def _take_year(self, found: dict[tuple[str, int], ComparedBand]) -> None:
        self.known.update(found)
        self.changed.emit()


def _drawn(compared: Comparison, step: Step) -> Drawn:
    """Draw the stocks of all territories: what another thread does, on values."""
    from app.planning.bands import DRAWS, SEED
    from app.planning.compared_bands import draw_stocks

    return draw_stocks(compared, {}, DRAWS, SEED, step)


def _of_year(
    compared: Comparison, drawn: Drawn, year: int, step: Step
) -> dict[tuple[str, int], ComparedBand]:
    """Return the ranges of a year by territory: what another thread does, on values."""
    from app.planning.compared_bands import bands_of_year

    (bands,) = bands_of_year(compared, drawn, year, step)
    return {(place, year): band for place, band in zip(compared.places, bands, strict=False)}
