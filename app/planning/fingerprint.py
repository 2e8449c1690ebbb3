"""A short code for all the figures that decide a result."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING

from app import __version__
from app.models.rows import PlanRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Words about figures: they explain, and decide nothing.
_WORDS = {
    "names", "note", "label", "reason", "rule", "meaning", "scope", "source", "grade",
    "posts_source", "posts_grade", "fill_source", "fill_grade", "nationality", "employer",
}  # fmt: skip
_OTHER_TABLES = {"facts", "scenarios", "sources"}


def fingerprint(rows: PlanRows, scenario: str) -> str:
    """Return a code for the figures of a plan under a scenario, and the program's version.

    The plan's name, file and history, the order of its rows and the words around its figures play
    no part: the same figures give the same code, on any machine.
    """
    facts = rows.facts
    digest = hashlib.sha256(f"{__version__} {scenario} {facts.base_year} {facts.horizon}".encode())
    for table in (f.name for f in fields(PlanRows) if f.name not in _OTHER_TABLES):
        found: Iterable[object] = getattr(rows, table)
        if table == "measures":
            found = [m for m in rows.measures if m.scenario == scenario]
        digest.update(table.encode())
        digest.update("\n".join(sorted(_figures(found))).encode())
    return digest.hexdigest()[:16]


def _figures(rows: Iterable[object]) -> Iterator[str]:
    """Return each row as text, without its words; floats are written exactly."""
    ordered = list(rows)
    if not ordered:
        return iter(())
    kept = [name for name in type(ordered[0]).__slots__ if name not in _WORDS]  # type: ignore[attr-defined]
    return map(repr, map(attrgetter(*kept), ordered))
