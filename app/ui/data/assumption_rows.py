"""What the plan assumes as the grid takes it, and the way back from a cell to its value.

Shares and probabilities stand in percent, as planners say them, with all the decimals that they
have; a “%” or none can be typed. Other values stand as they are, in the unit beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.planning.entered import ENTERED
from app.planning.figure_rules import is_share
from app.planning.values import FIGURES, Value, change, values
from app.problems import message
from app.reports.book.figure import Names
from app.reports.book.figures_used import assumed
from app.reports.book.parts import Parts
from app.reports.frame import GRADES
from app.reports.table import Kind
from app.ui import look
from app.ui.grid.columns import Column, Role, Rows
from app.ui.grid.texts import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.language import Language
    from app.planning.edits import Edit
    from app.problems import Message
    from app.reports.book.figure import Figure
    from app.reports.table import Cell
    from app.ui.document import Document
    from app.ui.grid.columns import Change, Place


@dataclass(frozen=True)
class Line:
    """A value in words, and why it plays no part in the answer, where it plays none."""

    value: Value
    figure: Figure
    idle: Message | None

    @property
    def kind(self) -> Kind:
        """How its figures are written."""
        return Kind.SHARE if is_share(self.value.unit) else Kind.VALUE

    @property
    def name(self) -> str:
        """What people know it by: what it says, and of whom."""
        return f"{self.figure.label} · {self.figure.group}"

    def written(self, part: str, language: Language) -> str:
        """Return one of its figures as the grid shows it."""
        return shown(self.value.parts[part], self.kind, language)


def lines(document: Document, found: Iterable[Value]) -> list[Line]:
    """Put values into words, and find out which of them the view asks for."""
    names = Names(document.study, document.language)
    parts = Parts(document.study, document.view)
    return [Line(value, assumed(value, names), parts.value(value)) for value in found]


def _short_groups_first(lines: list[Line]) -> list[Line]:
    """Put together what says the same, and long tables after what is decided with one number."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.value.parameter, []).append(line)
    return [line for group in sorted(groups.values(), key=len) for line in group]


def _named_by(key: str, heading: Message, widest: int, role: Role = Role.LABEL) -> Column:
    return Column(key, heading, Kind.TEXT, role, widest=look.scaled(widest))


class AssumptionRows:
    """The values of a plan, those in use or all, made once for the grid and for the page."""

    def __init__(self, document: Document, *, everything: bool) -> None:
        """Lay out the values in groups that say the same of different people, places and years."""
        self._document, self._everything = document, everything
        told = document.language.told
        self._titles = {row.id: told(row.title) for row in document.rows.sources}
        found = lines(document, values(document.rows))
        kept = found if everything else [line for line in found if line.idle is None]
        self.lines = _short_groups_first(kept)

    def columns(self) -> list[Column]:
        """Return the columns; whether a row plays a part is said where all rows are shown."""
        grades = tuple(self._document.language.tell(grade) for grade in GRADES.values())
        columns = [
            _named_by("label", message("Assumption"), 268, Role.GROUP),
            _named_by("group", message("For whom"), 168),
            _named_by("territory", message("Territory"), 96),
            Column("from", message("From"), Kind.YEAR, Role.LABEL),
            Column("to", message("To"), Kind.YEAR, Role.LABEL),
            Column("value", message("Value"), Kind.VALUE, editable=True),
            Column("low", message("Low"), Kind.VALUE, editable=True),
            Column("high", message("High"), Kind.VALUE, editable=True),
            Column("unit", message("Unit"), Kind.TEXT, widest=look.scaled(150)),
            Column("grade", message("Footing"), Kind.TEXT, editable=True, choices=grades),
            Column("source", message("Source"), Kind.TEXT),
            Column("note", message("Note"), Kind.TEXT, editable=True, empty=""),
        ]
        if self._everything:
            columns.insert(5, Column("part", message("Plays a part"), Kind.TEXT))
        return columns

    def rows(self) -> Rows:
        """Return all rows with their marks."""
        cells = [self._cells(line) for line in self.lines]
        kinds = [line.kind for line in self.lines]
        return Rows(
            tuple(zip(*cells, strict=True)) or tuple(() for _ in self.columns()),
            [line.value.key for line in self.lines],
            changed=frozenset(
                (at, "value") for at, line in enumerate(self.lines)
                if line.figure.source == ENTERED
            ),
            notes=self._notes(),
            kinds=dict.fromkeys(FIGURES, kinds),
        )  # fmt: skip

    def _notes(self) -> dict[Place, str]:
        """Return why a value plays no part, and the texts that are longer than their cells."""
        tell, told = self._document.language.tell, self._document.language.told
        notes: dict[Place, str] = {}
        for at, line in enumerate(self.lines):
            notes[at, "label"] = tell(line.idle) if line.idle else line.figure.label
            notes[at, "group"] = line.figure.group
            notes[at, "territory"] = line.figure.territory
            notes[at, "unit"] = line.figure.unit
            notes[at, "source"] = self._titles.get(line.figure.source, "")
            notes[at, "note"] = told(line.value.row.note)
        return notes

    def _cells(self, line: Line) -> tuple[Cell, ...]:
        figure, language = line.figure, self._document.language
        part: tuple[Cell, ...] = ()
        if self._everything:
            part = (language.tell(line.idle) if line.idle else language.say("Yes"),)
        return (
            figure.label, figure.group, figure.territory, *figure.years, *part, figure.value,
            figure.low, figure.high, figure.unit, figure.grade, self._titles.get(figure.source, ""),
            language.told(line.value.row.note),
        )  # fmt: skip

    # --- The way back ---------------------------------------------------------------------------

    def find(self, what: object) -> int:
        """Return the first row of a parameter, of an identifier or of a territory, or −1."""
        for at, line in enumerate(self.lines):
            row = line.value.row
            if what in (row.id, line.value.parameter, row.territory):
                return at
        return -1

    def edit(self, changes: Iterable[Change]) -> Edit | str:
        """Return the edit of a gesture, or what has to be given first."""
        document, by_row = self._document, dict[int, dict[str, object]]()
        grades = {document.language.tell(said): grade for grade, said in GRADES.items()}
        for one in changes:
            if one.value is None and one.column in {"value", "grade"}:
                return document.language.say("This cell cannot be left empty.")
            given = grades[str(one.value)] if one.column == "grade" else one.value
            if one.column == "note":
                before = self.lines[one.row].value.row.note
                given = document.language.kept(str(one.value or ""), before)
            by_row.setdefault(one.row, {})[one.column] = given
        parts = [(self.lines[row], given) for row, given in by_row.items()]
        return edit(document, parts)


def edit(document: Document, parts: list[tuple[Line, dict[str, object]]]) -> Edit:
    """Return one edit that gives lines other parts, under the name that people will know it by."""
    title = document.language.say("Entered in this plan")
    changes = [(line.value, given) for line, given in parts]
    return change(document.rows, changes, _named(document.language, parts), title)


def _named(language: Language, parts: list[tuple[Line, dict[str, object]]]) -> Message:
    if len(parts) > 1:
        return message("Assumptions changed: {n}", n=len(parts))
    ((line, given),) = parts
    if "value" not in given:
        return message("Changed: {what}", what=line.name)
    there: float = given["value"]  # type: ignore[assignment]
    return message(
        "{what}: from {a} to {b}",
        what=line.name,
        a=line.written("value", language),
        b=shown(there, line.kind, language),
    )
