"""The fields of a line of a scenario, and the measure that they make together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.language import decimals_of
from app.planning.lever_catalogue import comes_whole
from app.problems import Problem, message
from app.reports.assumption_names import unit_name
from app.reports.frame import GRADES, SECTORS
from app.ui.controls.fields import Chooser
from app.ui.controls.one_of import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.models.rows import MeasureRow, PlanRows
    from app.problems import Message

Operation = Literal["set", "add", "multiply"]
LABELS: dict[str, Message] = {
    "operation": message("How"),
    "value": message("Value"),
    "territory": message("Territory"),
    "cadre": message("Profession"),
    "sector": message("Sector"),
    "year_from": message("First year"),
    "year_to": message("Last year"),
    "shape": message("How it comes"),
    "reason": message("Reason"),
    "source": message("Source"),
    "grade": message("Footing"),
}
_OPERATIONS: dict[str, Message] = {
    "set": message("Set to"),
    "add": message("Add"),
    "multiply": message("Multiply by"),
}
_SHAPES: dict[str, Message] = {
    "step": message("All at once"), "ramp": message("Little by little"),
}  # fmt: skip
_PERCENT = "%"
_MOST_RAMP, _LETTERS = 50, 12
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class LineFields:
    """Reads a measure into fields and back; what cannot be read names its field."""

    def __init__(self, language: Language, rows: PlanRows) -> None:
        """Build the fields for the codes of a plan."""
        self._language, self._rows = language, rows
        self.operation, self.shape = Segment(), Segment()
        self.value, self.year_from, self.year_to = QLineEdit(), QLineEdit(), QLineEdit()
        self.ramp, self.reason = QLineEdit(), QLineEdit()
        self.territory, self.cadre, self.sector = Chooser(), Chooser(), Chooser()
        self.source, self.grade = Chooser(), Chooser()
        for chooser in (self.territory, self.cadre, self.sector, self.source, self.grade):
            chooser.setSizeAdjustPolicy(_SHORT)
            chooser.setMinimumContentsLength(_LETTERS)
        facts = rows.facts
        self._years = range(facts.base_year + 1, facts.horizon + 1)
        self._start: MeasureRow | None = None
        self._offer()

    @property
    def by_key(self) -> dict[str, QWidget]:
        """The fields in their order."""
        return {key: getattr(self, key) for key in LABELS}

    def _offer(self) -> None:
        """Fill the lists with what the plan knows, and name the switches."""
        language, tell = self._language, self._language.tell
        said = {key: tell(text) for key, text in _OPERATIONS.items()}
        self.operation.say(said, "set", tell(LABELS["operation"]))
        shapes = {key: tell(text) for key, text in _SHAPES.items()}
        self.shape.say(shapes, "step", tell(LABELS["shape"]))
        for place in self._rows.territories:
            self.territory.addItem(language.name(place.names), place.code)
        self.cadre.addItem(language.say("All"), "ALL")
        for cadre in self._rows.cadres:
            self.cadre.addItem(language.name(cadre.names), cadre.code)
        for sector, name in SECTORS.items():
            self.sector.addItem(tell(name), sector or "ALL")
        self.source.addItem(language.say("No source yet"), "")
        for source in self._rows.sources:
            self.source.addItem(language.told(source.title), source.id)
        for grade, name in GRADES.items():
            self.grade.addItem(tell(name), grade)
        for line, year in ((self.year_from, self._years[0]), (self.year_to, self._years[-1])):
            line.setPlaceholderText(language.year(year))

    def show_row(self, row: MeasureRow) -> None:
        """Show a measure."""
        self._start = row
        self.operation.choose(row.operation)
        self.value.setText(self._written(row.value, row))
        for line, year in ((self.year_from, row.year_from), (self.year_to, row.year_to)):
            line.setText(str(year))
        self.shape.choose("ramp" if row.ramp_years else "step")
        self.ramp.setText(str(row.ramp_years or 1))
        self.reason.setText(self._language.told(row.reason))
        for field, code in (
            (self.territory, row.territory), (self.cadre, row.cadre or "ALL"),
            (self.sector, row.sector or "ALL"), (self.source, row.source), (self.grade, row.grade),
        ):  # fmt: skip
            _choose(field, code)

    def unit(self) -> str:
        """Return the unit that goes with the operation of now."""
        row = self._start
        if row is None or self.operation.here == "multiply":
            return self._language.say("times what was there")
        return unit_name(row.unit, self._language)

    def read(self) -> MeasureRow:
        """Return the measure that the fields say; a `Wrong` names the first that says none."""
        row = self._start
        if row is None:
            raise RuntimeError("no measure is shown")
        first = self._year("year_from", row.year_from, self._years[0])
        last = self._year("year_to", row.year_to, self._years[-1])
        if last < first:
            raise Wrong("year_to", message("The last year comes before the first."))
        return replace(
            row, operation=cast("Operation", self.operation.here), value=self._value(),
            year_from=first, year_to=last,
            territory=self.territory.currentData(), cadre=self.cadre.currentData(),
            sector=self.sector.currentData(), ramp_years=self._ramp(),
            reason=self._language.kept(self.reason.text(), row.reason),
            source=self.source.currentData(), grade=self.grade.currentData(),
        )  # fmt: skip

    # --- Inside ---------------------------------------------------------------------------------

    def _is_share(self) -> bool:
        row = self._start
        shares = ("share", "probability")
        unshared = self.operation.here == "multiply"
        return row is not None and not unshared and row.unit.startswith(shares)

    def _written(self, value: float, row: MeasureRow) -> str:
        plain = row.operation == "multiply" or not self._is_share()
        if plain:
            return self._language.plain(value)
        return self._language.percent(value, decimals_of(value * 100))

    def _value(self) -> float:
        text = self.value.text()
        if not text.strip():
            raise Wrong("value", message("Give a value."))
        in_hundredths = self._is_share()
        if in_hundredths or self.operation.here == "multiply":
            bare = text.replace(_PERCENT, "").replace("٪", "")
            in_hundredths, text = in_hundredths or bare != text, bare
        try:
            value = self._language.parse_number(text)
        except Problem as problem:
            raise Wrong("value", problem.what) from problem
        if self._is_whole() and decimals_of(value):
            raise Wrong("value", message("Give a whole number."))
        return value / 100 if in_hundredths else value

    def _is_whole(self) -> bool:
        row = self._start
        counted = self.operation.here != "multiply"
        return row is not None and counted and comes_whole(row.parameter, row.unit)

    def _year(self, key: str, before: int, open_end: int) -> int:
        """Return a year of the plan, or the one that stood before; an open end is the plan's."""
        text = getattr(self, key).text().strip()
        if not text:
            return open_end
        if not text.isdecimal():
            raise Wrong(key, message("“{typed}” is not a year.", typed=text))
        if int(text) not in self._years and int(text) != before:
            raise Wrong(key, message(
                "The plan is projected from {year_from} to {year_to}: choose one of these years.",
                year_from=self._years[0], year_to=self._years[-1],
            ))  # fmt: skip
        return int(text)

    def _ramp(self) -> int:
        if self.shape.here == "step":
            return 0
        text = self.ramp.text().strip()
        if not text.isdecimal() or not 1 <= int(text) <= _MOST_RAMP:
            raise Wrong("ramp", message("Give a whole number of years, from 1 to 50."))
        return int(text)


class Wrong(Exception):  # noqa: N818  a field that says nothing that can be kept
    """A field whose text cannot be kept, and why."""

    def __init__(self, field: str, why: Message) -> None:
        """Name the field."""
        super().__init__(field)
        self.field, self.why = field, why


def _choose(field: Chooser, code: str) -> None:
    """Choose a code, which is offered as it is where the plan has no name for it."""
    at = field.findData(code)
    if at < 0:
        field.addItem(code, code)
        at = field.count() - 1
    field.setCurrentIndex(at)


def widgets(fields: LineFields) -> Iterator[QLineEdit]:
    """Give the fields in which something is typed."""
    yield from (fields.value, fields.year_from, fields.year_to, fields.ramp)
