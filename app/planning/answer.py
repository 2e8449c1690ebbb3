"""Cuts a projection down to one view and turns it into lines."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from app.engine.axes import PUBLIC
from app.engine.need import deficit, gross_deficit, need_by_norm, ratio
from app.planning.lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.engine.projection import Projection
    from app.planning.lines import View
    from app.planning.places import Places
    from app.problems import Message

Cells = tuple[list[int], list[int], list[int]]  # places on the territory, sector and cadre axes
_GAP = ("need", "deficit", "coverage", "deficit_gross", "gross_level")
PER_10_000 = {"per 10000": 1.0, "per 1000": 10.0}  # units of density norms


class Answer:
    """The arrays behind the lines of one view."""

    def __init__(
        self, projection: Projection, places: Places, view: View, where: Cells, note: Message | None
    ) -> None:
        self.projection, self.view, self.where, self.note = projection, view, where, note
        self.population = projection.population[:, self.where[0]]
        self._cells = _steps(where)
        self.by_leaf = self._cut(projection.stock).sum(axis=(2, 3))
        self.stock = self.by_leaf.sum(axis=1)
        self.fte = self._cut(projection.fte).sum(axis=(1, 2, 3))
        self.entries = self._flows(projection.entries)
        self.exits = self._flows(projection.exits)
        self.people = self.population.sum(axis=1)
        self.posts = self._posts(projection.placements.posts)
        self.density = ratio(self.stock * 10_000, self.people)
        self.single = len(places.children(view.territory)) == 0
        self.level = places.by_code[places.axes.territories[where[0][0]]].level

    def _cut(self, array: FloatArray) -> FloatArray:
        territories, sectors, cadres = self._cells
        return array[:, territories][:, :, sectors][..., cadres]

    def _posts(self, posts: FloatArray) -> FloatArray:
        """Return posts opened by year, none in the base year; only the public sector opens them."""
        territories, _, cadres = self._cells
        opened = posts[:, territories][..., cadres].sum(axis=(1, 2)) * (PUBLIC in self.where[1])
        return np.concatenate([[0.0], opened])

    def _flows(self, flows: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        return {kind: self._cut(flow).sum(axis=(1, 2, 3)) for kind, flow in flows.items()}

    def lines(self) -> tuple[Line, ...]:
        """Return a line a year up to the last one of the view."""
        years = [year for year in self.projection.axes.years if year <= self.view.until]
        columns = {
            "population": self.people.tolist(),
            "stock": self.stock.tolist(),
            "fte": self.fte.tolist(),
            "density_per_10_000": known(self.density),
            "posts": self.posts.tolist(),
            "entries": _by_year(self.entries, len(years)),
            "exits": _by_year(self.exits, len(years)),
            **(self._gap() if self.note is None else dict.fromkeys(_GAP, [None] * len(years))),
        }
        return tuple(
            Line(
                year=year,
                territory=self.view.territory,
                cadre=self.view.cadre,
                note=self.note,
                **{name: values[i] for name, values in columns.items()},
            )
            for i, year in enumerate(years)
        )

    def _gap(self) -> dict[str, list[Any]]:
        """Return the need of each year and what follows from it."""
        norm = self.view.norm
        by_leaf = need_by_norm(self.population, norm.value * PER_10_000[norm.unit])
        need = by_leaf.sum(axis=1)
        gross = gross_deficit(by_leaf, self.by_leaf, axis=1).tolist()
        nothing = [None] * len(gross)
        return {
            "need": need.tolist(),
            "deficit": deficit(need, self.stock).tolist(),
            "coverage": known(ratio(self.stock, need)),
            "deficit_gross": nothing if self.single else gross,
            "gross_level": nothing if self.single else [self.level] * len(gross),
        }


def _steps(where: Cells) -> tuple[slice | list[int], ...]:
    """Return places on each axis as a slice where they follow each other: nothing is copied."""
    return tuple(
        slice(found[0], found[-1] + 1)
        if found and found == list(range(found[0], found[-1] + 1))
        else found
        for found in where
    )


def _by_year(flows: Mapping[str, FloatArray], count: int) -> list[dict[str, float]]:
    """Return the flows of each of the first years by their kind."""
    lists = {kind: flow.tolist() for kind, flow in flows.items()}
    return [{kind: values[i] for kind, values in lists.items()} for i in range(count)]


def known(values: FloatArray) -> list[float | None]:
    """Return values with nothing in the place of what is not a number."""
    return [None if isnan(value) else value for value in values.tolist()]
