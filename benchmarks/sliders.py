"""How fast a change of entrants, or of one cadre alone, is answered against a whole projection.

Run it by hand from the root of the project:

    python -m benchmarks.sliders

The slider on entrants moves the posts of one cadre in all territories; its answer holds the totals
of each territory and year and Gini's coefficient of each year. "one cadre" projects that cadre
alone and puts it back; "its inputs" cuts them out, which is part of it. "slider, by a run" is what
the slider takes where candidates bind: those who enter more or less are followed through the years.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads: one thread is what is compared

import numpy as np

from app.engine.equity import gini
from app.engine.projection import project
from app.engine.response import POSTS, Response, Stream, respond
from app.engine.slices import cut, recomputed
from benchmarks.timing import medians, table
from benchmarks.workloads import YEARS, workload

ROUNDS = {"M": 15, "L": 9}
SLIDER_MS = 1.0
GOALS = {  # the most that each may take of a whole projection
    ("M", "slider, with Gini"): 0.1,
    ("L", "slider, with Gini"): 0.03,
    ("M", "one cadre"): 0.25,
    ("L", "one cadre"): 0.25,
}
_PART = 0.5  # of the posts, added to them


def _answer(response: Response, amounts: np.ndarray) -> np.ndarray:
    totals = response.changed(amounts).totals
    return gini(response.inputs.population, totals)


def _measured(name: str) -> dict[str, float]:
    """Return the median seconds of each work; stop if the answers are not those of runs."""
    inputs = workload(name)
    before = project(inputs)
    places = np.eye(len(inputs.axes.territories))[:, :, None, None]
    groups = places * np.ones(inputs.axes.flow_shape[1:])
    streams = [Stream(0, POSTS, inputs.recruitment.posts[:, :, 0])]
    response, amounts = respond(inputs, before, streams, groups), np.full((1, YEARS), _PART)
    np.testing.assert_allclose(response.changed(amounts).totals, response.run(amounts), rtol=1e-9)
    again = recomputed(inputs, before, [0])
    np.testing.assert_allclose(again.stock, before.stock, rtol=1e-12)
    return medians(
        {
            "project": lambda: project(inputs),
            "slider, with Gini": lambda: _answer(response, amounts),
            "slider, by a run": lambda: response.run(amounts),
            "one cadre": lambda: recomputed(inputs, before, [0]),
            "its inputs": lambda: cut(inputs, [0]),
            "the response, once": lambda: respond(inputs, before, streams, groups),
        },
        ROUNDS[name],
    )


def main() -> None:
    """Print the tables."""
    for name, rounds in ROUNDS.items():
        found = _measured(name)
        print(f"{name}: medians of {rounds} rounds run in turn\n{table(found, ('project',))}")
        for (where, work), goal in GOALS.items():
            if where == name:
                ratio = found[work] / found["project"]
                verdict = "reached" if ratio <= goal else "MISSED"
                print(f"goal: {work} <= {goal:g} x project: {ratio:.3f}, {verdict}")
        if name == "M":
            slider = found["slider, with Gini"] * 1000
            verdict = "reached" if slider <= SLIDER_MS else "MISSED"
            print(f"goal: slider, with Gini <= {SLIDER_MS:g} ms here: {slider:.2f}, {verdict}")


if __name__ == "__main__":
    main()
