"""What carries over when the figures change: what was asked, who was shown, what was touched."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from app.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from app.models.rows import PlanRows
    from app.planning.lines import View
    from app.planning.study import Study


def moved(before: PlanRows, after: PlanRows) -> frozenset[str]:
    """Name the kinds of figures that differ; those that nobody touched are the same objects."""
    names = (one.name for one in fields(before))
    return frozenset(name for name in names if getattr(before, name) is not getattr(after, name))


def same_view(view: View, study: Study) -> View:
    """Return a view of another study; what is no longer in the plan falls back to its choices."""
    try:
        return study.view(view.territory, view.cadre, view.sector, view.norm.id, view.until)
    except Problem:
        return study.view()


class Shown:
    """Which scenario each change found on the screen and which it left there.

    Whoever takes a change back sees again what it found; whoever does it again, what it left.
    """

    def __init__(self, own: str) -> None:
        """Remember nothing; the plan's own scenario is shown where no other can be."""
        self._own = own
        self._moves: dict[int, tuple[str, str]] = {}

    def after(
        self,
        stood: tuple[int, ...],
        stands: tuple[int, ...],
        here: str,
        known: AbstractSet[str],
        wanted: str = "",
    ) -> str:
        """Return whom to show after changes were done, undone or done again.

        stood, stands: the changes that stood before and stand now, oldest first. here: who is
        shown. known: who is in the plan now. wanted: whom a new change asks to be shown.
        """
        kept = sum(1 for before, now in zip(stood, stands, strict=False) if before == now)
        for one in reversed(stood[kept:]):
            found, left = self._moves.get(one, (self._own, ""))
            if here == left or here not in known:
                self._moves[one] = found, here
                here = found
        for one in stands[kept:]:
            found, left = self._moves.setdefault(one, (here, wanted or here))
            if here == found and left in known:
                here = left
        return here if here in known else self._own
