"""Territories and cadres of a plan: the tree, the axes, and how figures spread inside a region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from app.courtesy import cached_property
from app.engine.axes import PUBLIC, SECTORS, Axes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.engine.inputs import FloatArray
    from app.models.need_rows import ConditionRow
    from app.models.rows import (
        AssumptionRow,
        PlanRows,
        RecruitmentRow,
        TerritoryRow,
    )

# Towns of fewer people still attract a practice: the rule of the reference data.
URBAN_FLOOR = 1_000.0
_EVERYWHERE = ("", "ALL", "MA")
_ByYear = dict[int, float]
_Placed = TypeVar("_Placed", "AssumptionRow", "ConditionRow", "RecruitmentRow")
_ALIASES = {"MED": "MED_ALL", "PARA": "PARA_ALL", "": "ALL"}


@dataclass(frozen=True)
class Places:
    """The territory tree and the cadre tree of a plan, with their axes."""

    rows: PlanRows

    @cached_property
    def by_code(self) -> dict[str, TerritoryRow]:
        """Territories by code."""
        return {row.code: row for row in self.rows.territories}

    def children(self, code: str) -> tuple[str, ...]:
        """Return the territories just below one, in the plan's order."""
        return tuple(row.code for row in self.rows.territories if row.parent == code)

    def leaves(self, code: str) -> tuple[str, ...]:
        """Return the smallest territories inside one, itself if nothing is below it."""
        below = self.children(code)
        return tuple(leaf for child in below for leaf in self.leaves(child)) or (code,)

    @cached_property
    def root(self) -> str:
        """The territory that holds all others."""
        return next(row.code for row in self.rows.territories if row.parent not in self.by_code)

    @cached_property
    def home(self) -> str:
        """The smallest territory that holds every other: the one a plan is about."""
        code = self.root
        while len(self.children(code)) == 1:
            code = self.children(code)[0]
        return code

    def _region(self, leaf: str) -> str:
        row = self.by_code[leaf]
        return row.parent if row.level == "province" and row.parent in self.by_code else leaf

    @cached_property
    def axes(self) -> Axes:
        """The axes of the plan's arrays."""
        leaves = self.leaves(self.root)
        regions = tuple(dict.fromkeys(self._region(leaf) for leaf in leaves))
        return Axes(
            territories=leaves,
            regions=regions,
            region_of=tuple(regions.index(self._region(leaf)) for leaf in leaves),
            cadres=tuple(row.code for row in self.rows.cadres if row.level == "cadre"),
            base_year=self.rows.facts.base_year,
            horizon=self.rows.facts.horizon,
        )

    def territory_indexes(self, code: str) -> list[int]:
        """Return the places on the territory axis of everything inside a territory."""
        if code in _EVERYWHERE:
            return list(range(len(self.axes.territories)))
        return self._indexes.get(code, [])

    def is_all(self, code: str) -> bool:
        """Tell whether a code stands for every territory of the plan."""
        return len(self.territory_indexes(code)) == len(self.axes.territories)

    def larger_first(self, rows: Iterable[_Placed]) -> list[_Placed]:
        """Return rows so that one for a smaller territory comes after one that holds it.

        Among equals the identifier decides, so that the order of a plan's rows never does.
        """
        return sorted(rows, key=lambda row: (-len(self.territory_indexes(row.territory)), row.id))

    @cached_property
    def _indexes(self) -> dict[str, list[int]]:
        """Places on the territory axis by the code of every territory that holds them."""
        found: dict[str, list[int]] = {}
        for i, leaf in enumerate(self.axes.territories):
            code = leaf
            while code in self.by_code:
                found.setdefault(code, []).append(i)
                code = self.by_code[code].parent
        return found

    @cached_property
    def posts_kept(self) -> list[tuple[tuple[RecruitmentRow, ...], tuple[FloatArray, FloatArray]]]:
        """The posts and fill rates, [Y, T, C] each, last made of rows of posts, with these rows.

        Scenarios differ in their measures, and each would go through all rows of the plan again.
        """
        return []

    @cached_property
    def _parents(self) -> dict[str, str]:
        return {row.code: row.parent for row in self.rows.cadres}

    def cadre_indexes(self, code: str) -> list[int]:
        """Return the places on the cadre axis of a cadre or of a group; none for a specialty."""
        return self._cadre_indexes.get(_ALIASES.get(code, code), [])

    @cached_property
    def _cadre_indexes(self) -> dict[str, list[int]]:
        """Places on the cadre axis by the code of every cadre and group that holds them."""
        found: dict[str, list[int]] = {}
        for i, cadre in enumerate(self.axes.cadres):
            for code in self._lineage(cadre):
                found.setdefault(code, []).append(i)
        return found

    def cadre_of(self, code: str) -> str | None:
        """Return the cadre that a cadre's or specialty's people count in; None for a group."""
        return self._cadre_of.get(code)

    @cached_property
    def _cadre_of(self) -> dict[str, str]:
        known = {cadre: cadre for cadre in self.axes.cadres}
        below = {row.code: row.parent for row in self.rows.cadres if row.parent in known}
        return below | known

    def _lineage(self, cadre: str) -> set[str]:
        found = {cadre, "ALL"}
        while cadre := self._parents.get(cadre, ""):
            found.add(cadre)
        return found

    @cached_property
    def population(self) -> FloatArray:
        """Inhabitants by year and smallest territory, [1 + Y, T].

        A territory's own figure of the year counts first; without one it keeps the share that it
        had, in the nearest year where both are known, of the region (failing that, of the
        nation); failing that too, the nearest year's own figure holds.
        """
        table: dict[str, _ByYear] = {}
        for row in self.rows.populations:
            if row.kind == "total":
                table.setdefault(row.territory, {})[row.year] = row.persons
        return np.array([self._inhabitants(table, leaf) for leaf in self.axes.territories]).T

    def _inhabitants(self, table: Mapping[str, _ByYear], leaf: str) -> list[float]:
        """Return the inhabitants of a smallest territory in each year."""
        above = [table.get(code, {}) for code in self._above(leaf)]
        return [_in_year(table.get(leaf, {}), above, year) for year in self.axes.years]

    def _above(self, code: str) -> Iterator[str]:
        """Return the territories that hold one, the smallest first."""
        while (code := self.by_code[code].parent) in self.by_code:
            yield code

    @cached_property
    def urban(self) -> FloatArray:
        """Inhabitants of towns, latest figure, [T]; all inhabitants where no figure is given."""
        towns = [r for r in self.rows.populations if r.kind == "urban"]
        latest = {r.territory: r.persons for r in sorted(towns, key=lambda r: r.year)}
        leaves = self.axes.territories
        return np.array([latest.get(t, self.population[0, i]) for i, t in enumerate(leaves)])

    @cached_property
    def weights(self) -> FloatArray:
        """How a region's figure spreads over its territories, shares [T, S].

        Public staff by inhabitants, private practice by inhabitants of towns with a floor.
        """
        found = np.zeros((len(self.axes.territories), len(SECTORS)))
        for region in self.axes.regions:
            for sector in range(len(SECTORS)):
                found[:, sector] += self.spread(region, sector)
        return found

    def spread(self, code: str, sector: int) -> FloatArray:
        """Return the share of a territory's figure that each smallest territory takes, [T].

        Evenly where nobody lives, and zeros for a territory that is not in the plan.
        """
        if (code, sector) not in self._spreads:
            self._spreads[code, sector] = self._spread(code, sector)
        return self._spreads[code, sector]

    @cached_property
    def _spreads(self) -> dict[tuple[str, int], FloatArray]:
        return {}

    def _spread(self, code: str, sector: int) -> FloatArray:
        inside = np.zeros(len(self.axes.territories))
        inside[self.territory_indexes(code)] = 1.0
        size = self.population[0] if sector == PUBLIC else np.maximum(self.urban, URBAN_FLOOR)
        shares = inside * size if (inside * size).any() else inside
        return shares / max(float(shares.sum()), 1e-300)


def _in_year(own: _ByYear, above: Iterable[_ByYear], year: int) -> float:
    """Return the inhabitants of a territory in a year by the rule of `Places.population`."""
    if year in own or not own:
        return own.get(year, 0.0)
    for larger in above:
        both = {y for y in own.keys() & larger.keys() if larger[y] > 0}
        if year in larger and both:
            shared = _nearest(both, year)
            return own[shared] * larger[year] / larger[shared]
    return own[_nearest(own, year)]


def _nearest(known: Iterable[int], year: int) -> int:
    return min(known, key=lambda y: (abs(y - year), y))
