"""What is missing, held or contradictory in a plan: findings that a person should look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.planning import asking
from app.planning.parameter_names import PARAMETERS
from app.planning.places import Places
from app.planning.reference import safeguards
from app.planning.scenario_tree import stack
from app.problems import Finding, Quoted, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.rows import PlanRows

_LEAVING = {
    "population_death_rate": message("Deaths"),
    "limit_age": message("Retirement age"),
    "early_retirement": message("Early retirement"),
    "private_exit": message("End of private practice"),
    "emigration": message("Departures abroad"),
    "resignation": message("Resignations"),
}


def by_subject(rows: PlanRows, scenario: str) -> Iterator[tuple[str, Finding]]:
    """Give every finding with the word for what it speaks of, in a stable order."""
    for subject, check in _CHECKS:
        for finding in check(rows, scenario):
            yield subject, finding


def _staff(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    if not rows.staff:
        yield Finding(
            message("The plan holds no staff yet."),
            remedy=message("Enter the people in post, or import a list."),
        )
    if rows.facts.synthetic:
        yield Finding(
            message("The split by province, age and sex is synthetic: totals are published.")
        )


def _contracts(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    for row in rows.contracts:
        label = Quoted(row.label)
        if row.end is None and not row.in_base_stock:
            yield Finding(
                message("The contract {label} has no end: it does not count.", label=label),
                where=row.id,
                remedy=message("Enter the date on which it ends."),
            )
        elif row.status == "real" and row.grade != "sourced" and not row.in_base_stock:
            yield Finding(
                message("The dates of the contract {label} are an assumption.", label=label),
                where=row.id,
                remedy=message("Confirm them with the body that signed it."),
            )


def _safeguards(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Name the groups hired from a country of the WHO's list without an agreement.

    The list asks not to recruit there actively but under an agreement between governments.
    """
    for row in rows.contracts:
        country = safeguards().get(asking.plain(row.nationality))
        if country and not row.agreement.strip() and row.status != "example":
            yield Finding(
                message(
                    "The contract {label} hires from {country}, on the WHO list of countries to "
                    "safeguard, without an agreement.",
                    label=Quoted(row.label),
                    country=country,
                ),
                where=row.id,
                remedy=message(
                    "Enter the agreement between governments, or do not recruit there actively."
                ),
            )


def _places(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    places = Places(rows)
    if places.home != places.root:
        names = places.by_code[places.home].names
        yield Finding(
            message("The plan holds one territory: sums above it are not those of the nation."),
            where=names.fr,
        )
    known = {r.territory for r in rows.populations if r.kind == "total"}
    for leaf in places.axes.territories:
        if leaf not in known:
            yield Finding(message("This territory has no population."), where=leaf)


def _rates(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Name the causes of leaving for which the plan has no rate at all."""
    known = {r.parameter for r in rows.assumptions}
    missing = [cause for name, cause in _LEAVING.items() if name not in known]
    if not rows.staff:
        return
    if len(missing) == len(_LEAVING):
        yield Finding(message("The plan has no rate of leaving: nobody leaves."))
        return
    for cause in missing:
        yield Finding(message("No rate is known, so nobody leaves for this: {cause}.", cause=cause))


def _last_posts(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Say from which year no post is opened, where posts end before the horizon."""
    last = max((r.year_to for r in rows.recruitment), default=rows.facts.horizon)
    if last < rows.facts.horizon:
        yield Finding(message("No posts are opened after {year}.", year=last))


def _posts(rows: PlanRows, scenario: str) -> Iterator[Finding]:
    """Say where hires are limited by nobody: no school of the plan trains their cadre."""
    trained = {r.cadre for r in rows.pipeline if r.parameter.startswith("intake")}
    asked = {r.cadre for r in rows.recruitment} | {
        m.cadre for m in stack(rows, scenario) if m.table == "recruitment"
    }
    if asked and not trained:
        yield Finding(
            message("No training is known here: posts are filled by people from outside the plan.")
        )


def _idle(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Name the figures that speak of no cadre of the projection, such as one specialty alone."""
    places = Places(rows)
    named = [(r.id, r.cadre) for r in rows.assumptions]
    named += [(r.id, r.cadre) for r in rows.recruitment]
    unknown = {cadre for cadre in {cadre for _, cadre in named} if not places.cadre_indexes(cadre)}
    for code, cadre in named:
        if cadre in unknown:
            yield Finding(
                message("This figure names no cadre that is projected: it does not count."),
                where=f"{code}, {cadre}",
                remedy=message("Choose a cadre or a group of cadres."),
            )


def _unknown(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Name the figures under a name that the program does not know, as one that was misspelt."""
    named = [(row.parameter, row.id, row.cadre) for row in rows.assumptions]
    named += [(row.parameter, row.id, row.cadre) for row in rows.pipeline]
    for name, code, cadre in named:
        if name not in PARAMETERS:
            yield Finding(
                message("No figure is called “{name}” here: it does not count.", name=name),
                where=f"{code}, {cadre}",
                remedy=message("Correct its name, or remove the row."),
            )


def _training(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Name the figures of training of one place, sector or sex: all but one hold for the plan."""
    places = Places(rows)
    for row in rows.pipeline:
        narrow = {row.sector, row.sex} - {"", "ALL"} or not places.is_all(row.territory)
        if narrow and row.parameter != "private_opening_share":
            yield Finding(
                message("This figure of training is taken for all of the plan and for everybody."),
                where=f"{row.id}, {row.parameter}, {row.cadre}",
                remedy=message("Enter the figure for all of the plan, or remove the row."),
            )


def _insured(rows: PlanRows, scenario: str) -> Iterator[Finding]:
    """Say that more insured people do not raise a population norm, which counts everyone."""
    if any(m.parameter == "insured_share" for m in stack(rows, scenario)):
        yield Finding(
            message("The insured share changes the demand for care, never a population norm.")
        )


def _norm(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    """Say that the plan's own norm does not tell whom it covers."""
    for norm in rows.norms:
        what = asking.without_scope(norm) if norm.id == rows.facts.norm else None
        if what is not None:
            remedy = message("Give it what is missing, or choose another norm.")
            yield Finding(what, where=norm.id, remedy=remedy)


def _grades(rows: PlanRows, _scenario: str) -> Iterator[Finding]:
    grades = Counter([r.grade for r in rows.assumptions] + [r.grade for r in rows.pipeline])
    total = sum(grades.values())
    if rough := total - grades["sourced"]:
        yield Finding(
            message(
                "{n} of {total} assumptions are estimates or recollections, not sourced figures.",
                n=rough,
                total=total,
            )
        )


_CHECKS = (
    ("staff", _staff),
    ("contracts", _contracts),
    ("contracts", _safeguards),
    ("territories", _places),
    ("rates", _rates),
    ("posts", _posts),
    ("posts", _last_posts),
    ("rates", _idle),
    ("rates", _unknown),
    ("rates", _training),
    ("measures", _insured),
    ("norm", _norm),
    ("grades", _grades),
)
