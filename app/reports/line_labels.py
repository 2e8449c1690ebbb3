"""Labels at the ends of lines: where each lies is decided by pixels, when the chart is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.artist import Artist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.text import Annotation

LIFT_ABOVE = 10.0  # points from the line to the middle of its label
_AIR = 1.35  # of a letter's size: what one label takes of the height
_POINTS_AN_INCH = 72


class Settling(Artist):
    """Draws nothing: it puts the labels of one year in their places before they are drawn.

    The upper line carries its label above; a lower one carries it below, or above where its line
    comes from below or is too near to the axis, and there is room. What lies between the lines
    is named only if its label touches neither.
    """

    def __init__(
        self,
        axes: Axes,
        labels: Sequence[Annotation],
        above: Sequence[bool],
        between: Annotation | None = None,
    ) -> None:
        """Take the labels, whether each would rather stand above, and the one in between."""
        super().__init__()
        self._axes, self._labels, self._between = axes, tuple(labels), between
        self._above = tuple(above)
        self.set_zorder(0)  # before all texts
        self.set_in_layout(False)

    def draw(self, renderer: RendererBase) -> None:  # noqa: ARG002  nothing is drawn
        """Place the labels by the pixels of now."""
        ordered = sorted(self._labels, key=lambda label: -self._height(label))
        for label in ordered:
            label.set_verticalalignment("center")
        ordered[0].xyann = (ordered[0].xyann[0], LIFT_ABOVE)
        if len(ordered) == 1:
            return
        upper, lower = ordered
        gap = self._height(upper) - self._height(lower)
        room = self._letters(lower)
        low = self._height(lower) < room + LIFT_ABOVE
        wished = low or self._above[self._labels.index(lower)]
        above = wished and gap > 2 * room + LIFT_ABOVE
        lower.xyann = (lower.xyann[0], LIFT_ABOVE if above else -LIFT_ABOVE)
        if self._between is not None:
            taken = room + LIFT_ABOVE if above else 0.0
            self._between.set_visible(gap - taken > 1.5 * room)

    def _height(self, label: Annotation) -> float:
        """Return how many points above the axis the line of a label ends."""
        at = self._axes.transData.transform(label.xy)[1] - self._axes.bbox.y0
        figure = self._axes.get_figure(root=True)
        return float(at) * _POINTS_AN_INCH / (figure.dpi if figure else _POINTS_AN_INCH)

    def _letters(self, label: Annotation) -> float:
        return float(label.get_fontsize()) * _AIR
