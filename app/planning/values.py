"""The values that a plan assumes, one at a time, with range, source and grade, where each is kept.

A row of assumptions or of the training pipeline keeps one value, a row of recruitment two: the
posts opened and the share of them that is filled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.models.kinds import kind_of
from app.planning.edits import Set, Together
from app.planning.entered import ENTERED, its_source
from app.planning.scenario_tree import stack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.models.rows import (
        AssumptionRow,
        Grade,
        MeasureRow,
        PipelineRow,
        PlanRows,
        RecruitmentRow,
    )
    from app.planning.edits import Edit
    from app.planning.study import Study
    from app.problems import Message

FIGURES = ("value", "low", "high")
_SOURCES = ("source", "posts_source", "fill_source")
_TYPED: Grade = "recalled-unverified"
_UNITS = {"posts": "posts", "fill_rate": "share of posts"}
_FIELDS: Mapping[str, Mapping[str, str]] = {
    "value": {part: part for part in (*FIGURES, "source", "grade", "note")},
    "posts": {
        "value": "posts", "low": "posts_low", "high": "posts_high", "source": "posts_source",
        "grade": "posts_grade", "note": "note",
    },
    "fill_rate": {
        "value": "fill_rate", "low": "fill_low", "high": "fill_high", "source": "fill_source",
        "grade": "fill_grade", "note": "note",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One value of a row, by the field that keeps it."""

    row: AssumptionRow | PipelineRow | RecruitmentRow
    field: str = "value"

    @property
    def kind(self) -> str:
        """The kind of figures that it belongs to: assumptions, pipeline or recruitment."""
        return kind_of(self.row).name

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by, whatever it is worth."""
        return self.kind, self.row.id, self.field

    @property
    def parameter(self) -> str:
        """The code of what it says."""
        return getattr(self.row, "parameter", self.field)

    @property
    def unit(self) -> str:
        """The unit, as the data write it."""
        return getattr(self.row, "unit", "") or _UNITS.get(self.field, "")

    @property
    def parts(self) -> Mapping[str, Any]:
        """Value, low, high, source, grade and note, as far as it has them."""
        return {part: getattr(self.row, name) for part, name in _FIELDS[self.field].items()}

    def changed(self, parts: Mapping[str, object]) -> Value:
        """Return it with other parts; a figure that is typed comes from the plan itself.

        Its range is kept, but one that is the old value alone would say what nobody has said.
        """
        before, given = self.parts, dict(parts)
        if not given.keys().isdisjoint(FIGURES):
            given = {"source": ENTERED, "grade": _TYPED} | given
        if "value" in given and before["low"] == before["high"] == before["value"]:
            given = {"low": None, "high": None} | given
        fields: dict[str, Any] = {_FIELDS[self.field][part]: new for part, new in given.items()}
        return replace(self, row=replace(self.row, **fields))


def values(rows: PlanRows) -> Iterator[Value]:
    """Give every value that a plan assumes, in the order of its rows."""
    yield from map(Value, rows.assumptions)
    yield from map(Value, rows.pipeline)
    for posts in rows.recruitment:
        yield Value(posts, "posts")
        if posts.fill_rate is not None:
            yield Value(posts, "fill_rate")


def change(
    rows: PlanRows,
    changes: Iterable[tuple[Value, Mapping[str, object]]],
    name: Message,
    title: str,
) -> Edit:
    """Return one edit that changes parts of values; `title` names the source of what is typed."""
    now: dict[tuple[str, str], Value] = {}
    for value, parts in changes:
        key = value.key[:2]
        row = now[key].row if key in now else value.row
        now[key] = replace(value, row=row).changed(parts)
    edits = tuple(Set(value.row) for value in now.values())
    sources = {getattr(value.row, of, "") for value in now.values() for of in _SOURCES}
    typed = its_source(rows, title) if ENTERED in sources else ()
    return Together(name, (*typed, *edits))


def measures_on(value: Value, study: Study) -> list[MeasureRow]:
    """Return the measures of the scenario that act on a value for some people, place and year."""
    row, places = value.row, study.places
    where = set(places.territory_indexes(row.territory))
    who = set(places.cadre_indexes(row.cadre))
    return [
        one for one in stack(study.rows, study.scenario.id)
        if (one.table, one.parameter) == (value.kind, value.parameter)
        and where & set(places.territory_indexes(one.territory))
        and who & set(places.cadre_indexes(one.cadre))
        and one.year_from <= row.year_to and row.year_from <= one.year_to
    ]  # fmt: skip
