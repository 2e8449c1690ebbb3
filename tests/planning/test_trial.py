"""What is tried on top of a scenario is what a stored scenario would be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.inputs import named_arrays
from app.models.rows import MeasureRow, ScenarioRow
from app.planning.scenario_tree import stack
from app.planning.starter import sample
from app.planning.study import run
from app.planning.trial import TRIAL, tried
from app.problems import Problem

ROWS = sample("tata-2017")
(RENEWED,) = (m for m in ROWS.measures if m.scenario == "renewal-50")
POSTS, FILLED = (m for m in ROWS.measures if m.scenario == "posts-5-fill-40")


def stored(parent: str, measures: tuple[MeasureRow, ...]) -> object:
    kept = ScenarioRow("kept", ROWS.scenarios[0].names, 9, locked=False, parent=parent)
    own = tuple(replace(m, scenario="kept", line=at) for at, m in enumerate(measures, start=1))
    rows = replace(ROWS, scenarios=(*ROWS.scenarios, kept), measures=(*ROWS.measures, *own))
    return run(rows, "kept")


@settings(max_examples=30)
@given(
    st.sampled_from([row.id for row in ROWS.scenarios if row.kind == "scenario"]),
    st.lists(
        st.builds(
            replace,
            st.sampled_from([RENEWED, POSTS, FILLED]),
            value=st.floats(0.0, 1.0),
            year_from=st.integers(2018, 2024),
            ramp_years=st.integers(0, 3),
        ),
        max_size=4,
    ),
)
def test_a_trial_is_a_stored_scenario_bit_for_bit(parent: str, measures: list[MeasureRow]) -> None:
    trial = run(tried(ROWS, parent, measures), TRIAL, before=run(ROWS, parent))
    kept = stored(parent, tuple(measures))
    pairs = zip(named_arrays(trial.inputs), named_arrays(kept.inputs), strict=True)
    assert all(np.array_equal(one, other, equal_nan=True) for (_, one), (_, other) in pairs)
    view = kept.view()
    assert trial.lines(trial.view()) == kept.lines(view)


def test_tried_twice_keeps_the_last_alone() -> None:
    once = tried(ROWS, "reference", [RENEWED])
    twice = tried(once, "posts-5-fill-40", [replace(RENEWED, value=0.2)])
    assert [row.id for row in twice.scenarios].count(TRIAL) == 1
    assert [m.value for m in twice.measures if m.scenario == TRIAL] == [0.2]
    assert [m.value for m in stack(twice, TRIAL)] == [5.0, 0.4, 0.2]
    assert [row.names.en for row in twice.scenarios if row.id == TRIAL] == [
        "5 posts a year, 40% filled"
    ]


def test_the_plan_itself_is_left_alone() -> None:
    trial = tried(ROWS, "reference", [RENEWED])
    assert trial.scenarios[:-1] == ROWS.scenarios
    assert trial.measures[:-1] == ROWS.measures
    assert trial.contracts is ROWS.contracts


def test_nothing_is_tried_on_a_scenario_that_is_not_there() -> None:
    with pytest.raises(Problem):
        tried(ROWS, "nobody", [RENEWED])
