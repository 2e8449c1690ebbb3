"""What is drawn over years, and where its years lie in the picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from app.language import Language
    from app.reports.look import Look
    from app.reports.plate import Make, Size
    from app.reports.table import Table

    Reading = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Frame:
    """Where a frame of a figure lies in the picture, the years and the values at its ends."""

    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        """Return where a year lies."""
        part = (year - self.first) / ((self.last - self.first) or 1.0)
        return self.left + part * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value lies."""
        part = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.bottom - part * (self.bottom - self.top)

    def holds(self, year: float) -> bool:
        """Tell whether a year lies between the ends."""
        low, high = sorted((self.first, self.last))
        return low <= year <= high

    def year(self, x: float) -> int:
        """Return the year nearest to a place."""
        part = (x - self.left) / max(self.right - self.left, 1.0)
        return round(self.first + part * (self.last - self.first))


@dataclass(frozen=True)
class Shown:
    """What is to be drawn: the figure, the table behind it, the words for those who see neither.

    years: those that can be chosen; none where the figure shows one year alone. reading: what the
    figure says of a year, for the card under the hand. points: the values that the figure has in a
    year, as they are written.
    """

    make: Make
    table: Table
    language: Language
    words: str
    years: tuple[int, ...] = ()
    reading: Callable[[int], Reading] = lambda _year: ()
    points: Callable[[int], tuple[tuple[float, str], ...]] = lambda _year: ()

    @property
    def title(self) -> str:
        """The name of the figure."""
        return self.table.title


@dataclass
class Watched:
    """Draws a figure for the screen and notes where its frames are; paper needs no frames."""

    make: Make
    frames: tuple[Frame, ...] = field(default=())

    def __call__(self, look: Look, size: Size) -> Figure:
        """Draw the figure."""
        figure = self.make(look, size)
        if not size.head:
            self.frames = tuple(_frames(figure, size.height))
        return figure


def _frames(figure: Figure, height: int) -> list[Frame]:
    """Return the frames of a figure in pixels from its upper left corner."""
    found = []
    for axes in figure.axes:
        left, low, right, top = axes.bbox.extents
        found.append(
            Frame(left, height - top, right, height - low, *axes.get_xlim(), *axes.get_ylim())
        )
    return found
