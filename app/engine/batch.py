"""Batches: the stock of groups in many draws of the same plan (method 7.9 and 7.10).

Draws stand side by side on the cadre axis, the last one: cadres never mix, so one projection of
all of them is that of each. Territories that every draw treats alike are projected as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from app.courtesy import give_way
from app.engine.chance import kinds, staying
from app.engine.entries import candidates_of, place, run_training
from app.engine.inputs import Arrivals, Inputs, letters
from app.engine.projection import project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from app.engine.axes import Axes
    from app.engine.inputs import BoolArray, Contracts, FloatArray, Moves

_AT_ONCE = 40  # draws: enough to hide the cost of each step
_ROOM = 50_000_000  # bytes of one kind of rates of all draws at once
_GONE = "gone"  # all causes of leaving, as a kind of release
_SETTLED = "settled"  # those who leave school, as a kind of arrival
# Arrays that add up over territories; of the others one territory of each kind is read.
_SHARED = (letters("moves.arrival"), letters("recruitment.opening"))
_ADDED = ("stock", "population", "persons", "mission_fte", "arrival", "posts", "opening")


def stocks(draws: Iterable[Inputs], group: BoolArray) -> Iterator[FloatArray]:
    """Yield the stock of a group in each draw, persons, [1 + Y] (equation 7.9).

    draws: inputs of one plan, which differ in figures and not in axes. group: its cells,
    [T, S, C]. The answer is that of a projection of each draw, within rounding; draws whose rates
    depend on the people there, or whose moves go elsewhere, are projected one by one.
    """
    for found in stocks_of_groups(draws, group[..., None]):
        yield found[:, 0]


def stocks_of_groups(draws: Iterable[Inputs], groups: BoolArray) -> Iterator[FloatArray]:
    """Yield the stock of several groups in each draw, persons, [1 + Y, G].

    groups: cells of each group, [T, S, C, G]; they may overlap. One projection serves them all.
    """
    waiting: list[Inputs] = []
    for inputs in draws:
        waiting.append(inputs)
        if len(waiting) >= _at_once(inputs):
            yield from _together(waiting, groups)
            waiting = []
    yield from _together(waiting, groups)


def _at_once(inputs: Inputs) -> int:
    """Return how many draws may stand side by side."""
    rates = [*inputs.hazards.values(), *inputs.releases.values(), inputs.switch, inputs.moves.leave]
    return min(_AT_ONCE, _ROOM // max(rate.nbytes + 1 for rate in rates))


def _together(draws: Sequence[Inputs], groups: BoolArray) -> Iterator[FloatArray]:
    if not all(_fits(draw, draws[0]) for draw in draws):
        for draw in draws:
            yield np.tensordot(project(draw).stock, groups.astype(float), 3)
    elif draws:
        few = Lumps(draws, groups)
        stock = project(few.inputs()).stock
        by_draw = stock.reshape(*stock.shape[:3], len(draws), len(few.cadres))
        yield from np.einsum("nksdc,kscg->dng", by_draw, few.groups, optimize=True)


def _fits(draw: Inputs, other: Inputs) -> bool:
    """Tell whether a draw can stand beside another one."""
    moves = draw.moves
    same = np.array_equal(moves.destination, other.moves.destination)
    certain = moves.leave.max(initial=0.0) * moves.factor.max(initial=0.0) > 1.0
    apart = (draw.vacancies, draw.retention, draw.service)
    return same and not certain and all(part is None for part in apart)


class Lumps:
    """Draws side by side, each with the cadres of its groups and one territory of each kind."""

    def __init__(self, draws: Sequence[Inputs], groups: BoolArray) -> None:
        """Find the territories that region, groups and the rates of every draw tell apart."""
        self.draws = draws
        self.cadres = np.flatnonzero(groups.any(axis=(0, 1, 3)))
        alike = np.stack([kinds(draw, groups)[1] for draw in draws], axis=1)
        _, self.first, kind = np.unique(alike, axis=0, return_index=True, return_inverse=True)
        self.kind: NDArray[np.intp] = kind.reshape(-1)
        self.groups = groups[self.first][:, :, self.cadres].astype(float)

    def inputs(self) -> Inputs:
        """Return one set of inputs that holds all draws (equation 7.10).

        Stocks, posts and arrivals of a kind of territories are added; its rates are those of one.
        """
        exposed = any(draw.entry_exposure is not None for draw in self.draws)
        settled = [_settled(draw) | _leaving(draw, exposed=exposed) for draw in self.draws]
        parts = self._beside(settled, "")
        parts["moves"] = self._moves(parts["moves"])
        return Inputs(axes=self._axes(), contracts=self._contracts(), **parts)

    def _axes(self) -> Axes:
        axes = self.draws[0].axes
        return replace(
            axes,
            territories=tuple(axes.territories[t] for t in self.first),
            region_of=tuple(axes.region_of[t] for t in self.first),
            cadres=tuple(axes.cadres[c] for c in self.cadres) * len(self.draws),
        )

    def _beside(self, values: Sequence[Any], name: str) -> Any:  # noqa: ANN401
        """Put the arrays of all draws side by side, depth first."""
        one = values[0]
        if isinstance(one, np.ndarray):
            found = [self._cut(value, name) for value in values]
            return np.concatenate(found, axis=-1) if "C" in letters(name) else found[0]
        if isinstance(one, Mapping):
            return {
                key: self._beside([value[key] for value in values], f"{name}.{key}".lstrip("."))
                for key in one
            }
        if is_dataclass(one) and not isinstance(one, type):
            parts = {f.name: [getattr(value, f.name) for value in values] for f in fields(one)}
            return replace(one, **{k: self._beside(v, f"{name}.{k}") for k, v in parts.items()})
        return one

    def _cut(self, array: FloatArray, name: str) -> FloatArray:
        """Return an array with the cadres of the group alone, and territories by kind."""
        give_way()
        shape = letters(name)
        if "C" in shape and len(self.cadres) < array.shape[-1]:
            array = array[..., self.cadres]
        at = shape.upper().find("T")
        narrow = at < 0 or (array.shape[at] == 1 and len(self.kind) > 1)
        if narrow or len(self.first) == len(self.kind):
            return array
        if name.rpartition(".")[2] not in _ADDED:
            return array.take(self.first, axis=at)
        found = np.zeros((*array.shape[:at], len(self.first), *array.shape[at + 1 :]))
        np.add.at(np.moveaxis(found, at, 0), self.kind, np.moveaxis(array, at, 0))
        # Shares of the territories of a whole region may add up to a hair more than 1.
        return np.minimum(found, 1.0) if shape in _SHARED else found

    def _moves(self, moves: Moves) -> Moves:
        """Multiply the moves of each draw by its own factors of origin."""
        factors = np.stack([draw.moves.factor[:, self.first] for draw in self.draws], axis=-1)
        by_cadre = np.repeat(factors, len(self.cadres), axis=-1)[:, None, :, None, None]
        even = (factors == factors[:, :1]).all()  # one for all territories: a narrow array will do
        leave = moves.leave * (by_cadre[:, :, :1] if even else by_cadre)
        return replace(moves, leave=leave, factor=np.ones_like(moves.factor))

    def _contracts(self) -> Contracts:
        """Return the groups on contract of all draws, those of other cadres left out."""
        columns: dict[str, list[Any]] = {}
        for number, draw in enumerate(self.draws):
            mine = np.isin(draw.contracts.cadre, self.cadres)
            kept = {name: column[mine] for name, column in vars(draw.contracts).items()}
            place = np.searchsorted(self.cadres, kept["cadre"]) + number * len(self.cadres)
            kept |= {"cadre": place, "territory": self.kind[kept["territory"]]}
            for name, column in kept.items():
                columns.setdefault(name, []).append(column)
        joined = {name: np.concatenate(found) for name, found in columns.items()}
        return replace(self.draws[0].contracts, **joined)


def _settled(inputs: Inputs) -> dict[str, Any]:
    """Return the parts of the inputs with posts already filled and practices already opened."""
    recruitment = inputs.recruitment
    training = None if inputs.training is None else run_training(inputs.training)
    placed = place(inputs, candidates_of(inputs, training))
    new = Arrivals(placed.recruitment + placed.opening, inputs.profiles)
    parts = {f.name: getattr(inputs, f.name) for f in fields(inputs)}
    del parts["axes"], parts["contracts"]
    return parts | {
        "training": None,
        "tasks": None,
        "recruitment": replace(recruitment, posts=np.zeros_like(recruitment.posts)),
        "arrivals": {_SETTLED: new, **inputs.arrivals},
    }


def _leaving(inputs: Inputs, *, exposed: bool) -> dict[str, Any]:
    """Return the parts of the inputs that make people leave, all causes as one.

    Causes stay apart where entrants of any draw meet a part of them.
    """
    if exposed:
        nothing = np.zeros_like(inputs.switch)
        given = inputs.entry_exposure
        return {"entry_exposure": nothing if given is None else given}
    every_year = slice(None)
    stay = staying(inputs, every_year, inputs.hazards)
    return {"hazards": {}, "releases": {_GONE: 1.0 - stay}}
