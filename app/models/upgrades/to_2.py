"""Version 2: calls for people on contract, the agreement behind them, and kinds of mission.

What the new columns say of earlier rows changes no result: everybody hired arrives, at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.kinds import KINDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Written out, not taken from the row classes: those move on with later versions, this step stays.
_KINDS = "'mission', 'joint_project', 'tele_expertise'"
_COLUMNS = {
    "contracts": (
        "agreement TEXT NOT NULL DEFAULT ''",
        "applicants_per_post REAL CHECK (applicants_per_post >= 0)",
        "licensed_share REAL CHECK (licensed_share BETWEEN 0 AND 1)",
        "arrival_share REAL CHECK (arrival_share BETWEEN 0 AND 1)",
        "months_to_arrival INTEGER CHECK (months_to_arrival >= 0)",
    ),
    "missions": (f"kind TEXT NOT NULL DEFAULT 'mission' CHECK (kind IN ({_KINDS}))",),
}


def to_2(connection: Connection) -> None:
    """Add the columns of version 2, then every table that the plan does not have yet."""
    for table, columns in _COLUMNS.items():
        for column in columns:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    for kind in KINDS.values():
        kind.table.create(connection, checkfirst=True)
