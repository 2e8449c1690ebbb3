"""Inputs refuse what no projection can carry, and say which array, and where."""

from dataclasses import fields, replace
from types import MappingProxyType

import numpy as np
import pytest

from app.engine.inputs import (
    _SHAPES,
    _SHARES,
    Contracts,
    Inputs,
    Moves,
    Recruitment,
    Refused,
    Training,
    _entry,
    named_arrays,
)
from app.engine.projection import project
from tests.engine import builders, random_inputs
from tests.engine.reshape import letters, with_arrays

WORLD = builders.axes(regions=(0, 1, 1), cadres=2, years=3)
FULL = replace(
    random_inputs.make(WORLD, 1),
    contracts=builders.contracts(builders.group(), builders.group(territory=1, cadre=1)),
    service=np.ones((3, 3, 2)),
)
NAMES = [name for name, _ in named_arrays(FULL)]
SHARES = [name for name in NAMES if _entry(name, _SHARES)]
HAZARDS = [name for name in NAMES if name.startswith("hazards.")]


def array_of(name: str) -> np.ndarray:
    return np.array(dict(named_arrays(FULL))[name], dtype=float)


def with_value(name: str, value: float) -> tuple[Inputs, tuple[int, ...]]:
    """Put a value in the last cell of an array; give the cell's index."""
    array = array_of(name)
    index = tuple(length - 1 for length in array.shape)
    array[index] = value
    return with_arrays(FULL, {name: array}), index


def assert_refused(code: str, name: str, value: float) -> None:
    with pytest.raises(Refused) as refused:
        with_value(name, value)
    last = tuple(length - 1 for length in array_of(name).shape)
    assert (refused.value.code, refused.value.name, refused.value.index) == (code, name, last)


def test_a_plan_in_which_everything_happens_is_accepted_and_projected() -> None:
    assert FULL.training is not None
    assert project(FULL).imbalance() <= 1e-6


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_a_number_is_refused_in_every_array(name: str) -> None:
    assert_refused("not-a-number", name, np.nan)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "recruitment.candidates"])
def test_what_has_no_end_is_refused_in_every_array_but_the_candidates(name: str) -> None:
    assert_refused("not-a-number", name, np.inf)


def test_candidates_without_a_school_have_no_limit() -> None:
    plan, index = with_value("recruitment.candidates", np.inf)
    assert plan.recruitment.candidates[index] == np.inf


@pytest.mark.parametrize("name", NAMES)
def test_what_is_below_zero_is_refused_in_every_array(name: str) -> None:
    assert_refused("negative", name, -0.01)


@pytest.mark.parametrize("name", [n for n in SHARES if n not in HAZARDS])
def test_a_share_above_one_is_refused(name: str) -> None:
    assert_refused("above-one", name, 1.01)


@pytest.mark.parametrize("name", HAZARDS)
@pytest.mark.parametrize(("value", "code"), [(1.0, "certain-exit"), (1.01, "above-one")])
def test_a_hazard_may_come_near_to_one_but_not_reach_it(name: str, value: float, code: str) -> None:
    assert_refused(code, name, value)


@pytest.mark.parametrize("name", NAMES)
def test_every_array_has_a_shape_that_is_checked_along_each_axis(name: str) -> None:
    array = array_of(name)
    assert len(letters(name)) == array.ndim
    for axis in range(array.ndim):
        longer = np.concatenate([array, np.take(array, [-1], axis=axis)], axis=axis)
        if letters(name) == "B":
            plain = replace(FULL, training=replace(FULL.training, choice=None))
            with_arrays(plain, {name: longer})  # any number of past years may be known
            continue
        with pytest.raises(Refused) as refused:
            with_arrays(FULL, {name: longer})
        if refused.value.code == "shape":
            assert refused.value.index in (longer.shape, array_of(refused.value.name).shape)


@pytest.mark.parametrize("name", NAMES)
def test_an_array_with_an_axis_too_many_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(Refused) as refused:
        with_arrays(FULL, {name: array_of(name)[None]})
    assert (refused.value.code, refused.value.name) == ("shape", name)


@pytest.mark.parametrize("name", ["stock", "hazards.death", "population", "recruitment.fill"])
def test_one_year_or_one_territory_does_not_stand_for_all_of_them(name: str) -> None:
    axis = letters(name).upper().find("T") if name == "stock" else 0
    with pytest.raises(Refused, match="shape"):
        with_arrays(FULL, {name: np.take(array_of(name), [0], axis=axis)})


@pytest.mark.parametrize("name", [n for n in NAMES if "t" in letters(n)])
def test_a_rate_may_be_the_same_in_every_territory(name: str) -> None:
    national = np.take(array_of(name), [0], axis=letters(name).find("t"))
    assert project(with_arrays(FULL, {name: national})).imbalance() <= 1e-6


def test_every_field_of_the_inputs_is_an_array_with_a_shape_or_a_known_size() -> None:
    parts = (Training, Recruitment, Contracts, Moves)
    inner = {f"{p.__name__.lower()}.{f.name}" for p in parts for f in fields(p)}
    sizes = {"axes", "training.generalist", "training.specialist"}
    outer = {f.name for f in fields(Inputs)} - {p.__name__.lower() for p in parts}
    heads = {name.partition(".")[0] for name in NAMES}
    assert inner - set(NAMES) <= sizes
    assert outer - heads <= sizes


def test_the_table_of_shapes_and_shares_speaks_of_existing_arrays_alone() -> None:
    used = {_entry(name, _SHAPES) for name in NAMES}
    assert used == set(_SHAPES)
    assert {_entry(name, _SHARES) for name in SHARES} == set(_SHARES)


def test_read_only_mappings_are_looked_into_as_well() -> None:
    with pytest.raises(Refused, match=r"negative: hazards\.death"):
        builders.inputs(hazards=MappingProxyType({"death": builders.rates(builders.axes(), -0.1)}))


def test_arrays_come_in_one_order_whatever_the_order_of_their_kinds() -> None:
    turned = replace(FULL, hazards=dict(reversed(FULL.hazards.items())))
    assert [name for name, _ in named_arrays(turned)] == NAMES
