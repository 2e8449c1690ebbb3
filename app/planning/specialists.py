"""Specialists by specialty: those who finish their residency, and those at work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.specialties import Parted, can_be_parted, stock_by_specialty
from app.planning.abroad import running_contracts
from app.planning.fields import Fields
from app.planning.schooling import SPECIALIST, chosen
from app.planning.specialties import specialties_of
from app.planning.stock import base_stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.engine.inputs import FloatArray
    from app.models.rows import StaffRow
    from app.planning.lines import View
    from app.planning.specialties import Choice
    from app.planning.study import Study


@dataclass(frozen=True)
class Specialists:
    """Persons by specialty, the one not known last and without a code.

    years: those of the view, the base year first. new: who becomes a specialist in the whole plan
    in each later year, [K, Y]; None where the plan does not say what residents choose. stock: at
    31 December in the place and sector of the view, [K, 1 + Y]; None where rates depend on how
    many specialists there are.
    """

    codes: tuple[str, ...]
    years: tuple[int, ...]
    new: FloatArray | None
    stock: FloatArray | None


def specialists(study: Study, view: View) -> Specialists | None:
    """Return specialists by specialty; None where the plan or the view knows none."""
    fields = Fields(study.rows, study.places, study.scenario.id)
    choice = chosen(fields)
    codes = (*_known(study, fields, choice), "")
    territories, sectors, cadres = study.cells(view)
    axes = study.places.axes
    if len(codes) == 1 or axes.cadres.index(SPECIALIST) not in cadres:
        return None
    years = tuple(year for year in axes.years if year <= view.until)
    new = _new(study, codes, choice)
    stock = _stock(study, fields, codes, new)
    if stock is not None:
        stock = stock[: len(years), territories][:, :, sectors].sum(axis=(1, 2)).T
    shown = None if new is None else new[:, : len(years) - 1]
    return Specialists(codes, years, shown, stock)


def at_work(study: Study) -> tuple[tuple[str, ...], FloatArray | None]:
    """Return the codes of the specialties and the persons of each in every place and sector.

    Persons at 31 December, [1 + Y, T, S, K]; None where nobody can be told apart.
    """
    fields = Fields(study.rows, study.places, study.scenario.id)
    choice = chosen(fields)
    codes = (*_known(study, fields, choice), "")
    if len(codes) == 1:
        return codes, None
    return codes, _stock(study, fields, codes, _new(study, codes, choice))


def _known(study: Study, fields: Fields, choice: Choice | None) -> tuple[str, ...]:
    """Return the specialties that residents choose, staff are entered under or contracts name."""
    named = {row.cadre for row in study.rows.staff}
    named |= {row.specialty for row in running_contracts(fields) if row.cadre == SPECIALIST}
    named |= set() if choice is None else set(choice.codes)
    return tuple(code for code in specialties_of(study.places, SPECIALIST) if code in named)


def _new(study: Study, codes: tuple[str, ...], choice: Choice | None) -> FloatArray | None:
    """Return new specialists of the whole plan, [K, Y]."""
    training = study.projection.training
    if choice is None or training is None:
        return None
    found = np.zeros((len(codes), len(study.places.axes.years) - 1))
    for code, persons in zip(choice.codes, training.by_specialty, strict=True):
        found[codes.index(code)] = persons
    return found


def _stock(
    study: Study, fields: Fields, codes: tuple[str, ...], new: FloatArray | None
) -> FloatArray | None:
    """Return specialists of the whole plan, [1 + Y, T, S, K]."""
    cadre = study.places.axes.cadres.index(SPECIALIST)
    if not can_be_parted(study.inputs, cadre):
        return None
    entrants = np.zeros((len(codes), len(study.places.axes.years) - 1))
    entrants[-1] = 1.0
    if new is not None:
        together = new.sum(axis=0)
        np.divide(new, together, out=entrants, where=together > 0)
    parted = Parted(cadre, _base(study, codes, cadre), entrants.T, _contracts(fields, codes))
    return stock_by_specialty(study.inputs, study.projection, parted)


def _base(study: Study, codes: tuple[str, ...], cadre: int) -> FloatArray:
    """Return the specialists of the base year, [A, T, S, X, K]."""
    of_code: dict[str, list[StaffRow]] = {code: [] for code in codes}
    for row in study.rows.staff:
        if study.places.cadre_of(row.cadre) == SPECIALIST:
            of_code["" if row.cadre == SPECIALIST else row.cadre].append(row)
    stocks = [
        base_stock(replace(study.rows, staff=tuple(staff)), study.places)[..., cadre]
        for staff in of_code.values()
    ]
    return np.stack(stocks, axis=-1)


def _contracts(fields: Fields, codes: tuple[str, ...]) -> NDArray[np.intp]:
    """Return the specialty of each group of specialists on contract, in the order of the engine."""
    mine = [row.specialty for row in running_contracts(fields) if row.cadre == SPECIALIST]
    places = [codes.index(code if code in codes else "") for code in mine]
    return np.array(places, dtype=np.intp)
