"""Reads the training pipeline of a plan: who leaves school when, how old, and for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engine.entries import graduates
from app.engine.inputs import Training
from app.planning.fields import held, nearest, refused_row, sum_refused, unknown, value_in
from app.planning.specialties import choice
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.planning.fields import Fields
    from app.planning.specialties import Choice

DOCTORS, PARAMEDICAL = "MED", "PARA"
GENERALIST, SPECIALIST = "MED_GP", "MED_SP"
_INTAKES = ("intake", "intake_public", "intake_private")
WOMEN_AT_INTAKE = "intake_women_share"
DROPOUT = "dropout_per_year"
_LONGEST_STUDIES = 12
TOLERANCE = 1e-6  # of shares that add up to 1


def schooled(fields: Fields, school: str, women_of: str = "") -> dict[int, dict[int, float]]:
    """Return graduates of a school by year, then by years of study; empty without intakes.

    Years before the first known intake are taken to have had the same intake as that one.
    women_of: the school or cadre whose share of women among new students is applied; only they
    are followed then.
    """
    intake_rows = [r for p in _INTAKES for r in fields.pipeline_rows(p, school)]
    if not intake_rows:
        return {}
    lengths = fields.pipeline_rows("duration", school)
    if not lengths:
        raise unknown("duration")
    fields.refuse_missing_years("intake", intake_rows)
    first = min(r.year_from for r in intake_rows)
    entered = range(fields.places.axes.base_year - _LONGEST_STUDIES, fields.places.axes.horizon)
    study = {y: int(held(lengths, y)) for y in entered}
    intake = {y: sum(_intake(fields, school, p, max(y, first)) for p in _INTAKES) for y in entered}
    if women_of:
        intake = {y: persons * _women(fields, women_of, y) for y, persons in intake.items()}
    drop = fields.pipeline_rows(DROPOUT, school)
    years = range(entered.start, entered.stop + max(study.values()) + 1)
    leaving = ("pipeline", DROPOUT, school)
    dropout = {y: fields.after(held(drop, y), y, leaving) for y in years}
    delays = {r.age or 0: r.value for r in fields.pipeline_rows("delay_share", school)}
    if sum(delays.values()) > 1.0 + TOLERANCE:
        raise sum_refused(message("Share of students who graduate late"))
    return graduates(intake, study, delays or {0: 1.0}, dropout)


def _intake(fields: Fields, school: str, parameter: str, year: int) -> float:
    value = value_in(fields.pipeline_rows(parameter, school), year, 0.0)
    return fields.after(value, year, ("pipeline", parameter, school))


def _women(fields: Fields, code: str, entered: int) -> float:
    """Return the share of women among those who enter school in a year; refuses what is none."""
    rows = fields.pipeline_rows(WOMEN_AT_INTAKE, code)
    share = fields.after(held(rows, entered), entered, ("pipeline", WOMEN_AT_INTAKE, code))
    if not 0.0 <= share <= 1.0:
        text = message("{value}: a share or a probability lies between 0 and 1.", value=share)
        text = message("{where}: {text}", where=str(entered), text=text)
        raise refused_row(nearest(rows, entered), text)
    return share


def graduating(fields: Fields) -> FloatArray | None:
    """Return the doctors who graduate before any measure on their number, [Y]; None if none study.

    A number that was counted holds over the one that follows from the intakes.
    """
    found = schooled(fields, DOCTORS)
    if not found:
        return None
    observed = {r.year_from: r.value for r in fields.pipeline_rows("graduates_observed", DOCTORS)}
    return np.array([observed.get(y, sum(found.get(y, {}).values())) for y in fields.years])


def doctors_training(fields: Fields) -> Training | None:
    """Return the doctors' pipeline, or None where the plan trains no doctors."""
    places = fields.places
    cadres = places.axes.cadres
    finishing = graduating(fields)
    if finishing is None or not {GENERALIST, SPECIALIST} <= set(cadres):
        return None
    lengths = _residency_lengths(fields)
    if not lengths:
        raise unknown(message("Length of residency"))
    picked = chosen(fields)
    every = tuple(lengths) if picked is None else picked.lengths
    before = range(places.axes.base_year - max(every) + 1, places.axes.base_year + 1)
    residents = fields.pipeline_rows("residents_in", SPECIALIST)
    return Training(
        generalist=cadres.index(GENERALIST),
        specialist=cadres.index(SPECIALIST),
        graduates=fields.measured(finishing, "pipeline", "graduates", DOCTORS),
        share_abroad=fields.schooling("share_abroad", DOCTORS),
        share_idle=fields.schooling("share_not_practising", DOCTORS),
        residency_share=fields.schooling("residency_share", DOCTORS),
        residency_places=fields.schooling("residency_places", SPECIALIST),
        residents_before=np.array([held(residents, y) for y in before]),
        residency_years=every,
        residency_weights=np.array([lengths.get(years, 0.0) for years in every]),
        residency_loss=fields.schooling("residency_loss", SPECIALIST),
        specialist_abroad=fields.schooling("share_abroad_after_residency", SPECIALIST),
        choice=None if picked is None else picked.shares,
    )


def chosen(fields: Fields) -> Choice | None:
    """Return what new residents choose; None where the plan does not say."""
    return choice(fields, SPECIALIST, _residency_lengths(fields))


def _residency_lengths(fields: Fields) -> dict[int, float]:
    """Return the share of residents on each length of residency, in years."""
    prefix = "residency_years_"
    return {
        int(r.parameter.removeprefix(prefix)): r.value
        for r in fields.rows.pipeline
        if r.parameter.startswith(prefix)
    }


def profiles(fields: Fields) -> FloatArray:
    """Return the ages and sexes of those who leave school, shares [Y, A, X, C].

    A specialist is older than a graduate by the given gain, and graduated as many years ago as
    the residency lasted.
    """
    axes = fields.places.axes
    out = np.zeros((len(fields.years), len(axes.ages), 2, len(axes.cadres)))
    by_school = {school: schooled(fields, school) for school in (DOCTORS, PARAMEDICAL)}
    for c, cadre in enumerate(axes.cadres):
        school = DOCTORS if c in fields.places.cadre_indexes("MED_ALL") else PARAMEDICAL
        classes = _classes(fields, school, cadre, by_school[school])
        lengths = _residency_lengths(fields) if cadre == SPECIALIST else {}
        picked = chosen(fields) if lengths else None
        gain = _age_gain(fields) if cadre == SPECIALIST else 0
        for i, year in enumerate(fields.years):
            since = lengths if picked is None else picked.finishing(year)
            for years, weight in (since or {0: 1.0}).items():
                for x, (part, ages) in enumerate(classes.by_sex(year, year - years)):
                    for age, share in ages.items():
                        at = min(max(age + gain, axes.ages[0]), axes.ages[-1]) - axes.ages[0]
                        out[i, at, x, c] += part * share * weight
    # Shares typed in by hand may miss 1; nobody may be lost or made on the way.
    total = out.sum(axis=(1, 2), keepdims=True)
    return np.asarray(out / np.where(np.isclose(total, 1.0) | (total == 0), 1.0, total))


@dataclass(frozen=True)
class _Classes:
    """Who leaves a school for a cadre: by year and years of study, with the women among them."""

    fields: Fields
    school: str
    code: str
    leavers: Mapping[int, dict[int, float]]
    women: Mapping[int, dict[int, float]] | None

    def by_sex(self, year: int, finished: int) -> tuple[tuple[float, dict[int, float]], ...]:
        """Return the share of women, then of men, and their ages as they finished school.

        The share is that of the classes who finished where the plan tells the sex of new students,
        else that of the year of entry.
        """
        leavers = self.leavers.get(finished, {})
        together = sum(leavers.values())
        if self.women is None or not together:
            rows = self.fields.pipeline_rows("women_share", self.code)
            share = held(rows, year) if rows else 0.5
            ages = _entry_ages(self.fields, self.school, leavers)
            return (share, ages), (1.0 - share, ages)
        women = self.women[finished]
        men = {length: persons - women[length] for length, persons in leavers.items()}
        return tuple(
            (sum(sex.values()) / together, _entry_ages(self.fields, self.school, sex))
            for sex in (women, men)
        )


def _classes(
    fields: Fields, school: str, cadre: str, leavers: Mapping[int, dict[int, float]]
) -> _Classes:
    code = DOCTORS if school == DOCTORS else cadre
    if not fields.pipeline_rows(WOMEN_AT_INTAKE, code):
        return _Classes(fields, school, code, leavers, None)
    if not leavers:
        raise unknown("intake")
    return _Classes(fields, school, code, leavers, schooled(fields, school, code))


def _age_gain(fields: Fields) -> int:
    rows = fields.pipeline_rows("age_gain_at_specialty", SPECIALIST)
    return int(rows[0].value) if rows else 0


def _entry_ages(fields: Fields, school: str, leavers: dict[int, float]) -> dict[int, float]:
    """Return the share of each age among those who leave a school in a year.

    leavers: persons by years of study, which tell the table of ages to read.
    """
    tables = {
        length: {
            r.age or 0: r.value
            for r in fields.pipeline_rows(f"age_at_graduation_{length}y", school)
        }
        for length in leavers or (7, 6)
    }
    tables = {length: table for length, table in tables.items() if table}
    if not tables:
        rows = fields.pipeline_rows("age_at_entry", school)
        return {r.age or 0: r.value for r in rows} or {30: 1.0}
    total = sum(leavers.get(length, 0.0) for length in tables)
    if not total:
        return next(iter(tables.values()))
    ages: dict[int, float] = {}
    for length, table in tables.items():
        for age, share in table.items():
            ages[age] = ages.get(age, 0.0) + share * leavers[length] / total
    return ages
