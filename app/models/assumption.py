"""The table of assumptions: how the world behaves."""

from app.models.base import kind
from app.models.rows import AssumptionRow

ASSUMPTIONS = kind("assumptions", AssumptionRow, key=("id",), refers={"source": "sources.id"})
