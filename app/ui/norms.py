"""Norms as a person chooses them: which fit the group that is shown, and what each covers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.language import Language
    from app.models.rows import NormRow
    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Value

_PER_1000 = "per 1000"


def fitting(study: Study, view: View) -> tuple[NormRow, ...]:
    """Return the norms, in the order of the plan, that cover exactly the group of a view."""
    both = replace(view, sector=None)
    return tuple(row for row in study.rows.norms if gives_need(study, replace(both, norm=row)))


def others(study: Study, view: View) -> tuple[NormRow, ...]:
    """Return the norms that give a need, but for other groups."""
    fit = fitting(study, view)
    return tuple(
        row for row in study.rows.norms
        if row not in fit and gives_need(study, study.view(norm=row.id))
    )  # fmt: skip


def gives_need(study: Study, view: View) -> bool:
    """Tell whether the norm of a view gives a need for its group."""
    return study.gap_note(view) is None


def explained(study: Study, row: NormRow, language: Language) -> str:
    """Return a norm with its value, its unit, and the cadres that it covers."""
    covered = language.list_of([language.name(study.cadre_name(code)) for code in row.cadres])
    name = language.name(row.names)
    said: dict[str, Value] = {"name": name, "value": row.value, "cadres": covered}
    if row.unit == _PER_1000:
        return language.say("{name}: {value} per 1,000 inhabitants. Covers: {cadres}.", **said)
    return language.say("{name}: {value} per 10,000 inhabitants. Covers: {cadres}.", **said)
