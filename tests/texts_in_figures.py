"""Finds every text that comes with the figures and can be shown: the ids of their catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.planning import starter
from app.reports.assumption_names import MADE

if TYPE_CHECKING:
    from app.models.rows import PlanRows

# What people read of the rows of a plan, but for names, which stand there in three languages.
SHOWN = {
    "assumptions": ("note",),
    "pipeline": ("note",),
    "recruitment": ("note",),
    "contracts": ("label", "note", "nationality", "agreement"),
    "missions": ("label", "note"),
    "measures": ("reason",),
    "norms": ("scope", "meaning"),
    "staff": ("note",),
    "populations": ("note",),
    "sources": ("title", "publisher", "date", "where_found", "licence_note"),
}
# Dates, codes and bare addresses are read alike everywhere.
_ALIKE = re.compile(r"|-|[\d/ -]+|[A-Z]{2,3}\d|\w+://\S+")
_HELD_BACK = re.compile(r" ?\[held back to \d{4}\]$")
ENTERED = "Entered in this plan"  # the title that the plan's own source is given


def texts() -> set[str]:
    """Return the texts of all samples."""
    samples = [starter.sample(name) for name in starter.samples()]
    found = {text for rows in samples for text in _shown(rows)} | {ENTERED}
    return {text for text in found if not _ALIKE.fullmatch(text) and text not in MADE}


def _shown(rows: PlanRows) -> Iterator[str]:
    for kind, columns in SHOWN.items():
        for row in getattr(rows, kind):
            yield from (_HELD_BACK.sub("", getattr(row, column)) for column in columns)
