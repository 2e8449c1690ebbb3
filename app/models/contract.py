"""The table of groups of people on foreign contracts."""

from app.models.base import kind
from app.models.rows import ContractRow

CONTRACTS = kind(
    "contracts",
    ContractRow,
    key=("id",),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=(
        "persons >= 0",
        "applicants_per_post >= 0",
        "licensed_share BETWEEN 0 AND 1",
        "arrival_share BETWEEN 0 AND 1",
        "months_to_arrival >= 0",
    ),
)
