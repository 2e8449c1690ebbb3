"""Where a scenario shows that changes nothing in what is looked at: another sector, year, place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from app.reports.book.figure import Names
from app.reports.rounding import whole

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study

_EVERYONE = "ALL"


@dataclass(frozen=True)
class Elsewhere:
    """Two studies of one plan whose figures are the same in a view and a year.

    measure: the figure that is looked at, "deficit" or "stock".
    """

    below: Study
    here: Study
    view: View
    year: int
    language: Language
    measure: str

    def said(self) -> str:
        """Say the nearest place in which they differ; nothing where none of those asked does."""
        for asked in (self._sectors, self._years, self._professions, self._places):
            if text := asked():
                return text
        return ""

    # --- Inside ---------------------------------------------------------------------------------

    def _moves(self, view: View, measure: str) -> dict[int, int]:
        """Return by how much a figure of each year differs, as it is shown, where it is known."""
        pairs = zip(self.below.lines(view), self.here.lines(view), strict=True)
        known = (
            (one.year, getattr(one, measure), getattr(two, measure)) for one, two in pairs
        )
        return {year: whole(two) - whole(one) for year, one, two in known
                if one is not None and two is not None}  # fmt: skip

    def _move(self, view: View) -> int:
        return self._moves(view, "stock").get(self.year, 0)

    def _sectors(self) -> str:
        """Say by how much each sector moves where both together do not."""
        say = self.language.say
        moves = {one: self._move(replace(self.view, sector=one)) for one in ("public", "private")}
        public, private = (self.language.signed(moves[one]) for one in ("public", "private"))
        if moves["public"] and moves["private"]:
            return say("It shows in each sector: the stock changes by {public} in the public one,"
                       " by {private} in the private one.",
                       public=public, private=private)  # fmt: skip
        if moves["public"]:
            return say("It shows in the public sector: the stock changes by {change}.",
                       change=public)  # fmt: skip
        if moves["private"]:
            return say("It shows in the private sector: the stock changes by {change}.",
                       change=private)  # fmt: skip
        return ""

    def _years(self) -> str:
        """Say the year in which the figure that is looked at moves most."""
        found = self._best(self.view, self.measure)
        say = self.language.say
        if found is None:
            return ""
        if self.measure == "deficit":
            return say("It shows in {year}: the deficit changes by {change}.", **found)
        return say("It shows in {year}: the stock changes by {change}.", **found)

    def _professions(self) -> str:
        """Say the first profession of the same place that moves, in both sectors or in one."""
        cadres = [row.code for row in self.here.rows.cadres if row.level == "cadre"]
        for sector in dict.fromkeys((self.view.sector, None, "public", "private")):
            for code in cadres:
                found = self._best(replace(self.view, cadre=code, sector=sector))
                if found is not None:
                    named = Names(self.here, self.language).group(code, sector or "")
                    return self.language.say(
                        "It shows for {profession} in {year}: the stock changes by {change}.",
                        profession=named, **found,
                    )  # fmt: skip
        return ""

    def _places(self) -> str:
        """Say by how much the whole plan moves, for the same profession, else for everyone."""
        home = self.here.places.home
        for cadre, sector in product((self.view.cadre, _EVERYONE), (self.view.sector, None)):
            asked = replace(self.view, territory=home, cadre=cadre, sector=sector)
            found = self._best(asked)
            if found is not None:
                return self.language.say(
                    "It shows in {place} in {year}: the stock changes by {change}.",
                    place=self.here.name(home), **found,
                )  # fmt: skip
        return ""

    def _best(self, view: View, measure: str = "stock") -> dict[str, str] | None:
        """Return year and change where a view differs: now, else where it does most."""
        moves = self._moves(view, measure)
        most = max(moves, key=lambda one: abs(moves[one]), default=self.year)
        year = self.year if moves.get(self.year) else most
        if not moves.get(year):
            return None
        return {"year": self.language.year(year), "change": self.language.signed(moves[year])}
