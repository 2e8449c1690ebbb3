"""What the charts of a comparison show: small charts by territory, differences over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.difference_chart import Differences
from app.reports.series import ScenarioLine
from app.reports.small_multiples import Panel, Panels

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.reports.compared import Compared

_PER = 10_000


def panels(asked: Compared, places: Collection[str] = (), *, own_scales: bool = False) -> Panels:
    """Return a small chart for each territory, or for those that are named."""
    kept = [place for place in asked.parts if not places or place in places]
    shown = [_panel(asked, place) for place in kept]
    named = any(panel.norm for panel in shown)
    return Panels(
        years=asked.found.years,
        scenarios=tuple(zip(asked.names, asked.marks, strict=True)),
        panels=shown,
        kind=asked.kind,
        norm_name=_norm_name(asked) if named else "",
        chosen=asked.year,
        own_scales=own_scales,
    )


def _panel(asked: Compared, place: str) -> Panel:
    lines = [
        [asked.value(n, place, year) for year in asked.found.years] for n in range(len(asked.names))
    ]
    return Panel(asked.place(place), lines, _norm(asked, place))


def _norm(asked: Compared, place: str) -> list[float] | None:
    """Return what the norm asks for by year, in the unit shown; a deficit is read from zero."""
    if asked.reading.measure == "deficit" or not asked.found.needed:
        return None
    found = []
    for line in asked.found.lines(0, place):
        need = line.need or 0.0
        per = need * _PER / line.population if line.population else 0.0
        found.append({"number": need, "share": 1.0, "per_10_000": per}[asked.reading.unit])
    return found


def _norm_name(asked: Compared) -> str:
    return asked.language.say("Need") if asked.reading.unit == "number" else asked.frame.norm


def panels_title(asked: Compared) -> str:
    """Return what the small charts show."""
    first, last = asked.found.years[0], asked.found.years[-1]
    return asked.language.say(
        "{name}, {years}", name=asked.heading, years=asked.language.year_range(first, last)
    )


def differences(asked: Compared, place: str) -> Differences:
    """Return what each scenario changes in a territory over the years."""
    last = asked.year == asked.found.years[-1]
    count = len(asked.names)
    return Differences(
        years=asked.found.years,
        lines=[
            ScenarioLine(
                asked.names[n],
                asked.marks[n],
                [asked.change(n, place, year) for year in asked.found.years],
            )
            for n in range(1, count)
        ],
        kind=asked.change_kind,
        spans=[asked.change_span(n, place) if last else None for n in range(1, count)],
        chosen=asked.year,
    )


def differences_title(asked: Compared, place: str) -> str:
    """Return what the chart of differences shows."""
    return asked.language.say(
        "{place}: {name}, difference from the reference",
        place=asked.place(place),
        name=asked.heading,
    )
