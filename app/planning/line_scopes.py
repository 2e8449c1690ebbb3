"""Which figures two lines of scenarios speak of: the same ones, some of them, or others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.engine.axes import SECTORS

if TYPE_CHECKING:
    from app.models.rows import MeasureRow
    from app.planning.places import Places

_EVERYONE = ("", "ALL")


def meet(one: MeasureRow, other: MeasureRow, places: Places) -> bool:
    """Say whether two lines change a figure of the same people, place and year."""
    return (
        _are_alike(one, other)
        and bool(_cadres(one, places) & _cadres(other, places))
        and bool(_territories(one, places) & _territories(other, places))
        and bool(_sectors(one) & _sectors(other))
        and one.year_from <= other.year_to and other.year_from <= one.year_to
    )  # fmt: skip


def replaces(one: MeasureRow, other: MeasureRow, places: Places) -> bool:
    """Say whether a line sets at once, for the same people and places, all that another changes.

    What speaks of more people would not do: posts that are set in a region keep the shape that a
    line on a province gave them.
    """
    return (
        _are_alike(one, other)
        and one.operation == "set" and one.ramp_years <= 1
        and _cadres(one, places) == _cadres(other, places)
        and _territories(one, places) == _territories(other, places)
        and _sectors(one) == _sectors(other)
        and one.year_from <= other.year_from and other.year_to <= one.year_to
    )  # fmt: skip


def _are_alike(one: MeasureRow, other: MeasureRow) -> bool:
    return (one.table, one.parameter) == (other.table, other.parameter)


def _cadres(line: MeasureRow, places: Places) -> set[object]:
    """Return the cadres of a line; a specialty has no place of its own and stands for itself."""
    return set(places.cadre_indexes(line.cadre)) or {line.cadre}


def _territories(line: MeasureRow, places: Places) -> set[int]:
    return set(places.territory_indexes(line.territory))


def _sectors(line: MeasureRow) -> set[str]:
    return set(SECTORS) if line.sector in _EVERYONE else {line.sector}
