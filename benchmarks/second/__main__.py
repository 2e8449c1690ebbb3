"""The same country by another program: PySD runs a Vensim model that knows nothing of Tabib.

Run it by hand from the root of the project, with the packages of requirements-bench.lock:

    python -m benchmarks.second

Stocks, hires and leavers by region and year must agree within 1e-9, or it ends with exit code 1.
The times are those of a run, without PySD's translation of the model and without what the engine
works out of the rates before the first run ("rates kept": so a slider on entrants is answered).
"at once" works it out each time, "a year at a time" goes through the steps of each year with all
sectors and sexes, where the model has one of each. The engine's runs are each the mean of several,
so that they are timed as they are repeated.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads: one thread is what is compared

import numpy as np
import pysd

from app.engine.entries import candidates_of, place
from app.engine.folded import Folded, Run, entrants_of
from app.engine.projection import Projection, project, project_at_once
from benchmarks.second.case import Case, make, tabib, vensim
from benchmarks.timing import medians, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.engine.inputs import Inputs

TOLERANCE = 1e-9
GOAL = 1 / 1_000
ROUNDS = 7
RUNS = {"rates kept": 100, "at once": 20, "a year at a time": 5}  # of the engine in each round
SMALL, REDUCED = 3, 12  # regions
_FLOWS = {  # the model's name of each of the engine's exits
    "emigration": "emigrating",
    "limit_age": "retiring",
    "move_out": "moving out",
}
_TOLD = ["total", *_FLOWS.values()]


def translated(case: Case) -> pysd.py_backend.model.Model:
    """Return PySD's reading of the model, which writes a program to a folder and loads it."""
    with (
        tempfile.TemporaryDirectory(prefix="tabib-benchmark-") as folder,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # it dislikes an equation of three parts, and says so
        path = Path(folder, "model.mdl")
        path.write_text(vensim(case), "utf-8")
        # The program that it writes holds figures as NumPy prints them: in full, if asked to.
        with np.printoptions(precision=18, floatmode="unique"):
            return pysd.read_vensim(path)


def largest_difference(case: Case, model: pysd.py_backend.model.Model, found: Projection) -> float:
    """Return the largest relative difference in stocks and leavers by region and year."""
    told = model.run(return_columns=_TOLD)
    regions = range(len(case.posts))

    def by_region(name: str) -> np.ndarray:
        return told[[f"{name}[r{region}]" for region in regions]].to_numpy()

    pairs = [(by_region("total"), found.stock)]
    # What the model tells of a time leaves in the year that begins there.
    pairs += [(by_region(theirs)[:-1], found.exits[ours][1:]) for ours, theirs in _FLOWS.items()]
    return max(
        float(np.max(np.abs(theirs - ours.sum(axis=(2, 3))) / np.maximum(np.abs(theirs), 1.0)))
        for theirs, ours in pairs
    )


def kept_run(inputs: Inputs) -> Callable[[], Run]:
    """Return a run of the stock and of those hired, for which the rates are worked out already."""
    folded = Folded(inputs, often=True)

    def run() -> Run:
        placed = place(inputs, candidates_of(inputs, None))
        return folded.run(inputs.stock, entrants_of(inputs, placed))

    return run


def timed(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each work, of which some are run several times in a row."""

    def repeated(name: str) -> Callable[[], object]:
        return lambda: [works[name]() for _ in range(RUNS.get(name, 1))]

    found = medians({name: repeated(name) for name in works}, ROUNDS)
    return {name: seconds / RUNS.get(name, 1) for name, seconds in found.items()}


def main() -> int:
    """Print the comparison; return 1 where the two do not agree."""
    agreed = True
    for regions in (SMALL, REDUCED):
        case = make(regions)
        model, inputs = translated(case), tabib(case)
        worst = max(
            largest_difference(case, model, found)
            for found in (project(inputs), project_at_once(inputs))
        )
        agreed &= worst <= TOLERANCE
        verdict = "agree" if worst <= TOLERANCE else "DISAGREE"
        print(f"{regions} regions, {case.years} years: they {verdict}, within {worst:.1e}")
    found = timed(
        {
            "PySD": lambda: model.run(return_columns=_TOLD),
            "rates kept": kept_run(inputs),
            "at once": lambda: project_at_once(inputs),
            "a year at a time": lambda: project(inputs),
        }
    )
    print(f"\n{REDUCED} regions; medians of {ROUNDS} rounds run in turn\n{table(found, ('PySD',))}")
    ratio = found["rates kept"] / found["PySD"]
    verdict = "reached" if ratio <= GOAL else "MISSED"
    print(f"goal: rates kept <= PySD / {1 / GOAL:.0f}: PySD / {1 / ratio:.0f}, {verdict}")
    print(f"with the rates worked out each time: PySD / {found['PySD'] / found['at once']:.0f}")
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
