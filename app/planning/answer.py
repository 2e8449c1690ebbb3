"""Cuts a projection down to one view and turns it into lines."""

from __future__ import annotations

from functools import cached_property
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
PER_10_000 = {"per 10000": 1.0, "per 1000": 10.0}  # units of density norms


class Answer:
    """The arrays behind the lines of one view."""

    def __init__(
        self, projection: Projection, places: Places, view: View, where: Cells, note: Message | None
    ) -> None:
        self.projection, self.view, self.where, self.note = projection, view, where, note
        self.population = projection.population[:, self.where[0]]
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
        territories, sectors, cadres = self.where
        return array[:, territories][:, :, sectors][..., cadres]

    def _posts(self, posts: FloatArray) -> FloatArray:
        """Return posts opened by year, none in the base year; only the public sector opens them."""
        territories, sectors, cadres = self.where
        opened = posts[:, territories][..., cadres].sum(axis=(1, 2)) * (PUBLIC in sectors)
        return np.concatenate([[0.0], opened])

    def _flows(self, flows: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        return {kind: self._cut(flow).sum(axis=(1, 2, 3)) for kind, flow in flows.items()}

    @cached_property
    def _need_by_leaf(self) -> FloatArray:
        norm = self.view.norm
        return need_by_norm(self.population, norm.value * PER_10_000[norm.unit])

    def line(self, i: int) -> Line:
        """Return the line of a year, with need and what follows where they have a meaning."""
        return Line(
            year=self.projection.axes.years[i],
            territory=self.view.territory,
            cadre=self.view.cadre,
            population=float(self.people[i]),
            stock=float(self.stock[i]),
            fte=float(self.fte[i]),
            entries={kind: float(flow[i]) for kind, flow in self.entries.items()},
            exits={kind: float(flow[i]) for kind, flow in self.exits.items()},
            density_per_10_000=_or_none(self.density[i]),
            note=self.note,
            posts=float(self.posts[i]),
            **self._gap(i),
        )

    def _gap(self, i: int) -> dict[str, Any]:
        """Return the need of a year and what follows from it; nothing where it has no meaning."""
        names = ("need", "deficit", "coverage", "deficit_gross", "gross_level")
        if self.note is not None:
            return dict.fromkeys(names)
        by_leaf, stock = self._need_by_leaf[i], self.stock[i]
        need = by_leaf.sum()
        net = (float(need), float(deficit(need, stock)), _or_none(ratio(stock, need)))
        if self.single:
            return dict(zip(names, (*net, None, None), strict=True))
        gross = gross_deficit(by_leaf, self.by_leaf[i], axis=0)
        return dict(zip(names, (*net, float(gross), self.level), strict=True))


def _or_none(value: FloatArray) -> float | None:
    return None if np.isnan(value) else float(value)
