"""A program that edits a plan without end and says each edit that it knows to be kept.

Each edit moves people between two rows, so that the sum stands still: half an edit would show.
The number in the first row counts the edits.
"""

from __future__ import annotations

from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from app.planning.edits import SetStaff, Together
from app.planning.plan import Plan
from app.problems import message

TOTAL = 1_000_000.0


def edit_forever(path: Path, said: Connection) -> None:
    """Open a plan for changes and edit it until killed."""
    plan = Plan.open(path, write=True)
    first, second, *others = plan.rows().staff
    number = int(first.persons)
    while True:
        number += 1
        plan.apply(
            Together(
                message("Moved"),
                (
                    SetStaff(replace(first, persons=float(number))),
                    *(SetStaff(replace(row, persons=float(number))) for row in others),
                    SetStaff(replace(second, persons=TOTAL - number)),
                ),
            )
        )
        said.send(number)
        if number % 5 == 0:
            plan.undo()
            said.send(number - 1)
            plan.redo()
            said.send(number)
