"""Calls for people on contract, as their rows tell them: which rows are calls, when people come."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR
from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from app.models.rows import ContractRow
    from app.problems import Message

# What a call may lose people by: fewer who apply than there are posts, some of them without a
# licence, some who are hired and do not come.
STAGES = ("applicants_per_post", "licensed_share", "arrival_share")
_LONGEST_CALL = 60


def is_call(row: ContractRow) -> bool:
    """Say whether a group is still to be found by a call, and not hired already."""
    return any(getattr(row, name) is not None for name in (*STAGES, "months_to_arrival"))


def first_day(row: ContractRow) -> date:
    """Return the first day of work: the start, or the months of a call after it."""
    months = row.start.month - 1 + (row.months_to_arrival or 0)
    year, month = min(row.start.year + months // 12, MAXYEAR), months % 12 + 1
    day = min(row.start.day, monthrange(year, month)[1])
    return row.start.replace(year=year, month=month, day=day)


def wrong_call(row: ContractRow) -> Iterator[tuple[Message, str]]:
    """Give what is wrong in the months that a call takes, with the field."""
    if (row.months_to_arrival or 0) > _LONGEST_CALL:
        text = message("A call brings people within {most} months.", most=_LONGEST_CALL)
        yield text, "months_to_arrival"
    elif row.months_to_arrival and row.end is not None and row.end < first_day(row):
        text = message("{end} comes before {start}.", end=str(row.end), start=str(first_day(row)))
        yield text, "end"
