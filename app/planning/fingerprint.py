"""A short code for all the figures that decide a result."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from itertools import chain, compress, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from app import __version__
from app.models.rows import PlanRows
from app.planning.scenario_tree import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words about figures: they explain, and decide nothing.
_WORDS = {
    "names", "note", "label", "reason", "rule", "meaning", "scope", "source", "grade",
    "posts_source", "posts_grade", "fill_source", "fill_grade", "nationality", "employer",
    "agreement",
}  # fmt: skip
_OTHER_TABLES = {"facts", "scenarios", "sources", "stories"}
_TABLES = tuple(f.name for f in fields(PlanRows) if f.name not in _OTHER_TABLES)


@dataclass(frozen=True)
class Figures:
    """The figures of a plan as text, one for each row of each table, without the words."""

    rows: PlanRows
    texts: Mapping[str, tuple[str, ...]]


def figures(rows: PlanRows, before: Figures | None = None) -> Figures:
    """Return the figures of a plan as text; that of a row which is the same object is kept."""
    texts: dict[str, tuple[str, ...]] = {}
    for table in _TABLES:
        earlier = ((), ()) if before is None else (getattr(before.rows, table), before.texts[table])
        texts[table] = _texts(getattr(rows, table), *earlier)
    return Figures(rows, texts)


def _texts(
    rows: tuple[Any, ...], earlier: tuple[Any, ...], known: tuple[str, ...]
) -> tuple[str, ...]:
    """Return each row as text, without its words; floats are written exactly."""
    if not rows:
        return ()
    figures_of = attrgetter(*(name for name in type(rows[0]).__slots__ if name not in _WORDS))
    beside = zip(rows, chain(earlier, repeat(None)), chain(known, repeat("")), strict=False)
    return tuple(text if row is other else repr(figures_of(row)) for row, other, text in beside)


def fingerprint(found: Figures, scenario: str) -> str:
    """Return a code for the figures of a plan under a scenario, and the program's version.

    The plan's name, file and history, the order of its rows and the words around its figures play
    no part: the same figures give the same code, on any machine.
    """
    facts = found.rows.facts
    digest = hashlib.sha256(f"{__version__} {scenario} {facts.base_year} {facts.horizon}".encode())
    line = line_of(found.rows, scenario)
    digest.update(" ".join(line[:-1]).encode())
    mine = [row.scenario in line for row in found.rows.measures]
    for table, texts in found.texts.items():
        digest.update(table.encode())
        counted = compress(texts, mine) if table == "measures" else texts
        digest.update("\n".join(sorted(counted)).encode())
    return digest.hexdigest()[:16]
