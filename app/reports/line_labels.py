"""Labels beside the ends of lines: pixels decide where each lies, when the chart is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.artist import Artist

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Annotation

    from app.reports.look import Look

_SPACING = 0.9
# Of a letter's size: the height that a label takes, with a name in a line of its own or without.
_TWO_LINES, _ONE_LINE = 2.8, 1.5
_AWAY = 6.0  # points from the end of a line to its label


@dataclass(frozen=True)
class EndLabel:
    """The name of a line, if it is said here, its last value, and where the line ends."""

    end: tuple[float, float]
    name: str
    value: float
    colour: str
    wanted: bool  # one that is only welcome gives way where there is no room


class EndLabels(Artist):
    """Draws nothing: it puts the labels beside the lines in their places before they are drawn.

    They stand outside the frame, so that they never lie on a line; two that would lie on each
    other move apart by as much as they must.
    """

    def __init__(self, axes: Axes, look: Look, most: int) -> None:
        """Make room for as many labels as there may be."""
        super().__init__()
        self._axes, self._look = axes, look
        self._away = -_AWAY if look.mirrored else _AWAY
        self._ends: tuple[EndLabel, ...] = ()
        self.texts = [self._made() for _ in range(most)]
        self.set_zorder(1)  # before all texts
        self.set_in_layout(False)
        axes.add_artist(self)

    def show(self, ends: Iterable[EndLabel]) -> None:
        """Write other labels."""
        self._ends = tuple(ends)
        language = self._look.language
        for text, end in zip(self.texts, self._ends, strict=True):
            name, value = language.whole(end.name), language.number(end.value)
            text.set_text("\n".join(part for part in (name, value) if part))
            text.set_color(end.colour)
            text.xy = end.end

    def draw(self, renderer: RendererBase) -> None:  # noqa: ARG002  nothing is drawn
        """Place the labels by the pixels of now."""
        room = self._room()
        low, high = room / 2, self._axes.bbox.height - room / 2
        pairs = sorted(zip(self.texts, self._ends, strict=True), key=lambda pair: pair[1].end[1])
        fits = self._gap(pairs) >= (len(pairs) - 1) * room
        shown = [pair for pair in pairs if fits or pair[1].wanted]
        at = _apart([self._height(end) for _, end in shown], room, low, high)
        for text, end in pairs:
            text.set_visible(fits or end.wanted)
        for (text, end), height in zip(shown, at, strict=True):
            text.xyann = (self._away, (height - self._height(end)) / self._pixels())

    def _made(self) -> Annotation:
        style = self._look.text(self._look.colour("axis"), strong=True)
        side = "right" if self._look.mirrored else "left"
        return self._axes.annotate(
            "", (0, 0), (self._away, 0), textcoords="offset points", ha=side, va="center",
            multialignment=side, linespacing=_SPACING, annotation_clip=False, **style,
        )  # fmt: skip

    def _gap(self, pairs: list[tuple[Annotation, EndLabel]]) -> float:
        return self._height(pairs[-1][1]) - self._height(pairs[0][1])

    def _height(self, end: EndLabel) -> float:
        """Return how many pixels above the foot of the frame a line ends."""
        return float(self._axes.transData.transform(end.end)[1] - self._axes.bbox.y0)

    def _room(self) -> float:
        """Return how many pixels of the height one label takes."""
        lines = _TWO_LINES if any(end.name for end in self._ends) else _ONE_LINE
        return float(self.texts[0].get_fontsize()) * lines * self._pixels()

    def _pixels(self) -> float:
        """Return how many pixels a point has."""
        figure = self._axes.get_figure(root=True)
        return figure.dpi / 72 if figure else 1.0


def _apart(heights: list[float], room: float, low: float, high: float) -> list[float]:
    """Return heights in order, at least a room apart, inside the frame where they can be."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, low, placed[-1] + room if placed else low))
    over = placed[-1] - high
    if over > 0 and len(placed) > 1:
        placed = _pushed(placed, room, high)
    return placed


def _pushed(placed: list[float], room: float, high: float) -> list[float]:
    """Return heights moved down from the top by as much as they must."""
    moved: list[float] = []
    for height in reversed(placed):
        moved.append(min(height, moved[-1] - room if moved else high))
    return moved[::-1]
