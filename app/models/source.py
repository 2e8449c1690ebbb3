"""The table of sources: where figures come from."""

from app.models.base import kind
from app.models.rows import SourceRow

SOURCES = kind("sources", SourceRow, key=("id",))
