"""A plan as it was before a change, and as it is in another file; nothing is left behind."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.planning.edits import RemoveContract, SetStaff
from app.planning.plan import Plan
from app.planning.versions import before_change, of_file
from app.problems import Problem
from tests.models.plan_states import dump
from tests.models.small_plan import CONTRACTS, SMALL, STAFF

MORE = replace(STAFF[0], persons=12.0)
MOST = replace(STAFF[0], persons=15.0)


def test_the_figures_are_those_from_before_the_change_and_after_the_one_before_it(
    plan: Plan,
) -> None:
    plan.apply(SetStaff(MORE))
    plan.apply(SetStaff(MOST))
    plan.apply(RemoveContract(CONTRACTS[0]))
    last, middle, first = (line.sequence for line in plan.history())
    assert before_change(plan, first) == SMALL
    assert before_change(plan, middle) == replace(SMALL, staff=(MORE, *STAFF[1:]))
    assert before_change(plan, last) == replace(SMALL, staff=(MOST, *STAFF[1:]))


def test_the_plan_itself_stays_and_no_backup_is_made(
    plan: Plan, path: Path, data_folder: Path
) -> None:
    plan.apply(SetStaff(MORE))
    before, kept = dump(path), sorted(data_folder.rglob("*"))
    before_change(plan, plan.history()[0].sequence)
    assert dump(path) == before
    assert sorted(data_folder.rglob("*")) == kept
    assert plan.can_undo


def test_another_file_is_read_as_it_is(plan: Plan, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tabib"
    plan.copy_to(copy)
    plan.apply(SetStaff(MORE))
    assert of_file(copy) == SMALL
    assert of_file(path).staff[0] == MORE


def test_a_file_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.tabib"
    other.write_text("Dear all", encoding="utf-8")
    with pytest.raises(Problem):
        of_file(other)
