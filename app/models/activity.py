"""The tables of workload: working time of a cadre, and its activities and allowances."""

from app.models.base import kind
from app.models.need_rows import ActivityRow, WorkingTimeRow

_DAYS = ("possible_days", "public_holidays", "annual_leave", "sick_leave", "other_leave")

WORKING_TIMES = kind(
    "working_times",
    WorkingTimeRow,
    key=("cadre",),
    refers={"source": "sources.id"},
    checks=tuple(f"{name} >= 0" for name in (*_DAYS, "hours_a_day")),
)
ACTIVITIES = kind(
    "activities",
    ActivityRow,
    key=("id",),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("volume >= 0", "amount >= 0"),
)
