"""Need of the inhabitants themselves: their ages and use of care, and their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import SEXES
from app.engine.demand import need_by_condition, population_by_use
from app.engine.inputs import Refused
from app.engine.need import need_by_norm
from app.planning.answer import PER_10_000
from app.planning.cells import SEX_NAMES
from app.planning.need_scope import Scope, missing, working_hours
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.engine.inputs import FloatArray
    from app.models.need_rows import AgePopulationRow, ConditionRow
    from app.planning.lines import View
    from app.planning.study import Study

_Ages = dict[str, int]  # age groups with their places on the age axis
_Uses = dict[tuple[str, str], float]  # contacts a year by sex and age group


def by_age_and_sex(study: Study, view: View) -> FloatArray:
    """Return the norm of a view applied to inhabitants weighted by their use of care, [1 + Y].

    The weights have a mean of 1 over the whole plan in the base year. Refuses a norm that gives
    the view no need, and a plan without uses for its cadres or ages for one of its territories.
    """
    note = study.gap_note(view)
    if note is not None:
        raise Problem(note, remedy=message("Choose a norm that gives a need."))
    scope = Scope(study, view)
    uses = _uses(scope)
    ages = {group: at for at, group in enumerate(sorted({group for _, group in uses}))}
    use = np.zeros((len(ages), len(SEXES)))
    for (sex, group), contacts in uses.items():
        use[ages[group], SEXES.index(sex)] = contacts
    people = study.projection.population[..., None, None] * _structure(study, uses, ages)
    try:
        weighted = population_by_use(people, use)
    except Refused as refused:
        raise missing("uses", study.cadre_name(scope.cadres[0])) from refused
    norm = view.norm.value * PER_10_000[view.norm.unit]
    mine = study.places.territory_indexes(view.territory)
    return need_by_norm(weighted[: scope.years, mine].sum(axis=1), norm)


def _uses(scope: Scope) -> _Uses:
    """Return contacts by sex and age group with the smallest group that holds these cadres."""
    rows, wanted = scope.study.rows.uses, set(scope.cadres)
    spans = {code: scope.cadres_of(code) for code in sorted({row.cadre for row in rows})}
    wide = [code for code, cadres in spans.items() if wanted <= cadres]
    if not wide:
        raise missing("uses", scope.study.cadre_name(scope.cadres[0]))
    chosen = min(wide, key=lambda code: len(spans[code]))
    return {(row.sex, row.age_group): row.contacts for row in rows if row.cadre == chosen}


def _structure(study: Study, uses: _Uses, ages: _Ages) -> FloatArray:
    """Return the shares of ages and sexes among the inhabitants, [1 + Y, T, A, X].

    Those of the smallest territory that holds them and has figures; straight between the years
    that are known, and like the nearest one outside them.
    """
    known: dict[str, dict[int, FloatArray]] = {}
    for row in study.rows.age_populations:
        table = known.setdefault(row.territory, {})
        _refuse_without_use(row, uses, study)
        people = table.setdefault(row.year, np.zeros((len(ages), len(SEXES))))
        people[ages[row.age_group], SEXES.index(row.sex)] = row.persons
    of_leaf = [_nearest_above(study, leaf, known) for leaf in study.places.axes.territories]
    years = study.places.axes.years
    return np.stack([_between(shares, years) for shares in of_leaf], axis=1)


def _refuse_without_use(row: AgePopulationRow, uses: _Uses, study: Study) -> None:
    """Refuse inhabitants of a sex and age group whose use of care nobody has given."""
    if (row.sex, row.age_group) not in uses:
        raise Problem(
            message(
                "{where}: no use of care is given for these inhabitants: {sex}, {ages}.",
                where=study.name(row.territory),
                sex=SEX_NAMES[row.sex],
                ages=row.age_group,
            ),
            remedy=message("Give uses and inhabitants by the same sexes and age groups."),
        )


def _nearest_above(
    study: Study, leaf: str, known: dict[str, dict[int, FloatArray]]
) -> dict[int, FloatArray]:
    code = leaf
    while code in study.places.by_code:
        if code in known:
            _refuse_nobody(study, code, known[code])
            return known[code]
        code = study.places.by_code[code].parent
    raise missing("age_populations", study.name(leaf))


def _refuse_nobody(study: Study, code: str, known: dict[int, FloatArray]) -> None:
    """Refuse a year of a territory without any inhabitant: nobody has an age there."""
    for year, people in known.items():
        if not people.any():
            raise Problem(
                message(
                    "{where}: the inhabitants by age and sex add up to nobody in {year}.",
                    where=study.name(code),
                    year=str(year),
                ),
                remedy=message("Correct them, or remove this year."),
            )


def _between(known: dict[int, FloatArray], years: Sequence[int]) -> FloatArray:
    """Return the shares of each year, [1 + Y, A, X], from the people of some years."""
    at = sorted(known)
    shares = np.stack([known[year] / known[year].sum() for year in at])
    flat = shares.reshape(len(at), -1)
    found = np.stack([np.interp(years, at, column) for column in flat.T], axis=-1)
    return found.reshape(len(years), *shares.shape[1:])


def by_conditions(study: Study, view: View) -> FloatArray:
    """Return the need that conditions ask for, whoever seeks care, persons [1 + Y].

    Refuses a view of one sector, since people seek care in both; one of which a part has no
    conditions; and cadres without working time.
    """
    if view.sector is not None:
        raise Problem(
            message("Conditions ask for people of both sectors together."),
            remedy=message("Ask for both sectors."),
        )
    scope = Scope(study, view)
    rows = scope.of_cadres(study.rows.conditions, "conditions")
    need = np.zeros(scope.years)
    for leaf in scope.leaves:
        found = _in_territory(study, rows, leaf)
        scope.of_cadres(found, "conditions")
        at = study.places.axes.territories.index(leaf)
        people = study.projection.population[: scope.years, at]
        for row in found:
            need += _of_condition(study, people, row)
    return need


def _in_territory(study: Study, rows: Sequence[ConditionRow], leaf: str) -> list[ConditionRow]:
    """Return the rows that hold in a smallest territory, one for each condition and cadre."""
    ordered = study.places.larger_first(rows)
    there = [row for row in ordered if leaf in study.places.leaves(row.territory)]
    if not there:
        raise missing("conditions", study.name(leaf))
    return list({(row.condition, row.cadre): row for row in there}.values())


def _of_condition(study: Study, people: FloatArray, row: ConditionRow) -> FloatArray:
    hours = np.array(working_hours(study, row.cadre))
    try:
        return need_by_condition(
            people,
            np.array([row.prevalence]),
            np.array([row.services]),
            np.array([row.minutes]),
            hours,
            np.array(row.productivity),
        )
    except Refused as refused:
        raise Problem(
            message("None of the working time goes to services."),
            where=row.id,
            remedy=message("Correct it and try again."),
        ) from refused
