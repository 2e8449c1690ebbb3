"""The table of inhabitants by territory and year."""

from app.models.base import kind
from app.models.rows import PopulationRow

POPULATIONS = kind(
    "populations",
    PopulationRow,
    key=("territory", "year", "kind"),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("persons >= 0",),
)
