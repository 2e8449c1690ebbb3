"""Plans that earlier versions of the program made, kept as they were, with what they gave then."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from app.models.rows import PlanRows
from app.planning import study
from app.planning.plan import Plan

PLANS = Path(__file__).parents[1] / "data" / "plans"
Results = dict[str, dict[str, list[str]]]  # scenario, year: stock and full-time equivalents, exact


def plan_of(number: int, folder: Path) -> Path:
    """A copy of the plan of a version: a training sample with some changes more."""
    return shutil.copyfile(PLANS / f"schema_{number}.tabib", folder / "earlier.tabib")


def results_of(number: int) -> Results:
    """What the program of that version made of it."""
    found: Results = json.loads((PLANS / f"schema_{number}.json").read_text(encoding="utf-8"))
    return found


def projected(rows: PlanRows) -> Results:
    """What the program of now makes of a plan."""
    found: Results = {}
    for scenario in rows.scenarios:
        made = study.run(rows, scenario.id)
        lines = made.lines(made.view())
        found[scenario.id] = {str(x.year): [x.stock.hex(), x.fte.hex()] for x in lines}
    return found


def upgraded(path: Path) -> PlanRows:
    with Plan.open(path, write=True) as plan:
        return plan.rows()


def columns(path: Path, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT name, type, [notnull] FROM pragma_table_info(?)", [table]
        )
        return found.fetchall()


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found
