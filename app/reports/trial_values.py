"""The values that are written over the line of a trial chart, none of them over another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
HIGH = 1.15  # of a letter's size: the height that a value takes
_BESIDE = 5  # pixels from the line of the chosen year to its value


class Written(NamedTuple):
    """A value where it stands: the middle and half the width in pixels, its height, its side."""

    middle: float
    half: float
    height: float
    below: bool

    def meets(self, other: Written, room: float) -> bool:
        """Tell whether two values would lie on each other."""
        across = abs(self.middle - other.middle) < self.half + other.half
        return across and abs(self.height - other.height) < room


class _Spot(NamedTuple):
    """Where a value is written, which one it is, and the years that it stands for, if several."""

    x: float
    at: int
    run: tuple[int, int] | None


class Values:
    """Writes those values of a scene that matter most."""

    def __init__(self, axes: Axes, sizes: Sizes, course: Course, colour: str) -> None:
        """Make room for as many values as are ever written."""
        self._axes, self._sizes, self._course = axes, sizes, course
        most = _MOST_PLATEAUS + 3
        self.texts = [sizes.words(axes, "value", colour, strong=True) for _ in range(most)]
        self._lift = self.texts[0].xyann[1]

    def show(self, scene: Scene) -> list[Written]:
        """Write the values of a scene, as far as they are not hidden; tell where they stand."""
        said = [self._sizes.look.language.number(value) for value in scene.values]
        taken: list[Written] = []
        free = iter(self.texts)
        for spot in self._spots(scene, said):
            place = self._place(scene, spot, said[spot.at])
            room = HIGH * self._pixels()
            if any(place.meets(other, room) for other in taken):
                continue
            taken.append(place)
            text = next(free, None)
            if text is not None:
                self._write(text, (spot.x, scene.values[spot.at]), said[spot.at], place)
        for text in free:
            text.set_visible(False)
        return taken

    def _spots(self, scene: Scene, said: Sequence[str]) -> Iterator[_Spot]:
        """Return where values are written and which, those that matter most first."""
        years = scene.years[: scene.shown]
        runs = plateaus(years, said)
        at = {year: place for place, year in enumerate(years)}
        if scene.labels is None and self._course.steps and len(runs) <= _MOST_PLATEAUS:
            for first, last in reversed(runs):
                yield _Spot((first + last) / 2, at[last], (first, last))
            return
        ends = [scene.chosen, scene.years[-1], scene.years[0]]
        for year in dict.fromkeys(ends if scene.labels is None else scene.labels):
            if year in at:
                yield _Spot(year, at[year], None)

    def _place(self, scene: Scene, spot: _Spot, said: str) -> Written:
        """Return where a value stands: in the frame, and clear of a line that marks its year."""
        x, y = (float(one) for one in self._pixel(spot.x, scene.values[spot.at]))
        half = len(said.strip("\u2066\u2069")) * DIGIT * self._pixels() / 2
        beside = half + _BESIDE * self._axes.figure.dpi / DPI
        is_base = spot.at == 0 and len(scene.history) > 0
        if spot.run is not None:
            x = self._clear(scene, spot.run, x, beside)
        elif scene.years[spot.at] == scene.chosen or (is_base and not self._course.steps):
            x += beside
        frame, room = self._axes.bbox, HIGH * self._pixels()
        below = self._below(scene, spot, half) and y - room > frame.y0
        height = y - room if below else y
        return Written(min(max(x, frame.x0 + half), frame.x1 - half), half, height, below)

    def _clear(self, scene: Scene, run: tuple[int, int], x: float, beside: float) -> float:
        """Return where the value of a plateau is clear of the chosen year, if that is on it."""
        if scene.chosen is None or not run[0] <= scene.chosen <= run[1]:
            return x
        rule = float(self._pixel(scene.chosen, 0)[0])
        ends = [float(self._pixel(end, 0)[0]) for end in self._course.ends(*run)]
        moved = rule + beside if x >= rule else rule - beside
        inside = min(ends) + beside <= moved <= max(ends) - beside
        return moved if abs(x - rule) < beside and inside else x

    def _below(self, scene: Scene, spot: _Spot, half: float) -> bool:
        """Tell whether the line lies above where a value is written: beside the last point."""
        values, at = scene.values, spot.at
        if spot.run is not None:
            start, end = (float(self._pixel(one, 0)[0]) for one in self._course.ends(*spot.run))
            first = scene.years.index(spot.run[0])
            beside = [*values[max(first - 1, 0) : first], *values[at + 1 : at + 2]]
            return abs(end - start) < 2 * half and max(beside, default=0.0) > values[at]
        if len(values) == 1:
            return False
        later = at + 1 < len(values)
        if self._sizes.look.mirrored and at:
            later = False
        return values[at + 1 if later else at - 1] > values[at]

    def _pixel(self, x: float, y: float) -> Any:  # noqa: ANN401  a pair of numpy
        return self._axes.transData.transform((x, y))

    def _write(
        self, text: Annotation, spot: tuple[float, float], said: str, place: Written
    ) -> None:
        """Write a value where it stands."""
        x, _ = self._pixel(*spot)
        text.xy = spot
        lift = -self._lift if place.below else self._lift
        text.xyann = ((place.middle - float(x)) * 72 / self._axes.figure.dpi, lift)
        text.set(text=said, va="top" if place.below else "bottom")
        text.set_visible(True)

    def _pixels(self) -> float:
        """Return how high the letters are in pixels of the picture."""
        return self._sizes.pixels("value") * self._axes.figure.dpi / DPI
