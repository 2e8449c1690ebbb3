"""Version 3: scenarios stand on one another, say what they are for, and tell stories.

An earlier scenario began with the figures of the plan, and still does: its results are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.kinds import KINDS

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Written out, not taken from the row classes: those move on with later versions, this step stays.
_COLUMNS = (
    "parent TEXT REFERENCES scenarios (id)",
    "kind TEXT NOT NULL DEFAULT 'scenario' CHECK (kind IN ('scenario', 'step'))",
    "purpose_fr TEXT NOT NULL DEFAULT ''",
    "purpose_ar TEXT NOT NULL DEFAULT ''",
    "purpose_en TEXT NOT NULL DEFAULT ''",
    "author TEXT NOT NULL DEFAULT ''",
    "date TEXT NOT NULL DEFAULT ''",
    "mark TEXT NOT NULL DEFAULT ''",
    "status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'validated'))",
    "archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))",
    "note TEXT NOT NULL DEFAULT ''",
    "story TEXT REFERENCES stories (id)",
    "hold_from INTEGER",
    "asks INTEGER NOT NULL DEFAULT 0 CHECK (asks IN (0, 1))",
)


def to_3(connection: Connection) -> None:
    """Add what version 3 knows of a scenario, then every table that the plan does not have yet."""
    for column in _COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE scenarios ADD COLUMN {column}")
    for kind in KINDS.values():
        kind.table.create(connection, checkfirst=True)
