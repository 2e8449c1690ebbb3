"""Turns posts, candidates and settlement rules into the people who join a post or a practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC, SECTORS
from app.engine.inputs import Arrivals, Recruitment, Vacancies
from app.planning.fields import changed, held, sum_refused
from app.planning.schooling import PARAMEDICAL, SPECIALIST, TOLERANCE, schooled
from app.problems import Problem, message

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray
    from app.models.rows import RecruitmentRow
    from app.planning.fields import Fields

_DUST = 1e-6  # of posts: what is left where all of them are taken away


def recruitment(fields: Fields) -> Recruitment:
    """Return posts, fill rates and candidates; refuses posts that do not name one cadre."""
    return Recruitment(*opened(fields), candidates(fields), _opening(fields))


def opened(fields: Fields) -> tuple[FloatArray, FloatArray]:
    """Return posts and fill rates by year, smallest territory and cadre, [Y, T, C] each.

    Refuses posts that do not name one cadre.
    """
    rows, kept = fields.rows.recruitment, fields.places.posts_kept
    known = next((found for of, found in kept if of is rows), None)
    if known is None:
        known = _entered(fields)
        kept[:] = [(rows, known)]
    posts, fill = (array.copy() for array in known)
    _measure_posts(fields, posts)
    _measure_fill(fields, fill)
    return posts, fill


def _entered(fields: Fields) -> tuple[FloatArray, FloatArray]:
    """Return posts and fill rates as the rows of the plan have them, [Y, T, C] each."""
    places = fields.places
    shape = (len(fields.years), len(places.axes.territories), len(places.axes.cadres))
    posts, fill = np.zeros(shape), np.zeros(shape)
    for row in places.larger_first(fields.rows.recruitment):
        inside = places.territory_indexes(row.territory)
        # Most rows speak of one territory: a plain place is found in a fifth of the time.
        at = inside[0] if len(inside) == 1 else inside
        spread = places.spread(row.territory, PUBLIC)[at]
        cadre = _one_cadre(fields, row)
        during = fields.during(row)
        posts[during, at, cadre] = row.posts * spread
        fill[during, at, cadre] = row.fill_rate or 0.0
    return posts, fill


def _one_cadre(fields: Fields, row: RecruitmentRow) -> int:
    if row.cadre not in fields.places.axes.cadres:
        raise Problem(
            message("Posts must name one cadre."),
            where=f"{row.id}, {row.cadre}",
            remedy=message("Enter a row for each cadre."),
        )
    return fields.places.axes.cadres.index(row.cadre)


def _measure_posts(fields: Fields, posts: FloatArray) -> None:
    """Apply measures on posts; the total of a scope keeps the shape it had, if it had one.

    Where no post was open, those of a measure spread by inhabitants and evenly over its cadres.
    """
    places = fields.places
    for measure in fields.measures_on("recruitment", "posts"):
        inside = places.territory_indexes(measure.territory)
        cadres = places.cadre_indexes(measure.cadre)
        spread = places.spread(measure.territory, PUBLIC)[inside]
        even = np.repeat(spread[:, None] / len(cadres), len(cadres), axis=1)
        for i, year in enumerate(fields.years):
            before = posts[i][np.ix_(inside, cadres)]
            total = changed(before.sum(keepdims=True), measure, year)
            total[abs(total) < _DUST] = 0.0
            pattern = before / before.sum() if before.sum() else even
            posts[i][np.ix_(inside, cadres)] = total * pattern


def _measure_fill(fields: Fields, fill: FloatArray) -> None:
    for measure in fields.measures_on("recruitment", "fill_rate"):
        where = np.ix_(
            fields.places.territory_indexes(measure.territory),
            fields.places.cadre_indexes(measure.cadre),
        )
        for i, year in enumerate(fields.years):
            fill[i][where] = changed(fill[i][where], measure, year)


def _opening(fields: Fields) -> FloatArray:
    """Return where new doctors settle in private practice, shares [T]."""
    places = fields.places
    rows = [r for r in fields.rows.pipeline if r.parameter == "private_opening_share"]
    share = sum((r.value * places.spread(r.territory, PRIVATE) for r in rows), np.zeros(()))
    settled = share if np.any(share) else places.spread(places.root, PRIVATE)
    return np.asarray(settled / np.sum(settled))


def vacancies(fields: Fields) -> Vacancies | None:
    """Return what becomes of unfilled posts; None where the plan lets all of them lapse."""
    shares = fields.of_posts("posts_carried_over"), fields.of_posts("hired_from_private")
    return Vacancies(*shares) if any(share.any() for share in shares) else None


def candidates(fields: Fields) -> FloatArray:
    """Return who leaves school for each cadre, [Y, C]; infinite where no school is known.

    Doctors' rows are replaced by the engine, which knows who goes to residency.
    """
    out = np.full((len(fields.years), len(fields.places.axes.cadres)), np.inf)
    given = np.zeros(len(fields.years))
    found = schooled(fields, PARAMEDICAL)
    for c, cadre in enumerate(fields.places.axes.cadres):
        shares = fields.pipeline_rows("share_of_para_entries", cadre)
        if found and shares:
            out[:, c] = [sum(found.get(y, {}).values()) * held(shares, y) for y in fields.years]
            given += [held(shares, y) for y in fields.years]
    if np.any(given > 1.0 + TOLERANCE):
        raise sum_refused(message("Share of the entries of nurses and technicians"))
    return out


def arrivals(fields: Fields, ages: FloatArray) -> dict[str, Arrivals]:
    """Return those who come from abroad: trained there, or coming back for good."""
    axes = fields.places.axes
    shape = (len(fields.years), len(axes.territories), len(SECTORS), len(axes.cadres))
    opening = _opening(fields)
    trained, back = np.zeros(shape), np.zeros(shape)
    for c, cadre in enumerate(axes.cadres):
        if fields.national_rows("entries_trained_abroad", cadre):
            persons = fields.series("entries_trained_abroad", cadre)
            trained[:, :, PRIVATE, c] = persons[:, None] * opening
    returned = np.zeros_like(ages)
    if SPECIALIST in axes.cadres:
        c = axes.cadres.index(SPECIALIST)
        persons = fields.series("returns_permanent", default=0.0)
        back[:, :, PUBLIC, c] = persons[:, None] * opening
        for i, age in enumerate(fields.series("returns_age", default=45.0)):
            reached = min(max(round(age), axes.ages[0]), axes.ages[-1])
            returned[i, reached - axes.ages[0], :, c] = 0.5
    return {"trained_abroad": Arrivals(trained, ages), "return": Arrivals(back, returned)}
