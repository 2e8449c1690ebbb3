"""The values that a plan assumes: where each is kept, and what typing one does to its row."""

from dataclasses import replace

from app.models.rows import AssumptionRow, RecruitmentRow
from app.planning.edits import Add, Set, Together
from app.planning.entered import ENTERED
from app.planning.starter import sample
from app.planning.study import run
from app.planning.values import Value, change, measures_on, values
from app.problems import message

MOROCCO = sample("morocco-2024")
NAME = message("Assumptions changed: {n}", n=1)
VALUES = {value.key: value for value in values(MOROCCO)}


def _of(parameter: str) -> Value:
    return next(value for value in VALUES.values() if value.parameter == parameter)


def test_posts_and_their_fill_rate_are_two_values_of_one_row() -> None:
    posts, fill = _of("posts"), _of("fill_rate")
    assert posts.row is fill.row
    assert posts.key != fill.key
    assert (posts.unit, fill.unit) == ("posts", "share of posts")
    assert isinstance(posts.row, RecruitmentRow)
    assert posts.parts["value"] == posts.row.posts
    assert fill.parts["low"] == posts.row.fill_low


def test_posts_without_a_fill_rate_are_one_value() -> None:
    row = replace(MOROCCO.recruitment[0], posts=0.0, fill_rate=None)
    found = list(values(replace(MOROCCO, recruitment=(row,))))
    assert [one.field for one in found if one.kind == "recruitment"] == ["posts"]


def test_a_typed_value_comes_from_the_plan_and_keeps_its_range() -> None:
    before = _of("emigration")
    after = before.changed({"value": 0.003}).parts
    assert (after["value"], after["source"]) == (0.003, ENTERED)
    assert after["grade"] == "recalled-unverified"
    assert (after["low"], after["high"]) == (before.parts["low"], before.parts["high"])


def test_a_range_that_was_the_value_alone_goes_with_it() -> None:
    before = _of("limit_age")
    assert before.parts["low"] == before.parts["value"] == before.parts["high"]
    after = before.changed({"value": 65.0}).parts
    assert (after["low"], after["high"]) == (None, None)
    assert before.changed({"value": 65.0, "low": 64.0}).parts["low"] == 64.0


def test_a_note_changes_no_source() -> None:
    before = _of("emigration")
    after = before.changed({"note": "seen"})
    assert replace(after.row, note=before.row.note) == before.row
    edit = change(MOROCCO, [(before, {"note": "seen"})], NAME, "Typed in this plan")
    assert isinstance(edit, Together)
    assert [type(one) for one in edit.edits] == [Set]


def test_two_values_of_one_row_are_changed_together() -> None:
    posts, fill = _of("posts"), _of("fill_rate")
    edit = change(
        MOROCCO, [(posts, {"value": 60.0}), (fill, {"value": 0.3})], NAME, "Typed in this plan"
    )
    assert isinstance(edit, Together)
    source, row = edit.edits
    assert isinstance(source, Add)
    assert source.row.title == "Typed in this plan"
    assert isinstance(row, Set)
    assert (row.row.posts, row.row.fill_rate) == (60.0, 0.3)


def test_the_source_of_what_is_typed_is_added_once() -> None:
    edit = change(MOROCCO, [(_of("emigration"), {"value": 0.003})], NAME, "Typed")
    assert isinstance(edit, Together)
    added = next(one.row for one in edit.edits if isinstance(one, Add))
    later = replace(MOROCCO, sources=(*MOROCCO.sources, added))
    again = change(later, [(_of("emigration"), {"value": 0.004})], NAME, "Typed")
    assert isinstance(again, Together)
    assert [type(one) for one in again.edits] == [Set]


def test_a_measure_touches_the_values_that_it_changes_and_no_others() -> None:
    study = run(MOROCCO, "RETIRE2")
    (measure,) = measures_on(_of("limit_age"), study)
    assert measure.parameter == "limit_age"
    assert measures_on(_of("emigration"), study) == []
    assert measures_on(_of("limit_age"), run(MOROCCO, "reference")) == []
    row = _of("limit_age").row
    assert isinstance(row, AssumptionRow)
    early = Value(replace(row, year_from=2016, year_to=measure.year_from - 1))
    assert measures_on(early, study) == []
