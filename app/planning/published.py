"""Published figures beside those of a study: what others counted or foresaw, and why it differs.

They are rows of the reference data, each with its source and its grade, and are set only beside
the very territory and cadres that they speak of, in plans whose register of sources holds theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.planning import reference
from app.planning.outcomes import retirements_at_the_limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.rows import Grade, Names, SourceRow
    from app.planning.lines import View
    from app.planning.study import Study

_CROSSING, _RETIREMENTS = "crossing", "retirements"  # kinds of flow of the reference data
_BY_FIGURE = ("flow_id", "description", "year")


@dataclass(frozen=True)
class Published:
    """A figure as it was printed, for the years from `first` to `last`, and why ours is another."""

    first: int
    last: int
    value: float
    source: SourceRow
    grade: Grade
    why: Names


@dataclass(frozen=True)
class Compared:
    """Persons who retire in an average year: as published, and at the limit age in the study.

    first, last: the years that both speak of, from which `projected` is made.
    """

    published: Published
    a_year: float
    first: int
    last: int
    projected: float


def crossing(study: Study, view: View) -> tuple[Published, ...]:
    """Return the years from which others say that recruitment no longer covers departures."""
    return tuple(_published(study, view, _CROSSING)) if view.sector == "public" else ()


def retirements(study: Study, view: View) -> tuple[Compared, ...]:
    """Return published retirements of years that the view has as well; of public staff alone."""
    if view.sector == "private":
        return ()
    lines = study.lines(view)[1:]
    found = []
    for figure in _published(study, view, _RETIREMENTS):
        shared = [line for line in lines if figure.first <= line.year <= figure.last]
        if shared:
            a_year = figure.value / (figure.last - figure.first + 1)
            ours = sum(retirements_at_the_limit(shared)) / len(shared)
            found.append(Compared(figure, a_year, shared[0].year, shared[-1].year, ours))
    return tuple(found)


def _published(study: Study, view: View, kind: str) -> Iterator[Published]:
    """Give the figures of a kind that speak of exactly the territory and cadres of a view."""
    known = {row.id: row for row in study.rows.sources}
    figures = {tuple(row[key] for key in _BY_FIGURE): row for row in reference.table("flows")}
    cadres = set(study.cadre_codes(view.cadre, view.norm))
    for row in reference.table("published"):
        figure = figures[tuple(row[key] for key in _BY_FIGURE)]
        here = figure["region_code"] == view.territory and set(row["cadres"].split()) == cadres
        if row["flow_id"] == kind and here and figure["source_id"] in known:
            first, _, last = row["year"].partition("-")
            yield Published(
                first=int(first),
                last=int(last or first),
                value=float(figure["value"]),
                source=known[figure["source_id"]],
                grade=reference.grade(figure["confidence"]),
                why=reference.names(row, "why"),
            )
