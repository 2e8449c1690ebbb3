"""Inputs: every array a projection needs, with shapes, units and ranges checked once.

Letters in the shapes: Y years after the base, A single ages, T smallest territories, S sectors,
X sexes, C cadres, R regions. An axis written `T|1` may have length 1 where the value is the same
everywhere. Rates are single-decrement yearly probabilities, read at the age reached in the year.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from app.engine.axes import Axes

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

_PROFILE = "YAXC"  # ages and sexes of people who enter
# Letters of the shapes: those above, N for 1 + Y, t and n for T or 1, N or 1, and the lengths of
# lists that must agree: P pools of places, G groups on contract, L lengths of residency, B years
# of residents before, U those and the years after the base, K specialties (any number).
_SHAPES = {
    "stock": "ATSXC",
    "population": "NT",
    "hazards": "YAtSXC",
    "releases": "YAtSXC",
    "switch": "YAtSXC",
    "entry_exposure": "YAtSXC",
    "moves.leave": "YAtSXC",
    "moves.factor": "YT",
    "moves.destination": "YRR",
    "moves.arrival": "TS",
    "moves.within": "YAtSXC",
    "training": "Y",
    "training.residents_before": "B",
    "training.residency_years": "L",
    "training.residency_weights": "L",
    "training.choice": "KLU",
    "recruitment": "YTC",
    "recruitment.candidates": "YC",
    "recruitment.opening": "T",
    "vacancies": "YTC",
    "retention": "YAtSXC",
    "retention.places": "YP",
    "retention.covers": "PTSC",
    "profiles": _PROFILE,
    "persons": "YTSC",
    "profile": _PROFILE,
    "contracts": "G",
    "contracts.renewal_share": "Gn",
    "contracts.renewal_years": "Gn",
    "contracts.break_hazard": "Gn",
    "fte": "NtSXC",
    "mission_fte": "NTSC",
    "tasks": "YTSC",
    "service": "YTC",
}
_SHARES = {
    "hazards",
    "releases",
    "switch",
    "entry_exposure",
    "profiles",
    "profile",
    "moves.leave",
    "moves.destination",
    "moves.arrival",
    "moves.within",
    "recruitment.fill",
    "recruitment.opening",
    "vacancies",
    "retention.reach",
    "retention.covers",
    "retention.effects",
    "retention.survival",
    "training.share_abroad",
    "training.share_idle",
    "training.residency_share",
    "training.residency_weights",
    "training.residency_loss",
    "training.choice",
    "training.specialist_abroad",
    "contracts.start_share",
    "contracts.end_share",
    "contracts.renewal_share",
    "contracts.break_hazard",
    "tasks.shifted",
    "tasks.takes",
}
_SUM_TOLERANCE = 1e-9
_LOOSE = 1e-3  # shares of destinations are printed with four decimals


class Refused(ValueError):  # noqa: N818  house word: what is refused is named, not blamed
    """The inputs cannot be projected: a code, the name of an array, the first index at fault.

    Codes: not-a-number, negative, above-one, certain-exit, shape (the index is the actual shape),
    imbalance (shares that do not add up to 1; for `projection`, a result that lost people).
    """

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
    choice: of those who begin in each year, the earlier ones first, the share on each specialty
    and length, adding up to 1, [K, L, U]; it takes the place of the weights. None where no
    specialty is told apart.
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
    choice: FloatArray | None = None


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
class Vacancies:
    """What becomes of posts that those who leave school do not fill, shares [Y, T, C].

    reopened: share of the posts unfilled in the year before that is open again. from_private:
    share of the posts that lack candidates which private staff of the same territory take.
    """

    reopened: FloatArray
    from_private: FloatArray


@dataclass(frozen=True)
class Retention:
    """Programmes that lower the probability of leaving for those whom they reach.

    reach: share of the people that may be reached, [Y, A, T|1, S, X, C]. effects: by kind of exit
    (or `sector_switch`), the share of exits prevented among them, same shape. places: persons a
    year in each pool, [Y, P]. covers: 1 where people share a pool, [P, T, S, C]; at most one pool
    for each; people outside every pool are reached without limit. survival: of those in a
    programme, the share that is in it a year later, same shape as reach; None where places are
    given anew each year.
    """

    reach: FloatArray
    effects: Mapping[str, FloatArray]
    places: FloatArray
    covers: FloatArray
    survival: FloatArray | None = None


@dataclass(frozen=True)
class Arrivals:
    """People who join from outside the schools: persons [Y, T, S, C] and their ages."""

    persons: FloatArray
    profile: FloatArray


@dataclass(frozen=True)
class Contracts:
    """Groups of people on foreign contracts, one entry a group, [group].

    They count at 31 December of first_year..last_year. start_share and end_share: part of the
    first year, and of the year after the last, that is worked. A group whose term is over in a
    year is renewed for renewal_years by renewal_share; break_hazard is the yearly probability of
    leaving early, entry year excluded; all three are those of the year, [group, 1 + Y] or
    [group, 1]. fte: full-time equivalent of a person.
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
    """Moves between regions, and between the territories of one.

    leave: probability of leaving the region, [Y, A, T|1, S, X, C]. factor: multiplier by origin,
    [Y, T]. destination: share of the leavers of a region that goes to each other one, [Y, R, R];
    where a row adds up to less than 1, the others do not leave. arrival: share of a region's
    arrivals taken by each of its territories, [T, S], adding up to 1 over a region. within:
    probability of moving to another territory of the region, [Y, A, T|1, S, X, C]; None where
    nobody does.
    """

    leave: FloatArray
    factor: FloatArray
    destination: FloatArray
    arrival: FloatArray
    within: FloatArray | None = None


@dataclass(frozen=True)
class Tasks:
    """Work of some cadres that others do for them, [Y, T, S, C].

    shifted: share of the work of a cadre that others take over. takes: share of all such work that
    a cadre takes. exchange: full-time equivalents of it done in one of the cadre that takes it.
    """

    shifted: FloatArray
    takes: FloatArray
    exchange: FloatArray


@dataclass(frozen=True)
class Inputs:
    """All a projection needs.

    stock: persons on 31 December of the base year, [A, T, S, X, C]. population: persons,
    [1 + Y, T]. hazards: by kind, probabilities below 1, [Y, A, T|1, S, X, C]. releases: by kind,
    share of the survivors that a limit age releases, [Y, A, T|1, S, X, C]. switch: probability of
    moving to the other sector, [Y, A, T|1, S, X, C]. profiles: ages and sexes of those who leave
    school, adding up to 1 over A and X, [Y, A, X, C]. fte: full-time equivalent of a person,
    [1 + Y, T|1, S, X, C]. mission_fte: full-time equivalents of missions, [1 + Y, T, S, C].
    entry_exposure: part of the year in which those who enter meet the competing exits,
    [Y, A, T|1, S, X, C]; None where they meet none.
    retention: None where no programme keeps anybody.
    service: whole years after the first one for which a recruit is bound to the public service,
    [Y, T, C]; None where nobody is.
    tasks: None where no cadre does the work of another.
    vacancies: None where unfilled posts lapse and nobody changes sector for one.
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
    vacancies: Vacancies | None = None
    retention: Retention | None = None
    entry_exposure: FloatArray | None = None
    tasks: Tasks | None = None
    service: FloatArray | None = None

    def __post_init__(self) -> None:
        """Refuse shapes, values and sums of shares that no projection can carry."""
        sizes = self._sizes()
        for name, array in named_arrays(self):
            missing = np.isnan(array) if name == "recruitment.candidates" else ~np.isfinite(array)
            _refuse_where(missing, "not-a-number", name)
            _refuse_where(array < 0, "negative", name)
            if _entry(name, _SHARES):
                _refuse_where(array > 1, "above-one", name)
            if name.startswith("hazards."):
                _refuse_where(array >= 1, "certain-exit", name)
            if not _fits(array.shape, letters(name), sizes):
                code = "shape"
                raise Refused(code, name, array.shape)
        self._refuse_sums()

    def _sizes(self) -> dict[str, int]:
        """Return the length that each letter of a shape stands for."""
        people = dict(zip("ATSXC", self.axes.cell_shape, strict=True))
        years, training = len(self.axes.years), self.training
        before = len(training.residents_before) if training else 0
        chosen = training.choice if training else None
        return people | {
            "N": years,
            "Y": years - 1,
            "R": len(self.axes.regions),
            "G": len(self.contracts.territory),
            "L": len(training.residency_years) if training else 0,
            "P": self.retention.places.shape[-1] if self.retention else 0,
            "B": before,
            "U": before + years - 1,
            "K": 0 if chosen is None else len(chosen),
        }

    def _refuse_sums(self) -> None:
        """Refuse shares that together lose or make people, or take more than there are."""
        for name, total in self._wholes().items():
            _refuse_where(np.abs(total - 1.0) > _SUM_TOLERANCE, "imbalance", name)
        for name, total in self._parts().items():
            _refuse_where(total > 1.0 + _SUM_TOLERANCE, "above-one", name)

    def _wholes(self) -> dict[str, FloatArray]:
        """Return sums of shares that must be 1."""
        arrival = np.zeros((len(self.axes.regions), self.moves.arrival.shape[1]))
        np.add.at(arrival, self.axes.region_index, self.moves.arrival)
        whole = {"moves.arrival": arrival, "recruitment.opening": self.recruitment.opening.sum()}
        if self.training:
            whole["training.residency_weights"] = self.training.residency_weights.sum()
            if self.training.choice is not None:
                whole["training.choice"] = self.training.choice.sum(axis=(0, 1))
        for name, array in named_arrays(self):
            if letters(name) == _PROFILE:
                ages = array.sum(axis=(1, 2))
                whole[name] = np.where(ages > 0, ages, 1.0)  # nobody of that cadre need enter
        return whole

    def _parts(self) -> dict[str, FloatArray]:
        """Return sums and products of shares that cannot pass 1."""
        moves, training = self.moves, self.training
        going = moves.destination.sum(axis=2)
        highest = moves.leave.max(axis=(1, 3, 4, 5), initial=0.0)
        leaving = highest * moves.factor * going[:, self.axes.region_index]
        parts = {"moves.destination": going - _LOOSE, "moves.factor": leaving}
        if self.tasks:
            parts["tasks.takes"] = self.tasks.takes.sum(axis=3)
        if training:
            parts["training.share_idle"] = training.share_abroad + training.share_idle
        return parts


def letters(name: str) -> str:
    """Return the letters of the shape of an array, given its dotted name."""
    return _SHAPES[_entry(name, _SHAPES)]


def _entry(name: str, table: Collection[str]) -> str:
    """Return the entry for an array: its full name, all but the last part, the first, the last."""
    known = (name, name.rpartition(".")[0], name.partition(".")[0], name.rpartition(".")[2])
    return next((key for key in known if key in table), "")


def _fits(shape: tuple[int, ...], letters: str, sizes: Mapping[str, int]) -> bool:
    """Tell whether a shape is the one that the letters ask for."""
    return len(shape) == len(letters) and all(
        length == sizes[letter.upper()] or (letter.islower() and length == 1)
        for length, letter in zip(shape, letters, strict=True)
    )


def _refuse_where(bad: BoolArray, code: str, name: str) -> None:
    if bad.any():
        raise Refused(code, name, tuple(int(i) for i in np.argwhere(bad)[0]))


def named_arrays(inputs: Inputs) -> list[tuple[str, FloatArray]]:
    """Return every array of the inputs with a dotted name, in a fixed order."""
    found = _arrays_of(inputs, "")
    return [(name, array) for name, array in found if not name.startswith("axes.")]


def _arrays_of(value: Any, prefix: str) -> list[tuple[str, NDArray[Any]]]:  # noqa: ANN401
    """Collect numbers from dataclasses, mappings and tuples, depth first, in their own order."""
    if isinstance(value, np.ndarray | tuple):
        return [(prefix, np.asarray(value))]
    if hasattr(value, "__dataclass_fields__"):
        pairs = [(f, getattr(value, f)) for f in value.__dataclass_fields__]
    elif isinstance(value, Mapping):
        pairs = sorted(value.items())
    else:
        return []
    dotted = [(f"{prefix}.{name}" if prefix else name, part) for name, part in pairs]
    return [found for name, part in dotted for found in _arrays_of(part, name)]
