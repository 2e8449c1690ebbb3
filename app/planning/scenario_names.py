"""Names of scenarios: one line each, and no two alike among those that people see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.models.rows import Names
from app.planning.asking import plain

if TYPE_CHECKING:
    from app.models.rows import PlanRows

MOST_LETTERS = 120  # of a name that is typed or made: two lines of a page
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def one_line(text: str) -> str:
    """Return a text without the line breaks and tabs that were pasted with it."""
    return _BREAKS.sub(" ", text).strip()


def each_on_one_line(names: Names) -> Names:
    """Return names of which each is one line."""
    return Names(one_line(names.fr), one_line(names.ar), one_line(names.en))


def is_taken(rows: PlanRows, text: str, scenario: str) -> bool:
    """Say whether another scenario has a name already, in any language; steps of a story count not.

    scenario: the one that is named.
    """
    others = (row for row in rows.scenarios if row.kind == "scenario" and row.id != scenario)
    names = (name for row in others for name in (row.names.fr, row.names.ar, row.names.en))
    return plain(text) in {plain(name) for name in names if name}
