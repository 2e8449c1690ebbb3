"""What is left of a damaged plan: told kind by kind, and made into a new plan that obeys the rules.

A row whose figures make no sense, or that names a place, cadre or scenario which is lost, is left
out with it; a source that is lost only leaves its figures without a source. The history of the
changes belongs to the old file and is not taken over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from app.language import CODES, language
from app.models import making, salvage
from app.models.kinds import KINDS, kind_of
from app.models.refusals import figures
from app.models.rows import FactsRow, Names, PlanRows
from app.planning.figure_rules import check_figures
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from app.problems import Message

_NEEDED = ("facts", "territories", "cadres", "norms", "scenarios")
_Rows = dict[str, tuple[Any, ...]]
_Codes = dict[str, set[Any]]


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of figures of which rows are missing, or may differ from what was written.

    rows: how many are missing, None where nobody knows how many there were; `of` is that number.
    """

    figures: Message | str
    rows: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a plan: kinds that are whole, kinds that are not, the rows of a new plan.

    All three are empty where nothing can be told, as of a plan of a later version.
    """

    whole: tuple[Message | str, ...]
    losses: tuple[Loss, ...]
    rows: PlanRows | None

    @property
    def missing(self) -> int:
        """How many rows are known to be missing."""
        return sum(loss.rows or 0 for loss in self.losses)


def look(path: Path) -> Left:
    """Return what is left of a plan; the file is only read."""
    remains = salvage.remains(path)
    kept = _fitting({name: _sensible(remains[name].rows) for name in KINDS if name in remains})
    counts = {name: len(rows) for name, rows in kept.items()}
    whole, losses = [], []
    for name, found in remains.items():
        left = counts.get(name, len(found.rows))
        if found.sound and left == found.records:
            whole += [figures(name)] if left else []
        else:
            lost = None if found.records is None else max(found.records - left, 0)
            losses.append(Loss(figures(name), lost, found.records))
    return Left(tuple(whole), tuple(losses), _plan(kept))


def save(path: Path, to: Path) -> None:
    """Make a new plan from what is left of one; an existing file is never overwritten."""
    left = look(path)
    if left.rows is None:
        raise Problem(
            message("Nothing can be saved from {file}.", file=path.name),
            str(path),
            message("Restore a backup: the file has not been touched."),
        )
    said = message("Saved from a damaged file; rows missing: {n}.", n=left.missing)
    facts = left.rows.facts
    notes = (f"{getattr(facts.note, code)} {language(code).tell(said)}".strip() for code in CODES)
    note = Names(**dict(zip(CODES, notes, strict=True)))
    fresh = replace(facts, uuid=str(uuid4()), sample="", note=note)
    making.create(to, replace(left.rows, facts=fresh))


def _sensible(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Return the rows that obey the rules on figures, the first of each key."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        if _obeys(row):
            found.setdefault(kind_of(row).key_of(row), row)
    return tuple(found.values())


def _obeys(row: object) -> bool:
    try:
        check_figures(row)
    except Problem:
        return False
    return True


def _fitting(kept: _Rows) -> _Rows:
    """Return the rows whose codes are all there, once those that miss one are gone."""
    while True:
        codes = {name: {kind_of(row).key_of(row)[0] for row in kept[name]} for name in kept}
        fewer = {
            name: tuple(row for one in rows for row in _mended(one, codes))
            for name, rows in kept.items()
        }
        if fewer == kept:
            return kept
        kept = fewer


def _mended(row: Any, codes: _Codes) -> tuple[Any, ...]:  # noqa: ANN401  any kind of row
    """Return a row that names only what is left, or nothing where it cannot do without."""
    lost = {
        field.name: field.refers.split(".")[0]
        for field in kind_of(row).fields
        if field.refers
        and getattr(row, field.name) not in {"", *codes[field.refers.split(".")[0]]}
    }
    if not lost:
        return (row,)
    if isinstance(row, FactsRow):
        first: dict[str, Any] = {name: min(codes[lost[name]], default="") for name in lost}
        return (replace(row, **first),)
    if set(lost.values()) == {"sources"}:
        return (replace(row, **dict.fromkeys(lost, "")),)
    return ()


def _plan(kept: _Rows) -> PlanRows | None:
    """Return the rows as a plan, or nothing where what holds a plan together is lost."""
    if not all(kept.get(name) for name in _NEEDED):
        return None
    return PlanRows(**{**kept, "facts": kept["facts"][0]})
