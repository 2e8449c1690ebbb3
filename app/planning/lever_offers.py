"""What a plan holds that can be moved in a territory: for whom, and the rows that say it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from app.planning.lever_catalogue import CATALOGUE, RULES_ON_POSTS, UNITS
from app.planning.lever_figures import Figures, Scope
from app.planning.schooling import DOCTORS, SPECIALIST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.planning.lever_catalogue import Offer, Reading

_EVERYONE = ("", "ALL")
_OF_RETENTION = "retention_"
_RETAINED = "retained_"
_OF_RETURNS = "returns_"


class Offered(NamedTuple):
    """Figures that can be moved together.

    rows: those that say them, none where a measure acts from nothing. first: the year in which a
    measure has to begin to act, None where any will do.
    """

    offer: Offer
    scope: Scope
    rows: tuple[Any, ...]
    unit: str
    first: int | None = None


@dataclass(frozen=True)
class Offers:
    """What can be moved in a territory of a plan, by the figures that stand in a scenario."""

    figures: Figures
    territory: str

    def all(self) -> Iterator[Offered]:
        """Give everything that can be moved, in the order of the catalogue."""
        readers: dict[Reading, Callable[[Offer], Iterable[Offered]]] = {
            "posts": self._posts, "cells": self._cells, "pools": self._pools,
            "whole": self._whole, "school": self._school, "terms": self._terms,
            "called": self._called,
        }  # fmt: skip
        for offer in CATALOGUE:
            yield from readers[offer.reading](offer)

    @property
    def _is_whole(self) -> bool:
        return self.figures.fields.places.is_all(self.territory)

    def _offered(self, offer: Offer, cadre: str, sector: str, *rows: Any) -> Offered:  # noqa: ANN401
        scope = Scope(offer.table, offer.parameter, cadre, sector, self.territory)
        unit = next((row.unit for row in rows if getattr(row, "unit", "")), "")
        return Offered(offer, scope, rows, unit or UNITS.get(offer.parameter, ""))

    def _here(self, rows: Iterable[Any]) -> list[Any]:
        """Return the rows that speak of a part of the territory at least."""
        places = self.figures.fields.places
        mine = set(places.territory_indexes(self.territory))
        return [row for row in rows if mine & set(places.territory_indexes(row.territory))]

    def _posts(self, offer: Offer) -> Iterator[Offered]:
        rows = self._here(self.figures.fields.rows.recruitment)
        for cadre in self.figures.fields.places.axes.cadres:
            yield self._offered(offer, cadre, "public", *(r for r in rows if r.cadre == cadre))

    def _cells(self, offer: Offer) -> Iterator[Offered]:
        rows = self._here(self.figures.fields.assumption_rows(offer.parameter))
        if not rows and offer.parameter in RULES_ON_POSTS and self._opens_posts:
            yield self._offered(offer, "ALL", "public")
        if self._has_effect(offer):
            for (_, sector), alike in self._families(rows).items():
                yield self._offered(offer, self._cadre(alike), sector, *alike)

    @property
    def _opens_posts(self) -> bool:
        fields = self.figures.fields
        measures = fields.measures_on("recruitment", "posts")
        return bool(fields.rows.recruitment) or any(True for _ in measures)

    def _has_effect(self, offer: Offer) -> bool:
        """Say whether a figure moves anything: whom a programme reaches does if it keeps people."""
        known = {row.parameter for row in self.figures.fields.rows.assumptions}
        keeps = any(name.startswith(_RETAINED) for name in known)
        return keeps or not offer.parameter.startswith(_OF_RETENTION)

    def _families(self, rows: Iterable[Any]) -> dict[tuple[str, str], list[Any]]:
        """Return rows by the largest group of cadres that holds theirs, and by sector."""
        found: dict[tuple[str, str], list[Any]] = {}
        for row in rows:
            sector = "ALL" if row.sector in _EVERYONE else row.sector
            found.setdefault((self._family(row.cadre), sector), []).append(row)
        return found

    def _family(self, code: str) -> str:
        places = self.figures.fields.places
        if code in _EVERYONE:
            return "ALL"
        mine = set(places.cadre_indexes(code))
        groups = [row.code for row in places.rows.cadres if row.level == "group" and row.parent]
        holding = [one for one in groups if mine <= set(places.cadre_indexes(one))]
        return max(holding, key=lambda one: len(places.cadre_indexes(one)), default=code)

    def _cadre(self, rows: Iterable[Any]) -> str:
        """Return the one code of some rows, or the group that holds all of them."""
        codes = list(dict.fromkeys(row.cadre or "ALL" for row in rows))
        return codes[0] if len(codes) == 1 else self._family(codes[0])

    def _pools(self, offer: Offer) -> Iterator[Offered]:
        if offer.parameter == "entries_trained_abroad" and not self._is_whole:
            return
        if not self._has_effect(offer):
            return
        rows = self._here(self.figures.fields.assumption_rows(offer.parameter))
        pools: dict[tuple[str, str, str], list[Any]] = {}
        for row in rows:
            pools.setdefault((row.cadre, row.sector, row.territory), []).append(row)
        for (cadre, sector, territory), alike in pools.items():
            found = self._offered(offer, cadre, sector, *alike)
            yield found._replace(scope=found.scope._replace(territory=territory))

    def _whole(self, offer: Offer) -> Iterator[Offered]:
        fields = self.figures.fields
        rows = fields.national_rows(offer.parameter) if self._is_whole else []
        reaches = SPECIALIST in fields.places.axes.cadres
        if rows and (reaches or not offer.parameter.startswith(_OF_RETURNS)):
            yield self._offered(offer, rows[-1].cadre or "ALL", rows[-1].sector, *rows)

    def _school(self, offer: Offer) -> Iterator[Offered]:
        fields = self.figures.fields
        if not self._is_whole:
            return
        if offer.parameter == "graduates":
            if self.figures.trains_doctors:
                yield self._offered(offer, DOCTORS, "ALL")
            return
        first = fields.years[0]
        known = (row for row in fields.rows.pipeline if row.parameter == offer.parameter)
        rows = [row for row in known if row.year_to >= first]
        for cadre in dict.fromkeys(row.cadre for row in rows):
            if cadre not in (DOCTORS, SPECIALIST) or self.figures.trains_doctors:
                yield self._offered(offer, cadre, "ALL", *(r for r in rows if r.cadre == cadre))

    def _terms(self, offer: Offer) -> Iterator[Offered]:
        every = Scope(offer.table, offer.parameter, "ALL", "ALL", self.territory)
        for (family, sector), rows in self._families(self.figures.contracts(every)).items():
            lasts = all(row.renewal_years for row in rows)
            if lasts or offer.parameter != "renewal_share":
                yield _from_start(self._offered(offer, family, sector, *rows))

    def _called(self, offer: Offer) -> Iterator[Offered]:
        every = Scope(offer.table, offer.parameter, "ALL", "ALL", self.territory)
        for (_, sector), rows in self._families(self.figures.prepared(every)).items():
            yield _from_start(self._offered(offer, self._cadre(rows), sector, *rows))


def _from_start(found: Offered) -> Offered:
    """Return it with the year in which the first of its contracts or missions begins."""
    years = [row.start.year if hasattr(row, "start") else row.year_from for row in found.rows]
    return found._replace(first=min(years))
