"""What a row on needs must respect by itself: workload, conditions, facilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.need_rows import (
    ActivityRow,
    AgePopulationRow,
    ConditionRow,
    FacilityPostRow,
    FacilityRow,
    UseRow,
    WorkingTimeRow,
)
from app.problems import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_BELOW_ZERO = frozenset({
    "contacts", "possible_days", "public_holidays", "annual_leave", "sick_leave", "other_leave",
    "hours_a_day", "volume", "amount", "prevalence", "services", "minutes", "number", "posts_kept",
    "hours_a_week", "fewest",
})  # fmt: skip
_ALL = 100.0  # per cent
_HOURS_OF_A_DAY, _HOURS_OF_A_WEEK, _DAYS_OF_A_YEAR = 24.0, 168.0, 366.0
# Rows are put together by these texts: one without is put together with nothing.
_NAMED = {"facility", "condition", "age_group"}
_ON_NEEDS = (
    ActivityRow, AgePopulationRow, ConditionRow, FacilityPostRow, FacilityRow, UseRow,
)  # fmt: skip


def wrong_need(row: object) -> Iterator[tuple[Message, str]]:
    """Return what is wrong in a row on needs, each with its field; nothing for other rows."""
    if isinstance(row, _ON_NEEDS):
        yield from _nameless(row)
    if isinstance(row, WorkingTimeRow):
        yield from _wrong_time(row)
    elif isinstance(row, ActivityRow):
        yield from _wrong_activity(row)
    elif isinstance(row, FacilityPostRow) and (row.hours_a_week or 0.0) > _HOURS_OF_A_WEEK:
        yield message("A week has at most {most} hours.", most=_HOURS_OF_A_WEEK), "hours_a_week"


def days_away(row: WorkingTimeRow) -> tuple[float, ...]:
    """Return the days of a year on which one person does not work, by kind."""
    return row.public_holidays, row.annual_leave, row.sick_leave, row.other_leave


def _nameless(row: object) -> Iterator[tuple[Message, str]]:
    for name in sorted(_NAMED):
        if not str(getattr(row, name, name)).strip():
            yield message("The name is missing."), name


def _wrong_time(row: WorkingTimeRow) -> Iterator[tuple[Message, str]]:
    if row.possible_days > _DAYS_OF_A_YEAR:
        yield message("A year has at most {most} days.", most=_DAYS_OF_A_YEAR), "possible_days"
    if row.hours_a_day > _HOURS_OF_A_DAY:
        yield message("A day has at most {most} hours.", most=_HOURS_OF_A_DAY), "hours_a_day"
    if sum(days_away(row)) >= row.possible_days or not row.hours_a_day:
        yield message("These days and hours leave no working time."), "possible_days"


def _wrong_activity(row: ActivityRow) -> Iterator[tuple[Message, str]]:
    if row.what == "category_allowance":
        if row.amount >= _ALL:
            yield (
                message("The allowances leave no time for services."),
                "amount",
            )
        if row.volume is not None:
            yield message("An allowance of a whole category has no volume."), "volume"
    elif row.volume is None:
        yield message("The volume is missing: services a year, or persons concerned."), "volume"
    elif row.what == "activity" and not row.amount:
        yield message("A service takes some minutes."), "amount"
