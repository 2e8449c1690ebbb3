"""What stands around the line of a trial chart: its sizes, the veil, contracts at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Polygon

from app.reports.look import DPI
from app.reports.rounding import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from app.reports.look import Look
    from app.reports.trial_scene import Course, Points, Scene

DIGIT = 0.6  # of a letter's size: the width of a digit of the bundled font
_LIFT = 0.22  # of a letter's size: from a line to the value above it
_STRIPS = 8
LETTER = 0.55  # of a letter's size: the width of a letter of a word
_ASKED = {"ltr": "?", "rtl": "؟"}
_QUESTION = 0.86  # of the height of the frame


@dataclass(frozen=True)
class Sizes:
    """How large things are: on the desk, or before a room."""

    look: Look
    presented: bool = False

    def name(self, of: str) -> str:
        """Return the name of a measure among the tokens."""
        return f"{of}_presentation_px" if self.presented else f"{of}_px"

    def pixels(self, of: str) -> float:
        """Return how high letters are in pixels."""
        return self.look.measure(self.name(of)) * self.look.growth

    def line(self, of: str) -> float:
        """Return how wide a line is in points."""
        return self.look.stroke("line_presentation" if self.presented else of)

    def text(self, of: str, colour: str, *, strong: bool = False) -> dict[str, Any]:
        """Return how a text is written."""
        size = self.look.points(self.look.measure(self.name(of)))
        return self.look.text(colour, strong=strong) | {"fontsize": size}

    def words(self, axes: Axes, of: str, colour: str, *, strong: bool = False) -> Annotation:
        """Make a text over the chart that stands on the place it is given."""
        lift = self.look.points(self.look.measure(self.name(of))) * _LIFT
        made = axes.annotate(
            "", (0, 0), (0, lift), textcoords="offset points", ha="center", va="bottom",
            annotation_clip=False, **self.text(of, colour, strong=strong),
        )  # fmt: skip
        made.set_zorder(8)
        return made


class Veil:
    """Hides what follows a year behind a large question."""

    def __init__(self, axes: Axes, sizes: Sizes, course: Course) -> None:
        """Stand ready without hiding anything."""
        look = sizes.look
        self._axes, self._course = axes, course
        self.cover = Polygon([(0, 0)], color=look.surface("accent_soft"), linewidth=0, zorder=5)
        self.cover.set_transform(axes.get_xaxis_transform())
        axes.add_patch(self.cover)
        self.question = axes.text(
            0, _QUESTION, "", transform=axes.get_xaxis_transform(), ha="center", va="top",
            zorder=9, **sizes.text("question", look.surface("accent"), strong=True),
        )  # fmt: skip
        self.question.set_text(_ASKED[look.language.direction])

    def show(self, scene: Scene) -> None:
        """Hide what a scene hides."""
        held = scene.held
        self.cover.set_visible(held)
        self.question.set_visible(held and scene.revealed <= 0)
        if scene.hold_from is None:
            return
        left = self._course.border(scene.hold_from)
        right = self._course.ends(scene.years[0], scene.years[-1])[1]
        self.cover.set_xy([(left, 0), (left, 1), (right, 1), (right, 0)])
        self.cover.set_alpha(1 - scene.revealed)
        self.question.set_x((left + right) / 2)


class Strips:
    """Lies at the foot of the frame where contracts count, and says how many."""

    def __init__(self, axes: Axes, sizes: Sizes, course: Course) -> None:
        """Make room for as many strips as there may be."""
        look = sizes.look
        self._look, self._course, self._colour = look, course, look.colour("entry")
        self._axes, self._sizes = axes, sizes
        tint = look.alpha("band80")
        self.strips = [
            Polygon([(0, 0)], color=self._colour, alpha=tint, linewidth=0, zorder=1.5)
            for _ in range(_STRIPS)
        ]
        self.texts = [sizes.words(axes, "label", self._colour) for _ in range(_STRIPS)]
        self._high = 0.0
        for strip, text in zip(self.strips, self.texts, strict=True):
            strip.set_transform(axes.get_xaxis_transform())
            text.xycoords = axes.get_xaxis_transform()
            text.set_zorder(2)
            axes.add_patch(strip)

    def fit(self, pixels: float) -> None:
        """Keep the height of the strips in a frame that is so many pixels high."""
        self._high = self._look.measure("strip_height") / pixels

    def show(self, scene: Scene) -> None:
        """Show the contracts of a scene."""
        runs = list(_runs(scene.years[: scene.shown], scene.contracts))[:_STRIPS]
        for at, (strip, text) in enumerate(zip(self.strips, self.texts, strict=True)):
            seen = at < len(runs)
            strip.set_visible(seen)
            text.set_visible(seen)
            if seen:
                first, last, most = runs[at]
                left, right = self._course.border(first), self._course.ends(first, last)[1]
                strip.set_xy([(left, 0), (left, self._high), (right, self._high), (right, 0)])
                text.xy = ((left + right) / 2, self._high)
                text.set_text(self._said(most))
                text.set_visible(self._fits(text.get_text(), left, right))

    def _said(self, most: int) -> str:
        return self._look.language.plural("{n} contract", "{n} contracts", most)

    def _fits(self, said: str, left: float, right: float) -> bool:
        """Tell whether a number of contracts has its place over its own years."""
        start, end = self._axes.transData.transform([(left, 0), (right, 0)])[:, 0]
        wide = len(said.strip("\u2066\u2069")) * LETTER * self._sizes.pixels("label")
        return wide * self._axes.figure.dpi / DPI <= abs(float(end - start))


def _runs(years: Sequence[int], contracts: Sequence[float]) -> Iterable[tuple[int, int, int]]:
    """Return the years on end in which as many contracts count: first, last, and how many."""
    number = [whole(known) for known in contracts[: len(years)]]
    ends = np.flatnonzero(np.diff(number)) + 1
    for part in np.split(np.arange(len(number)), ends):
        if len(part) and number[part[0]] > 0:
            yield years[part[0]], years[part[-1]], number[part[0]]


def outline(shape: Polygon, points: Points) -> None:
    """Give a shape other points, or none."""
    shape.set_visible(len(points) > 0)
    if len(points):
        shape.set_xy(points)


def everything(*parts: Sequence[Artist]) -> list[Artist]:
    """Return artists in the order of drawing."""
    return sorted((one for part in parts for one in part), key=lambda one: one.get_zorder())
