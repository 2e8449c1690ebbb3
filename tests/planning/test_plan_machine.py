"""Any order of edits, undos, redos and reopenings, compared with a simple model of a plan."""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.models.rows import PlanRows
from app.planning.edits import (
    AddContract,
    Edit,
    RemoveContract,
    SetAssumption,
    SetStaff,
    Together,
)
from app.planning.plan import Plan
from app.problems import message
from tests.models.small_plan import ASSUMPTIONS, CONTRACTS, SMALL, STAFF

PERSONS = st.integers(0, 50).map(float)
PLACES = st.integers(0, len(STAFF) - 1)


class PlanMachine(RuleBasedStateMachine):
    """The model is two piles of whole plans: what can be undone to, what can be redone to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name, "plan.tabib")
        os.environ["TABIB_DATA_DIR"] = str(Path(self.folder.name, "data"))
        Plan.create(self.path, SMALL)
        self.plan = Plan.open(self.path, write=True)
        self.now: PlanRows = SMALL
        self.past: list[PlanRows] = []
        self.future: list[PlanRows] = []
        self.number = 0

    def teardown(self) -> None:
        self.plan.close()
        self.folder.cleanup()
        os.environ.pop("TABIB_DATA_DIR", None)

    def do(self, edit: Edit, after: PlanRows) -> None:
        self.plan.apply(edit)
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def with_staff(self, place: int, persons: float) -> PlanRows:
        staff = list(self.now.staff)
        staff[place] = replace(staff[place], persons=persons)
        return replace(self.now, staff=tuple(staff))

    @rule(place=PLACES, persons=PERSONS)
    def set_staff(self, place: int, persons: float) -> None:
        after = self.with_staff(place, persons)
        self.do(SetStaff(after.staff[place]), after)

    @rule(value=st.floats(0.01, 0.03))
    def set_assumption(self, value: float) -> None:
        changed = replace(ASSUMPTIONS[0], value=value)
        after = replace(self.now, assumptions=(changed, *ASSUMPTIONS[1:]))
        self.do(SetAssumption(changed), after)

    @rule()
    def add_contract(self) -> None:
        self.number += 1
        new = replace(CONTRACTS[0], id=f"C{100 + self.number}")
        self.do(AddContract(new), replace(self.now, contracts=(*self.now.contracts, new)))

    @precondition(lambda self: self.now.contracts)
    @rule(data=st.data())
    def remove_contract(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(self.now.contracts))
        left = tuple(row for row in self.now.contracts if row != gone)
        self.do(RemoveContract(gone), replace(self.now, contracts=left))

    @rule(place=PLACES, first=PERSONS, second=PERSONS)
    def set_twice_together(self, place: int, first: float, second: float) -> None:
        rows = [replace(self.now.staff[place], persons=persons) for persons in (first, second)]
        edit = Together(message("Twice"), tuple(SetStaff(row) for row in rows))
        self.do(edit, self.with_staff(place, second))

    @rule()
    def undo(self) -> None:
        done = self.plan.undo()
        assert (done is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        done = self.plan.redo()
        assert (done is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.plan.close()
        self.plan = Plan.open(self.path, write=True)

    @invariant()
    def agrees_with_the_model(self) -> None:
        assert self.plan.rows() == self.now
        assert self.plan.can_undo == bool(self.past)
        assert self.plan.can_redo == bool(self.future)


TestPlanMachine = PlanMachine.TestCase
TestPlanMachine.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
