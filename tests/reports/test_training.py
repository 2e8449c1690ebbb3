"""Training and posts: residents beside the stock, posts opened, filled and left empty."""

import pytest

from app.language import language
from app.planning import starter, study
from app.planning.study import Study
from app.reports import training
from app.reports.table import Table


def _table(made: Study, **asked: str) -> Table:
    return training.by_year(made, made.view(**asked), language("en"))


def test_the_nation_shows_its_residents_who_are_in_no_stock(morocco: Study) -> None:
    table = _table(morocco, cadre="doctors")
    residents = dict(zip(table.values("year"), table.numbers("residents"), strict=True))
    wanted = {2025: 5_391, 2030: 7_731, 2035: 10_450, 2040: 12_114}
    assert {year: round(residents[year] or 0) for year in wanted} == wanted
    assert any("not counted in the stock" in note for note in table.notes)


def test_what_leaves_school_goes_somewhere(morocco: Study) -> None:
    table = _table(morocco, cadre="doctors")
    keys = ("graduates", "graduates_abroad", "not_practising", "residents_in")
    for graduates, abroad, idle, residents in zip(*map(table.numbers, keys), strict=True):
        assert None not in (graduates, abroad, idle, residents)
        assert graduates - abroad - idle - residents >= 0  # type: ignore[operator]


def test_posts_are_filled_or_not(morocco: Study) -> None:
    table = _table(morocco, territory="09", cadre="MED_GP")
    keys = ("posts", "filled", "unfilled")
    rows = list(zip(*map(table.numbers, keys), strict=True))
    assert rows
    assert all(o == pytest.approx((f or 0) + (u or 0)) and (u or 0) > 0 for o, f, u in rows)


def test_a_region_shows_its_posts_and_not_the_schools_of_the_nation(morocco: Study) -> None:
    keys = [column.key for column in _table(morocco, territory="09").columns]
    assert keys == ["year", "posts", "filled", "unfilled"]


def test_a_plan_without_school_or_post_has_nothing_to_show() -> None:
    made = study.run(starter.sample("tata-2017"))
    assert [column.key for column in _table(made).columns] == ["year"]
