"""Which multipliers may act on which need: none acts where it would count people twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from app.engine.demand import insured_multiplier
from app.planning.fields import Fields, unknown, value_in
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.planning.study import Study
    from app.problems import Message

Method = Literal["norm", "benchmark", "use", "condition", "facilities"]
Multiplier = Literal["insured_share", "age_sex_use"]

# Why a multiplier may not act on a need; one that is not here may.
_WHY_NOT: Mapping[tuple[Multiplier, Method], Message] = {
    ("insured_share", "norm"): message(
        "A population norm counts every inhabitant, the newly insured too."
    ),
    ("insured_share", "benchmark"): message(
        "The density of the best territory counts every inhabitant, the newly insured too."
    ),
    ("insured_share", "condition"): message(
        "A need by condition counts every case, with insurance or without."
    ),
    ("insured_share", "facilities"): message(
        "The posts of a facility do not depend on who is insured."
    ),
    ("age_sex_use", "condition"): message(
        "A need by condition counts cases: ages and sexes are in their prevalence already."
    ),
    ("age_sex_use", "facilities"): message(
        "The posts of a facility do not depend on the ages of the inhabitants."
    ),
}


def refuse(multiplier: Multiplier, method: Method) -> None:
    """Refuse a multiplier on a need that it may not act on, and say why."""
    why = _WHY_NOT.get((multiplier, method))
    if why is not None:
        remedy = message("Apply it to a need computed from the use of care.")
        raise Problem(why, remedy=remedy)


def with_insured_share(study: Study, need: FloatArray, method: Method) -> FloatArray:
    """Return a need after the growth of demand that the insured share of the scenario brings.

    need: persons, base year first, up to any year, [years, ...], computed with a method on which
    the insured share may act; every other is refused.
    """
    refuse("insured_share", method)
    growth = insured_growth(study)[: len(need)]
    return np.asarray(need * growth.reshape(-1, *[1] * (need.ndim - 1)))


def insured_growth(study: Study) -> FloatArray:
    """Return the multiplier of the demand for care, 1 in the base year, [1 + Y].

    From the insured share and the use of care of those without insurance, both of the whole plan,
    with the scenario's measures. Refuses a plan that does not tell them for the base year.
    """
    fields = Fields(study.rows, study.places, study.scenario.id)
    share, use = (_by_year(fields, name) for name in ("insured_share", "use_ratio_uninsured"))
    return insured_multiplier(share, use)


def _by_year(fields: Fields, parameter: str) -> FloatArray:
    """Return an assumption of the whole plan with its base year, [1 + Y]."""
    base = value_in(fields.national_rows(parameter), fields.places.axes.base_year, np.nan)
    if np.isnan(base):
        raise unknown(parameter)
    return np.concatenate([[base], fields.series(parameter)])
