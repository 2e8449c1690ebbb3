"""The axes tell the shape of everything else."""

from app.engine.axes import PRIVATE, PUBLIC, SECTORS, Axes
from tests.engine import builders

WORLD = Axes(("t0", "t1", "t2"), ("r0", "r1"), (0, 1, 0), ("c0",), 2024, 2026)


def test_years_run_from_the_base_to_the_horizon_both_included() -> None:
    assert WORLD.years == (2024, 2025, 2026)


def test_a_plan_may_stop_at_its_base_year() -> None:
    assert builders.axes(years=0).years == (2024,)


def test_ages_are_single_years_and_the_last_one_is_open() -> None:
    assert (WORLD.ages[0], WORLD.ages[-1], len(WORLD.ages)) == (20, 80, 61)


def test_shapes_follow_the_order_of_the_axes() -> None:
    assert WORLD.cell_shape == (61, 3, 2, 2, 1)
    assert WORLD.flow_shape == (3, 3, 2, 1)


def test_each_territory_knows_its_region() -> None:
    assert WORLD.region_index.tolist() == [0, 1, 0]


def test_sectors_stand_where_their_names_do() -> None:
    assert (SECTORS[PUBLIC], SECTORS[PRIVATE]) == ("public", "private")
