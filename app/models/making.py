"""Makes plan files: a new one from rows, and a verified copy of one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from app import __version__
from app.models import integrity
from app.models.base import METADATA
from app.models.journal import JOURNAL
from app.models.kinds import KINDS
from app.models.placing import placed
from app.models.plan_file import APPLICATION_ID, SCHEMA_VERSION, PlanFile
from app.models.rows import PlanRows
from app.models.writes import Writer


def create(path: Path, rows: PlanRows) -> None:
    """Make a new plan file from rows; nothing appears at the path until it is whole."""
    target = path.absolute()
    with placed(target, new=True) as part:
        file = PlanFile(part, known_as=target)
        with file.writing(new=True) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")
            METADATA.create_all(connection)
            _fill(connection, rows, target)
        file.tidy()


def copy(file: PlanFile, target: Path, *, new: bool = False) -> None:
    """Write a verified copy of a plan; what stood at the target stays until the copy is whole."""
    target = target.absolute()
    with placed(target, new=new) as part:
        file.pour_into(part, known_as=target)
        with PlanFile(part, known_as=target).reading() as connection:
            integrity.check(connection, target)


def _fill(connection: Connection, rows: PlanRows, target: Path) -> None:
    """Write all rows; references are looked at when everything is in, whatever the order."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=1")
    writer = Writer(connection, {})
    writer.say({"version": __version__})
    for name, kind in KINDS.items():
        given = getattr(rows, name)
        writer.fill(kind, (given,) if name == "facts" else given)
    writer.fill(JOURNAL, ())
    writer.finish()
    problem = integrity.misfit(connection, target)
    if problem is not None:
        raise problem
