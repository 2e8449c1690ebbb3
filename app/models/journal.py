"""The journal: each change with its opposite, in order; and the marks that watch the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Column, Table, Text

from app.models.base import METADATA, kind

Action = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line: a change, or the undoing or redoing of the change at line `target`.

    `name`, `edit` and `inverse` are JSON, empty where the line only points at another one.
    """

    sequence: int
    action: Action
    target: int
    time: str
    who: str
    name: str
    edit: str
    inverse: str


JOURNAL = kind("journal", JournalLine, key=("sequence",))

META = Table(
    "meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
