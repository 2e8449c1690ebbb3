"""The tables of the people present: cadres, head-counts, and how age groups split into ages."""

from app.models.base import kind
from app.models.rows import AgeSplitRow, CadreRow, StaffRow

CADRES = kind("cadres", CadreRow, key=("code",), refers={"parent": "cadres.code"})

STAFF = kind(
    "staff",
    StaffRow,
    key=("territory", "sector", "cadre", "sex", "age_group", "employer"),
    refers={"territory": "territories.code", "cadre": "cadres.code", "source": "sources.id"},
    checks=("persons >= 0",),
)

AGE_SPLITS = kind(
    "age_splits",
    AgeSplitRow,
    key=("sector", "cadre", "age_group", "age"),
    checks=("weight BETWEEN 0 AND 1",),
)
