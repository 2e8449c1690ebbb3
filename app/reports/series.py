"""How series are told apart without their colour: by dash, by sign, by hatch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.reports.look import Look

BASE = "base"  # the mark of the reference
_SIGNS: Mapping[str, str] = {"a": "o", "b": "s", "c": "^", "d": "D", "e": "p"}
_DASHED = frozenset("bcde")
_SIGNS_A_LINE = 4


@dataclass(frozen=True)
class ScenarioLine:
    """A scenario over the years: its name, its mark, and its values; None is not known."""

    name: str
    mark: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class SeriesLook:
    """What tells one line from the others."""

    colour: str
    width: float
    dash: tuple[float, ...] | None
    sign: str

    def style(self, years: int = 0, shift: int = 0) -> dict[str, Any]:
        """Return how matplotlib draws the line.

        The signs stand at a distance; shift moves them so that lines one on another both show.
        """
        every = max(years // _SIGNS_A_LINE, 1)
        signs: dict[str, Any] = {"marker": self.sign} if self.sign else {}
        if self.sign and years:
            signs["markevery"] = (min(1 + shift, every), every)
        return {
            "color": self.colour,
            "linewidth": self.width,
            "linestyle": (0, self.dash) if self.dash else "-",
            **signs,
        }


def series_look(look: Look, mark: str, width: str = "line_scenario") -> SeriesLook:
    """Return how the scenario of a mark is drawn; one without a mark is the reference."""
    known = mark if mark in _SIGNS else BASE
    return SeriesLook(
        look.scenario(known),
        look.stroke(width),
        look.dash(f"dash_{known}") if known in _DASHED else None,
        _SIGNS.get(known, ""),
    )


def norm_look(look: Look) -> SeriesLook:
    """Return how a norm is drawn."""
    dash = look.measure_pair("dash_need")
    return SeriesLook(look.colour("need"), look.stroke("line_norm"), dash, "")
