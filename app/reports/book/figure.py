"""One value of a report: what it is, for whom, where it comes from; and the words for codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.problems import message
from app.reports.frame import GRADES, SECTORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.language import Language
    from app.planning.study import Study
    from app.problems import Message

SEXES: Mapping[str, Message] = {"F": message("Women"), "M": message("Men")}
# The schools of the training pipeline, as the data write them: one stands for a group of cadres.
SCHOOLS: Mapping[str, Message] = {
    "MED": message("Physicians"),
    "PARA": message("Nurses, midwives and health technicians"),
}


@dataclass(frozen=True)
class Figure:
    """One value: what it is, for whom, where and when, its range, the code of its source."""

    section: str
    label: str
    group: str
    territory: str
    years: tuple[int, int]
    value: float | None
    low: float | None
    high: float | None
    unit: str
    source: str
    grade: str
    note: str


class Names:
    """Turns the codes of a plan into words."""

    def __init__(self, study: Study, language: Language) -> None:
        """Collect the names of the plan."""
        rows = study.rows
        self.language = language
        self._territories = {row.code: language.name(row.names) for row in rows.territories}
        self._cadres = {row.code: language.name(row.names) for row in rows.cadres}
        self._sources = {row.id: language.told(row.title) for row in rows.sources}

    def territory(self, code: str) -> str:
        """Return the name of a territory; one outside the plan is the country or its code."""
        if code in self._territories:
            return self._territories[code]
        return self.language.say("Whole country") if code in ("", "MA") else code

    def group(self, cadre: str, sector: str = "", *more: str) -> str:
        """Return for whom a value holds, in one line."""
        who = "" if cadre in ("", "ALL", "ALL_STAFF") else self._cadre(cadre)
        where = self.language.tell(SECTORS[sector]) if sector in SECTORS else ""
        kept = [part for part in (who, where, *more) if part]
        return " · ".join(kept) if kept else self.language.say("All")

    def _cadre(self, code: str) -> str:
        if code in SCHOOLS:
            return self.language.tell(SCHOOLS[code])
        return self._cadres.get(code, code)

    def sex(self, code: str) -> str:
        """Return women, men, or nothing where both are meant."""
        return self.language.tell(SEXES[code]) if code in SEXES else ""

    def ages(self, first: int | None, last: int | None) -> str:
        """Return the ages that a value holds for."""
        if first is None and last is None:
            return ""
        if last is None or first == last:
            return self.language.say("age {age}", age=first or last or 0)
        return self.language.say("ages {first} to {last}", first=first or 0, last=last)

    def source(self, code: str) -> str:
        """Return the code of a source, which leads to the sheet of sources, and its title."""
        return f"{code} · {self._sources[code]}" if code in self._sources else code

    def grade(self, code: str) -> str:
        """Return how far a value can be trusted, in words."""
        return self.language.tell(GRADES[code]) if code in GRADES else code


def merged(figures: Iterable[Figure]) -> list[Figure]:
    """Return figures with those that say the same in following years made one."""
    kept: dict[Figure, list[tuple[int, int]]] = {}
    for figure in figures:
        spans = kept.setdefault(replace(figure, years=(0, 0)), [])
        if spans and spans[-1][1] + 1 == figure.years[0]:
            spans[-1] = (spans[-1][0], figure.years[1])
        else:
            spans.append(figure.years)
    return [replace(figure, years=years) for figure, spans in kept.items() for years in spans]
