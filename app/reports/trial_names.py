"""The names at the ends of two lines of a trial chart: what the room said, and the need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.look import DPI
from app.reports.trial_marks import LETTER
from app.reports.trial_values import HIGH, Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from app.reports.trial_marks import Sizes

_TALL = 1.75  # of a letter's size: a line of text, and the gap to what it names

_FAR = 3.0  # of a letter's size: from a short line to its name beside it
_BETWEEN = (0.5, 0.65, 0.35)  # of a line, where neither of its ends is free

_Taken = tuple[Written, tuple[float, float]]
Named = tuple[tuple[tuple[float, float], tuple[float, float]], str]


class Names:
    """Writes a name along its line where no value and no other name stands."""

    def __init__(self, axes: Axes, sizes: Sizes) -> None:
        """Make room for both names."""
        self._axes, self._sizes = axes, sizes
        tones = {"guess": "axis", "need": "need"}
        self.texts: Mapping[str, Annotation] = {
            name: sizes.words(axes, "label", sizes.look.colour(tone))
            for name, tone in tones.items()
        }
        for text in self.texts.values():
            text.set_zorder(9)
        self._lift = float(self.texts["need"].xyann[1])

    def show(self, named: Mapping[str, Named], taken: Sequence[Written]) -> None:
        """Write the names of lines, each given as where it begins and ends, and what is said.

        taken: where the values stand.
        """
        known = [(one, _span(one, self._pixels("value"))) for one in taken]
        for name, text in self.texts.items():
            text.set_visible(name in named)
            if name in named:
                (_, end), said = named[name]
                place = self._free(named[name], known)
                known.append((place, _span(place, self._pixels())))
                x, _ = self._axes.transData.transform(end)
                text.xy = end
                lift = -self._lift if place.below else self._lift
                text.xyann = ((place.middle - float(x)) * 72 / self._axes.figure.dpi, lift)
                text.set(text=said, va="top" if place.below else "bottom")

    def _free(self, named: Named, known: Sequence[_Taken]) -> Written:
        """Return the first place that nothing takes, else the end of the line."""
        places = list(self._places(named))
        frame = self._axes.bbox
        for one in places:
            low, high = _span(one, self._pixels())
            inside = frame.y0 <= low and high <= frame.y1
            if inside and not any(
                _across(one, other) and low < above and under < high
                for other, (under, above) in known
            ):
                return one
        return places[0]

    def _places(self, named: Named) -> Iterator[Written]:
        """Return where a name may stand, the best first: over and under its end, then its start."""
        points, said = named
        frame, pixels = self._axes.bbox, self._pixels()
        half = len(said.strip("\u2066\u2067\u2069")) * LETTER * pixels / 2
        start, end = ([float(one) for one in self._axes.transData.transform(at)] for at in points)
        towards = 1 if end[0] >= start[0] else -1
        ends = [(end[0] - towards * half, end[1]), (start[0] + towards * half, start[1])]
        between = [
            (start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1]))
            for part in _BETWEEN
        ]
        before = (start[0] - towards * (half + _FAR * pixels), start[1])
        for x, y in (*ends, *between, before):
            middle = min(max(x, frame.x0 + half), frame.x1 - half)
            yield Written(middle, half, y, below=False)
            yield Written(middle, half, y - HIGH * pixels, below=True)

    def _pixels(self, of: str = "label") -> float:
        """Return how high letters are in pixels of the picture."""
        return self._sizes.pixels(of) * self._axes.figure.dpi / DPI


def _across(one: Written, other: Written) -> bool:
    """Tell whether one text would lie over or under another."""
    return abs(one.middle - other.middle) < one.half + other.half


def _span(place: Written, pixels: float) -> tuple[float, float]:
    """Return the lowest and the highest that a text takes, with the gap to its line."""
    if place.below:
        top = place.height + HIGH * pixels
        return top - _TALL * pixels, top
    return place.height, place.height + _TALL * pixels
