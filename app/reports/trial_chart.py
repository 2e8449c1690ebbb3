"""One measure over the years while something is tried: what stands now and what stood before.

A chart is built once for its years and told other scenes as often as a hand moves; its limits
stay while it is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from matplotlib.patches import Polygon

from app.reports.look import DPI
from app.reports.trial_marks import DIGIT, Sizes, Strips, Veil, everything, outline
from app.reports.trial_names import Names
from app.reports.trial_scene import Course, in_steps
from app.reports.trial_values import Values
from app.reports.year_axes import YearAxes, locator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.artist import Artist
    from matplotlib.lines import Line2D

    from app.reports.look import Look
    from app.reports.trial_names import Named
    from app.reports.trial_scene import Points, Scene

Measure = Literal["stock", "deficit", "fte", "entries", "exits"]

_COLOURS: Mapping[str, str] = {"fte": "stock", "entries": "entry", "exits": "exit"}

_WIDTH, _HEIGHT = 650, 420
_TOP, _SIDE, _GAP = 8, 8, 6  # pixels around the frame
_FOOT = 2.1  # of a letter's size
_ABOVE = 1.6  # of a letter's size: what the value above the highest point takes
_CUT = 0.5  # a deficit whose lowest value is above this part of its highest is shown alone
_FLAT = 0.1  # of the highest value: the least that a cut axis shows
_BELOW = 0.7  # of the range: what a cut axis leaves below it
_NEED = 3.0  # times the highest value: a need above it would press the line to the foot
_LINES = ("ghost", "dashed", "need", "history", "guess")


class TrialChart:
    """One figure; `show` moves what is on it, `fit` gives it a size."""

    def __init__(
        self,
        scene: Scene,
        look: Look,
        measure: Measure,
        *,
        steps: bool | None = None,
        presented: bool = False,
    ) -> None:
        """Build the figure for the years of a scene.

        steps: plateaus instead of points; None leaves it to the size of the first values.
        presented: in the sizes for a room.
        """
        self.measure, self._look, self._shape = measure, look, scene.shape
        self._scene = scene
        self._sizes = Sizes(look, presented)
        plateaued = in_steps(scene.values) if steps is None else steps
        self._course = Course(plateaued or len(scene.years) == 1)
        self.figure, self._axes = look.blank(_WIDTH / DPI, _HEIGHT / DPI)
        self.figure.set_layout_engine(None)
        every = [*(year for year, _ in scene.history), *scene.years]
        self._scales = YearAxes(self._axes, look, every, self._sizes.name("tick"))
        self._axes.set_xlim(*self._course.ends(every[0], every[-1])[:: -1 if look.mirrored else 1])
        self._locator = locator()
        self._limits, self._held = (0.0, 0.0), False
        self._fitted: tuple[object, ...] = ()
        self._letters = 0  # of the longest value beside the axis
        self._draw_parts()
        self.show(scene)
        self.fit(_WIDTH, _HEIGHT)

    @property
    def years(self) -> list[int]:
        """The years whose values are told, the observed ones before them left out."""
        return list(self._scene.years)

    def show(self, scene: Scene) -> bool:
        """Draw another scene; tell whether it fits: other years want another chart."""
        if scene.shape != self._shape:
            return False
        self._scene = scene
        self._leave_room()
        self._move()
        return True

    def hold_limits(self) -> None:
        """Keep the limits while a hand moves; only what would leave the frame widens them."""
        self._held = True

    def release(self) -> None:
        """Let the limits follow the values again."""
        self._held = False
        self._leave_room()
        self._move()

    def fit(self, width: int, height: int, ratio: float = 1.0) -> None:
        """Take a size in pixels.

        While the limits are held, the room for the values beside the axis stays: another one would
        mean to draw everything anew under the hand.
        """
        if not (self._held and self._letters):
            self._letters = self._scales.letters
        wanted = (width, height, ratio, self._letters)
        if wanted == self._fitted:
            return
        self._fitted = wanted
        self.figure.set_dpi(DPI * ratio)
        self.figure.set_size_inches(width / DPI, height / DPI, forward=False)
        tick, value = self._sizes.pixels("tick"), self._sizes.pixels("value")
        begin = (_SIDE + _GAP + self._letters * DIGIT * tick) / width
        end = 1 - (_SIDE + value * DIGIT) / width
        left, right = (1 - end, 1 - begin) if self._look.mirrored else (begin, end)
        self.figure.subplots_adjust(left, _FOOT * tick / height, right, 1 - _TOP / height)
        self._scales.fit()
        self._strips.fit(self._pixels())
        self._leave_room()
        self._move()

    def layers(self) -> tuple[list[Artist], list[Artist]]:
        """Return what moves with the limits, and over it what moves with every scene."""
        axes = self._axes
        moving = everything(axes.patches, axes.lines, axes.texts)
        return [self._scales.values, self._scales.grid], moving

    def place(self, year: float, value: float) -> tuple[float, float]:
        """Return where a value lies, in parts of the figure from its upper left corner."""
        x, y = self._axes.transData.transform((year, value))
        return float(x) / self.figure.bbox.width, 1 - float(y) / self.figure.bbox.height

    def value_at(self, y: float) -> float:
        """Return the value at a part of the height from the top, inside the frame."""
        pixels = (1 - y) * self.figure.bbox.height
        _, value = self._axes.transData.inverted().transform((0, pixels))
        return float(np.clip(value, *self._limits))

    def year_at(self, x: float) -> int:
        """Return the year nearest to a part of the width from the left."""
        year, _ = self._axes.transData.inverted().transform((x * self.figure.bbox.width, 0))
        return min(self._scene.years, key=lambda one: abs(one - float(year)))

    def need_note(self) -> str:
        """Return what to say of a need that lies above the frame, or nothing."""
        need, say = self._scene.need, self._look.language.say
        if not need or self._need_fits():
            return ""
        low, high = (self._look.language.number(value) for value in (min(need), max(need)))
        if low == high:
            return say("need {value}, above the frame", value=high)
        return say("need from {low} to {high}, above the frame", low=low, high=high)

    def axis_note(self) -> str:
        """Return what to say of an axis that does not start at zero, or nothing."""
        low, language = self._limits[0], self._look.language
        return language.say("axis from {value}", value=language.number(low)) if low > 0 else ""

    # --- Inside ---------------------------------------------------------------------------------

    def _draw_parts(self) -> None:
        """Draw everything there may be, from the ground up."""
        look, axes, sizes = self._look, self._axes, self._sizes
        colour = look.colour(_COLOURS.get(self.measure, self.measure))
        self._fans = [
            Polygon([(0, 0)], color=colour, alpha=look.alpha(band), linewidth=0, zorder=1)
            for band in ("band95", "band80")
        ]
        for fan in self._fans:
            axes.add_patch(fan)
        rule: dict[str, Any] = {
            "color": look.colour("axis_line"),
            "linewidth": look.stroke("line_zero"),
        }
        (self._foot,) = axes.plot([0, 1], [0, 0], transform=axes.transAxes, zorder=2,
                                 clip_on=False, **rule)  # fmt: skip
        self._nobody = axes.axhline(0, zorder=1, **rule)
        self._line = self._made(colour, sizes.line("line"), zorder=6)
        self._around = {name: self._beside(name) for name in _LINES}
        self._now = self._rule(zorder=5.5)
        self._base = self._rule(zorder=2)
        self._chosen = axes.axvline(0, color=look.surface("accent"), zorder=2,
                                    linewidth=look.stroke("line_now"))  # fmt: skip
        self._ring = self._made(colour, look.stroke("line"), zorder=7)
        self._ring.set(marker="o", markersize=look.stroke("marker_year"), markeredgewidth=1.5,
                       markerfacecolor=look.surface("surface"))  # fmt: skip
        self._veil = Veil(axes, sizes, self._course)
        self._strips = Strips(axes, sizes, self._course)
        self._values = Values(axes, sizes, self._course, colour)
        self._names = Names(axes, sizes)
        self._sides = self._observed()

    def _beside(self, name: str) -> Line2D:
        """Make one of the lines that stand around that of the scene."""
        look, wide = self._look, self._sizes.line
        dash = look.measure_pair("dash_need")
        dotted = (0.1, 2.0)
        colours = {"dashed": "ghost", "guess": "axis"}
        styles: dict[str, dict[str, Any]] = {
            "ghost": {"linewidth": look.stroke("line_ghost"), "zorder": 2.5},
            "dashed": {"linewidth": look.stroke("line_ghost"), "linestyle": (0, dash)},
            "need": {"linewidth": look.stroke("line"), "linestyle": (0, dash)},
            "history": {"linewidth": look.stroke("line_history"), "marker": "o", "zorder": 3,
                        "markersize": look.stroke("marker_history")},
            "guess": {"linewidth": wide("line_guess"), "linestyle": (0, dotted), "zorder": 8,
                      "dash_capstyle": "round"},
        }  # fmt: skip
        return self._made(look.colour(colours.get(name, name)), **({"zorder": 2} | styles[name]))

    def _made(self, colour: str, linewidth: float, **style: Any) -> Line2D:  # noqa: ANN401
        (line,) = self._axes.plot(
            [], [], color=colour, linewidth=linewidth, solid_joinstyle="miter",
            solid_capstyle="butt", clip_on=False, **style,
        )  # fmt: skip
        return line

    def _rule(self, zorder: float) -> Line2D:
        look = self._look
        return self._axes.axvline(
            0, color=look.colour("ghost"), linewidth=look.stroke("line_now"),
            dashes=look.measure_pair("dash_need"), zorder=zorder,
        )  # fmt: skip

    def _observed(self) -> list[Any]:
        """Say on both sides of the base year what is observed and what is projected."""
        if not self._scene.history:
            return []
        say, whole = self._look.language.say, self._look.language.whole
        border = self._course.ends(self._scene.years[0], self._scene.years[0])[1]
        sides = ("left", "right") if self._look.mirrored else ("right", "left")
        made = []
        for side, said in zip(sides, (say("Observed"), say("Projected")), strict=True):
            text = self._sizes.words(self._axes, "label", self._look.colour("axis"))
            text.set(text=whole(said), ha=side, va="top")
            text.xycoords = self._axes.get_xaxis_transform()
            text.xy, text.xyann = (border, 1), (4 if side == "left" else -4, -2)
            made.append(text)
        return made

    def _move(self) -> None:
        """Put everything where the scene wants it."""
        scene, course = self._scene, self._course
        for fan, spans in zip(self._fans, (scene.fan_95, scene.fan_80), strict=True):
            outline(fan, course.band(scene.years, spans) if spans else np.empty((0, 2)))
        whole = course.points(scene.years, scene.values)
        aspect = np.array([np.ptp(self._axes.get_xlim()), np.ptp(self._limits)])
        part = scene.revealed if scene.held else 1.0
        _put(self._line, course.drawn(whole, scene.shown, part, aspect))
        for name, line in self._around.items():
            _put(line, self._points(name))
        taken = self._values.show(scene)
        self._veil.show(scene)
        self._strips.show(scene)
        self._mark_years()
        self._names.show(self._named(), taken)

    def _points(self, name: str) -> Points:
        """Return the points of one of the lines around."""
        scene, course = self._scene, self._course
        told: Sequence[Any] = getattr(scene, name)
        if not len(told) or (name == "need" and not self._need_fits()):
            return np.empty((0, 2))
        if name == "history":  # it ends where the projection begins
            pairs = [*told, (scene.years[0], scene.values[0])]
            return np.asarray(pairs, float)
        if name == "guess":
            return course.points(*zip(*told, strict=True))
        return course.points(scene.years, told)

    def _mark_years(self) -> None:
        """Mark the chosen year, the one from which all is hidden, and the base year."""
        scene, course = self._scene, self._course
        self._now.set_visible(scene.hold_from is not None)
        if scene.hold_from is not None:
            self._now.set_xdata([course.border(scene.hold_from)] * 2)
        self._base.set_visible(bool(scene.history))
        self._base.set_xdata([course.ends(scene.years[0], scene.years[0])[1]] * 2)
        seen = scene.chosen in scene.years[: scene.shown]
        for part in (self._chosen, self._ring):
            part.set_visible(seen)
        if seen and scene.chosen is not None:
            value = scene.values[list(scene.years).index(scene.chosen)]
            self._chosen.set_xdata([scene.chosen] * 2)
            self._ring.set_data([scene.chosen], [value])

    def _named(self) -> dict[str, Named]:
        """Return where the lines begin and end that have a name, and the name."""
        language, scene = self._look.language, self._scene
        ends = self._course.ends
        said: dict[str, Named] = {}
        if scene.guess:
            (first, begin), (last, end) = scene.guess[0], scene.guess[-1]
            left, right = ends(first, last) if self._course.steps else (first, last)
            text = language.say("The room: {value}", value=language.number(end))
            said["guess"] = ((left, begin), (right, end)), language.whole(text)
        if self._need_fits() and scene.shown == len(scene.years):  # a name needs its line
            left, right = ends(scene.years[0], scene.years[-1])
            text = language.say("Need {value}", value=language.number(scene.need[-1]))
            said["need"] = ((left, scene.need[0]), (right, scene.need[-1])), language.whole(text)
        return said

    def _need_fits(self) -> bool:
        """Tell whether the need can be shown without pressing the rest to the foot."""
        need = self._scene.need
        return bool(len(need)) and max(need) <= _NEED * max(*self._scene.heights(), 1.0)

    def _pixels(self) -> float:
        """Return how high the frame is in pixels of the screen."""
        return self._axes.bbox.height * DPI / self.figure.dpi

    def _leave_room(self) -> None:
        """Find the limits that the values want, and take them unless they are held."""
        wanted = self._wanted()
        low, high = self._limits
        if self._held and high > low:
            wanted = min(low, wanted[0]), max(high, wanted[1])
        if wanted != self._limits:
            self._limits = wanted
            self._axes.set_ylim(wanted)
            self._scales.show(*wanted)
            self._nobody.set_visible(wanted[0] < 0 < wanted[1])

    def _wanted(self) -> tuple[float, float]:
        """Return limits on whole steps of the scale, with room for the value above the highest."""
        values = self._scene.heights()
        if self._need_fits():
            values += self._scene.need
        low, high = min(values), max(values)
        cut = self.measure == "deficit" and low > _CUT * high
        span = max(high - low, _FLAT * high)
        foot = low - _BELOW * span if cut else min(low, 0.0)
        room = min(_ABOVE * self._sizes.pixels("value") / max(self._pixels(), 1.0), 0.5)
        top = foot + max(high - foot, 1.0) / (1 - room)
        ticks = self._locator.tick_values(foot, top)
        return float(ticks[0]) if foot else 0.0, float(ticks[-1])


def _put(line: Line2D, points: Points) -> None:
    """Give a line other points, or none."""
    line.set_visible(len(points) > 0)
    line.set_data(points[:, 0], points[:, 1])
