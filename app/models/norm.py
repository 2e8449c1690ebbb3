"""The table of norms."""

from app.models.base import kind
from app.models.rows import NormRow

NORMS = kind("norms", NormRow, key=("id",), refers={"source": "sources.id"})
