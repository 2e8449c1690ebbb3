"""The axes of every array: their order, their size, and what each index stands for.

Arrays of people are ordered [age, territory, sector, sex, cadre], so that ageing is a shift of
the first axis; results are ordered [year, territory, sector, cadre].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.courtesy import cached_property

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST_AGE = 20
LAST_AGE = 80  # open: everyone of 80 and more
SECTORS = ("public", "private")
SEXES = ("F", "M")
PUBLIC, PRIVATE = range(2)


@dataclass(frozen=True)
class Axes:
    """Names along each axis; territories are the smallest ones of the plan (provinces)."""

    territories: tuple[str, ...]
    regions: tuple[str, ...]
    region_of: tuple[int, ...]
    cadres: tuple[str, ...]
    base_year: int
    horizon: int

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years of the results, the base year first."""
        return tuple(range(self.base_year, self.horizon + 1))

    @property
    def ages(self) -> range:
        """Single years of age, the last one open."""
        return range(FIRST_AGE, LAST_AGE + 1)

    @cached_property
    def cell_shape(self) -> tuple[int, int, int, int, int]:
        """Shape of people: [age, territory, sector, sex, cadre]."""
        sizes = (len(self.territories), len(SECTORS), len(SEXES), len(self.cadres))
        return (len(self.ages), *sizes)

    @property
    def flow_shape(self) -> tuple[int, int, int, int]:
        """Shape of results: [year, territory, sector, cadre]."""
        return (len(self.years), len(self.territories), len(SECTORS), len(self.cadres))

    @cached_property
    def region_index(self) -> NDArray[np.intp]:
        """Index of the region of each territory: [territory]."""
        return np.array(self.region_of, dtype=np.intp)
