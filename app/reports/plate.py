"""The ground of a still chart: a figure of some size, and places on it measured in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.markers import MarkerStyle
from matplotlib.ticker import MaxNLocator

from app.courtesy import give_way
from app.reports.look import DPI, STRONG, marked_years
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from app.reports.look import Look

    Make = Callable[[Look, "Size"], Figure]

_STEPS = (1, 2, 2.5, 5, 10)
_WHOLE = frozenset({Kind.PERSONS, Kind.POPULATION, Kind.CHANGE})
_ROUND = {
    Kind.PER_10_000: Kind.PERSONS, Kind.FTE: Kind.PERSONS, Kind.SPREAD: Kind.PERSONS,
    Kind.RATIO: Kind.PERSONS, Kind.VALUE: Kind.PERSONS, Kind.CHANGE_PER_10_000: Kind.CHANGE,
}  # fmt: skip
_FEWEST, _MOST, _STEP = 2, 5, 60  # steps of a scale; pixels of the figure for one
_TICK_AWAY = 5  # pixels from the frame to the words on its scale
_TICK_BELOW = 4


@dataclass(frozen=True)
class Size:
    """The size of a figure in pixels; head and foot stay free for words above and under it."""

    width: int
    height: int
    head: int = 0
    foot: int = 0


@dataclass(frozen=True)
class Box:
    """A place in pixels from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, left: float, top: float, right: float, bottom: float) -> Box:
        """Return what is left of a place without its margins."""
        return Box(self.left + left, self.top + top, self.right - right, self.bottom - bottom)

    @property
    def width(self) -> float:
        """How wide the place is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high the place is."""
        return self.bottom - self.top


class _Canvas(FigureCanvasAgg):
    """Draws the figure stroke by stroke, others first."""

    _pen: Any = None

    def get_renderer(self) -> Any:  # noqa: ANN401  matplotlib says nothing of its types
        """Return what draws in the size of now."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        if self._pen is None or (self._pen.width, self._pen.height, self._pen.dpi) != size:
            self._pen = _Renderer(*size)  # type: ignore[no-untyped-call]
        return self._pen


class _Renderer(RendererAgg):
    """Lets others go first before each line, shape or text."""

    def draw_path(self, *what: Any, **how: Any) -> None:  # noqa: ANN401
        """Draw a line or a shape."""
        give_way()
        super().draw_path(*what, **how)  # type: ignore[no-untyped-call]

    def get_text_width_height_descent(self, *what: Any, **how: Any) -> Any:  # noqa: ANN401
        """Return the measures of a text."""
        give_way()
        return super().get_text_width_height_descent(*what, **how)  # type: ignore[no-untyped-call]

    def draw_text(self, *what: Any, **how: Any) -> None:  # noqa: ANN401
        """Draw a text."""
        give_way()
        super().draw_text(*what, **how)  # type: ignore[no-untyped-call]


class Plate:
    """An empty figure, and what is needed to put words and frames on it."""

    def __init__(self, look: Look, size: Size) -> None:
        """Take a look and a size."""
        self.look, self.size = look, size
        face = look.surface("surface")
        inches = (size.width / DPI, size.height / DPI)
        self.figure = Figure(inches, dpi=DPI, facecolor=face)
        _Canvas(self.figure)
        self.room = Box(0, size.head, size.width, size.height - size.foot)
        self.backwards = look.language.direction == "rtl"

    def axes(self, place: Box) -> Axes:
        """Return a frame without any lines of its own."""
        give_way()
        wide, high = self.size.width, self.size.height
        made = self.figure.add_axes(
            (place.left / wide, 1 - place.bottom / high, place.width / wide, place.height / high)
        )
        made.set_axis_off()
        return made

    def pixels(self, measure: str = "tick_px") -> float:
        """Return how high letters are."""
        return self.look.measure(measure) * self.look.growth

    def width(self, said: str, measure: str = "tick_px", *, strong: bool = False) -> float:
        """Return how wide a text is."""
        return text_width(said, self.look.families, self.pixels(measure), strong=strong)

    def write(
        self,
        at: tuple[float, float],
        said: str,
        colour: str,
        *,
        measure: str = "tick_px",
        strong: bool = False,
        **aligned: Any,  # noqa: ANN401
    ) -> Text:
        """Write a text at a place; it lies at the left of its middle unless said otherwise."""
        give_way()
        x, y = at[0] / self.size.width, 1 - at[1] / self.size.height
        style = self.look.text(colour, strong=strong) | {
            "fontsize": self.look.points(self.look.measure(measure))
        }
        return self.figure.text(
            x, y, self.look.language.whole(said), **({"va": "center"} | aligned | style)
        )

    def shortened(self, said: str, room: float, measure: str, *, strong: bool = False) -> str:
        """Return as much of a text as there is room for."""
        if self.width(said, measure, strong=strong) <= room:
            return said
        kept = said
        while kept and self.width(f"{kept.rstrip()}…", measure, strong=strong) > room:
            kept = kept[:-1]
        return f"{kept.rstrip()}…"

    # --- Scales ---------------------------------------------------------------------------------

    def values(self, axes: Axes, place: Box, scale: Sequence[tuple[float, str]]) -> None:
        """Draw quiet lines across a frame and write their values where time begins."""
        look = self.look
        low, high = axes.get_ylim()
        for value, said in scale:
            y = place.bottom - (value - low) / (high - low) * place.height
            axes.axhline(value, color=look.colour("grid"), linewidth=look.stroke("line_grid"),
                         zorder=0.5)  # fmt: skip
            x = place.right + _TICK_AWAY if look.mirrored else place.left - _TICK_AWAY
            side = "left" if look.mirrored else "right"
            if said:
                self.write((x, y), said, look.colour("axis"), ha=side, va="center_baseline")

    def steps(self) -> int:
        """Return how many steps of a scale there is room for."""
        return max(_FEWEST, min(_MOST, int(self.room.height / _STEP)))

    def base(self, axes: Axes, *, at: float | None = None) -> None:
        """Draw the line that the frame stands on, or the line of zero."""
        look = self.look
        style: dict[str, Any] = {
            "color": look.colour("axis_line"), "linewidth": look.stroke("line_zero"), "zorder": 1,
        }  # fmt: skip
        low = axes.get_ylim()[0]
        if at is None or at <= low:
            axes.plot([0, 1], [0, 0], transform=axes.transAxes, clip_on=False, **style)
        else:
            axes.axhline(at, **style)

    def years(self, axes: Axes, place: Box, years: Sequence[int], most: int = 6) -> None:
        """Write years under a frame."""
        first, last = axes.get_xlim()
        for year in marked_years(years, most):
            x = place.left + (year - first) / (last - first) * place.width
            at = (x, place.bottom + _TICK_BELOW)
            self.write(at, str(year), self.look.colour("axis"), ha="center", va="top")

    def span(self, axes: Axes, first: float, last: float) -> None:
        """Let time run across a frame, the way it runs for this look; one year has its middle."""
        if first == last:
            first, last = first - 0.5, last + 0.5
        axes.set_xlim(*((last, first) if self.look.mirrored else (first, last)))


def let_go(figure: Figure) -> None:
    """Take a figure apart that nobody looks at any more.

    Its thousands of parts hold each other. As they are they would stay until garbage is collected,
    which takes ten times as long as this, and in the thread of the window.
    """
    for part in figure.findobj():
        known = vars(part)
        marker = known.get("_marker")
        if isinstance(marker, MarkerStyle):
            vars(marker).clear()
        known.clear()


def scale(
    look: Look, low: float, high: float, kind: Kind, most: int = 5
) -> list[tuple[float, str]]:
    """Return values that people count in and that hold two others, each as it is written."""
    finder = MaxNLocator(most, integer=kind in _WHOLE, steps=_STEPS)
    found = finder.tick_values(low, high if high > low else low + 1)
    values = [round(float(value), 9) + 0.0 for value in found]
    if all(value == round(value) for value in values):
        kind = _ROUND.get(kind, kind)
    return [(value, written(value, kind, look.language)) for value in values]


@lru_cache(4096)
def text_width(said: str, families: tuple[str, ...], pixels: float, *, strong: bool) -> float:
    """Return how many pixels a text takes of a line."""
    font = FontProperties(
        family=list(families), size=pixels * 72 / DPI, weight=STRONG if strong else "normal"
    )
    renderer: Any = RendererAgg(1, 1, DPI)  # type: ignore[no-untyped-call]
    return float(renderer.get_text_width_height_descent(said, font, ismath=False)[0])
