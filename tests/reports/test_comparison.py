"""A comparison in tables and in words: what adds up, what is named, and what is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.language import Language, language
from app.models.rows import ScenarioRow
from app.planning import starter
from app.planning.compared_bands import ComparedBand
from app.planning.comparison import Comparison, Reading, compare
from app.planning.study import run
from app.reports import (
    comparison,
    comparison_charts,
    comparison_measures,
    comparison_spread,
    comparison_words,
)
from app.reports.compared import Compared, marks
from app.reports.table import Kind, printed
from tests.planning.hand import SCENARIOS, contract, hand, measure, names, staff

EN, FR, AR = map(language, ("en", "fr", "ar"))
THIRD = ScenarioRow("third", names("Third"), 2, locked=False, mark="d")
YEAR = 2026
Span = tuple[float, float]


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Regions that need 10 and 5 doctors; scenarios add 1 and 4 on contract to the first."""
    rows = hand(
        staff=(staff(6), staff(12, territory="02.c")),
        scenarios=(*SCENARIOS, THIRD),
        contracts=(contract(persons=1.0),),
        measures=(
            measure("contracts", "persons", "set", 2.0),
            measure("contracts", "persons", "set", 5.0, scenario="third"),
        ),
    )
    study = run(rows)
    return compare(rows, ("test", "third"), study.view(), study)


@pytest.fixture(scope="module")
def morocco() -> Comparison:
    rows = starter.sample("morocco-2024")
    study = run(rows)
    view = study.view(cadre="MED_ALL", norm="MED_153")
    return compare(rows, ("GRAD3300", "SEATS7543", "FILL70"), view, study)


def asked(found: Comparison, **changes: object) -> Compared:
    return replace(Compared(found, Reading("deficit", "number"), YEAR, EN), **changes)


def banded(found: Comparison, *scenarios: tuple[Span, ...]) -> Compared:
    """Plant ranges of deficits: by scenario, of each region and of the whole."""
    bands = tuple(
        tuple(ComparedBand((0.0, 0.0), span, (1.0, 2.0) if at else None) for span in spans)
        for at, spans in enumerate(scenarios)
    )
    return asked(found, bands=bands)


# --- Words ----------------------------------------------------------------------------------------


def test_before_the_ranges_are_known_nobody_is_named(found: Comparison) -> None:
    said = comparison_words.told(asked(found), "working")
    assert said[0] == "The ranges are being worked out: no scenario is named before they are."
    stopped = comparison_words.told(asked(found), "stopped")[0]
    assert stopped == "The ranges have not been worked out: no scenario is named."


def test_ranges_apart_name_who_closes_more_and_where_the_others_overlap(found: Comparison) -> None:
    told = banded(
        found,
        ((3.0, 4.0), (1.0, 2.0), (0.0, 9.0)),
        ((2.0, 2.5), (1.0, 2.0), (0.0, 9.0)),
        ((0.0, 1.0), (0.5, 1.5), (0.0, 9.0)),
    )
    assert comparison_words.finding(told, "known") == (
        "D closes more of the deficit in 1 of 2 regions; in 1 the ranges overlap: they cannot "
        "be told apart."
    )


def test_ranges_that_all_overlap_name_nobody(found: Comparison) -> None:
    same = ((3.0, 4.0), (1.0, 2.0), (0.0, 9.0))
    told = banded(found, same, same, same)
    assert comparison_words.finding(told, "known") == (
        "In 2 of 2 regions the ranges overlap: they cannot be told apart."
    )


def test_each_scenario_that_is_ahead_somewhere_is_named_and_the_reference_too(
    found: Comparison,
) -> None:
    told = banded(
        found,
        ((5.0, 6.0), (0.0, 1.0), (0.0, 9.0)),
        ((1.0, 2.0), (2.0, 3.0), (0.0, 9.0)),
        ((3.0, 4.0), (4.0, 5.0), (0.0, 9.0)),
    )
    assert comparison_words.finding(told, "known") == (
        "The deficit stays smallest without measures in 1 of 2 regions; A closes more of the "
        "deficit in 1 of 2 regions."
    )


def test_a_surplus_is_nothing_lacking_and_no_merit(found: Comparison) -> None:
    told = banded(
        found,
        ((-9.0, -8.0), (1.0, 2.0), (0.0, 9.0)),
        ((-20.0, -15.0), (1.0, 2.0), (0.0, 9.0)),
        ((-5.0, -4.0), (1.0, 2.0), (0.0, 9.0)),
    )
    assert comparison_words.finding(told, "known") == (
        "In 1 of 2 regions the ranges overlap: they cannot be told apart; in 1 of 2 regions "
        "nothing is lacking under any of them."
    )


def test_one_scenario_and_the_reference_that_overlap_do_not_differ(found: Comparison) -> None:
    two = replace(found, studies=found.studies[:2])
    ranges = (((5.0, 6.0), (1.0, 2.0), (0.0, 9.0)), ((1.0, 2.0), (1.0, 2.0), (0.0, 9.0)))
    told = banded(two, *ranges)
    assert comparison_words.finding(told, "known") == (
        "A closes more of the deficit in 1 of 2 regions; in 1 the ranges overlap: no difference "
        "can be stated."
    )
    assert comparison_words.apart(told) == ()
    alike = banded(two, ranges[0], ranges[0])
    assert comparison_words.finding(alike, "known") == (
        "In 2 of 2 regions the ranges overlap: no difference can be stated."
    )
    alone = banded(replace(two, places=("01",)), ((5, 6), (0, 0)), ((5, 6), (0, 0)))
    assert comparison_words.finding(alone, "known") == (
        "The ranges overlap: no difference can be stated."
    )


def test_scenarios_that_overlap_may_still_lie_below_the_reference(found: Comparison) -> None:
    told = banded(
        found,
        ((5.0, 6.0), (4.0, 5.0), (0.0, 9.0)),
        ((1.0, 2.0), (4.0, 5.0), (0.0, 9.0)),
        ((1.5, 3.0), (2.0, 3.0), (0.0, 9.0)),
    )
    (said,) = comparison_words.apart(told)
    assert said == (
        "Territories, of 2, where the range lies below that of the reference: "
        "A\u00a01 and D\u00a02."
    )
    same = ((5.0, 6.0), (4.0, 5.0), (0.0, 9.0))
    assert comparison_words.apart(banded(found, same, same, same)) == ()
    assert comparison_words.apart(asked(found)) == ()


def test_totals_tell_every_scenario_in_its_order_whoever_changes_most(found: Comparison) -> None:
    (said,) = comparison_words.totals(asked(found))
    assert said == (
        "Morocco: the deficit of 2026 is −4 if nothing changes; "
        "difference: A\u00a0−1 and D\u00a0−4."
    )
    (over,) = comparison_words.surpluses(asked(found))
    assert over.startswith("In 2 territories staff then passes the need")


@pytest.mark.parametrize("spoken", [EN, FR, AR])
def test_a_letter_and_its_number_stay_on_one_line(found: Comparison, spoken: Language) -> None:
    (said,) = comparison_words.totals(asked(found, language=spoken))
    plain = re.sub("[\u2066-\u2069]", "", said)
    assert "A\u00a0−1" in plain
    assert "D\u00a0−4" in plain


def test_without_a_need_more_staff_is_told_and_no_deficit(found: Comparison) -> None:
    study = found.reference
    bare = compare(study.rows, ("test", "third"), study.view(cadre="MED_SP"), study)
    spans: tuple[tuple[Span, ...], ...] = (((1, 2), (0, 0)), ((3, 4), (0, 0)), ((9, 9), (0, 0)))
    bands = tuple(
        tuple(ComparedBand(span, None, None) for span in (*own, (0.0, 0.0))) for own in spans
    )
    told = asked(bare, bands=bands, reading=Reading("stock", "number"))
    assert comparison_words.finding(told, "known").startswith("D has more staff in 1 of 2 regions")
    assert comparison_words.totals(told)[0].startswith("Morocco: the stock of 2026 is")
    assert comparison_words.surpluses(told) == ()
    assert "Need" not in str(comparison.results(told).columns)


def test_a_single_territory_is_called_by_its_name(found: Comparison) -> None:
    alone = replace(found, places=("01",))
    apart = banded(alone, ((5, 6), (0, 0)), ((1, 2), (0, 0)), ((3, 4), (0, 0)))
    assert comparison_words.finding(apart, "known") == "A closes more of the deficit in Fez."
    same = banded(alone, ((5, 6), (0, 0)), ((5, 6), (0, 0)), ((5, 6), (0, 0)))
    assert comparison_words.finding(same, "known") == (
        "The ranges overlap: they cannot be told apart."
    )


def test_the_reference_alone_asks_for_scenarios(found: Comparison) -> None:
    alone = replace(found, studies=found.studies[:1])
    assert comparison_words.told(asked(alone), "working") == (
        "Choose the scenarios to be compared with the reference.",
    )


def test_the_count_of_territories_is_told_by_their_level(found: Comparison) -> None:
    inside = replace(found, places=("01.a", "01.b"))
    assert comparison_words.counted(asked(inside), 1, 2) == "1 of 2 provinces"
    mixed = replace(found, places=("01", "02.c"))
    assert comparison_words.counted(asked(mixed), 2, 2) == "2 of 2 territories"


@pytest.mark.parametrize("spoken", [FR, AR])
def test_sentences_are_whole_in_every_language(found: Comparison, spoken: object) -> None:
    told = banded(
        found,
        ((5.0, 6.0), (0.0, 1.0), (0.0, 9.0)),
        ((1.0, 2.0), (2.0, 3.0), (0.0, 9.0)),
        ((3.0, 4.0), (4.0, 5.0), (0.0, 9.0)),
    )
    for said in comparison_words.told(replace(told, language=spoken), "known"):
        assert said.strip("\u2066\u2067\u2068\u2069").endswith(".")
        assert "{" not in said


# --- Tables ---------------------------------------------------------------------------------------


def test_printed_territories_add_up_to_the_printed_total(morocco: Comparison) -> None:
    for table in (comparison.by_place(asked(morocco)), comparison.values(asked(morocco))):
        assert table.has_total
        for column in list(zip(*printed(table, EN), strict=True))[1:]:
            numbers = [int(text.replace(",", "").replace("−", "-")) for text in column]
            assert sum(numbers[:-1]) == numbers[-1]


def test_the_change_is_that_of_the_mock_up_of_the_announced_places(morocco: Comparison) -> None:
    table = comparison.by_place(asked(morocco, year=2036, sort=("worst", 0)))
    cells = printed(table, EN)
    assert cells[0] == ("Marrakesh-Safi", "2,326", "−72", "−469", "−35")
    assert cells[-1] == ("Morocco", "9,002", "−697", "−4,535", "0")


def test_territories_stand_in_the_order_that_was_chosen(found: Comparison) -> None:
    assert asked(found).places == ("01", "02", "MA")
    assert asked(found, sort=("worst", 0)).parts == ("01", "02")
    density = Reading("stock", "per_10_000")
    assert asked(found, sort=("worst", 0), reading=density).parts == ("01", "02")
    assert asked(found, sort=("effect", 2)).parts == ("01", "02")
    nothing = asked(found, sort=("worst", 0), reading=Reading("deficit", "share"))
    unknown = replace(nothing, found=replace(found, view=replace(found.view, cadre="NUR_POLY")))
    assert unknown.parts == ("01", "02")


def test_differences_of_shares_are_points_and_of_densities_have_a_decimal(
    found: Comparison,
) -> None:
    share = comparison.by_place(asked(found, reading=Reading("deficit", "share")))
    assert share.title.endswith("in percentage points")
    assert [column.kind for column in share.columns[1:]] == [Kind.SHARE, Kind.POINTS, Kind.POINTS]
    # One doctor of ten needed.
    assert printed(share, EN)[0][2] == "−10.0"
    density = comparison.by_place(asked(found, reading=Reading("deficit", "per_10_000")))
    assert density.columns[2].kind is Kind.CHANGE_PER_10_000
    assert printed(density, EN)[0][2] == "−1.0"


def test_by_year_tells_the_whole_and_the_differences(found: Comparison) -> None:
    table = comparison.by_year(asked(found))
    assert table.numbers("year") == (2024, 2025, 2026, 2027)
    assert table.numbers("change2") == pytest.approx((0.0, -4.0, -4.0, 0.0))
    assert table.columns[1].heading == "Nothing"


def test_ranges_stand_beside_values_with_the_difference_in_the_same_draws(
    found: Comparison,
) -> None:
    told = banded(found, *[((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))] * 3)
    table = comparison.with_ranges(told)
    assert len(table.rows) == 9
    first, second = table.rows[:2]
    assert first[2:] == (3, 1.0, 2.0, None, None, None, 1, None)
    # One or two more staff are one or two less lacking.
    assert second[5:] == (-1, -2.0, -1.0, 1, 0)
    assert len(comparison.with_ranges(told, ["02"]).rows) == 3
    unknown = comparison.with_ranges(asked(found))
    assert unknown.rows[0][3] is None
    assert "not known" in unknown.notes[0]
    alone = replace(found, places=("01",), view=replace(found.view, territory="01"))
    assert "rank" not in [c.key for c in comparison.with_ranges(asked(alone)).columns]


def test_ranges_are_read_in_the_unit_of_the_values(found: Comparison) -> None:
    told = banded(found, *[((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))] * 3)
    assert replace(told, reading=Reading("deficit", "share")).span(0, "01") == (0.1, 0.2)
    assert replace(told, reading=Reading("deficit", "per_10_000")).span(0, "01") == (1.0, 2.0)
    assert replace(told, reading=Reading("stock", "number")).change_span(1, "01") == (1.0, 2.0)
    assert told.change_span(0, "01") is None
    assert asked(found).band(0, "01") is None


def test_results_tell_what_is_lacking_with_surpluses_left_aside(found: Comparison) -> None:
    table = comparison.results(asked(found))
    assert table.numbers("deficit") == pytest.approx((-4.0, -5.0, -8.0))
    assert table.numbers("lacking") == pytest.approx((3.0, 2.0, 0.0))


def test_assumptions_that_differ_are_numbers_in_the_unit_that_is_said(morocco: Comparison) -> None:
    table = comparison_measures.differing(asked(morocco))
    rows = {str(row[0]): row for row in table.rows}
    assert rows["Fill rate"][1] == "share of posts, in percent"
    assert rows["Fill rate"][5:] == (30.0, 30.0, 30.0, 70.0)
    assert any(note.startswith("A: ") for note in table.notes)
    assert comparison_measures.shown_value(0.01043, "probability per year") == 1.04
    assert comparison_measures.shown_value(2574.51, "graduates/year") == 2575
    assert comparison_measures.shown_value(62.99, "years") == 63.0


def test_equity_is_told_before_and_after_and_not_of_a_single_place(
    found: Comparison, morocco: Comparison
) -> None:
    table = comparison_spread.spread(asked(morocco, year=2036))
    assert table is not None
    assert [row[1] for row in table.rows] == [2024, 2036, 2036, 2036, 2036]
    gini = table.numbers("gini")
    assert gini[0] is not None
    assert gini[0] > max(value or 0.0 for value in gini[1:])
    alone = replace(found, places=("01",))
    assert comparison_spread.spread(asked(alone)) is None
    inside = replace(found, view=replace(found.view, territory="02"), places=("01", "02"))
    assert comparison_spread.spread(asked(inside)) is None


def test_norms_are_compared_where_they_cover_exactly_the_group(morocco: Comparison) -> None:
    every = replace(morocco, view=morocco.reference.view())
    table = comparison_spread.norms(asked(every))
    assert table is not None
    assert len(table.rows) == 5
    for row in table.rows:
        need, deficit, coverage = row[1], row[2], row[6]
        assert isinstance(need, float)
        assert isinstance(deficit, float)
        assert coverage == pytest.approx((need - deficit) / need)
    nobody = replace(morocco, view=replace(morocco.view, cadre="MED_GP"))
    assert comparison_spread.norms(asked(nobody)) is None


# --- Names, marks and charts ----------------------------------------------------------------------


def test_every_scenario_has_a_mark_of_its_own() -> None:
    assert marks(["", "a", "", "a", "e"]) == ("base", "b", "a", "c", "d", "e")
    assert marks([]) == ("base",)


def test_scenarios_are_called_by_their_letter_and_name(found: Comparison) -> None:
    told = asked(found)
    assert told.letters == ("Reference", "A", "D")
    assert told.names == ("Nothing", "A. Test", "D. Third")
    assert told.frame.scenario == "Nothing, Test and Third"
    assert told.fingerprint != asked(replace(found, studies=found.studies[:2])).fingerprint


def test_small_charts_show_every_place_with_its_norm(found: Comparison) -> None:
    density = asked(found, reading=Reading("stock", "per_10_000"))
    data = comparison_charts.panels(density)
    assert [panel.name for panel in data.panels] == ["Fez", "Isles"]
    assert [list(panel.norm or ()) for panel in data.panels] == [[10.0] * 4] * 2
    assert data.norm_name == "Doctors"
    share = comparison_charts.panels(replace(density, reading=Reading("stock", "share")), ["02"])
    assert [list(panel.norm or ()) for panel in share.panels] == [[1.0] * 4]
    people = comparison_charts.panels(replace(density, reading=Reading("stock", "number")))
    assert list(people.panels[0].norm or ()) == [10.0] * 4
    assert people.norm_name == "Need"
    lacking = comparison_charts.panels(asked(found), own_scales=True)
    assert (lacking.norm_name, lacking.own_scales) == ("", True)
    assert comparison_charts.panels_title(asked(found)) == "Deficit, from 2024 to 2027"


def test_the_chart_of_differences_has_ranges_in_the_last_year_alone(found: Comparison) -> None:
    told = banded(found, *[((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))] * 3)
    assert comparison_charts.differences(told, "01").spans == [None, None]
    last = comparison_charts.differences(replace(told, year=2027), "01")
    assert last.spans[0] == pytest.approx((-2.0, -1.0))
    assert [line.mark for line in last.lines] == ["a", "d"]
    assert comparison_charts.differences_title(told, "01") == (
        "Fez: Deficit, difference from the reference"
    )


def test_charts_have_words_for_who_does_not_see_them(found: Comparison) -> None:
    assert comparison_words.in_words(asked(found), ["01"]) == (
        "Fez, 2026: Reference 3, A 2 and D −1."
    )
