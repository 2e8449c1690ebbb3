"""A ranking whose territories tell, where it is known, how far what they lack may lie apart."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from app.reports.ranking import Place, Ranking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.planning.compared_bands import ComparedBand

    Ranges = Mapping[tuple[str, int], ComparedBand]  # by territory and year

_NARROW = 0.8


@dataclass(frozen=True)
class RankedRanges(Ranking):
    """Territories in order with the ranges that are known by now; more may come."""

    ranges: Ranges = field(default_factory=dict, compare=False)

    def about(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Return what there is to say of a territory, its 80 % range last."""
        said = super().about(place)
        band = self.ranges.get((place.code, place.line.year))
        if band is None:
            return said
        language, span = self.frame.language, band.deficit_80 or band.stock_80
        share = language.percent(_NARROW)
        low, high = map(language.number, span)
        name = (
            language.say("Deficit, {share} range", share=share)
            if band.deficit_80
            else language.say("Stock, {share} range", share=share)
        )
        return (*said, (name, language.say("{low} to {high}", low=low, high=high)))


def with_ranges(ranking: Ranking, ranges: Ranges) -> RankedRanges:
    """Return a ranking that tells the ranges that are known."""
    kept = {one.name: getattr(ranking, one.name) for one in fields(Ranking)}
    return RankedRanges(**kept, ranges=ranges)
