"""Finds rows that speak of the same figures: the same thing, place, people and years.

A row of one territory beside a row of a larger one is no overlap: the nearer one holds.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from app.models.rows import CadreRow

_EVERYWHERE = {"", "ALL", "MA"}
_SAME: dict[str, tuple[str, ...]] = {
    "assumptions": ("parameter", "territory", "destination"),
    "pipeline": ("parameter", "territory", "cadre", "age"),
    "recruitment": ("territory", "cadre"),
}
_SPANS = (("year_from", "year_to"), ("age_from", "age_to"), ("birth_from", "birth_to"))
_GROUPS = {"": "ALL", "MED": "MED_ALL", "PARA": "PARA_ALL"}


_SCOPE = (
    *("parameter", "territory", "destination", "cadre", "sector", "sex", "age"),
    *(name for span in _SPANS for name in span),
)


def same_scope(one: object, other: object) -> bool:
    """Say whether two rows differ in nothing but their values."""
    return all(getattr(one, name, None) == getattr(other, name, None) for name in _SCOPE)


class Overlaps:
    """The rows of one kind, laid out so that each is compared with few others."""

    def __init__(self, name: str, rows: Iterable[Any], cadres: tuple[CadreRow, ...]) -> None:
        """Lay out the rows by what two of them must share to overlap."""
        self._name = name
        self._cells = _cells_of(cadres)
        self._near: dict[Hashable, list[Any]] = {}
        for row in rows:
            self._near.setdefault(self._shared(row), []).append(row)

    def with_row(self, row: Any) -> Iterator[Any]:  # noqa: ANN401  any kind of row
        """Return the other rows that overlap with one."""
        for other in self._near[self._shared(row)]:
            if other.id != row.id and self.are(row, other):
                yield other

    def are(self, one: Any, other: Any) -> bool:  # noqa: ANN401  any kind of row, or nothing
        """Say whether two rows overlap; a row that is not there overlaps with none."""
        if one is None or other is None or self._shared(one) != self._shared(other):
            return False
        if not all(_meet(one, other, first, last) for first, last in _SPANS):
            return False
        return self._name != "assumptions" or (
            _either_all(one.sector, other.sector)
            and _either_all(one.sex, other.sex)
            and (
                one.cadre == other.cadre or bool(self._cells(one.cadre) & self._cells(other.cadre))
            )
        )

    def _shared(self, row: Any) -> Hashable:  # noqa: ANN401  any kind of row
        values = {name: getattr(row, name) for name in _SAME[self._name]}
        if values["territory"] in _EVERYWHERE:
            values["territory"] = ""
        return tuple(values.values())


def _meet(one: object, other: object, first: str, last: str) -> bool:
    """Say whether two spans share a value; a missing end is open, a missing span is all."""
    return not _ends_before(one, other, first, last) and not _ends_before(other, one, first, last)


def _ends_before(one: object, other: object, first: str, last: str) -> bool:
    end, start = getattr(one, last, None), getattr(other, first, None)
    return end is not None and start is not None and end < start


def _either_all(one: str, other: str) -> bool:
    return one == other or bool({"", "ALL"} & {one, other})


def _cells_of(cadres: tuple[CadreRow, ...]) -> Callable[[str], frozenset[str]]:
    """Return the way from a cadre or a group to the projected cadres inside it."""
    parents = {row.code: row.parent for row in cadres}

    @cache
    def cells(code: str) -> frozenset[str]:
        wanted = _GROUPS.get(code, code)
        projected = [row.code for row in cadres if row.level == "cadre"]
        return frozenset(cadre for cadre in projected if wanted in {"ALL", *above(cadre)})

    def above(cadre: str) -> Iterator[str]:
        while cadre:
            yield cadre
            cadre = parents.get(cadre, "")

    return cells
