"""What a plan must respect once an edit is done, whatever the order of its changes.

One territory stands above all; nothing in use goes away; no two rows speak of the same figures.
Only what an edit itself brings about is refused: a plan that came otherwise can be mended in steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.kinds import KINDS, kind_of
from app.models.refusals import figures
from app.models.rows import (
    CadreRow,
    NormRow,
    PopulationRow,
    ScenarioRow,
    SourceRow,
    StoryRow,
    TerritoryRow,
)
from app.planning.edits import Edit, Remove, changes, label, where_is
from app.planning.overlaps import Overlaps, same_scope
from app.problems import Message, Problem, message

if TYPE_CHECKING:
    from app.models.writes import Writer

Key = tuple[Any, ...]

_REFERRING: dict[type, frozenset[str]] = {
    TerritoryRow: frozenset({"territory", "destination"}),
    CadreRow: frozenset({"cadre", "specialty", "cadres"}),
    SourceRow: frozenset({"source", "posts_source", "fill_source"}),
    NormRow: frozenset({"norm"}),
    ScenarioRow: frozenset({"scenario"}),
    StoryRow: frozenset({"story"}),
}
_OVERLAPPING = ("assumptions", "pipeline", "recruitment")


class Outcome:
    """The rows of a plan as an edit will leave them: what stands in the file, and what moves."""

    def __init__(self, writer: Writer, edit: Edit) -> None:
        """Take the last change of each row; a removed row is kept as nothing."""
        self._writer = writer
        self._read: dict[str, dict[Key, Any]] = {}
        self._moved: dict[str, dict[Key, Any]] = {}
        self._gone: list[Any] = []
        for change in changes(edit):
            kind, row = kind_of(change.row), change.row
            left = None if isinstance(change, Remove) else row
            self._moved.setdefault(kind.name, {})[kind.key_of(row)] = left
            if left is None:
                self._gone.append(row)

    def check(self) -> None:
        """Refuse an edit that leaves the plan in a state that no projection can use."""
        for row in self._gone:
            self._refuse_in_use(row)
        self._refuse_second_root()
        self._refuse_empty_places()
        for name in _OVERLAPPING:
            if name in self._moved:
                self._refuse_overlaps(name)

    def _before(self, name: str) -> dict[Key, Any]:
        """Return the rows of a kind by their key, read once."""
        if name not in self._read:
            kind = KINDS[name]
            self._read[name] = {kind.key_of(row): row for row in self._writer.rows(name)}
        return self._read[name]

    def _after(self, name: str) -> dict[Key, Any]:
        merged = self._before(name) | self._moved.get(name, {})
        return {key: row for key, row in merged.items() if row is not None}

    def _refuse_in_use(self, row: object) -> None:
        """Refuse to remove what other rows name."""
        if type(row) not in _REFERRING or self._moved[kind_of(row).name][_key(row)] is not None:
            return
        used = [name for name in KINDS if self._is_named(name, row)]
        if used:
            what = message(
                "{row} is used by {figures}: remove those first.",
                row=label(row),
                figures=_listed(used),
            )
            raise Problem(what, where_is(row), message("Remove what uses it, or keep it."))

    def _is_named(self, name: str, row: object) -> bool:
        """Say whether rows of a kind will still name this one."""
        kind, code = KINDS[name], str(_key(row)[0])
        fields = _REFERRING[type(row)] | ({"parent"} if kind.row is type(row) else frozenset())
        moved = self._moved.get(name, {})
        for field in kind.fields:
            if field.name in fields:
                if any(key not in moved for key in self._writer.naming(kind, field, code)):
                    return True
                if any(_names(getattr(left, field.name, ""), code) for left in moved.values()):
                    return True
        return False

    def _refuse_second_root(self) -> None:
        """Refuse a second territory that none stands above."""
        moved = self._moved.get("territories", {})
        if not any(row is not None and not row.parent for row in moved.values()):
            return
        roots = [row for row in self._after("territories").values() if not row.parent]
        before = [row for row in self._before("territories").values() if not row.parent]
        if len(roots) > max(1, len(before)):
            new = next(row for row in reversed(roots) if moved.get(_key(row)) is row)
            what = message("{row} needs a territory above it: only one has none.", row=label(new))
            raise Problem(what, where_is(new, "parent"), message("Choose the one above it."))

    def _refuse_empty_places(self) -> None:
        """Refuse no inhabitants where shares of them are taken: where people work or below."""
        for row in self._moved.get("populations", {}).values():
            if row is not None and row.kind == "total" and not row.persons:
                self._refuse_empty(row)

    def _refuse_empty(self, row: PopulationRow) -> None:
        code = row.territory
        inside = any(place.parent == code for place in self._after("territories").values())
        staff = KINDS["staff"]
        field = next(field for field in staff.fields if field.name == "territory")
        moved = self._moved.get("staff", {})
        working = any(key not in moved for key in self._writer.naming(staff, field, code))
        working = working or any(left and left.territory == code for left in moved.values())
        if inside or working:
            what = message(
                "{row}: a territory with staff or with territories inside has inhabitants.",
                row=label(row),
            )
            remedy = message("Give their number, or remove the row if it is not known.")
            raise Problem(what, where_is(row, "persons"), remedy)

    def _refuse_overlaps(self, name: str) -> None:
        """Refuse rows that would speak of the same figures as others."""
        suspects = [row for row in self._moved[name].values() if row and self._is_elsewhere(row)]
        if not suspects:
            return
        before, cadres = self._before(name), tuple(self._after("cadres").values())
        overlaps = Overlaps(name, self._after(name).values(), cadres)
        for row in suspects:
            for other in overlaps.with_row(row):
                if not overlaps.are(before.get(_key(row)), before.get(_key(other))):
                    raise _overlap(row, other)

    def _is_elsewhere(self, row: object) -> bool:
        """Say whether a row speaks of other figures than it did, or is new."""
        before = self._writer.find(row)
        return before is None or not same_scope(before.row, row)


def _key(row: object) -> Key:
    return kind_of(row).key_of(row)


def _names(value: str | tuple[str, ...], code: str) -> bool:
    return code == value if isinstance(value, str) else code in value


def _listed(names: list[str]) -> Message | str:
    """Return the names of figures in one line."""
    first, *others = names
    if not others:
        return figures(first)
    return message("{first}, {others}", first=figures(first), others=_listed(others))


def _overlap(row: object, other: object) -> Problem:
    what = message(
        "{row} speaks of the same figures in the same years as {other}.",
        row=label(row),
        other=label(other),
    )
    return Problem(what, where_is(row), message("Change that row, or give the two other years."))
