"""How charts look: colours and measures from the tokens, the bundled font, quiet axes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ticker import FuncFormatter, MaxNLocator

from app.bundled import resource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from app.language import Language

Mode = Literal["light", "dark"]

FALLBACK = "DejaVu Sans"  # for the few signs that the bundled font lacks
STRONG, _BOLD = 600, 700
_FONTS = ("IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-SemiBold.ttf")
DPI = 100
_MOST_LABELS, _MOST_YEARS = 5, 8
_POINTS_A_PIXEL = 72 / DPI


@cache
def tokens() -> Mapping[str, Any]:
    """Return the tokens, read once."""
    read: Mapping[str, Any] = json.loads(resource("tokens.json").read_text("utf-8"))
    return read


@cache
def prepare() -> tuple[str, str]:
    """Give matplotlib the bundled font, once, and return the families to ask for."""
    for name in _FONTS:
        fontManager.addfont(resource("fonts", name))
    bold = [one for one in fontManager.ttflist if (one.name, one.weight) == (FALLBACK, _BOLD)]
    fontManager.ttflist.extend(replace(one, weight=STRONG) for one in bold)  # it has no 600
    mpl.rcParams["text.hinting"] = "none"  # or the thin space between digits closes
    mpl.rcParams["svg.fonttype"] = "none"
    return (tokens()["font"]["family"], FALLBACK)


@dataclass(frozen=True)
class Look:
    """The colours of a mode, the sizes of a language and of the person's choice of text size.

    mirrored: time runs from right to left, as whoever reads Arabic may wish for.
    """

    language: Language
    mode: Mode = "light"
    scale: float = 1.0
    mirrored: bool = False

    def colour(self, name: str) -> str:
        """Return a colour of charts."""
        return str(tokens()[self.mode]["chart"][name])

    def scenario(self, mark: str) -> str:
        """Return the colour of a scenario's mark."""
        return str(tokens()[self.mode]["chart"]["scenario"][mark])

    def dash(self, name: str) -> tuple[float, ...]:
        """Return strokes and gaps of a dash, in line widths."""
        return tuple(float(part) for part in tokens()["chart"][name])

    def alpha(self, name: str) -> float:
        """Return how strong the tint of a band is."""
        return float(tokens()[self.mode]["chart"][f"{name}_alpha"])

    def surface(self, name: str) -> str:
        """Return a colour of the interface."""
        return str(tokens()[self.mode]["ui"][name])

    def measure(self, name: str) -> float:
        """Return a measure of charts in pixels."""
        return float(tokens()["chart"][name])

    def measure_pair(self, name: str) -> tuple[float, float]:
        """Return the stroke and the gap of a dash."""
        stroke, gap = tokens()["chart"][name]
        return float(stroke), float(gap)

    @property
    def families(self) -> tuple[str, str]:
        """The font and what stands in for the signs that it lacks."""
        return prepare()

    @property
    def growth(self) -> float:
        """By how much letters are larger than the tokens say; those of Arabic are, a little."""
        arabic = float(tokens()["font"]["arabic_factor"]) if self.language.code == "ar" else 1.0
        return arabic * self.scale

    def points(self, pixels: float) -> float:
        """Return a letter size in points."""
        return pixels * self.growth * _POINTS_A_PIXEL

    def stroke(self, name: str) -> float:
        """Return the width of a line in points."""
        return self.measure(name) * _POINTS_A_PIXEL

    def text(self, colour: str, *, strong: bool = False) -> dict[str, Any]:
        """Return how a label is written."""
        weight = STRONG if strong else "normal"
        size = self.points(self.measure("label_px"))
        families = list(prepare())
        return {"color": colour, "fontsize": size, "fontweight": weight, "fontfamily": families}

    def ground(self) -> dict[str, Any]:
        """Return what lies under a label that a line may cross."""
        return {"facecolor": self.surface("surface"), "alpha": 0.8, "linewidth": 0, "pad": 1.0}

    def blank(self, width: float = 7.2, height: float = 4.0) -> tuple[Figure, Axes]:
        """Return an empty figure with its quiet axes; no window system is asked for."""
        prepare()
        face = self.surface("surface")
        figure = Figure((width, height), dpi=DPI, facecolor=face, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set_facecolor(face)
        self.quieten(axes)
        return figure, axes

    def quieten(self, axes: Axes) -> None:
        """Leave a base line and horizontal lines.

        Values stand on the left in the three languages: time runs from left to right, so the ends
        of lines and their names are always on the right, and a chart pasted from an Arabic window
        into a French report reads the same.
        """
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(self.colour("axis_line"))
        axes.set_axisbelow(True)
        axes.tick_params(
            length=0,
            labelsize=self.points(self.measure("tick_px")),
            labelcolor=self.colour("axis"),
            labelfontfamily=list(prepare()),
        )

    def grid(self, axes: Axes, along: Literal["x", "y"]) -> None:
        """Draw the lines that help to read values."""
        axes.grid(visible=True, axis=along, color=self.colour("grid"), linewidth=0.8)

    def numbers(self, axes: Axes, along: Literal["x", "y"]) -> None:
        """Write at most five values on an axis, without the sign that only says the side."""
        axis = axes.yaxis if along == "y" else axes.xaxis
        axis.set_major_locator(MaxNLocator(_MOST_LABELS, integer=True))
        axis.set_major_formatter(FuncFormatter(lambda value, _: self.language.number(abs(value))))

    def years(self, axes: Axes, years: Sequence[int]) -> None:
        """Write years from left to right in every language."""
        shown = marked_years(years, _MOST_YEARS)
        axes.set_xticks(shown, [str(year) for year in shown])


def marked_years(years: Sequence[int], most: int) -> list[int]:
    """Return years, the first and the last of all among them, at an equal distance if there is one.

    most: steps that there is room for; fewer, larger ones are taken where they come out even.
    """
    span = len(years) - 1
    least = max(1, -(-span // most))
    step = next((step for step in range(least, 2 * least + 1) if span % step == 0), least)
    steps = [year for year in years if (years[-1] - year) % step == 0]
    return [*years[:1], *(year for year in steps if year - years[0] > step / 2)]
