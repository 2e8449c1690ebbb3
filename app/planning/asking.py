"""Finds what a person names: a territory, a cadre or group, a norm, a scenario."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from app.planning.answer import PER_10_000
from app.planning.edits import where_is
from app.planning.scenario_tree import shown
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import CadreRow, Names, NormRow, PlanRows, ScenarioRow, TerritoryRow
    from app.problems import Message

COVERED = "COVERED"
_GROUPS = {
    "physicians": "MED_ALL", "doctors": "MED_ALL", "paramedical": "PARA_ALL", "all": "ALL",
    "covered": COVERED,
}
_LEVELS = {"nation": "nation", "regions": "region", "provinces": "province"}


@lru_cache(4096)  # the same few names are compared again with each question
def plain(text: str) -> str:
    """Return a text for comparison: no case, accents or marks of direction, one kind of dash."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(kept.replace("–", "-").replace("’", "'").split())


def _answers(wanted: str, code: str, names: Names | None, *others: str) -> bool:
    known = [code, *others, *((names.fr, names.ar, names.en) if names else ())]
    return plain(wanted) in {plain(k) for k in known if k}


def territories(rows: PlanRows, wanted: str) -> tuple[str, ...]:
    """Return the codes that a word means: one territory, or all regions, or all provinces."""
    if level := _LEVELS.get(plain(wanted)):
        found = tuple(r.code for r in rows.territories if r.level == level)
        if not found:
            raise _unknown(message("The plan holds no {level}.", level=wanted), rows.territories)
        return found
    return (territory(rows, wanted).code,)


def territory(rows: PlanRows, wanted: str) -> TerritoryRow:
    """Return a territory by its code, its ISO code or its name in any language.

    Where a region and a province share a name, the larger one answers; the code tells them apart.
    """
    for row in rows.territories:
        if _answers(wanted, row.code, row.names, row.iso):
            return row
    raise _unknown(
        message("The plan holds no territory named {name}.", name=wanted), rows.territories
    )


def _unknown(what: Message, rows: Iterable[TerritoryRow]) -> Problem:
    known = ", ".join(f"{r.code} {r.names.fr}" for r in rows if r.level != "province")
    return Problem(what, remedy=message("Some that it holds: {names}.", names=known))


def cadre(rows: PlanRows, wanted: str) -> str:
    """Return the code of a cadre or group by its code, its short word or its name."""
    if code := _GROUPS.get(plain(wanted)):
        return code
    kept: list[CadreRow] = [r for r in rows.cadres if r.level != "specialty"]
    for row in kept:
        if _answers(wanted, row.code, row.names):
            return row.code
    raise Problem(
        message("The plan holds no cadre named {name}.", name=wanted),
        remedy=message("The cadres are: {names}.", names=", ".join(r.code for r in kept)),
    )


def norm(rows: PlanRows, wanted: str) -> NormRow:
    """Return a norm by its code or its name in any language."""
    for row in rows.norms:
        if _answers(wanted, row.id, row.names):
            return row
    raise Problem(
        message("The plan holds no norm named {name}.", name=wanted),
        remedy=message("The norms are: {names}.", names=", ".join(r.id for r in rows.norms)),
    )


def without_scope(norm: NormRow) -> Message | None:
    """Return what a density norm does not say of itself, or None: without it there is no need."""
    if norm.unit not in PER_10_000 or (norm.cadres and norm.scope.strip()):
        return None
    if norm.cadres:
        return message("{norm} has no scope: no need can be computed from it.", norm=norm.names)
    return message(
        "{norm} does not say which cadres it covers: no need can be computed from it.",
        norm=norm.names,
    )


def refuse_without_scope(norm: NormRow) -> None:
    """Refuse to compute a need from a density norm that does not say whom it covers."""
    what = without_scope(norm)
    if what is not None:
        where = where_is(norm, "scope" if norm.cadres else "cadres")
        raise Problem(what, where, message("Give it what is missing, or choose another norm."))


def scenario(rows: PlanRows, wanted: str) -> ScenarioRow:
    """Return a scenario by its code or its name in any language."""
    for row in rows.scenarios:
        if _answers(wanted, row.id, row.names):
            return row
    raise Problem(
        message("The plan holds no scenario named {name}.", name=wanted),
        remedy=message(
            "The scenarios are: {names}.", names=", ".join(r.id for r in shown(rows))
        ),
    )


def last_year(rows: PlanRows, wanted: int | None) -> int:
    """Return the last year asked for, the plan's horizon where none is."""
    first, horizon = rows.facts.base_year, rows.facts.horizon
    if wanted is None:
        return horizon
    if not first <= wanted <= horizon:
        raise Problem(
            message("The plan runs from {year0} to {year1}.", year0=first, year1=horizon),
            where=str(wanted),
            remedy=message("Choose a year between the two."),
        )
    return wanted
