"""Small plans made by hand rules from random figures, for what must hold of any two plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.models.rows import PlanRows
from tests.planning.hand import FACTS, NORMS, assume, contract, hand, measure, people, post, staff

if TYPE_CHECKING:
    import numpy as np

_PLACES = ("01.a", "01.b", "02.c")
_CADRES = ("MED_GP", "MED_SP", "NUR_POLY")
_RATES = ("early_retirement", "emigration", "resignation", "private_exit", "sector_switch")
LAST = FACTS.horizon


def any_plan(rng: np.random.Generator) -> PlanRows:
    """Return a plan of two regions in which people leave, move, enter and change sector."""

    def some(highest: float) -> float:
        return float(rng.uniform(0.0, highest))

    rates = [assume(name, some(0.2)) for name in _RATES]
    rates += [assume("sector_switch_back", some(0.1)), assume("mobility", some(0.3))]
    rates += [
        assume("mobility_destination", 1.0, territory=one, destination=other)
        for one, other in (("01", "02"), ("02", "01"))
    ]
    return hand(
        populations=tuple(
            people(place, year, float(rng.uniform(1e3, 1e6)))
            for place in _PLACES
            for year in range(FACTS.base_year, LAST + 1)
        ),
        staff=tuple(
            staff(some(50.0), territory=place, cadre=cadre, sector=sector)
            for place in _PLACES
            for cadre in _CADRES
            for sector in ("public", "private")
        ),
        assumptions=tuple(rates),
        recruitment=tuple(
            post(place, some(20.0), float(rng.random()), id=place, cadre=cadre)
            for place, cadre in zip(_PLACES, _CADRES, strict=True)
        ),
        contracts=(contract(persons=some(30.0), end=date(2025, 6, 30)),),
        norms=tuple(replace(norm, value=norm.value * (0.5 + some(2.0))) for norm in NORMS),
        measures=(measure("assumptions", "emigration", "multiply", some(3.0)),),
    )
