"""Every sample under every scenario balances, and small territories add up to large ones."""

from itertools import pairwise

import numpy as np
import pytest

from app.planning import starter
from app.planning.lines import Line
from app.planning.study import Study
from tests.planning.reference_run import run

CASES = [(s, row.id) for s in starter.samples() for row in starter.sample(s).scenarios]
CLOSE = 1e-6


def lines(done: Study, territory: str, cadre: str) -> tuple[Line, ...]:
    return done.lines(done.view(territory, cadre))


def territories(done: Study) -> list[str]:
    return [row.code for row in done.rows.territories]


def gaps(told: tuple[Line, ...]) -> list[float]:
    """What opening, entries and exits leave unexplained of each closing stock."""
    return [
        before.stock + sum(after.entries.values()) - sum(after.exits.values()) - after.stock
        for before, after in pairwise(told)
    ]


def figures(told: tuple[Line, ...]) -> np.ndarray:
    """Stock, full-time equivalents, people and flows by year; moves inside a place are its own."""
    return np.array(
        [
            [
                line.stock,
                line.fte,
                line.population,
                sum(line.entries.values()) - sum(line.exits.values()),
                *line.entries.values(),
                *line.exits.values(),
            ]
            for line in told
        ]
    )


@pytest.mark.parametrize(("sample", "scenario"), CASES)
def test_every_territory_cadre_and_year_balances(sample: str, scenario: str) -> None:
    done = run(sample, scenario)
    worst = max(
        (
            abs(gap)
            for territory in territories(done)
            for cadre in done.places.axes.cadres
            for gap in gaps(lines(done, territory, cadre))
        ),
        default=0.0,
    )
    assert worst <= CLOSE


@pytest.mark.parametrize(("sample", "scenario"), CASES)
def test_provinces_add_up_to_regions_and_regions_to_the_nation(sample: str, scenario: str) -> None:
    done = run(sample, scenario)
    for territory in territories(done):
        if below := done.children(territory):
            whole = figures(lines(done, territory, "ALL"))
            parts = sum(figures(lines(done, child, "ALL")) for child in below)
            assert np.abs(whole - parts).max() <= CLOSE, territory


@pytest.mark.parametrize("sample", starter.samples())
def test_a_sample_runs_twice_to_the_same_bytes(sample: str) -> None:
    first, again = run(sample).projection, run.__wrapped__(sample).projection
    assert first.stock.tobytes() == again.stock.tobytes()
    assert first.fte.tobytes() == again.fte.tobytes()
