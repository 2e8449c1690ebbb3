"""How fast projections of three made-up countries are, against NumPy as one reads it and the limit.

Run it by hand from the root of the project:

    python -m benchmarks.engine

"readable" is the same year with a new array at each step and `einsum` for sums and moves; it must
give the same stocks and exits within 1e-9. "limit" is what this machine needs for the products of
matrices that move people, at the ages that move at all, and to read and write the state once a
year: no projection in 64 bits can take less. "32 bits" feeds single precision to the same engine.
"at once" works out all years together, as one cadre alone is projected.
"""

from __future__ import annotations

import os
from time import perf_counter
from typing import TYPE_CHECKING

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads: one thread is what is compared

import numpy as np

from app.engine.folded import folds
from app.engine.projection import project, project_at_once
from benchmarks.timing import medians
from benchmarks.workloads import MOBILE, YEARS, workload

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.engine.inputs import FloatArray, Inputs

ROUNDS = {"S": 25, "M": 15, "L": 9}
# The most that each contender may take of another, on each workload (design of the engine).
GOALS = {
    ("M", "32 bits", "readable"): 0.4,
    ("L", "32 bits", "readable"): 0.2,
    ("L", "32 bits", "limit, 32 bits"): 5.0,
    ("L", "64 bits", "limit"): 7.0,
}
MILLISECONDS = {("L", "32 bits"): 150.0}  # on this machine, whatever else it does
SIDE = 1024  # of the square matrices whose product tells the peak
_TSC = "atsxc,atsxc->tsc"


def readable(inputs: Inputs) -> tuple[FloatArray, list[dict[str, FloatArray]]]:
    """Return stocks by year, [1 + Y, T, S, C], and exits by kind of each year."""
    people, stocks, exits = inputs.stock, [inputs.stock.sum(axis=(0, 3))], []
    region, moves, recruitment = inputs.axes.region_index, inputs.moves, inputs.recruitment
    for year in range(len(inputs.axes.years) - 1):
        people = np.concatenate([np.zeros_like(people[:1]), people[:-2], people[-2:].sum(0)[None]])
        gone, people = _leave(inputs, people, year)
        leaving = people * inputs.switch[year]
        gone["switch_out"] = leaving.sum(axis=(0, 3))
        people = people - leaving + leaving[:, :, ::-1]
        willing = people * moves.leave[year] * moves.factor[year][:, None, None, None]
        sent = moves.destination[year][region]
        left = willing * sent.sum(axis=1)[:, None, None, None]
        gone["move_out"] = left.sum(axis=(0, 3))
        arrived = np.einsum("atsxc,tr->arsxc", willing, sent)[:, region]
        people = people - left + arrived * moves.arrival[:, :, None, None]
        hired = (recruitment.posts * recruitment.fill)[year]
        people = people.copy()
        people[:, :, 0] += np.einsum("tc,axc->atxc", hired, inputs.profiles[year])
        for arrivals in inputs.arrivals.values():
            new = np.einsum("tsc,axc->atsxc", arrivals.persons[year], arrivals.profile[year])
            people = people + new
        stocks.append(people.sum(axis=(0, 3)))
        exits.append(gone)
    return np.array(stocks), exits


def _leave(
    inputs: Inputs, people: FloatArray, year: int
) -> tuple[dict[str, FloatArray], FloatArray]:
    """Return who leaves by kind, and who stays."""
    forces = {kind: -np.log1p(-rate[year]) for kind, rate in inputs.hazards.items()}
    total = sum(forces.values())
    leaving = 1.0 - np.exp(-total)
    gone = {kind: np.sum(people * leaving * f / total, axis=(0, 3)) for kind, f in forces.items()}
    people = people * (1.0 - leaving)
    for kind, release in inputs.releases.items():
        gone[kind] = np.sum(people * release[year], axis=(0, 3))
        people = people * (1.0 - release[year])
    return gone, people


def assert_equal(inputs: Inputs) -> None:
    """Stop if the readable year and the engine do not agree."""
    found, (stocks, exits) = project(inputs), readable(inputs)
    np.testing.assert_allclose(found.stock, stocks, rtol=1e-9, atol=1e-9)
    for kind in exits[0]:
        mine = np.array([year[kind] for year in exits])
        np.testing.assert_allclose(found.exits[kind][1:], mine, rtol=1e-9, atol=1e-9, err_msg=kind)


def _seconds(work: Callable[[], object], rounds: int = 7) -> float:
    return medians({"it": work}, rounds)["it"]


def limit(inputs: Inputs, kind: type[np.floating]) -> float:
    """Return the seconds that moves and one read and write of the state a year need at least."""
    rng = np.random.default_rng(1)
    square = rng.random((SIDE, SIDE)).astype(kind)
    out = np.empty_like(square)
    peak = 2 * SIDE**3 / _seconds(lambda: np.dot(square, square, out=out))
    territories = inputs.stock.shape[1]
    cells = inputs.stock[0, 0].size
    flops = 2 * (MOBILE.stop - MOBILE.start) * territories**2 * cells * YEARS
    state = inputs.stock.astype(kind)
    one = kind(1.0)
    return flops / peak + YEARS * _seconds(lambda: np.multiply(state, one, out=state), 15)


def _measured(name: str) -> dict[str, float]:
    """Return the median seconds of each contender on a workload."""
    inputs = workload(name)
    assert_equal(inputs)
    works: dict[str, Callable[[], object]] = {
        "64 bits": lambda: project(inputs),
        "32 bits": lambda: project(inputs, precision="float32"),
        "readable": lambda: readable(inputs),
    }
    if folds(inputs):
        works["at once"] = lambda: project_at_once(inputs)
    whole, quick = (project(inputs, precision=name).stock for name in ("float64", "float32"))
    worst = np.max(np.abs(quick.sum(axis=(1, 2, 3)) / whole.sum(axis=(1, 2, 3)) - 1.0))
    print(f"    totals in 32 bits within {worst:.0e} of those in 64")
    found = medians(works, ROUNDS[name])
    found["limit"] = limit(inputs, np.float64)
    found["limit, 32 bits"] = limit(inputs, np.float32)
    return found


def main() -> None:
    """Print the tables."""
    begun = perf_counter()
    for name, rounds in ROUNDS.items():
        cells = workload(name).stock.size
        print(f"{name}: {cells} cells, {YEARS} years; medians of {rounds} rounds run in turn")
        found = _measured(name)
        print(f"    {'':<18}{'ms':>9}{'/ limit':>10}{'/ readable':>12}")
        for kind, seconds in found.items():
            own = found["limit, 32 bits" if kind.endswith("32 bits") else "limit"]
            ratios = f"{seconds / own:>10.1f}{seconds / found['readable']:>12.3f}"
            print(f"    {kind:<18}{seconds * 1000:>9.2f}{ratios}")
        for (where, kind, other), goal in GOALS.items():
            if where == name:
                ratio = found.get(kind, np.inf) / found[other]
                verdict = "reached" if ratio <= goal else "MISSED"
                print(f"    goal: {kind} <= {goal:g} x {other}: {ratio:.2f}, {verdict}")
        for (where, kind), most in MILLISECONDS.items():
            if where == name:
                milliseconds = found[kind] * 1000
                verdict = "reached" if milliseconds <= most else "MISSED"
                print(f"    goal: {kind} <= {most:g} ms here: {milliseconds:.0f}, {verdict}")
    print(f"{perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
