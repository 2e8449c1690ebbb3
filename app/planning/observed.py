"""What was counted before the base year: published stocks of exactly what a view asks for.

They are rows of the reference data, of the two series that count everybody in both sectors; they
are shown in plans whose register of sources holds theirs, and a year is left out unless all that
the view asks for was counted in one series.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.engine.axes import SECTORS
from app.engine.need import PER
from app.planning import reference
from app.planning.answer import PER_10_000

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.models.rows import Grade, SourceRow
    from app.planning.lines import View
    from app.planning.reference import Record
    from app.planning.study import Study

# The scopes, as the table of doctors names them, that leave nobody out; the first is preferred.
_SERIES = ("Ministry of Health carte sanitaire", "HCP Le Maroc en chiffres")
_GRADES: tuple[Grade, ...] = ("estimated-by-rule", "recalled-unverified", "sourced")
Pair = tuple[str, str]  # a sector and a cadre


@dataclass(frozen=True)
class Observed:
    """One year before the base year, persons at 31 December.

    population, need: None where the plan knows no inhabitants of that year, or the norm gives no
    need. grade: the lowest of the figures that are added up.
    """

    year: int
    stock: float
    population: float | None
    need: float | None
    sources: tuple[SourceRow, ...]
    grade: Grade

    @property
    def deficit(self) -> float | None:
        """What the stock lacks of the need, persons."""
        return None if self.need is None else self.need - self.stock

    @property
    def coverage(self) -> float | None:
        """The stock as a share of the need."""
        return self.stock / self.need if self.need else None

    @property
    def density_per_10_000(self) -> float | None:
        """Persons for 10,000 inhabitants."""
        return self.stock * PER / self.population if self.population else None


def history(study: Study, view: View) -> tuple[Observed, ...]:
    """Return what was counted before the base year, of the series that counted most often."""
    doctors, nurses = (reference.table(name) for name in ("physicians", "nurses"))
    twice = _said_twice(doctors)
    rows = [row for row in _rows(study, view, (*doctors, *nurses)) if _key(row) not in twice]
    wanted = _wanted(study, view)
    found = [_of_series(study, view, series, rows, wanted) for series in _SERIES]
    return max(found, key=len)


def _wanted(study: Study, view: View) -> frozenset[Pair]:
    """Return the sectors and cadres of a view in which the plan knows anybody at all."""
    cadres = set(study.cadre_codes(view.cadre, view.norm))
    return frozenset(
        (kind.sector, kind.cadre)
        for kind, persons in study.staffed.items()
        if persons and kind.cadre in cadres and view.sector in {None, kind.sector}
    )


def _key(row: Record) -> tuple[str, ...]:
    """Return the place, the year and the number of a count, its group left out."""
    return tuple(row[name] for name in ("year", "region_code", "sector", "value"))


def _said_twice(rows: Iterable[Record]) -> set[tuple[str, ...]]:
    """Return the numbers that are printed for two groups in the same place: they say neither."""
    groups: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        groups.setdefault(_key(row), set()).add(row["cadre"])
    return {key for key, cadres in groups.items() if len(cadres) > 1}


def _rows(study: Study, view: View, rows: Iterable[Record]) -> list[Record]:
    """Return the counts of a territory before the base year, of cadres and sources of the plan."""
    codes = {row.code for row in study.rows.cadres}
    known = {row.id for row in study.rows.sources}
    return [
        row
        for row in rows
        if row["region_code"] == view.territory
        and int(row["year"]) < study.rows.facts.base_year
        and row["cadre"] in codes
        and not row.get("specialty")
        and row["source_id"] in known
    ]


def _of_series(
    study: Study, view: View, series: str, rows: Iterable[Record], wanted: frozenset[Pair]
) -> tuple[Observed, ...]:
    """Return the years that one series counts whole; nurses are counted in no more than one."""
    by_year: dict[int, list[Record]] = {}
    for row in rows:
        if row.get("scope", series) == series:
            by_year.setdefault(int(row["year"]), []).append(row)
    made = (_observed(study, view, _whole(study, of, wanted)) for of in by_year.values())
    return tuple(sorted((one for one in made if one is not None), key=lambda one: one.year))


def _whole(study: Study, rows: Sequence[Record], wanted: frozenset[Pair]) -> list[Record]:
    """Return rows that count all that is wanted, each part once; none where there are no such.

    A part that is counted twice with two results is not known, nor is what only it completes.
    """
    said: dict[frozenset[Pair], set[str]] = {}
    for row in rows:
        said.setdefault(_pairs(study, row), set()).add(row["value"])
    taken: list[Record] = []
    left = set(wanted)
    for row in sorted(rows, key=lambda row: -len(_pairs(study, row))):
        pairs = _pairs(study, row)
        if pairs <= left and len(said[pairs]) == 1:
            taken.append(row)
            left -= pairs
    return [] if left else taken


def _pairs(study: Study, row: Record) -> frozenset[Pair]:
    """Return the sectors and cadres that a row counts."""
    sectors = SECTORS if row["sector"] == "all" else (row["sector"],)
    cadres = (study.places.axes.cadres[at] for at in study.places.cadre_indexes(row["cadre"]))
    return frozenset((sector, cadre) for cadre in cadres for sector in sectors)


def _observed(study: Study, view: View, rows: Sequence[Record]) -> Observed | None:
    """Add up the rows of one year."""
    if not rows:
        return None
    year = int(rows[0]["year"])
    persons = _inhabitants(study, view).get(year)
    known = {row.id: row for row in study.rows.sources}
    grades = {reference.grade(row["confidence"]) for row in rows}
    return Observed(
        year=year,
        stock=sum(float(row["value"]) for row in rows),
        population=persons,
        need=None if persons is None else _need(study, view, persons),
        sources=tuple(known[code] for code in dict.fromkeys(row["source_id"] for row in rows)),
        grade=min(grades, key=_GRADES.index),
    )


def _inhabitants(study: Study, view: View) -> Mapping[int, float]:
    return {
        row.year: row.persons
        for row in study.rows.populations
        if row.territory == view.territory and row.kind == "total"
    }


def _need(study: Study, view: View, persons: float) -> float | None:
    """Return what the norm asks for so many inhabitants, where it covers the group."""
    if study.gap_note(view) is not None:
        return None
    return persons * view.norm.value * PER_10_000[view.norm.unit] / PER
