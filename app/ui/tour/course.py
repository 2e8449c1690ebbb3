"""The stops of the tour in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.tour import overview_stops, simulator_stops

if TYPE_CHECKING:
    from app.ui.tour.stops import Stop
    from app.ui.window import Window

SAMPLE = "tata-2017"
_STOPS: tuple[type[Stop], ...] = (
    overview_stops.Density,
    overview_stops.Arrival,
    simulator_stops.Guess,
    simulator_stops.Renewal,
    simulator_stops.Posts,
    overview_stops.Why,
    simulator_stops.Keep,
    overview_stops.Export,
)


def stops(window: Window) -> tuple[Stop, ...]:
    """Return all stops of a window."""
    return tuple(stop(window) for stop in _STOPS)
