"""A value that is typed in a line stands afterwards, whatever the line does to bring it about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.rows import MeasureRow, PlanRows
from app.planning import line_edits
from app.planning.levers import as_lever, value
from app.planning.line_checks import rows_after
from app.planning.study import run
from tests.planning.hand import assume
from tests.planning.hand import measure as line
from tests.planning.test_scenario_edits import FAMILY, FILL, MORE, TWICE, rows_of, scenario

SET = line("recruitment", "posts", "set", 12.0, territory="01.a", cadre="MED_GP", source="RULE")
EMIGRATION = assume("emigration", 0.02, source="RULE")
HALVED = line("assumptions", "emigration", "multiply", 0.5, source="RULE")


def _typed(rows: PlanRows, typed: MeasureRow, to: float) -> tuple[float, MeasureRow]:
    """Return what stands after a value was typed in a line, and the line."""
    study = run(rows, typed.scenario)
    edit = line_edits.change_value(study, rows, typed, to, "Typed")
    after = rows_after(rows, edit)
    lever = as_lever(typed)
    assert lever is not None
    changed = next(one for one in line_edits.own_lines(after, typed.scenario)
                   if one.line == typed.line)  # fmt: skip
    return value(run(after, typed.scenario), lever), changed


@pytest.mark.parametrize(("typed", "to"), [(MORE, 7.0), (MORE, -2.0), (SET, 3.0), (FILL, 0.25)])
def test_a_typed_value_stands(typed: MeasureRow, to: float) -> None:
    rows = rows_of(scenario("one", "base"), measures=(replace(typed, scenario="one"),))
    found, changed = _typed(rows, replace(typed, scenario="one"), to)
    assert found == pytest.approx(to)
    assert changed.operation == typed.operation


def test_what_is_inherited_counts_in_what_is_typed() -> None:
    twice = replace(TWICE, scenario="two")
    found, changed = _typed(FAMILY, twice, 6.0)
    assert found == pytest.approx(6.0)
    assert changed.value == pytest.approx(3.0)  # the parent has made 10 posts of 5 already
    own = replace(MORE, scenario="one")
    assert _typed(FAMILY, own, 8.0)[1].value == 8.0


def test_a_factor_at_nothing_can_be_typed_anew() -> None:
    gone = replace(HALVED, scenario="one", value=0.0)
    rows = replace(rows_of(scenario("one", "base"), measures=(gone,)), assumptions=(EMIGRATION,))
    found, changed = _typed(rows, gone, 0.5)
    assert (found, changed.value) == (pytest.approx(0.5), pytest.approx(0.5))


def test_a_factor_on_what_another_line_has_brought_to_nothing_is_the_value_itself() -> None:
    gone = replace(HALVED, scenario="one", value=0.0)
    twice = replace(HALVED, scenario="one", value=2.0, line=2)
    rows = replace(rows_of(scenario("one", "base"), measures=(gone, twice)),
                   assumptions=(EMIGRATION,))  # fmt: skip
    assert _typed(rows, twice, 3.0)[1].value == 3.0


def test_a_line_that_no_lever_moves_takes_the_value_itself() -> None:
    odd = replace(HALVED, scenario="one", parameter="happiness")
    rows = rows_of(scenario("one", "base"), measures=(odd,))
    study = run(rows, "base")  # that of the line cannot be projected
    edit = line_edits.change_value(study, rows, odd, 0.7, "Typed")
    assert rows_after(rows, edit).measures[0].value == 0.7
