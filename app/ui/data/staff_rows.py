"""The head-counts of a view as the grid takes them, and the way back from a cell to its people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.engine.axes import SECTORS, SEXES
from app.planning.headcounts import AGE_GROUPS, Counts, Place
from app.problems import Message, message
from app.reports.table import Kind
from app.ui.grid.columns import Column, Role, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.rows import Names
    from app.reports.table import Cell
    from app.ui.document import Document
    from app.ui.grid.columns import Change

_TOTAL, _WOMEN = "total", "women"
_PLACE, _SECTOR, _CADRE = "territory", "sector", "cadre"
_SECTORS = {"public": message("Public"), "private": message("Private")}


@dataclass(frozen=True)
class Shape:
    """How people are laid out: by age or in one total, women, men or both."""

    by_age: bool = True
    sex: str = ""


class StaffRows:
    """The rows of one view in one shape, made once and asked by the grid and by the page."""

    def __init__(self, document: Document, shape: Shape) -> None:
        """Lay out the places, sectors and cadres of the view."""
        self._document, self._shape = document, shape
        view, study = document.view, document.study
        self._sectors = (view.sector,) if view.sector else SECTORS
        self._cadres = study.cadre_codes(view.cadre, view.norm)
        self._names = {row.code: row.names for row in document.rows.cadres}
        self._lines: list[Place | None] = []
        for territory in study.places.leaves(view.territory):
            group = [Place(territory, s, c) for s in self._sectors for c in self._cadres]
            self._lines += group
            if len(group) > 1:
                self._lines.append(None)  # their subtotal

    def columns(self) -> list[Column]:
        """Return the columns of the shape."""
        both = len(self._sectors) > 1
        named = [
            Column(_PLACE, message("Territory"), Kind.TEXT, Role.GROUP),
            *([Column(_SECTOR, message("Sector"), Kind.TEXT, Role.LABEL)] if both else []),
            Column(_CADRE, message("Profession"), Kind.TEXT, Role.LABEL),
        ]
        typed = not self._shape.by_age
        role = Role.FIGURE if typed else Role.SUM
        named.append(  # before the ages: it stays in sight where they have to scroll
            Column(_TOTAL, message("Total"), Kind.PERSONS, role, editable=typed, empty=0.0)
        )
        ages = AGE_GROUPS if self._shape.by_age else ()
        for age in ages:
            shown = age.replace("-", "–")
            named.append(Column(age, shown, Kind.PERSONS, editable=True, empty=0.0, aliases=(age,)))
        if not self._shape.sex:
            named.append(Column(_WOMEN, message("of whom women"), Kind.PERSONS, Role.SUM))
        return named

    def rows(self) -> Rows:
        """Return all rows with their subtotals, the total and the marks."""
        document = self._document
        counts = Counts(document.rows, document.study.places)
        keys = [column.key for column in self.columns()]
        columns: dict[str, list[Cell]] = {key: [] for key in keys}
        changed: set[tuple[int, str]] = set()
        subtotals: set[int] = set()
        sums, total = dict.fromkeys(keys, 0.0), dict.fromkeys(keys, 0.0)
        for at, place in enumerate(self._lines):
            if place is None:
                subtotals.add(at)
                figures, sums = sums, dict.fromkeys(keys, 0.0)
            else:
                figures, typed = self._figures(counts, place)
                changed |= {(at, key) for key in typed}
                sums = {key: sums[key] + figures.get(key, 0.0) for key in keys}
                total = {key: total[key] + figures.get(key, 0.0) for key in keys}
            for key in keys:
                columns[key].append(self._cell(key, place, figures, at))
        whole: tuple[Cell, ...] = tuple(
            self._whole_name() if key == _PLACE
            else "" if key in (_SECTOR, _CADRE) else total[key]
            for key in keys
        )  # fmt: skip
        ids = [place or ("subtotal", self._lines[at - 1]) for at, place in enumerate(self._lines)]
        return Rows(tuple(columns.values()), ids, frozenset(subtotals), whole, frozenset(changed))

    def _figures(self, counts: Counts, place: Place) -> tuple[dict[str, float], set[str]]:
        """Return the numbers of a row by column, and the columns that were typed."""
        by_slot = counts.by_slot(place)
        wanted = (self._shape.sex,) if self._shape.sex else SEXES
        figures, typed = dict.fromkeys((*AGE_GROUPS, _TOTAL, _WOMEN), 0.0), set()
        for (age, sex), (persons, entered) in by_slot.items():
            if sex not in wanted:
                continue
            for key in (age, _TOTAL, *([_WOMEN] if sex == "F" else [])):
                figures[key] += persons
            if entered:
                typed.add(age if self._shape.by_age else _TOTAL)
        return figures, typed

    def _cell(self, key: str, place: Place | None, figures: dict[str, float], at: int) -> Cell:
        """Return one cell: a name, or a number."""
        language = self._document.language
        about = place or self._lines[at - 1]
        if about is None or key not in (_PLACE, _SECTOR, _CADRE):
            return figures[key]
        if key == _PLACE:
            return language.name(self._document.study.name(about.territory))
        if key == _SECTOR:
            return language.tell(_SECTORS[about.sector]) if place else ""
        return language.name(self._names[about.cadre]) if place else self._group_name()

    def _whole_name(self) -> str:
        return self._document.language.name(
            self._document.study.name(self._document.view.territory)
        )

    def _group_name(self) -> str:
        view = self._document.view
        names: Names | None = self._names.get(view.cadre)
        language = self._document.language
        return language.name(names) if names else language.say("Total")

    # --- The way back ---------------------------------------------------------------------------

    def place_of(self, row: int, column: str) -> Place | None:
        """Return whom a cell counts; a subtotal counts nobody of its own."""
        place = self._lines[row] if 0 <= row < len(self._lines) else None
        if place is None:
            return None
        age = column if column in AGE_GROUPS else ""
        sex = "F" if column == _WOMEN else self._shape.sex
        return replace(place, age_group=age, sex=sex)

    def place(self, change: Change) -> Place:
        """Return whom a change counts."""
        found = self.place_of(change.row, change.column)
        if found is None:
            raise RuntimeError("a subtotal cannot be typed")
        return found

    def named(self, counts: Mapping[Place, float], before: Counts) -> Message:
        """Return what people will know this change by."""
        if len(counts) > 1:
            return message("Head-counts changed: {n}", n=len(counts))
        ((place, persons),) = counts.items()
        language = self._document.language
        who = [
            language.name(self._document.study.name(place.territory)),
            language.name(self._names[place.cadre]),
            place.age_group.replace("-", "–"),
        ]
        what = " · ".join(part for part in who if part)
        return message("{what}: from {a} to {b}", what=what, a=before.count(place), b=persons)
