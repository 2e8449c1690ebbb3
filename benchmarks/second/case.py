"""A case that two programs compute: its figures, as Tabib takes them and as Vensim writes them.

Ageing, three competing exits of which one declines, a limit age with a share kept on, moves between
regions and hires that grow. One cadre, women of the public sector; the other cells stay empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import FIRST_AGE, LAST_AGE
from app.engine.inputs import Moves
from benchmarks.workloads import workload_of

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray, Inputs

TEXT = Path(__file__).with_name("people_by_age.mdl")
_AGES = np.arange(FIRST_AGE, LAST_AGE + 1)
_ENTERING, _WORKING, _KEPT_ON = range(24, 34), range(25, 63), range(63, 66)


@dataclass(frozen=True)
class Case:
    """Figures by age, [A], by region, [R], or both; each year's rates are read at the age reached.

    initial: persons, [A, R]. destination: shares of those who leave a region, [R, R]. growth and
    decline: parts of the first year's posts and emigration by which they change each year.
    """

    years: int
    initial: FloatArray
    death: FloatArray
    emigration: FloatArray
    resignation: FloatArray
    released: FloatArray
    leave: FloatArray
    destination: FloatArray
    posts: FloatArray
    profile: FloatArray
    growth: float = 0.02
    decline: float = 0.01


def make(regions: int, years: int = 30) -> Case:
    """Return a case of so many regions, of fixed seed."""
    rng = np.random.default_rng(regions)
    destination = rng.uniform(0.1, 1.0, (regions, regions)) * (1.0 - np.eye(regions))
    working = np.isin(_AGES, _WORKING)
    entering = np.isin(_AGES, _ENTERING) * rng.uniform(0.1, 1.0, len(_AGES))
    return Case(
        years=years,
        initial=rng.uniform(5.0, 60.0, (len(_AGES), regions)) * working[:, None],
        death=0.0004 * np.exp(0.09 * (_AGES - FIRST_AGE)),
        emigration=rng.uniform(0.01, 0.05, len(_AGES)),
        resignation=rng.uniform(0.0, 0.03, len(_AGES)),
        released=np.where(np.isin(_AGES, _KEPT_ON), 0.8, max(_KEPT_ON) < _AGES),
        leave=rng.uniform(0.0, 0.08, len(_AGES)) * working,
        destination=destination / destination.sum(axis=1, keepdims=True),
        posts=rng.uniform(10.0, 90.0, regions),
        profile=entering / entering.sum(),
    )


def vensim(case: Case) -> str:
    """Return the model with the figures of a case in it."""
    regions = range(len(case.posts))
    figures = {
        name: _listed(value) if isinstance(value, np.ndarray) else repr(value)
        for name, value in vars(case).items()
    }
    names = ", ".join(f"r{region}" for region in regions)
    return Template(TEXT.read_text("utf-8")).substitute(figures, regions=names)


def _listed(figures: FloatArray) -> str:
    """Write figures as Vensim lists them: a comma between columns, a semicolon after each row."""
    if figures.ndim == 1:
        return ", ".join(repr(float(figure)) for figure in figures)
    return "".join(f"\n    {_listed(row)};" for row in figures)


def tabib(case: Case) -> Inputs:
    """Return the same case as inputs of the engine."""
    nobody = workload_of(len(case.posts), cadres=1, years=case.years)
    axes, years = nobody.axes, np.arange(case.years)
    stock = np.zeros(axes.cell_shape)
    stock[:, :, 0, 0, 0] = case.initial
    hazards = {"death": case.death, "resignation": case.resignation}
    rates = {kind: _every_year(rate, nobody.switch.shape) for kind, rate in hazards.items()}
    now = (1.0 - case.decline * years)[:, None] * case.emigration
    rates["emigration"] = np.broadcast_to(now[..., None, None, None, None], nobody.switch.shape)
    posts = case.posts * (1.0 + case.growth * years)[:, None]
    profiles = np.zeros_like(nobody.profiles)
    profiles[:, :, 0, 0] = case.profile
    return replace(
        nobody,
        stock=stock,
        hazards=rates,
        releases={"limit_age": _every_year(case.released, nobody.switch.shape)},
        switch=np.zeros_like(nobody.switch),
        moves=Moves(
            leave=_every_year(case.leave, nobody.switch.shape),
            factor=nobody.moves.factor,
            destination=np.broadcast_to(case.destination, nobody.moves.destination.shape),
            arrival=nobody.moves.arrival,
        ),
        recruitment=replace(
            nobody.recruitment, posts=posts[..., None], fill=np.ones_like(nobody.recruitment.fill)
        ),
        profiles=profiles,
        arrivals={},
    )


def _every_year(by_age: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    return np.broadcast_to(by_age[:, None, None, None, None], shape)
