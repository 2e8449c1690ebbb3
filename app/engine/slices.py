"""Slices: some cadres alone, for a change that touches no other one (method 9.1 and 9.2).

No step of a year takes people from one cadre to another. What holds cadres together, the doctors'
pipeline, places of a retention programme, tasks, is cut and projected with all of its cadres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from app.engine.folded import folds
from app.engine.inputs import letters
from app.engine.projection import project, project_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.engine.inputs import Contracts, Inputs, Training
    from app.engine.projection import Projection

_WITHOUT_CADRES = {"axes", "population", "training"}  # parts of a projection


def coupled(inputs: Inputs, cadres: Iterable[int]) -> tuple[int, ...]:
    """Return cadres with those that cannot be projected without them, in order (equation 9.1)."""
    wanted = set(cadres)
    for _ in inputs.axes.cadres:  # one hold may lead to the next, at most through all of them
        for held in _held_together(inputs):
            wanted |= held if held & wanted else set()
    return tuple(sorted(wanted))


def _held_together(inputs: Inputs) -> list[set[int]]:
    """Return the cadres of the pipeline, of each pool of places, and of shifted tasks."""
    training, retention, tasks = inputs.training, inputs.retention, inputs.tasks
    found = [{training.generalist, training.specialist}] if training is not None else []
    touched = [pool.any(axis=(0, 1)) for pool in retention.covers] if retention is not None else []
    if tasks is not None:
        touched.append((tasks.shifted + tasks.takes).any(axis=(0, 1, 2)))
    return found + [{int(cadre) for cadre in np.flatnonzero(cadres)} for cadres in touched]


def cut(inputs: Inputs, cadres: Sequence[int]) -> Inputs:
    """Return the inputs of some cadres alone, in the order given; a cadre may be given twice.

    Training is kept where both of its cadres are there once, and is None elsewhere; tasks are not
    shifted where a cadre is given twice.
    """
    names = tuple(inputs.axes.cadres[cadre] for cadre in cadres)
    kept = {field.name: getattr(inputs, field.name) for field in fields(inputs)}
    parts = {name: _cut(part, name, list(cadres)) for name, part in kept.items()}
    parts["tasks"] = parts["tasks"] if len(set(cadres)) == len(cadres) else None
    parts["axes"] = replace(inputs.axes, cadres=names)
    parts["training"] = _training(inputs.training, cadres)
    parts["contracts"] = _groups(inputs.contracts, cadres)
    found = copy(inputs)
    vars(found).update(parts)  # not checked again: what holds of the whole holds of its parts
    return found


def _cut(value: Any, name: str, cadres: list[int]) -> Any:  # noqa: ANN401
    """Cut every array below a dotted name whose shape speaks of cadres."""
    if isinstance(value, np.ndarray):
        axis = letters(name).find("C")
        return value if axis < 0 else value.take(cadres, axis=axis)
    if isinstance(value, Mapping):
        return {key: _cut(part, f"{name}.{key}", cadres) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value)}
        return replace(value, **{k: _cut(v, f"{name}.{k}", cadres) for k, v in parts.items()})
    return value


def _training(training: Training | None, cadres: Sequence[int]) -> Training | None:
    both = (training.generalist, training.specialist) if training is not None else ()
    if training is None or any(cadres.count(cadre) != 1 for cadre in both):
        return None
    generalist, specialist = (cadres.index(cadre) for cadre in both)
    return replace(training, generalist=generalist, specialist=specialist)


def _groups(contracts: Contracts, cadres: Sequence[int]) -> Contracts:
    """Keep the groups on contract of some cadres, once for each place of their cadre."""
    pairs = [np.flatnonzero(contracts.cadre == cadre) for cadre in cadres]
    mine = np.concatenate([*pairs, np.zeros(0, dtype=np.intp)])
    place = np.repeat(np.arange(len(cadres)), [len(groups) for groups in pairs])
    kept = {name: column[mine] for name, column in vars(contracts).items()}
    return replace(contracts, **(kept | {"cadre": place}))


def recomputed(inputs: Inputs, before: Projection, cadres: Iterable[int]) -> Projection:
    """Project some cadres again and put them back among the others (equation 9.2).

    before: a projection of inputs that differ from these in those cadres at most: territories,
    years, kinds of flows and what no cadre owns (population, moves between regions) are the same.
    Ages are kept for the years for which `before` kept them. Raises what `project` raises.
    """
    mine = coupled(inputs, cadres)
    alone = cut(inputs, mine)
    at_once = folds(alone) and not before.by_age
    found = project_at_once(alone) if at_once else project(alone, keep_ages_of=before.by_age)
    parts = {
        field.name: _put_back(getattr(before, field.name), getattr(found, field.name), list(mine))
        for field in fields(before)
        if field.name not in _WITHOUT_CADRES
    }
    training = before.training if found.training is None else found.training
    return replace(before, **parts, training=training)


def _put_back(whole: Any, part: Any, cadres: list[int]) -> Any:  # noqa: ANN401
    """Return a copy of arrays in which some cadres, the last axis, are those of another run."""
    if isinstance(whole, np.ndarray):
        mended = whole.copy()
        mended[..., cadres] = part
        return mended
    if isinstance(whole, Mapping):
        # What none of these cadres knows, as years of service owed, is nothing to them.
        return {key: _put_back(value, part.get(key, 0.0), cadres) for key, value in whole.items()}
    pairs = [(f.name, getattr(whole, f.name), getattr(part, f.name)) for f in fields(whole)]
    return replace(whole, **{name: _put_back(was, now, cadres) for name, was, now in pairs})
