"""Tornado: bars by hand in the sample of Tata, reasons where there is none, elasticities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.planning import ranges, starter, study
from app.planning.tornado import Bar, Tornado, tornado
from app.problems import Problem
from tests.planning.hand import assume, hand, post, said, staff

if TYPE_CHECKING:
    from app.models.rows import PlanRows

TATA = starter.sample("tata-2017")
BAND = {"posts_low": 5.0, "posts_high": 5.0, "fill_low": 0.2, "fill_high": 0.6}
POSTS = post("09.551", 5.0, 0.4, id="R1", year_from=2019, year_to=2030, **BAND)
SOME = {"id": "A1", "unit": "probability per year", "low": 0.0, "high": 0.2}


def silent(_: float) -> None:
    pass


def made(rows: PlanRows, scenario: str | None = None, **asked: str) -> Tornado:
    done = study.run(rows, scenario)
    return tornado(done, done.view(**asked), rows.facts.horizon, silent)


def bars(found: Tornado) -> dict[str, Bar]:
    return {bar.group.key: bar for bar in found.bars}


def test_twelve_years_of_five_posts_in_tata_by_hand() -> None:
    # Need 120 000 x 15.3 / 10 000 = 183.6. The 8 doctors stay, the 20 on contract are gone; each
    # year from 2019 to 2030 brings 5 x 0.4 = 2 more, 1 at the low and 3 at the high.
    found = made(replace(TATA, recruitment=(POSTS,)))
    assert (found.measure, found.year) == ("deficit", 2030)
    assert found.base == pytest.approx(183.6 - 8 - 24)
    fill = bars(found)["recruitment fill_rate MED_GP"]
    assert found.bars[0] is fill
    assert fill.low == pytest.approx(183.6 - 8 - 12)
    assert fill.high == pytest.approx(183.6 - 8 - 36)
    assert fill.width == pytest.approx(24)
    assert fill.refused is fill.unmoved is None
    assert fill.elasticity is not None
    assert fill.elasticity.need == 0.0
    assert fill.elasticity.stock == pytest.approx(24 / 32)
    assert fill.elasticity.deficit == pytest.approx(-24 / 151.6)


def test_a_range_without_breadth_gives_a_bar_without_width() -> None:
    posts = bars(made(replace(TATA, recruitment=(POSTS,))))["recruitment posts MED_GP"]
    assert posts.width == 0.0
    assert posts.low == posts.high == posts.base
    assert posts.elasticity is not None
    assert posts.elasticity.stock == pytest.approx(24 / 32)


def test_the_need_follows_the_norm_per_cent_by_per_cent() -> None:
    found = made(TATA)
    assert found.norm is not None
    assert found.norm.need == pytest.approx(1.0, abs=1e-12)
    assert found.norm.stock == 0.0
    assert found.norm.deficit == pytest.approx(183.6 / 175.6)


def test_where_the_norm_gives_no_need_the_bars_are_those_of_the_stock() -> None:
    found = made(replace(TATA, recruitment=(POSTS,)), cadre="MED_GP")
    fill = bars(found)["recruitment fill_rate MED_GP"]
    assert (found.measure, found.norm) == ("stock", None)
    assert (fill.low, fill.base, fill.high) == pytest.approx((15, 27, 39))
    assert fill.elasticity is not None
    assert (fill.elasticity.need, fill.elasticity.deficit) == (None, None)


def test_the_widest_bar_comes_first() -> None:
    found = made(
        hand(
            staff=(staff(10),),
            assumptions=(
                assume("resignation", 0.1, **SOME | {"low": 0.05, "high": 0.15}),
                assume("emigration", 0.1, **SOME),
            ),
        )
    )
    assert [bar.group.parameter for bar in found.bars] == ["emigration", "resignation"]
    assert found.bars[0].width > found.bars[1].width > 0


def test_a_deficit_near_zero_has_no_elasticity() -> None:
    found = made(hand(staff=(staff(15),), assumptions=(assume("emigration", 0.0, **SOME),)))
    assert found.base == 0.0
    assert found.norm is not None
    assert (found.norm.need, found.norm.deficit) == (pytest.approx(1.0), None)
    assert found.bars[0].elasticity is not None
    assert found.bars[0].elasticity.deficit is None


def test_a_surplus_has_no_elasticity_that_would_call_more_staff_more_deficit() -> None:
    found = made(hand(staff=(staff(60),), assumptions=(assume("emigration", 0.0, **SOME),)))
    assert found.base == pytest.approx(15 - 60)
    assert found.norm is not None
    assert (found.norm.need, found.norm.deficit) == (pytest.approx(1.0), None)


def test_nobody_at_all_gives_no_elasticity_of_the_stock() -> None:
    found = made(hand(assumptions=(assume("emigration", 0.1, **SOME),)))
    assert found.bars[0].elasticity is not None
    assert found.bars[0].elasticity.stock is None


def test_what_the_checks_refuse_is_told_with_its_reason() -> None:
    rows = hand(
        staff=(staff(10),), assumptions=(assume("emigration", 0.995, **SOME | {"high": 0.999}),)
    )
    (bar,) = made(rows).bars
    assert bar.refused is bar.elasticity is None
    assert bar.unmoved is not None
    assert "a share or a probability lies between 0 and 1" in said(bar.unmoved)
    certain = replace(rows.assumptions[0], high=1.0)
    (bar,) = made(replace(rows, assumptions=(certain,))).bars
    assert bar.high is None
    assert bar.low is not None
    assert bar.width == pytest.approx(abs(bar.low - bar.base))
    assert isinstance(bar.refused, Problem)


def test_years_do_not_move_by_one_per_cent() -> None:
    limit = assume("limit_age", 63, id="A1", unit="years", low=62, high=65, sector="public")
    (bar,) = made(hand(staff=(staff(10, age_group="60-64"),), assumptions=(limit,))).bars
    assert bar.refused is None
    assert bar.width > 0
    assert bar.elasticity is None
    assert bar.unmoved is not None
    assert bar.unmoved.what.text == "Years are whole: one per cent of them says nothing."


def test_what_a_measure_sets_stands_whatever_the_value_beneath() -> None:
    found = made(replace(TATA, recruitment=(POSTS,)), "posts-5-fill-40")
    fill = bars(found)["recruitment fill_rate MED_GP"]
    assert fill.width == pytest.approx(0.0)


def test_the_share_that_is_done_is_told_and_the_work_can_be_stopped() -> None:
    class Enough(Exception):  # noqa: N818  said to stop, not an error
        pass

    done = study.run(replace(TATA, recruitment=(POSTS,)))
    heard: list[float] = []
    tornado(done, done.view(), 2030, heard.append)
    assert heard[0] == 0.0
    assert heard[-1] == 1.0
    assert heard == sorted(heard)

    def stop(share: float) -> None:
        if share > 0.3:
            raise Enough

    with pytest.raises(Enough):
        tornado(done, done.view(), 2030, stop)


def test_a_year_before_the_last_looks_at_that_year_and_one_outside_is_refused() -> None:
    done = study.run(replace(TATA, recruitment=(POSTS,)))
    found = tornado(done, done.view(), 2020, silent)
    assert bars(found)["recruitment fill_rate MED_GP"].width == pytest.approx(4.0)
    with pytest.raises(Problem):
        tornado(done, done.view(), 2031, silent)


# --- What is left out of the work -----------------------------------------------------------------


def test_a_group_that_moves_nothing_at_its_ends_has_no_elasticity_to_run() -> None:
    rows = hand(
        staff=(staff(10),),
        assumptions=(
            assume("fte", 0.9, id="A1", low=0.8, high=0.95, cadre="MED_ALL"),
            assume("limit_age", 63, id="A2", unit="years", low=60, high=65),
        ),
    )
    found = bars(made(rows))
    still, years = found["assumptions fte MED_ALL"], found["assumptions limit_age ALL"]
    assert (still.width, years.width) == (0.0, 0.0)
    assert still.elasticity is not None
    assert (still.elasticity.stock, still.unmoved) == (0.0, None)
    assert years.elasticity is None
    assert years.unmoved is not None


def test_other_staff_than_those_of_the_view_are_not_run_at_all() -> None:
    rows = hand(
        staff=(staff(10), staff(10, cadre="NUR_POLY")),
        assumptions=(
            assume("emigration", 0.1, **SOME | {"cadre": "MED_ALL"}),
            assume("emigration", 0.1, **SOME | {"id": "A2", "cadre": "PARA_ALL"}),
        ),
    )
    heard: list[float] = []
    done = study.run(rows)
    found = bars(tornado(done, done.view(cadre="NUR_POLY"), 2027, heard.append))
    assert found["assumptions emigration MED_ALL"].width == 0.0
    assert found["assumptions emigration PARA_ALL"].width > 0.0
    assert len(heard) == 2 + 2 + 1


def test_figures_that_give_no_inputs_are_told_with_their_reason() -> None:
    rows = starter.sample("morocco-2024")
    done = study.run(rows)
    doctors = bars(tornado(done, done.view("09.551", "MED_ALL"), 2030, silent))
    (years,) = (one for key, one in doctors.items() if "residency_years_4" in key)
    assert years.low is years.high is None
    assert years.refused is not None


@pytest.mark.parametrize("name", ["tata-2017", "founding-2020", "morocco-2021"])
def test_runs_side_by_side_answer_as_a_study_of_each_would(name: str) -> None:
    rows = starter.sample(name)
    done = study.run(rows)
    view = done.view()
    found = tornado(done, view, view.until, silent)
    for bar in found.bars[::5]:
        moved = ranges.moved(rows, bar.group, lambda value: float(value.parts["high"]))
        line = study.run(moved, done.scenario.id, done).lines(view)[-1]
        expected = line.stock if line.deficit is None else line.deficit
        assert bar.high == pytest.approx(expected, abs=1e-6)


def test_in_a_plan_without_a_group_of_all_what_holds_for_everyone_is_run() -> None:
    cadres = tuple(
        replace(row, parent="" if row.parent == "ALL" else row.parent)
        for row in hand().cadres
        if row.code != "ALL"
    )
    rows = hand(
        cadres=cadres,
        staff=(staff(10),),
        assumptions=(assume("emigration", 0.1, **SOME),),
    )
    (bar,) = made(rows).bars
    assert (bar.group.family, bar.width > 0) == ("ALL", True)
