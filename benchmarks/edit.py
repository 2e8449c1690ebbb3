"""How long an edit takes until its new study is there, against a study made from nothing.

Run it by hand from the root of the project:

    python -m benchmarks.edit

It opens a copy of the 2024 sample of the nation and changes one row at a time. "run" projects the
plan without an earlier study. Each line about an edit includes keeping it on disk.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.planning import starter
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.study import run
from benchmarks.timing import medians, table

if TYPE_CHECKING:
    from app.planning.edits import Edit

ROUNDS = 25
_FRESH = "run"


class Editing:
    """A plan that is edited, and its last study."""

    def __init__(self, plan: Plan) -> None:
        """Study the plan once."""
        self._plan = plan
        self._rounds = count(1)
        self._study = run(plan.rows())

    def edit(self, kind: str, field: str) -> Edit:
        """Return an edit that moves one figure by a little, another one each time."""
        row: Any = getattr(self._plan.rows(), kind)[0]
        moved = getattr(row, field) * (1.0 + next(self._rounds) * 1e-9)
        band = {name: None for name in ("low", "high") if hasattr(row, name)}
        return Set(replace(row, **{field: moved}, **band))

    def apply(self, kind: str, field: str) -> None:
        """Keep an edit and ask for the rows."""
        self._plan.apply(self.edit(kind, field))
        self._plan.rows()

    def study(self, kind: str, field: str) -> None:
        """Keep an edit and study the plan again."""
        self._plan.apply(self.edit(kind, field))
        self._study = run(self._plan.rows(), self._study.scenario.id, self._study)

    def follow(self, scenarios: list[str]) -> None:
        """Study the next of the plan's scenarios."""
        scenarios.append(scenarios.pop(0))
        run(self._plan.rows(), scenarios[0], self._study)

    def fresh(self) -> None:
        """Study the plan as if nothing were known of it."""
        run(self._plan.rows(), self._study.scenario.id)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="tabib-benchmark-") as folder:
        os.environ["TABIB_DATA_DIR"] = folder
        path = Path(folder, "plan.tabib")
        Plan.create(path, starter.sample("morocco-2024"))
        with Plan.open(path, write=True) as plan:
            editing = Editing(plan)
            others = [row.id for row in plan.rows().scenarios[1:]]
            found = medians(
                {
                    _FRESH: editing.fresh,
                    "apply an edit, ask for the rows": partial(editing.apply, "staff", "persons"),
                    "study after a staff edit": partial(editing.study, "staff", "persons"),
                    "after an assumption": partial(editing.study, "assumptions", "value"),
                    "after a population": partial(editing.study, "populations", "persons"),
                    "after a norm": partial(editing.study, "norms", "value"),
                    "another scenario": partial(editing.follow, others),
                },
                ROUNDS,
            )
            staff = len(plan.rows().staff)
    print(f"{staff} rows of staff; medians of {ROUNDS} rounds run in turn\n")
    print(table(found, (_FRESH,)))


if __name__ == "__main__":
    main()
