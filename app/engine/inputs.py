"""Inputs: every array a projection needs, with shapes, units and ranges checked once.

Letters in the shapes: Y years after the base, A single ages, T smallest territories, S sectors,
X sexes, C cadres, R regions. An axis written `T|1` may have length 1 where the value is the same
everywhere. Rates are single-decrement yearly probabilities, read at the age reached in the year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.axes import Axes

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


class Refused(ValueError):  # noqa: N818  house word: what is refused is named, not blamed
    """The inputs cannot be projected: a code, the axis names, and the first index at fault."""

    def __init__(self, code: str, name: str, index: tuple[int, ...] = ()) -> None:
        """Keep the code, the name of the input, and the index of its first bad value."""
        super().__init__(f"{code}: {name} at {index}")
        self.code = code
        self.name = name
        self.index = index


@dataclass(frozen=True)
class Training:
    """The doctors' pipeline of the nation, from graduation to the end of residency.

    graduates, residency_places: persons a year, [Y]. share_abroad, share_idle: shares of
    graduates, [Y]. residency_share: share of those who stay and practise, [Y].
    residents_before: persons who began a residency in each year up to the base year, oldest
    first. residency_years, residency_weights: lengths and the share of residents on each, the
    same in every year. residency_loss: share lost over the residency, [Y]. specialist_abroad:
    share of new specialists, [Y]. generalist, specialist: their places on the cadre axis.
    """

    generalist: int
    specialist: int
    graduates: FloatArray
    share_abroad: FloatArray
    share_idle: FloatArray
    residency_share: FloatArray
    residency_places: FloatArray
    residents_before: FloatArray
    residency_years: tuple[int, ...]
    residency_weights: FloatArray
    residency_loss: FloatArray
    specialist_abroad: FloatArray


@dataclass(frozen=True)
class Recruitment:
    """Posts opened and the share filled: persons [Y, T, C] and shares [Y, T, C].

    candidates: people of each cadre who finish school in a year and may take a post, [Y, C];
    infinite where no school of the plan trains the cadre. Doctors' candidates come from Training.
    opening: where the rest of the new doctors settle in private practice, shares [T].
    """

    posts: FloatArray
    fill: FloatArray
    candidates: FloatArray
    opening: FloatArray


@dataclass(frozen=True)
class Arrivals:
    """People who join from outside the schools: persons [Y, T, S, C] and their ages."""

    persons: FloatArray
    profile: FloatArray


@dataclass(frozen=True)
class Contracts:
    """Groups of people on foreign contracts, one entry a group, [group].

    They count at 31 December of first_year..last_year. start_share and end_share: part of the
    first year, and of the year after the last, that is worked. A group that ends in a year is
    renewed for renewal_years by renewal_share; break_hazard is the yearly probability of leaving
    early, entry year excluded. fte: full-time equivalent of a person.
    """

    territory: NDArray[np.intp]
    sector: NDArray[np.intp]
    cadre: NDArray[np.intp]
    persons: FloatArray
    first_year: NDArray[np.intp]
    last_year: NDArray[np.intp]
    start_share: FloatArray
    end_share: FloatArray
    renewal_share: FloatArray
    renewal_years: NDArray[np.intp]
    break_hazard: FloatArray
    fte: FloatArray


@dataclass(frozen=True)
class Moves:
    """Moves between regions.

    leave: probability of leaving the region, [Y, A, T|1, S, X, C]. factor: multiplier by origin,
    [Y, T]. destination: share of the leavers of a region that goes to each other one, [Y, R, R],
    rows adding up to 1 or to 0. arrival: share of a region's arrivals taken by each of its
    territories, [T, S].
    """

    leave: FloatArray
    factor: FloatArray
    destination: FloatArray
    arrival: FloatArray


@dataclass(frozen=True)
class Inputs:
    """All a projection needs.

    stock: persons on 31 December of the base year, [A, T, S, X, C]. population: persons,
    [1 + Y, T]. hazards: by kind, probabilities below 1, [Y, A, T|1, S, X, C]. releases: by kind,
    share of the survivors that a limit age releases, [Y, A, T|1, S, X, C]. switch: probability of
    moving to the other sector, [Y, A, T|1, S, X, C]. profiles: ages and sexes of those who leave
    school, adding up to 1 over A and X, [Y, A, X, C]. fte: full-time equivalent of a person,
    [1 + Y, T|1, S, X, C]. mission_fte: full-time equivalents of missions, [1 + Y, T, S, C].
    """

    axes: Axes
    stock: FloatArray
    population: FloatArray
    hazards: Mapping[str, FloatArray]
    releases: Mapping[str, FloatArray]
    switch: FloatArray
    moves: Moves
    training: Training | None
    recruitment: Recruitment
    profiles: FloatArray
    arrivals: Mapping[str, Arrivals]
    contracts: Contracts
    fte: FloatArray
    mission_fte: FloatArray

    def __post_init__(self) -> None:
        """Refuse shapes, values and shares that no projection can carry."""
        for name, array in named_arrays(self):
            _refuse_where(
                ~np.isfinite(array), "not-a-number", name, allow=name.endswith("candidates")
            )
            _refuse_where(array < 0, "negative", name)
        for name, array in _probabilities(self):
            _refuse_where(array > 1, "above-one", name)
        for kind, array in self.hazards.items():
            _refuse_where(array >= 1, "certain-exit", f"hazards.{kind}")
        self._refuse_shapes()

    def _refuse_shapes(self) -> None:
        axes = self.axes
        years = len(axes.years) - 1
        cell, flow = axes.cell_shape, axes.flow_shape
        expected = {
            "stock": (self.stock, cell),
            "population": (self.population, flow[:2]),
            "switch": (self.switch, (years, *cell)),
            "moves.leave": (self.moves.leave, (years, *cell)),
            "recruitment.posts": (self.recruitment.posts, (years, cell[1], cell[4])),
            "profiles": (self.profiles, (years, cell[0], cell[3], cell[4])),
            "mission_fte": (self.mission_fte, flow),
        }
        expected |= {f"hazards.{k}": (v, (years, *cell)) for k, v in self.hazards.items()}
        expected |= {f"releases.{k}": (v, (years, *cell)) for k, v in self.releases.items()}
        for name, (array, shape) in expected.items():
            if not _fits(array.shape, shape):
                code = "shape"
                raise Refused(code, name, array.shape)


def _fits(actual: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Tell whether a shape is the wanted one, axes of length 1 standing for any length."""
    return len(actual) == len(wanted) and all(
        a in (1, w) for a, w in zip(actual, wanted, strict=True)
    )


def _refuse_where(bad: BoolArray, code: str, name: str, *, allow: bool = False) -> None:
    if not allow and bad.any():
        raise Refused(code, name, tuple(int(i) for i in np.argwhere(bad)[0]))


def named_arrays(inputs: Inputs) -> list[tuple[str, FloatArray]]:
    """Return every array of the inputs with a dotted name, in a fixed order."""
    return list(_arrays_of(inputs, ""))


def _arrays_of(value: Any, prefix: str) -> list[tuple[str, NDArray[Any]]]:  # noqa: ANN401
    """Collect arrays from dataclasses and mappings, depth first, in their own order."""
    if isinstance(value, np.ndarray):
        return [(prefix, value)]
    if hasattr(value, "__dataclass_fields__"):
        pairs = [(f, getattr(value, f)) for f in value.__dataclass_fields__]
    elif isinstance(value, dict):
        pairs = sorted(value.items())
    else:
        return []
    dotted = [(f"{prefix}.{name}" if prefix else name, part) for name, part in pairs]
    return [found for name, part in dotted for found in _arrays_of(part, name)]


def _probabilities(inputs: Inputs) -> list[tuple[str, FloatArray]]:
    """Return the arrays whose values are shares or probabilities."""
    plain = ("switch", "profiles", "moves.leave", "moves.destination", "moves.arrival")
    shares = (
        "recruitment.fill",
        "recruitment.opening",
        "training.share_abroad",
        "training.share_idle",
        "training.residency_share",
        "training.residency_loss",
        "training.specialist_abroad",
        "contracts.renewal_share",
        "contracts.break_hazard",
    )
    chosen = {*plain, *shares}
    return [
        (name, array)
        for name, array in named_arrays(inputs)
        if name in chosen or name.startswith(("hazards.", "releases."))
    ]
