"""What may be said of scenarios side by side: who leaves least lacking where, if anybody does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.planning.bands import Span
    from app.planning.compared_bands import ComparedBand
    from app.planning.comparison import Comparison


@dataclass(frozen=True)
class Verdict:
    """The territories of a comparison in one year, by what their ranges allow to say.

    ahead: of each scenario, those in which it leaves less lacking than every other, its range
    apart from all of theirs. open: those where the best range meets another. filled: those where
    nothing is lacking under any scenario, over the whole of its range.
    """

    ahead: tuple[tuple[str, ...], ...]
    open: tuple[str, ...]
    filled: tuple[str, ...]
    below: tuple[tuple[str, ...], ...] = ()

    @property
    def count(self) -> int:
        """How many territories there are."""
        return sum(map(len, self.ahead)) + len(self.open) + len(self.filled)


def verdict(compared: Comparison, bands: Sequence[Sequence[ComparedBand]]) -> Verdict:
    """Return what the bands of a year, by scenario and place, allow to say.

    A surplus counts as nothing lacking: it makes no scenario better than another. Where the norm
    gives no need, more staff counts as better.
    """
    lacks = {
        place: [_lack(by_place[at], needed=compared.needed) for by_place in bands]
        for at, place in enumerate(compared.places)
    }
    return judged(lacks, filled=compared.needed)


def _lack(band: ComparedBand, *, needed: bool) -> Span:
    """Return the range of what is lacking; without a need, that of the staff turned round."""
    if not needed or band.deficit_80 is None:
        return -band.stock_80[1], -band.stock_80[0]
    return max(0.0, band.deficit_80[0]), max(0.0, band.deficit_80[1])


def judged(lacks: Mapping[str, Sequence[Span]], *, filled: bool = True) -> Verdict:
    """Return what ranges by territory and scenario allow to say, the lower the better.

    lacks: of each territory the ranges of the scenarios, the reference first.
    filled: whether zero is the least that can be lacking. Ranges that only touch do overlap.
    """
    count = max(map(len, lacks.values()), default=0)
    ahead: list[list[str]] = [[] for _ in range(count)]
    unsure: list[str] = []
    done: list[str] = []
    for place, spans in lacks.items():
        best = min(range(len(spans)), key=lambda at: spans[at])
        others = [span for at, span in enumerate(spans) if at != best]
        if filled and all(high <= 0 for _, high in spans):
            done.append(place)
        elif others and all(spans[best][1] < low for low, _ in others):
            ahead[best].append(place)
        else:
            unsure.append(place)
    below = tuple(
        tuple(place for place, spans in lacks.items() if spans[at][1] < spans[0][0])
        for at in range(count)
    )
    return Verdict(tuple(map(tuple, ahead)), tuple(unsure), tuple(done), below)
