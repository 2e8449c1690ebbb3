"""The fan: made from bands, it follows another line at once and is itself where nothing moved."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.bands import FEW, bands
from app.planning.fan import Fan, fan_of, fanned
from app.planning.lines import Line
from app.planning.study import Study, run
from tests.planning.hand import assume, hand, staff

PEOPLE = st.floats(0.0, 1e6)


@pytest.fixture(scope="module")
def study() -> Study:
    leaving = assume("resignation", 0.06, id="A1", unit="probability per year", low=0.01, high=0.2)
    return run(hand(staff=(staff(80.0),), assumptions=(leaving,)))


def lines(stock: list[float], need: float | None = 100.0) -> list[Line]:
    return [
        Line(
            year=2024 + i, territory="MA", cadre="ALL", population=1.0, stock=persons, fte=persons,
            entries={}, exits={}, need=need, deficit=None, coverage=None,
            density_per_10_000=None, deficit_gross=None, gross_level=None, note=None,
        )
        for i, persons in enumerate(stock)
    ]  # fmt: skip


def fan(stock: list[float], spans: list[tuple[float, float]]) -> Fan:
    known = len(stock)
    return Fan(
        years=tuple(range(2024, 2024 + known)), stock=tuple(stock), stock_80=tuple(spans),
        stock_95=tuple((low / 2, high * 2) for low, high in spans), deficit_80=(None,) * known,
        deficit_95=(None,) * known, likely=((0.25, 0.75),) * known, exact=True, draws=40, seed=0,
    )  # fmt: skip


def test_a_fan_is_the_bands_of_a_view_by_year(study: Study) -> None:
    view = study.view(cadre="MED_GP")
    found = fanned(study, view, 12).fan
    made = bands(study, view, 12, 0)
    assert found == fan_of(made)
    assert found.years == (2024, 2025, 2026, 2027)
    assert found.stock_80 == tuple(band.stock_80 for band in made.years)
    assert found.deficit_95 == tuple(band.deficit_95 for band in made.years)
    assert (found.exact, found.draws, found.seed) == (True, 12, 0)


def test_a_finer_fan_is_the_one_that_all_its_draws_give_at_once(study: Study) -> None:
    view = study.view(cadre="MED_GP")
    few = fanned(study, view, 5)
    shares: list[float] = []
    finer = fanned(study, view, 12, before=few, step=shares.append)
    assert finer.fan == fanned(study, view, 12).fan
    assert (few.fan.draws, finer.fan.draws) == (5, 12)
    assert shares[:7] == [number / 7 for number in range(7)]


def test_a_fan_around_its_own_line_is_itself(study: Study) -> None:
    view = study.view()
    found = fanned(study, view, 6).fan
    assert found.moved_to(study.lines(view)) == found


def test_a_fan_keeps_its_width_relative_to_the_stock() -> None:
    moved = fan([1_000.0, 1_000.0], [(900.0, 1_200.0)] * 2).moved_to(lines([1_000.0, 2_000.0]))
    assert moved.stock_80 == ((900.0, 1_200.0), (1_800.0, 2_400.0))
    assert moved.stock_95 == ((450.0, 2_400.0), (900.0, 4_800.0))
    assert moved.deficit_80 == ((-1_100.0, -800.0), (-2_300.0, -1_700.0))
    assert moved.likely == ((0.25, 0.75), None)
    assert not moved.exact
    assert (moved.draws, moved.seed) == (40, 0)


def test_few_people_stay_whole() -> None:
    moved = fan([8.0], [(6.0, 9.0)]).moved_to(lines([18.2]))
    assert moved.stock_80 == ((15.0, 20.0),)  # the root of 18.2 / 8 is 1.51


def test_where_nobody_was_the_fan_is_that_of_a_few_who_come() -> None:
    moved = fan([0.0], [(0.0, 1.0)]).moved_to(lines([20.0], need=None))
    assert moved.stock_80 == ((20.0, 24.0),)
    assert moved.deficit_80 == (None,)


def test_a_fan_follows_no_line_of_other_years() -> None:
    with pytest.raises(ValueError, match="own years"):
        fan([8.0], [(6.0, 9.0)]).moved_to(lines([8.0, 9.0]))


@given(st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE), min_size=1, max_size=4))
def test_a_moved_fan_holds_its_line_and_the_wide_one_holds_the_narrow(
    found: list[tuple[float, float, float, float]],
) -> None:
    spans = [(min(a, b), max(a, b)) for _, a, b, _ in found]
    start = fan([one[0] for one in found], spans)
    to = [one[3] for one in found]
    moved = start.moved_to(lines(to))
    assert moved.moved_to(lines(to)) == moved
    for before, stock, narrow, wide in zip(
        start.stock, to, moved.stock_80, moved.stock_95, strict=True
    ):
        assert 0 <= wide[0] <= narrow[0] <= narrow[1] <= wide[1]
        if stock != before:
            assert narrow[0] <= stock <= narrow[1]
            assert stock >= FEW or all(end.is_integer() for end in (*narrow, *wide))


def test_few_who_become_many_need_not_be_whole() -> None:
    ((low, high),) = fan([9.0], [(6.0, 9.0)]).moved_to(lines([144.0])).stock_80
    assert (low, high) == (132.0, 144.0)
    assert fan([9.0], [(6.0, 10.0)]).moved_to(lines([62.5])).stock_80[0][1] == pytest.approx(
        62.5 + (62.5 / 9) ** 0.5
    )


@given(st.lists(PEOPLE, min_size=2, max_size=5, unique=True))
def test_more_staff_moves_every_end_of_a_fan_up(stock: list[float]) -> None:
    start = fan([40.0], [(30.0, 55.0)])
    ends = [start.moved_to(lines([one])).stock_80[0] for one in sorted(stock)]
    assert all(one[0] <= other[0] + 1 and one[1] <= other[1] + 1 for one, other in pairwise(ends))
