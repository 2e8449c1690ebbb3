"""Everything that a projection workbook shows, gathered once before a sheet is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.planning.outcomes import outer
from app.reports import movement, training
from app.reports.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.reports.table import Table

_SAME = 1e-9  # relative: a need that the norm cell reproduces


@dataclass(frozen=True)
class Content:
    """The answer for the territory asked for and for each one inside it."""

    study: Study
    view: View
    language: Language
    made_at: datetime
    lines: tuple[Line, ...]
    children: Mapping[str, tuple[Line, ...]]
    entries: tuple[str, ...]
    exits: tuple[str, ...]
    training: Table
    frame: Frame = field(compare=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The years shown, the base year first."""
        return tuple(line.year for line in self.lines)

    @property
    def covered(self) -> bool:
        """Tell whether the norm covers the group: only then are there need and deficit."""
        return all(line.need is not None for line in self.lines)

    @property
    def gross(self) -> bool:
        """Tell whether there is a gross deficit: only a territory with parts has one."""
        return any(line.deficit_gross is not None for line in self.lines)

    @property
    def gross_by_child(self) -> bool:
        """Tell whether each territory inside the one asked for has a gross deficit too."""
        ends = [lines[-1].deficit_gross for lines in self.children.values()]
        return bool(ends) and None not in ends

    @property
    def per(self) -> int:
        """The number of inhabitants to which the norm applies."""
        return 1_000 if self.view.norm.unit.replace(" ", "").endswith("per1000") else 10_000

    @property
    def living(self) -> bool:
        """Tell whether population x norm gives the need, so that a cell can compute it."""
        pairs = [*self.lines, *(line for lines in self.children.values() for line in lines)]
        return self.covered and all(self._follows(line) for line in pairs)

    def _follows(self, line: Line) -> bool:
        expected = line.population * self.view.norm.value / self.per
        return line.need is not None and abs(line.need - expected) <= _SAME * max(1.0, expected)


def gather(study: Study, view: View, language: Language, made_at: datetime) -> Content:
    """Ask the study once for everything that the sheets will show."""
    frame = Frame(study, view, language)
    lines = outer(frame.lines())
    return Content(
        study=study,
        view=view,
        language=language,
        made_at=made_at,
        lines=lines,
        children={code: frame.lines(code) for code in study.children(view.territory)},
        entries=movement.kinds(movement.ENTRIES, [line.entries for line in lines[1:]]),
        exits=movement.kinds(movement.EXITS, [line.exits for line in lines[1:]]),
        training=training.by_year(study, view, language),
        frame=frame,
    )
