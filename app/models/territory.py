"""The table of territories: nation, regions, provinces."""

from app.models.base import kind
from app.models.rows import TerritoryRow

TERRITORIES = kind(
    "territories", TerritoryRow, key=("code",), refers={"parent": "territories.code"}
)
