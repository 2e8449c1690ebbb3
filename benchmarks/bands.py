"""What bands cost: exact moments against drawn histories, draws together against one by one.

Run it by hand from the root of the project:

    python -m benchmarks.bands

On the workload S (one cadre, 12 regions, 30 years): mean and variance of each region at the last
year, worked out exactly, against 1,000 histories drawn person by person in effect (a few are drawn
and the time is scaled; they are drawn with NumPy, a binomial for each cause and a multinomial for
each move); and 200 draws of the assumptions side by side against the same, projected one by one.
Moments must agree within 5 standard errors, draws within 1e-9.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads: one thread is what is compared

import numpy as np

from app.engine.batch import stocks
from app.engine.chance import moments, presence
from app.engine.projection import project
from app.planning import starter
from app.planning.bands import bands
from app.planning.study import run
from benchmarks.timing import medians
from benchmarks.workloads import workload
from tests.engine.exact_draws import Draws

if TYPE_CHECKING:
    from app.engine.inputs import BoolArray, FloatArray, Inputs

ROUNDS = 5
HISTORIES, OF_HISTORIES = 4, 1_000
DRAWS = 200
CHECKED = 60  # histories against which the moments are held
MOST_ERRORS = 5.0  # standard errors of their mean
GOALS = {"exact moments": 0.01, "draws side by side": 0.25}


def whole(inputs: Inputs) -> Inputs:
    """Return the workload in whole people and posts, which can be drawn one by one."""
    recruitment = inputs.recruitment
    return replace(
        inputs,
        stock=np.rint(inputs.stock),
        recruitment=replace(recruitment, posts=np.rint(recruitment.posts)),
        arrivals={},
    )


def regions(inputs: Inputs) -> BoolArray:
    """Return each territory as a group, [T, S, C, G]."""
    count = len(inputs.axes.territories)
    everyone = np.ones((*inputs.axes.flow_shape[1:], 1), dtype=bool)
    return everyone & np.eye(count, dtype=bool)[:, None, None]


def drawn(inputs: Inputs) -> list[Inputs]:
    """Return draws of the assumptions: a factor on each kind of exit, on moves and on fill."""
    rng = np.random.default_rng(1)
    return [
        replace(
            inputs,
            hazards={kind: rate * rng.uniform(0.7, 1.3) for kind, rate in inputs.hazards.items()},
            moves=replace(inputs.moves, leave=inputs.moves.leave * rng.uniform(0.7, 1.3)),
            recruitment=replace(
                inputs.recruitment, fill=inputs.recruitment.fill * rng.uniform(0.8, 1.1)
            ),
        )
        for _ in range(DRAWS)
    ]


def of_chance(inputs: Inputs) -> tuple[FloatArray, FloatArray]:
    """Return mean and variance of each region in the last year."""
    people = presence(inputs, project(inputs), regions(inputs), inputs.axes.years[-1:])
    mean, variance = moments(people)
    return mean[0], variance[0]


def assert_equal(inputs: Inputs, draws: list[Inputs]) -> None:
    """Stop if a short way and a long way do not agree."""
    mean, variance = of_chance(inputs)
    histories = Draws(inputs, np.random.default_rng(2), CHECKED).stocks()[:, -1].sum(axis=(2, 3))
    errors = (histories.mean(axis=0) - mean) / np.sqrt(variance / CHECKED)
    np.testing.assert_array_less(np.abs(errors), MOST_ERRORS)
    group = regions(inputs)[..., 0]
    one_by_one = [project(draw).stock[:, group].sum(axis=1) for draw in draws[:5]]
    np.testing.assert_allclose(list(stocks(draws[:5], group)), one_by_one, rtol=1e-9)


def main() -> None:
    """Print the times and the ratios."""
    inputs = whole(workload("S"))
    draws, group = drawn(inputs), regions(inputs)[..., 0]
    assert_equal(inputs, draws)
    study = run(starter.sample("morocco-2024"))
    rng = np.random.default_rng(3)
    found = medians(
        {
            "exact moments": lambda: of_chance(inputs),
            "histories": lambda: Draws(inputs, rng, HISTORIES).stocks(),
            "draws side by side": lambda: list(stocks(draws, group)),
            "draws one by one": lambda: [project(draw).stock for draw in draws],
            "bands of the 2024 sample": lambda: bands(study, study.view(), 20, 0),
        },
        ROUNDS,
    )
    scaled = found["histories"] * OF_HISTORIES / HISTORIES
    print(f"workload S; medians of {ROUNDS} rounds run in turn\n")
    _line("exact moments", found["exact moments"], scaled, f"{OF_HISTORIES} histories, scaled")
    together, apart = found["draws side by side"], found["draws one by one"]
    _line("draws side by side", together, apart, f"{DRAWS} draws one by one")
    each = found["bands of the 2024 sample"] / 20 * 1000
    print(f"\nall of the 2024 sample by province, rows of each draw included: {each:.0f} ms a draw")


def _line(name: str, seconds: float, against: float, what: str) -> None:
    goal = GOALS[name]
    print(
        f"{name:<22}{seconds * 1000:>10.1f} ms{seconds / against:>10.4f} x {what}"
        f" ({against * 1000:.0f} ms); goal {goal}"
    )


if __name__ == "__main__":
    main()
