"""The rows that an open plan hands out follow its edits as if each had been read again."""

from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.models import reads
from app.models.plan_file import PlanFile
from app.models.rows import PlanRows
from app.planning.edits import (
    AddContract,
    RemoveStaff,
    SetFacts,
    SetPopulation,
    SetStaff,
    Together,
)
from app.planning.plan import Plan
from app.problems import Problem, message
from tests.models.small_plan import CONTRACTS, FACTS, SMALL, STAFF
from tests.planning.any_edits import edits

STEPS = st.lists(edits() | st.sampled_from(["undo", "redo"]), min_size=1, max_size=8)


def read_again(path: Path) -> PlanRows:
    with PlanFile(path).reading() as connection:
        return reads.everything(connection)


def moved(before: PlanRows, after: PlanRows) -> set[str]:
    names = {field.name for field in fields(PlanRows)}
    return {name for name in names if getattr(before, name) is not getattr(after, name)}


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_any_edits_undone_and_redone_leave_the_rows_that_the_file_holds(
    steps: list[Together | str],
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.tabib"
        Plan.create(path, SMALL)
        with Plan.open(path, write=True) as plan:
            plan.rows()
            for step in steps:
                with suppress(Problem):
                    if isinstance(step, Together):
                        plan.apply(step)
                    else:
                        plan.undo() if step == "undo" else plan.redo()
                assert repr(plan.rows()) == repr(read_again(path))


def test_a_changed_figure_leaves_every_other_row_the_same_object(plan: Plan) -> None:
    before = plan.rows()
    plan.apply(SetStaff(replace(STAFF[2], persons=7)))
    after = plan.rows()
    assert moved(before, after) == {"staff"}
    same = [one is other for one, other in zip(before.staff, after.staff, strict=True)]
    assert [place for place, kept in enumerate(same) if not kept] == [2]
    assert repr(after.staff[2].persons) == "7.0"


def test_facts_can_be_replaced_too(plan: Plan) -> None:
    before = plan.rows()
    plan.apply(SetFacts(replace(FACTS, horizon=2045)))
    assert moved(before, plan.rows()) == {"facts"}
    assert plan.rows().facts.horizon == 2045


def test_a_row_removed_after_it_was_replaced_is_gone(plan: Plan, path: Path) -> None:
    plan.rows()
    changed = replace(STAFF[0], persons=3.0)
    plan.apply(Together(message("Both"), (SetStaff(changed), RemoveStaff(changed))))
    assert plan.rows().staff == STAFF[1:]
    plan.undo()
    assert plan.rows() == read_again(path) == SMALL


def test_kinds_replaced_and_grown_by_one_edit_both_follow(plan: Plan, path: Path) -> None:
    before = plan.rows()
    new, people = replace(CONTRACTS[0], id="C9"), replace(SMALL.populations[0], persons=5.0)
    plan.apply(Together(message("Both"), (AddContract(new), SetPopulation(people))))
    assert moved(before, plan.rows()) == {"contracts", "populations"}
    assert plan.rows() == read_again(path)
