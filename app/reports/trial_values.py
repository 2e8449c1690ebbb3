"""The values that are written over the line of a trial chart, none of them over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.reports.look import DPI
from app.reports.trial_marks import DIGIT
from app.reports.trial_scene import plateaus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from app.reports.trial_marks import Sizes
    from app.reports.trial_scene import Course, Scene

_MOST_PLATEAUS = 6  # more of them are not written each
_HIGH = 1.15  # of a letter's size: the height that a value takes
_BESIDE = 5  # pixels from the line of the chosen year to its value


class _Written(NamedTuple):
    """A value where it stands: the middle and half the width in pixels, its height, its side."""

    middle: float
    half: float
    height: float
    below: bool

    def meets(self, other: _Written, room: float) -> bool:
        """Tell whether two values would lie on each other."""
        across = abs(self.middle - other.middle) < self.half + other.half
        return across and abs(self.height - other.height) < room


class Values:
    """Writes those values of a scene that matter most."""

    def __init__(self, axes: Axes, sizes: Sizes, course: Course, colour: str) -> None:
        """Make room for as many values as are ever written."""
        self._axes, self._sizes, self._course = axes, sizes, course
        most = _MOST_PLATEAUS + 3
        self.texts = [sizes.words(axes, "value", colour, strong=True) for _ in range(most)]
        self._lift = self.texts[0].xyann[1]

    def show(self, scene: Scene) -> None:
        """Write the values of a scene, as far as they are not hidden."""
        said = [self._sizes.look.language.number(value) for value in scene.values]
        taken: list[_Written] = []
        free = iter(self.texts)
        for spot, at in self._spots(scene, said):
            place = self._place(scene, spot, at, said[at])
            room = _HIGH * self._pixels()
            if any(place.meets(other, room) for other in taken):
                continue
            taken.append(place)
            text = next(free, None)
            if text is not None:
                self._write(text, (spot, scene.values[at]), said[at], place)
        for text in free:
            text.set_visible(False)

    def _spots(self, scene: Scene, said: Sequence[str]) -> Iterator[tuple[float, int]]:
        """Return where values are written and which, those that matter most first."""
        years = scene.years[: scene.shown]
        runs = plateaus(years, said)
        at = {year: place for place, year in enumerate(years)}
        if scene.labels is None and self._course.steps and len(runs) <= _MOST_PLATEAUS:
            yield from (((first + last) / 2, at[last]) for first, last in reversed(runs))
            return
        ends = [scene.chosen, scene.years[-1], scene.years[0]]
        for year in dict.fromkeys(ends if scene.labels is None else scene.labels):
            if year in at:
                yield year, at[year]

    def _place(self, scene: Scene, spot: float, at: int, said: str) -> _Written:
        """Return where a value stands: in the frame, and clear of a line that marks its year."""
        x, y = self._axes.transData.transform((spot, scene.values[at]))
        half = len(said.strip("\u2066\u2069")) * DIGIT * self._pixels() / 2
        on_a_rule = scene.years[at] == scene.chosen or (at == 0 and len(scene.history) > 0)
        if on_a_rule and not self._course.steps:
            x += half + _BESIDE * self._axes.figure.dpi / DPI
        frame, room = self._axes.bbox, _HIGH * self._pixels()
        below = self._below(scene, at) and float(y) - room > frame.y0
        height = float(y) - room if below else float(y)
        return _Written(min(max(x, frame.x0 + half), frame.x1 - half), half, height, below)

    def _below(self, scene: Scene, at: int) -> bool:
        """Tell whether a plain line lies above where a value is written: beside the last point."""
        if self._course.steps or len(scene.values) == 1:
            return False
        later = at + 1 < len(scene.values)
        if self._sizes.look.mirrored and at:
            later = False
        return scene.values[at + 1 if later else at - 1] > scene.values[at]

    def _write(
        self, text: Annotation, spot: tuple[float, float], said: str, place: _Written
    ) -> None:
        """Write a value where it stands."""
        x, _ = self._axes.transData.transform(spot)
        text.xy = spot
        lift = -self._lift if place.below else self._lift
        text.xyann = ((place.middle - float(x)) * 72 / self._axes.figure.dpi, lift)
        text.set(text=said, va="top" if place.below else "bottom")
        text.set_visible(True)

    def _pixels(self) -> float:
        """Return how high the letters are in pixels of the picture."""
        return self._sizes.pixels("value") * self._axes.figure.dpi / DPI
