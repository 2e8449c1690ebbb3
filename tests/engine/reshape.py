"""Changes a whole plan at once: another array at a name, a territory cut in two, twice as many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from app.engine.inputs import _SHAPES, FloatArray, Inputs, _entry, named_arrays

PERSONS = {
    "stock",
    "population",
    "recruitment.posts",
    "persons",
    "mission_fte",
    "retention.places",
    "contracts.persons",
    "recruitment.candidates",
    "training.graduates",
    "training.residency_places",
    "training.residents_before",
}
SHARED = {"moves.arrival", "recruitment.opening"}


def letters(name: str) -> str:
    return _SHAPES[_entry(name, _SHAPES)]


def _with(value: Any, arrays: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """Put arrays at their dotted names, inside dataclasses and mappings."""
    if "" in arrays:
        return arrays[""]
    inner: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        head, _, rest = name.partition(".")
        inner.setdefault(head, {})[rest] = array
    if isinstance(value, Mapping):
        return {**value, **{k: _with(value[k], v) for k, v in inner.items()}}
    return replace(value, **{k: _with(getattr(value, k), v) for k, v in inner.items()})


def with_arrays(given: Inputs, arrays: Mapping[str, Any], **changed: object) -> Inputs:
    """Return inputs with other arrays at some dotted names."""
    heads = {name.partition(".")[0] for name in arrays}
    parts = {
        head: _with(
            getattr(given, head),
            {n.partition(".")[2]: a for n, a in arrays.items() if n.partition(".")[0] == head},
        )
        for head in heads
    }
    return replace(given, **(parts | changed))


def doubled(given: Inputs) -> Inputs:
    """Twice as many people of every kind."""
    twice = {name: array * 2.0 for name, array in named_arrays(given) if _entry(name, PERSONS)}
    return with_arrays(given, twice)


def _cut(name: str, array: FloatArray, at: int, share: float) -> FloatArray:
    """Give a part of a territory to a new one at the end of its axis; copy rates."""
    axis = letters(name).upper().find("T")
    if axis < 0 or (array.shape[axis] == 1 and "t" in letters(name)):
        return array
    mine = np.take(array, [at], axis=axis)
    if not _entry(name, PERSONS | SHARED):
        return np.concatenate([array, mine], axis=axis)
    kept = array.copy()
    np.moveaxis(kept, axis, 0)[at] *= share
    return np.concatenate([kept, mine * (1.0 - share)], axis=axis)


def split(given: Inputs, at: int, share: float) -> Inputs:
    """Cut a territory in two: a share of everything stays, the rest is a new territory."""
    axes = given.axes
    arrays = {n: _cut(n, a, at, share) for n, a in named_arrays(given) if not n.startswith("con")}
    groups = given.contracts
    here = groups.territory == at
    columns = {
        name: np.concatenate([column, column[here]]) for name, column in vars(groups).items()
    }
    columns["persons"] = np.concatenate(
        [np.where(here, groups.persons * share, groups.persons), groups.persons[here] * (1 - share)]
    )
    columns["territory"][len(groups.territory) :] = len(axes.territories)
    return with_arrays(
        given,
        arrays,
        contracts=replace(groups, **columns),
        axes=replace(
            axes,
            territories=(*axes.territories, "new"),
            region_of=(*axes.region_of, axes.region_of[at]),
        ),
    )


def merged(flow: FloatArray, at: int) -> FloatArray:
    """Add the last territory to the one that it was cut from: [Y, T + 1, ...] to [Y, T, ...]."""
    whole = flow[:, :-1].copy()
    whole[:, at] += flow[:, -1]
    return whole
