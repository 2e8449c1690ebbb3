"""Random edits over every kind of row of the small plan, for property tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from app.models.kinds import KINDS, kind_of
from app.models.rows import Names
from app.planning.edits import Add, Change, Remove, Set, Together
from app.problems import message
from tests.models.small_plan import SMALL

# Rows that others refer to cannot go by themselves; a locked scenario cannot be touched; working
# time is left out, since a new row of it needs another cadre.
LEAVES = (
    "populations", "staff", "age_splits", "assumptions", "pipeline", "recruitment", "contracts",
    "missions", "age_populations", "uses", "activities", "conditions",
    "facilities", "facility_posts", "measures",
)  # fmt: skip
SHARES = st.floats(0, 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
BANDS = (("low", "value", "high"), ("posts_low", "posts", "posts_high"))
FREE_NUMBERS = (
    "persons", "weight", "months_each", "fte", "renewal_share", "break_hazard",
    "contacts", "prevalence", "productivity", "number", "posts_kept",
)  # fmt: skip
FREE_TEXTS = ("names", "note", "title", "rule", "meaning", "reason", "licence_note", "iso")


def rows_of(kind: str) -> tuple[Any, ...]:
    rows = getattr(SMALL, kind)
    return rows if isinstance(rows, tuple) else (rows,)


def is_open(row: object) -> bool:
    return not getattr(row, "locked", False)


@st.composite
def altered(draw: st.DrawFn, row: Any) -> Any:  # noqa: ANN401  any kind of row
    """The same row with other figures and texts, within the rules."""
    values: dict[str, Any] = {}
    names = {field.name for field in kind_of(row).fields}
    for low, middle, high in BANDS:
        if middle in names and low in names:
            drawn = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
            values |= dict(zip((low, middle, high), drawn, strict=True))
    values |= {name: draw(SHARES) for name in FREE_NUMBERS if name in names}
    for name in FREE_TEXTS:
        if name in names:
            plain = isinstance(getattr(row, name), str)
            values[name] = draw(TEXTS if plain else st.builds(Names, TEXTS, TEXTS, TEXTS))
    if {"territory", "year", "persons"} <= names:
        values["persons"] = draw(st.floats(0.5, 1))  # a place where people work is not empty
    if "posts" in names:
        values["fill_rate"] = row.fill_rate or 0.0
    if "renewal_years" in names:
        values["renewal_years"] = draw(st.integers(1, 5))
    if "end" in names:
        last = st.none() | st.dates(min_value=row.start, max_value=date(2060, 12, 31))
        values["end"] = draw(last)
    return replace(row, **values)


@st.composite
def renamed(draw: st.DrawFn, row: Any) -> Any:  # noqa: ANN401  any kind of row
    """A row with a key of its own."""
    new = draw(st.integers(3000, 9999))
    if hasattr(row, "id"):
        apart = {"year_from": new, "year_to": new} if hasattr(row, "year_from") else {}
        return replace(row, id=f"{row.id}-{new}", **apart)  # no two rows speak of the same years
    field = {
        "staff": "employer", "age_splits": "age", "populations": "year", "measures": "line",
        "age_populations": "year", "uses": "age_group",
        "facilities": "facility", "facility_posts": "facility",
    }[kind_of(row).name]  # fmt: skip
    return replace(row, **{field: f"E{new}" if isinstance(getattr(row, field), str) else new})


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One change: an existing row altered or removed, or a new one added."""
    verb = draw(st.sampled_from(["set", "add", "remove"]))
    kind = draw(st.sampled_from(list(KINDS) if verb == "set" else LEAVES))
    row = draw(st.sampled_from([row for row in rows_of(kind) if is_open(row)]))
    if verb == "set":
        return Set(draw(altered(row)))
    if verb == "remove":
        return Remove(row)
    return Add(draw(renamed(draw(altered(row)))))


def key(change: Change) -> object:
    return kind_of(change.row).name, kind_of(change.row).key_of(change.row)


@st.composite
def edits(draw: st.DrawFn) -> Together:
    """Several changes of different rows as one edit."""
    drawn = draw(st.lists(changes(), min_size=1, max_size=6, unique_by=key))
    return Together(message("Many changes"), tuple(drawn))
