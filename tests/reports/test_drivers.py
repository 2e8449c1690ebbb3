"""What moves the deficit: the steps add up, small ones are joined, signs say what worsens it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language import CODES, language
from app.planning.outcomes import outer, retirements
from app.planning.study import Study
from app.reports import drivers
from app.reports.frame import Frame
from app.reports.rounding import whole

EN = language("en")
VIEWS = st.tuples(
    st.sampled_from(["MA", "01", "09", "12", "09.551", "06.141"]),
    st.sampled_from([None, "ALL", "MED_ALL", "MED_GP", "NUR_POLY"]),
    st.sampled_from([None, "public", "private"]),
    st.sampled_from(["MED_153", "MA_445"]),
    st.integers(2024, 2040),
)


@settings(max_examples=60)
@given(VIEWS)
def test_the_steps_lead_from_the_start_to_the_end_in_every_view(
    morocco: Study, asked: tuple[str, str | None, str | None, str, int]
) -> None:
    territory, cadre, sector, norm, year = asked
    view = morocco.view(territory, cadre, sector, norm)
    found = drivers.bridge(morocco, view, year)
    reached = found.start + math.fsum(step.change for step in found.steps)
    assert reached == pytest.approx(found.end, abs=1e-4)
    assert whole(found.start) + sum(found.changes()) == whole(found.end)
    for step, change in zip(found.steps, found.changes(), strict=True):
        assert abs(change - step.change) <= max(len(step.kinds), 1)
    assert len(found.steps) <= 8
    known = {line.year: line for line in morocco.lines(view)}
    gap = known[year].deficit
    assert found.measure == ("stock" if gap is None else "deficit")
    assert found.end == (known[year].stock if gap is None else gap)


def test_exits_worsen_the_deficit_and_entries_reduce_it(morocco: Study) -> None:
    found = drivers.bridge(morocco, morocco.view(norm="MED_153"), 2030)
    tones = {step.key: (step.change > 0, found.worsens(step)) for step in found.steps}
    assert tones["retirements"] == (True, True)
    assert tones["recruitment"] == (False, False)
    assert tones["need"] == (True, True)
    assert [step.side for step in found.steps] == ["need"] + ["exits"] * 4 + ["entries"] * 3


def test_all_who_retire_are_one_step_as_on_their_card(morocco: Study) -> None:
    view = morocco.view(norm="MED_153")
    (step,) = [one for one in drivers.bridge(morocco, view, 2030).steps if one.key == "retirements"]
    assert step.name(EN) == "Retirements"
    lines = [line for line in morocco.lines(view) if line.year <= 2030]
    assert step.change == pytest.approx(math.fsum(retirements(lines)))
    assert step.by_year == pytest.approx(retirements(lines)[1:])


def test_a_stock_without_a_need_is_explained_by_those_who_come_and_go(morocco: Study) -> None:
    view = morocco.view(cadre="MED_GP")
    found = drivers.bridge(morocco, view, 2030)
    tones = {step.key: (step.change > 0, found.worsens(step)) for step in found.steps}
    assert found.measure == "stock"
    assert "need" not in tones
    assert tones["retirements"] == (False, True)
    assert tones["recruitment"] == (True, False)
    table = drivers.table(found, Frame(morocco, view, EN))
    assert table.title == "What moves the stock, from 2024 to 2030"
    assert table.columns[-1].heading == "Stock"


def test_the_smallest_steps_of_a_side_are_told_together(morocco: Study) -> None:
    view = morocco.view()
    found = drivers.bridge(morocco, view, 2030)
    joined = found.steps[[step.key for step in found.steps].index("exits")]
    assert joined.name(EN) == "Other exits"
    assert set(joined.kinds) == {"death", "resignation"}
    lines = outer(morocco.lines(view))
    assert joined.change == pytest.approx(
        math.fsum(line.exits[kind] for line in lines[:7] for kind in joined.kinds)
    )


def test_a_step_is_small_by_its_share_of_the_largest_and_one_alone_keeps_its_name() -> None:
    def step(side: drivers.Side, kind: str, change: float) -> drivers.Step:
        return drivers.Step(side, (kind,), (change,))

    big = step("entries", "recruitment", -1000.0)
    small = [step("exits", kind, 5.0) for kind in ("death", "resignation")]
    alone = step("entries", "return", -5.0)
    told = drivers._told([*small, big, alone])
    assert [one.key for one in told] == ["exits", "recruitment", "return"]
    assert told[0].change == 10.0
    assert drivers._told([]) == ()


def test_contracts_that_come_and_go_in_tata_are_two_steps(tata: Study) -> None:
    found = drivers.bridge(tata, tata.view(), 2030)
    assert [(step.key, step.change) for step in found.steps] == [
        ("contract_end", 20.0),
        ("contract_start", -20.0),
    ]
    assert found.start == found.end


def test_transfers_inside_the_country_are_no_driver_of_it(morocco: Study) -> None:
    keys = {step.key for step in drivers.bridge(morocco, morocco.view(), 2040).steps}
    assert not keys & {"move_in", "move_out", "switch_in", "switch_out"}
    region = drivers.bridge(morocco, morocco.view("09"), 2040)
    assert any("move_out" in step.kinds for step in region.steps)


@pytest.mark.parametrize("code", CODES)
def test_the_table_and_the_sentence_tell_the_same_persons(morocco: Study, code: str) -> None:
    frame = Frame(morocco, morocco.view(norm="MED_153"), language(code))
    found = drivers.bridge(morocco, frame.view, 2030)
    table = drivers.table(found, frame)
    levels = table.numbers("level")
    changes = [change for change in table.numbers("change") if change is not None]
    assert levels[0] == 24487
    assert levels[-1] == 17828
    assert (levels[0] or 0) + sum(changes) == levels[-1]
    said = drivers.alternative(found, frame)
    assert frame.language.signed(changes[-1]) in said
    assert said.index(frame.language.signed(min(changes))) < said.index(
        frame.language.signed(max(changes))
    )


def test_in_the_first_year_nothing_has_moved(founding: Study) -> None:
    frame = Frame(founding, founding.view(), EN)
    found = drivers.bridge(founding, frame.view, 2020)
    assert found.steps == ()
    assert len(drivers.table(found, frame).rows) == 2
    assert drivers.alternative(found, frame) == "Morocco: from 97,161 to 97,161."


def test_retirements_are_those_at_the_limit_age_and_before(morocco: Study) -> None:
    lines = morocco.lines(morocco.view(norm="MED_153"))
    retired = retirements(lines)
    assert retired[0] == 0.0
    for line, persons in zip(lines[1:], retired[1:], strict=True):
        both = line.exits["limit_age"] + line.exits["early_retirement"]
        assert persons == pytest.approx(both)
    assert max(range(len(retired)), key=retired.__getitem__) == 8
