"""Whether scenarios can still be projected after a change of theirs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.kinds import kind_of
from app.models.rows import MeasureRow, ScenarioRow
from app.planning.asking import scenario as named
from app.planning.edits import Remove, changes
from app.planning.figure_rules import check_figures
from app.planning.scenario_edits import children
from app.planning.study import refuse, run
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.rows import Names, PlanRows
    from app.planning.edits import Edit
    from app.planning.study import Study


def refuse_unprojected(rows: PlanRows, edit: Edit, before: Study) -> None:
    """Refuse an edit after which a scenario that is projected now no longer would be.

    That is each one whose lines or parent it changes, or that it adds, and those that stand on
    them and move figures of the same table; these are put together, and not projected. One that
    cannot be projected as it is may be mended line by line. before: any study of the plan; what it
    made of the same rows is taken from it.
    """
    for line in _lines(edit):
        check_figures(line)
    after, latest = rows_after(rows, edit), before
    own = _changed(edit, after)
    for code in (*own, *_on_them(after, own, edit)):
        try:
            if code in own:
                latest = run(after, code, latest)
            else:
                refuse(after, code, latest)
        except Problem as problem:
            if _is_projected(rows, code, before):
                raise _refusal(named(after, code).names, problem, own=code in own) from problem


def rows_after(rows: PlanRows, edit: Edit) -> PlanRows:
    """Return the rows of a plan as an edit leaves them; the edit speaks of tables alone."""
    tables: dict[str, dict[object, Any]] = {}
    for change in changes(edit):
        kind = kind_of(change.row)
        if kind.name not in tables:
            tables[kind.name] = {kind.key_of(row): row for row in getattr(rows, kind.name)}
        if isinstance(change, Remove):
            tables[kind.name].pop(kind.key_of(change.row), None)
        else:
            tables[kind.name][kind.key_of(change.row)] = change.row
    found: Any = {name: tuple(table.values()) for name, table in tables.items()}
    return replace(rows, **found)


def _lines(edit: Edit) -> tuple[MeasureRow, ...]:
    """Return the lines that an edit writes."""
    kept = (change.row for change in changes(edit) if not isinstance(change, Remove))
    return tuple(row for row in kept if isinstance(row, MeasureRow))


def _changed(edit: Edit, after: PlanRows) -> tuple[str, ...]:
    """Return the scenarios that an edit changes, as far as they are there after it."""
    there = {row.id for row in after.scenarios}
    rows = [change.row for change in changes(edit)]
    found = [row.scenario for row in rows if isinstance(row, MeasureRow)]
    found += [row.id for row in rows if isinstance(row, ScenarioRow)]
    return tuple(code for code in dict.fromkeys(found) if code in there)


def _on_them(after: PlanRows, own: tuple[str, ...], edit: Edit) -> Iterator[str]:
    """Give the scenarios that stand on some and move figures of the same tables."""
    rows = (change.row for change in changes(edit))
    tables = {row.table for row in rows if isinstance(row, MeasureRow)}
    alike = {line.scenario for line in after.measures if line.table in tables}
    below = dict.fromkeys(code for one in own for code in children(after, one))
    yield from (code for code in below if code in alike and code not in own)


def _is_projected(rows: PlanRows, code: str, before: Study) -> bool:
    """Say whether a scenario is projected as it is; one that is not there yet stands in no way."""
    if before.rows is rows and before.scenario.id == code:
        return True
    if all(row.id != code for row in rows.scenarios):
        return True
    try:
        run(rows, code, before)
    except Problem:
        return False
    return True


def _refusal(name: Names, problem: Problem, *, own: bool) -> Problem:
    """Return what is said of an edit after which a scenario could not be projected."""
    reason = problem.what
    if own:
        what = message(
            "With this, the scenario “{name}” could not be projected any more: {reason}",
            name=name, reason=reason,
        )  # fmt: skip
    else:
        what = message(
            "With this, the scenario “{name}”, which stands on this one, could not be projected"
            " any more: {reason}",
            name=name, reason=reason,
        )  # fmt: skip
    return Problem(what, remedy=message("Nothing has been changed. Give another value."))
