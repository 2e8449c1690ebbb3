"""A scenario is named only where its range stands apart from every other."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from app.planning.bands import Span
from app.planning.verdict import Verdict, judged

_spans = st.tuples(st.floats(0, 100), st.floats(0, 50)).map(lambda two: (two[0], sum(two)))
_lacks = st.integers(1, 4).flatmap(
    lambda count: st.dictionaries(
        st.text("abcdef", min_size=1, max_size=2),
        st.lists(_spans, min_size=count, max_size=count),
        max_size=5,
    )
)


def told(found: Verdict) -> tuple[object, ...]:
    """Return who is ahead, where nobody is, and where nothing is lacking."""
    return found.ahead, found.open, found.filled


def test_ranges_apart_name_the_scenario_that_leaves_least_lacking() -> None:
    found = judged(
        {"North": [(100, 120), (60, 80), (85, 95)], "South": [(9, 12), (20, 30), (13, 14)]}
    )
    assert told(found) == ((("South",), ("North",), ()), (), ())
    assert found.count == 2


def test_ranges_that_overlap_or_touch_name_nobody() -> None:
    found = judged({"North": [(100, 120), (80, 101)], "South": [(10, 20), (20, 30)]})
    assert told(found) == (((), ()), ("North", "South"), ())


def test_the_best_must_stand_apart_from_every_other_one_and_not_from_the_next_alone() -> None:
    # The second by its low end is apart, the third reaches far below its own middle.
    found = judged({"North": [(100, 120), (60, 70), (80, 90), (65, 300)]})
    assert found.open == ("North",)


def test_ranges_that_are_the_same_name_nobody() -> None:
    assert judged({"North": [(5, 5), (5, 5)]}).open == ("North",)


def test_nothing_lacking_under_any_scenario_is_no_difference() -> None:
    found = judged({"North": [(0, 0), (0, 0)], "South": [(0, 0), (4, 9)]})
    assert told(found) == ((("South",), ()), (), ("North",))


def test_without_a_need_less_is_not_bounded_by_zero() -> None:
    found = judged({"North": [(-20, -15), (-9, -8)], "South": [(-3, 0), (-2, 0)]}, filled=False)
    assert told(found) == ((("North",), ()), ("South",), ())


def test_scenarios_may_stand_apart_from_the_reference_and_not_from_each_other() -> None:
    found = judged(
        {"North": [(100, 120), (60, 80), (70, 90)], "South": [(10, 20), (9, 10), (0, 9)]}
    )
    assert found.open == ("North", "South")
    assert found.below == ((), ("North",), ("North", "South"))


def test_one_scenario_alone_is_never_ahead() -> None:
    assert told(judged({"North": [(3, 4)], "South": [(0, 0)]})) == (((),), ("North",), ("South",))
    assert told(judged({})) == ((), (), ())


@given(_lacks)
def test_every_territory_is_told_once_and_nobody_is_ahead_where_ranges_meet(
    lacks: dict[str, list[Span]],
) -> None:
    found = judged(lacks)
    told = [*(place for places in found.ahead for place in places), *found.open, *found.filled]
    assert sorted(told) == sorted(lacks)
    for at, places in enumerate(found.ahead):
        for place in places:
            mine, others = lacks[place][at], [*lacks[place][:at], *lacks[place][at + 1 :]]
            assert others
            assert all(mine[1] < low for low, _ in others)
