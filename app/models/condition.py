"""The tables of what inhabitants need by themselves: ages, use of care, conditions."""

from app.models.base import kind
from app.models.need_rows import AgePopulationRow, ConditionRow, UseRow

AGE_POPULATIONS = kind(
    "age_populations",
    AgePopulationRow,
    key=("territory", "year", "sex", "age_group"),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("persons >= 0",),
)
USES = kind(
    "uses",
    UseRow,
    key=("cadre", "sex", "age_group"),
    refers={"source": "sources.id"},
    checks=("contacts >= 0",),
)
CONDITIONS = kind(
    "conditions",
    ConditionRow,
    key=("id",),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("prevalence >= 0", "services >= 0", "minutes >= 0", "productivity BETWEEN 0 AND 1"),
)
