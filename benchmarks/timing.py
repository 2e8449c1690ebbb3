"""Times pieces of work in turn, so that a busy machine slows all of them alike."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def medians(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median time of each work, in seconds; each runs once before the clock starts."""
    for work in works.values():
        work()
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = perf_counter()
            work()
            times[name].append(perf_counter() - start)
    return {name: median(found) for name, found in times.items()}


def table(found: Mapping[str, float], units: tuple[str, ...]) -> str:
    """Write each median in milliseconds and as a ratio to each of the units."""
    heads = "".join(f"{f'/ {unit}':>22}" for unit in units)
    lines = [f"{'':<34}{'ms':>9}{heads}"]
    for name, seconds in found.items():
        ratios = "".join(f"{seconds / found[unit]:>22.2f}" for unit in units)
        lines.append(f"{name:<34}{seconds * 1000:>9.1f}{ratios}")
    return "\n".join(lines)
