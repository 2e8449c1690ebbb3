"""The work behind the page that compares: the studies first, then the ranges around them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.planning.asking import COVERED
from app.planning.comparison import Reading
from app.reports.compared import Compared
from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.language import Language
    from app.models.rows import PlanRows
    from app.planning.compared_bands import ComparedBand, Drawn
    from app.planning.compared_measures import MovedApart
    from app.planning.comparison import Comparison
    from app.planning.lines import View
    from app.planning.study import Study
    from app.ui.compare.choice import Choice
    from app.ui.job import Step

Bands = tuple[tuple["ComparedBand", ...], ...]
State = Literal["working", "stopped", "known"]

_STUDIES, _RANGES = "studies", "ranges"
_DRAWN = 0.95  # of the work on ranges


class _Asked(NamedTuple):
    """What is compared: the figures, the scenarios, and what is asked of them."""

    rows: PlanRows
    scenarios: tuple[str, ...]
    view: View

    @property
    def draws(self) -> tuple[object, ...]:
        """What draws of stocks depend on beside the figures: not on the norm, but for whom."""
        view = self.view
        norm = view.norm.id if view.cadre == COVERED else ""
        return (view.territory, view.cadre, view.sector, view.until, norm)


class Found(NamedTuple):
    """What the work on studies brings back: the comparison, and what its measures move apart."""

    compared: Comparison
    moved: tuple[MovedApart, ...]


class Ranged(NamedTuple):
    """What the work on ranges brings back: the draws, and the bands of a year made from them."""

    drawn: Drawn
    bands: Bands


class Work(QObject):
    """Runs what is asked last beside the window; studies and draws that are known are kept."""

    compared = Signal()  # there is another comparison
    ranged = Signal()  # what is known of the ranges has changed
    studied = Signal(float)  # of the studies, as a share
    progressed = Signal(float)  # of the ranges, as a share

    def __init__(self) -> None:
        """Start with nothing compared."""
        super().__init__()
        self.found: Comparison | None = None
        self._moved: tuple[MovedApart, ...] = ()
        self.lanes = Lanes()
        self._asked: _Asked | None = None
        self._drawn: tuple[PlanRows, tuple[object, ...], Drawn] | None = None
        self._bands: dict[int, Bands] = {}  # by year, of what is compared now
        self._year = 0
        self._stopped = False

    # --- Asking ---------------------------------------------------------------------------------

    def ask(self, study: Study, scenarios: tuple[str, ...], view: View, year: int) -> None:
        """Compare scenarios of the plan of a study, and work out their ranges in a year."""
        asked = _Asked(study.rows, scenarios, view)
        self._year = year
        same = self._asked
        if same is not None and same.rows is asked.rows and same[1:] == asked[1:]:
            self._range()
            return
        self._asked, self._stopped = asked, False
        self.lanes.clear(_RANGES)
        job = Job(partial(_compared, asked, study))
        job.progressed.connect(self.studied)
        self.lanes.start(_STUDIES, job, self._take)

    def choose_year(self, year: int) -> None:
        """Work out the ranges of another year; the draws serve them all."""
        self._year = year
        self._range()

    def stop(self) -> None:
        """Give the ranges up; the rest stays."""
        self._stopped = True
        self.lanes.clear(_RANGES)
        self.ranged.emit()

    def go_on(self) -> None:
        """Work the ranges out after all."""
        self._stopped = False
        self._range()
        self.ranged.emit()

    def forget(self) -> None:
        """Let go of everything: the plan is closed."""
        for lane in (_STUDIES, _RANGES):
            self.lanes.clear(lane)
        self.found = self._asked = self._drawn = None
        self._bands = {}

    # --- What is known --------------------------------------------------------------------------

    @property
    def comparing(self) -> bool:
        """Whether the scenarios themselves are still being computed."""
        return self.lanes.runs(_STUDIES)

    def bands(self, year: int) -> Bands | None:
        """Return the bands of a year, if they are known."""
        return self._bands.get(year)

    def state(self, year: int) -> State:
        """Return how the ranges of a year stand."""
        if year in self._bands:
            return "known"
        return "stopped" if self._stopped else "working"

    def shown(self, choice: Choice, year: int, language: Language) -> Compared | None:
        """Return the comparison as it is shown, None before it is known."""
        found = self.found
        if found is None:
            return None
        year = min(max(year, found.years[0]), found.years[-1])
        reading, sort = choice.reading, choice.sort
        if not found.needed:
            reading = Reading("stock", "number" if reading.unit == "share" else reading.unit)
        if sort[1] >= len(found.studies):
            sort = ("worst", 0)
        return Compared(found, reading, year, language, self.bands(year), sort, self._moved)

    # --- Inside ---------------------------------------------------------------------------------

    def _take(self, found: Found) -> None:
        self.found, self._moved = found
        self._bands = {}
        self._begin()
        self.compared.emit()

    def _range(self) -> None:
        """Work out the ranges of the year, once the studies are there."""
        if not self.lanes.runs(_STUDIES):
            self._begin()

    def _begin(self) -> None:
        """Begin to work out the ranges, unless they are known or not wanted."""
        if self.found is None or self._stopped:
            return
        if self._year in self._bands or len(self.found.studies) == 1:
            self.lanes.clear(_RANGES)
            return
        year = min(max(self._year, self.found.years[0]), self.found.years[-1])
        job = Job(partial(_ranged, self.found, self._known(), year))
        job.progressed.connect(self.progressed)
        self.lanes.start(_RANGES, job, partial(self._take_ranges, self.found, year))

    def _known(self) -> Drawn:
        """Return the draws that still hold."""
        if self._drawn is None or self._asked is None:
            return {}
        rows, of, drawn = self._drawn
        return drawn if rows is self._asked.rows and of == self._asked.draws else {}

    def _take_ranges(self, found: Comparison, year: int, ranged: Ranged) -> None:
        if found is not self.found or self._asked is None:
            return
        self._drawn = (self._asked.rows, self._asked.draws, {**self._known(), **ranged.drawn})
        self._bands[year] = ranged.bands
        self.ranged.emit()


def _compared(asked: _Asked, study: Study, step: Step) -> Found:
    from app.planning.compared_measures import moved_apart
    from app.planning.comparison import compare

    found = compare(asked.rows, asked.scenarios, asked.view, study, step)
    return Found(found, moved_apart(found))


def _ranged(found: Comparison, known: Mapping[str, FloatArray], year: int, step: Step) -> Ranged:
    """Draw what is not known yet, then make the bands of a year."""
    from app.planning.bands import DRAWS, SEED
    from app.planning.compared_bands import bands_of_year, draw_stocks

    def drawing(share: float) -> None:
        step(share * _DRAWN)

    def banding(share: float) -> None:
        step(_DRAWN + share * (1.0 - _DRAWN))

    drawn = draw_stocks(found, known, DRAWS, SEED, drawing)
    return Ranged(drawn, bands_of_year(found, drawn, year, banding))
