"""Runs the numbered steps that bring an earlier plan up to date, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from app import __version__
from app.models import integrity
from app.models.marks import mark_of
from app.models.plan_file import SCHEMA_VERSION, PlanFile
from app.models.reads import MARK, marks, records_of
from app.models.upgrades.to_2 import to_2
from app.models.upgrades.to_3 import to_3
from app.models.writes import Writer

Step = Callable[[Connection], None]
Check = Callable[[Connection], object]

# Each step brings a plan from the version under which it stands here to the next.
STEPS: Mapping[int, Step] = {1: to_2, 2: to_3}


def upgrade(
    file: PlanFile,
    steps: Mapping[int, Step] = STEPS,
    *,
    to: int = SCHEMA_VERSION,
    check: Check | None = None,
) -> None:
    """Bring a plan to a version in one transaction, checked as a whole before it is kept.

    The caller keeps a verified copy of the earlier plan before.
    """
    with file.writing() as connection:
        found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        for version in range(found, to):
            steps[version](connection)
        connection.exec_driver_sql(f"PRAGMA user_version={int(to)}")
        _mark_anew(connection)
        if check is None:
            integrity.check(connection, file.known_as)
        else:
            check(connection)


def _mark_anew(connection: Connection) -> None:
    """Write the marks of all tables as the steps left them."""
    writer = Writer(connection, {})
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta'"
    )
    names = set(tables.scalars())
    found = {MARK + name: str(mark_of(records_of(connection, name))) for name in names}
    writer.say({"version": __version__, **found})
    for gone in set(marks(connection)) - names:
        connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (MARK + gone,))
