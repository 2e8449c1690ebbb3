"""Bands of a view: what is central, what chance and assumptions add, and what is refused."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.projection import project
from app.models.rows import PlanRows
from app.planning.bands import bands
from app.planning.draws import Ranges
from app.planning.kept_draws import KeptDraws
from app.planning.study import Study, run
from app.problems import Problem
from tests.planning.hand import assume, hand, post, school, staff


def plan(persons: float = 8.0, **span: float) -> PlanRows:
    leaving = assume("resignation", 0.06, id="A1", unit="probability per year", **span)
    return hand(staff=(staff(persons),), assumptions=(leaving,))


@pytest.fixture(scope="module")
def eight() -> Study:
    return run(plan())


def test_without_ranges_only_chance_is_left(eight: Study) -> None:
    found = bands(eight, eight.view(cadre="MED_GP"), 5, 0)
    assert [band.year for band in found.years] == [2024, 2025, 2026, 2027]
    first = found.years[1]
    assert first.stock == pytest.approx(8 * 0.94)
    assert first.of_chance == pytest.approx((8 * 0.94 * 0.06) ** 0.5)
    assert first.of_assumptions == pytest.approx(0, abs=1e-12)
    assert first.stock_80 == (7, 8)
    assert first.nobody == pytest.approx(0.06**8)
    assert (found.draws, found.seed) == (5, 0)


@pytest.mark.parametrize("places", [100.0, 3.0])
def test_people_kept_by_a_programme_leave_by_chance_as_the_others_do(places: float) -> None:
    kept = (assume("retained_resignation", 0.5, id="A2"), assume("retention_places", places))
    rows = plan()
    study = run(replace(rows, assumptions=(*rows.assumptions, *kept)))
    first = bands(study, study.view(cadre="MED_GP"), 3, 0).years[1]
    assert 8 * 0.94 < first.stock < 8
    assert first.of_chance == pytest.approx((first.stock * (1 - first.stock / 8)) ** 0.5)


def test_private_staff_who_take_posts_have_a_band() -> None:
    nobody_in_school = (
        school("intake", 0.0, "PARA"), school("duration", 3.0, "PARA"),
        school("share_of_para_entries", 1.0, "NUR_POLY"),
    )  # fmt: skip
    rows = hand(
        staff=(staff(8.0, sector="private", cadre="NUR_POLY"),),
        assumptions=(assume("hired_from_private", 1.0),),
        pipeline=nobody_in_school,
        recruitment=(post("01.a", 2.0, 1.0, cadre="NUR_POLY"),),
    )
    study = run(rows)
    public = bands(study, study.view(cadre="NUR_POLY", sector="public"), 3, 0).years[1]
    assert public.stock == pytest.approx(2.0)
    assert public.of_chance == pytest.approx((8 * 0.25 * 0.75) ** 0.5)


def test_the_base_year_is_known(eight: Study) -> None:
    base = bands(eight, eight.view(), 3, 0).years[0]
    assert base.stock_80 == base.stock_95 == (8, 8)
    assert base.of_chance == base.of_assumptions == base.nobody == 0


def test_the_deficit_is_the_need_minus_the_other_end(eight: Study) -> None:
    view = eight.view()
    for band, line in zip(bands(eight, view, 3, 0).years, eight.lines(view), strict=True):
        assert line.need is not None
        assert band.deficit_80 == (line.need - band.stock_80[1], line.need - band.stock_80[0])
        assert band.deficit_95 == (line.need - band.stock_95[1], line.need - band.stock_95[0])
    without = bands(eight, eight.view(sector="public"), 3, 0).years[1]
    assert without.deficit_80 is without.deficit_95 is None


def test_many_people_have_a_band_without_whole_people() -> None:
    study = run(plan(80_000.0, low=0.03, high=0.09))
    last = bands(study, study.view(), 40, 0).years[-1]
    assert last.nobody is None
    assert last.of_assumptions > 10 * last.of_chance
    low, middle, high = last.of_draws
    assert last.stock_95[0] < last.stock_80[0] < middle < last.stock_80[1] < last.stock_95[1]
    assert low < last.stock < high


def test_wider_ranges_widen_the_band_of_a_small_place() -> None:
    def width(**span: float) -> float:
        study = run(plan(40.0, **span))
        low, high = bands(study, study.view(), 60, 1).years[-1].stock_80
        return high - low

    assert width() < width(low=0.0, high=0.3)


def test_bands_follow_the_view_and_its_last_year(eight: Study) -> None:
    found = bands(eight, eight.view(territory="02.c", until=2025), 3, 0)
    assert [(band.year, band.stock, band.nobody) for band in found.years] == [
        (2024, 0.0, 1.0),
        (2025, 0.0, 1.0),
    ]


def test_the_same_seed_gives_the_same_bands() -> None:
    study = run(plan(low=0.01, high=0.2))
    view = study.view()
    assert bands(study, view, 6, 2) == bands(study, view, 6, 2)
    assert bands(study, view, 6, 2) != bands(study, view, 6, 3)


def test_each_draw_is_the_projection_of_its_rows() -> None:
    study = run(plan(low=0.01, high=0.2))
    drawn = list(KeptDraws(0).inputs(study, range(4), 9))
    apart = [run(Ranges(study.rows).draw(9, n), study.scenario.id) for n in range(4)]
    for inputs, alone in zip(drawn, apart, strict=True):
        np.testing.assert_array_equal(project(inputs).stock, alone.projection.stock)


def test_the_work_tells_how_far_it_is_and_can_be_stopped(eight: Study) -> None:
    shares: list[float] = []
    bands(eight, eight.view(), 4, 0, shares.append)
    assert shares == [0, 0.25, 0.5, 0.75, 1, 1, 1]  # then back over three years

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bands(eight, eight.view(), 4, 0, stop)

    def stop_at_the_end(share: float) -> None:
        if share == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bands(eight, eight.view(), 4, 0, stop_at_the_end)


@pytest.mark.parametrize(("draws", "seed"), [(1, 0), (10_001, 0), (5, -1)])
def test_impossible_numbers_of_draws_and_seeds_are_refused(
    eight: Study, draws: int, seed: int
) -> None:
    with pytest.raises(Problem):
        bands(eight, eight.view(), draws, seed)


def test_places_vary_independently(eight: Study) -> None:
    rows = replace(eight.rows, staff=(staff(20.0), staff(20.0, territory="02.c")))
    study = run(rows)
    whole = bands(study, study.view(), 2, 0).years[-1]
    part = bands(study, study.view(territory="02"), 2, 0).years[-1]
    assert whole.of_chance == pytest.approx(part.of_chance * 2**0.5)
