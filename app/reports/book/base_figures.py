"""What a projection starts from: inhabitants and staff, with where they come from."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.assumption_names import MADE, made_how, unit_name
from app.reports.book.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.language import Language
    from app.models.rows import PopulationRow, StaffRow
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.book.content import Content
    from app.reports.book.figure import Names

_ByYear = dict[int, "PopulationRow"]


def populations(content: Content, names: Names) -> Iterator[Figure]:
    """Give the inhabitants behind the answer: a row a territory and source, years in a row."""
    say = content.language.say
    used = populations_used(content.study, content.view)
    yield from _populations(content, names, used, say("Population"))
    towns = towns_used(content.study, content.view) if len(content.lines) > 1 else []
    yield from _populations(content, names, towns, say("Population of towns"))


def populations_used(study: Study, view: View) -> list[PopulationRow]:
    """Return the rows that give the inhabitants of a view's territory in the years shown.

    A year without a figure of its own leans on the territory above and on a year known for both.
    """
    table: dict[str, _ByYear] = {}
    for row in study.rows.populations:
        if row.kind == "total":
            table.setdefault(row.territory, {})[row.year] = row
    years = [year for year in study.places.axes.years if year <= view.until]
    found: dict[tuple[str, int], PopulationRow] = {}
    for leaf in study.places.leaves(view.territory):
        chain = [table.get(code, {}) for code in _lineage(study, leaf)]
        for row in (row for year in years for row in _behind(chain, year)):
            found[row.territory, row.year] = row
    return [row for row in study.rows.populations if found.get((row.territory, row.year)) is row]


def towns_used(study: Study, view: View) -> list[PopulationRow]:
    """Return the latest inhabitants of towns of each smallest territory of a view."""
    inside = set(study.places.leaves(view.territory))
    towns = [r for r in study.rows.populations if r.kind == "urban" and r.territory in inside]
    latest = {row.territory: row for row in sorted(towns, key=lambda row: row.year)}
    return list(latest.values())


def _lineage(study: Study, code: str) -> Iterator[str]:
    """Return a territory and those that hold it, the smallest first."""
    while code in study.places.by_code:
        yield code
        code = study.places.by_code[code].parent


def _behind(chain: Sequence[_ByYear], year: int) -> list[PopulationRow]:
    """Return the rows behind the inhabitants of a smallest territory in a year."""
    own, *larger = chain
    if year in own or not own:
        return [own[year]] if own else []
    for above in larger:
        both = own.keys() & above.keys()
        if year in above and both:
            shared = _nearest(both, year)
            return [own[shared], above[shared], above[year]]
    return [own[_nearest(own, year)]]


def _nearest(known: Iterable[int], year: int) -> int:
    return min(known, key=lambda y: (abs(y - year), y))


@dataclass(frozen=True)
class _Kept:
    """What rows of inhabitants have in common: those alike make one row of the sheet."""

    territory: str
    source: str
    grade: str
    note: str


def _populations(
    content: Content, names: Names, rows: Sequence[PopulationRow], label: str
) -> Iterator[Figure]:
    """Give rows of inhabitants, the territories too small for a row of their own as one."""
    own = {content.view.territory, *content.children}
    leaves = set(content.study.places.leaves(content.view.territory)) - own
    groups: dict[_Kept, _ByYears] = {}
    for row in rows:
        code = "" if row.territory in leaves else row.territory
        kept = _Kept(code, row.source, row.grade, row.note)
        groups.setdefault(kept, {}).setdefault(row.year, []).append(row)
    for kept, by_year in groups.items():
        for span in _spans(sorted(by_year)):
            found = [row for year in span for row in by_year[year]]
            yield _population(content, names, (kept, span), found, label)


_ByYears = dict[int, list["PopulationRow"]]


def _spans(years: Sequence[int]) -> list[list[int]]:
    """Return years as runs that follow each other."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] + 1 == year:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _population(
    content: Content,
    names: Names,
    of: tuple[_Kept, list[int]],
    rows: Sequence[PopulationRow],
    label: str,
) -> Figure:
    """Return one row of inhabitants; many years have their values on the sheets of results."""
    kept, span = of
    language, count = content.language, len({row.territory for row in rows})
    where = language.say("Territories inside: {count}", count=count)
    value = math.fsum(row.persons for row in rows) if len(span) == 1 else None
    return Figure(
        language.say("Population"),
        label if value is not None else language.say("{what}, a value a year", what=label),
        made_how(kept.note, language),
        names.territory(kept.territory) if kept.territory else where,
        (span[0], span[-1]), value, None, None, unit_name("persons", language), kept.source,
        names.grade(kept.grade), _told(kept.note, language),
    )  # fmt: skip


def staff(content: Content, names: Names) -> Iterator[Figure]:
    """Give the people counted in the base year, by sector and cadre, and their total."""
    groups: dict[tuple[str, str, str, str, str], float] = {}
    for row, cadre in _counted(content):
        key = (cadre, str(row.sector), row.source, str(row.grade), row.note)
        groups[key] = groups.get(key, 0.0) + row.persons
    for (cadre, sector, *origin), persons in sorted(groups.items()):
        group = names.group(cadre, sector, made_how(origin[2], content.language))
        yield _staff(content, group, persons, (origin, names))
    if groups:
        total = content.language.say("Total")
        yield _staff(content, total, math.fsum(groups.values()), ([""] * 3, names))


def _counted(content: Content) -> Iterator[tuple[StaffRow, str]]:
    """Give the rows of staff that the view counts, with the cadre that they count in."""
    study, view = content.study, content.view
    inside = set(study.places.leaves(view.territory))
    cadres = set(study.cadre_codes(view.cadre, view.norm))
    for row in study.rows.staff:
        cadre = study.places.cadre_of(row.cadre)
        if row.territory in inside and cadre in cadres and view.sector in (None, row.sector):
            yield row, str(cadre)


def _staff(
    content: Content, group: str, persons: float, origin: tuple[list[str], Names]
) -> Figure:
    (source, grade, note), names = origin
    base, language = content.years[0], content.language
    return Figure(
        language.say("Staff of the base year"), language.say("Stock at 31 December"), group,
        content.frame.place, (base, base), persons, None, None, unit_name("persons", language),
        source, names.grade(grade), _told(note, language),
    )  # fmt: skip


def _told(note: str, language: Language) -> str:
    """Return a note that is more than the word for how a figure was made."""
    return "" if note in MADE else language.told(note)
