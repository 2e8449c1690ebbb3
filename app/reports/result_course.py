"""The course of one measure: its years, what was counted before them, its ranges, by territory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.courtesy import cached_property
from app.planning.answer import PER_10_000
from app.planning.observed import history
from app.reports.deficit import KINDS, READ
from app.reports.frame import GRADES
from app.reports.lines_chart import Lines
from app.reports.result_sheet import MEASURES
from app.reports.series import ScenarioLine
from app.reports.small_multiples import Panel, Panels
from app.reports.table import Cell, Column, Kind, Table, written
from app.reports.trial_scene import in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.planning.fan import Fan
    from app.planning.lines import Line
    from app.planning.observed import Observed
    from app.reports.deficit import Measure
    from app.reports.frame import Frame

    Spans = tuple[tuple[float, float], ...]

_PER = 10_000
_OBSERVED: dict[Measure, Callable[[Observed], float | None]] = {
    "stock": lambda one: one.stock,
    "need": lambda one: one.need,
    "deficit": lambda one: one.deficit,
    "coverage": lambda one: one.coverage,
    "density": lambda one: one.density_per_10_000,
}
_TONES: dict[Measure, str] = {
    "stock": "stock",
    "need": "need",
    "deficit": "deficit",
    "coverage": "stock",
    "density": "stock",
}
_ENDS = (("low_80", 0, 80), ("high_80", 1, 80), ("low_95", 0, 95), ("high_95", 1, 95))


@dataclass(frozen=True)
class Course:
    """One measure of a question over the years; with_history, fan: what stands around its line.

    counted: what was counted before the base year, where it has been looked up already.
    """

    frame: Frame
    measure: Measure
    with_history: bool = False
    fan: Fan | None = None
    counted: tuple[Observed, ...] | None = None

    @property
    def kind(self) -> Kind:
        """What the values count."""
        return KINDS[self.measure]

    @property
    def name(self) -> str:
        """The measure in words."""
        return self.frame.language.tell(MEASURES[self.measure])

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The answer by year, the base year first."""
        return self.frame.lines()

    @cached_property
    def observed(self) -> tuple[Observed, ...]:
        """What was counted before the base year and can be said in this measure."""
        read = _OBSERVED[self.measure]
        found = self.counted
        if found is None:
            found = history(self.frame.study, self.frame.view)
        return tuple(one for one in found if read(one) is not None)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are drawn, those that were counted first."""
        before = self.observed if self.with_history else ()
        return (*(one.year for one in before), *(line.year for line in self.lines))

    @property
    def values(self) -> list[float]:
        """The measure by year."""
        return [READ[self.measure](line) or 0.0 for line in self.lines]

    @property
    def norm(self) -> tuple[str, list[float]] | None:
        """What the measure is held against: the need of a stock, the norm of a density."""
        say, norm = self.frame.language.say, self.frame.view.norm
        if self.lines[0].note is not None:
            return None
        if self.measure == "stock":
            return say("Need"), [line.need or 0.0 for line in self.lines]
        if self.measure == "density":
            return say("Norm"), [norm.value * PER_10_000[norm.unit]] * len(self.lines)
        return None

    @property
    def stepped(self) -> bool:
        """Whether people are so few that each of them is worth a step."""
        stocks = [line.stock for line in self.lines]
        return self.kind is Kind.PERSONS and any(stocks) and in_steps(stocks)

    def spans(self, share: int) -> Spans:
        """Return the range that holds the measure with 80 or 95 %, by year; none of the need."""
        fan = self.fan
        if fan is None or self.measure == "need":
            return ()
        stocks = fan.stock_80 if share == _NARROW else fan.stock_95
        return tuple(self._span(line, span) for line, span in zip(self.lines, stocks, strict=True))

    def _span(self, line: Line, stock: tuple[float, float]) -> tuple[float, float]:
        """Return the range of the measure that follows from that of the stock in a year."""
        low, high = stock
        if self.measure == "deficit":
            return (line.need or 0.0) - high, (line.need or 0.0) - low
        if self.measure == "stock":
            return low, high
        below = line.population / _PER if self.measure == "density" else line.need
        return (low / below, high / below) if below else (0.0, 0.0)

    # --- Shapes ---------------------------------------------------------------------------------

    def drawn(self, year: int | None = None) -> Lines:
        """Return what a chart of the course draws."""
        read = _OBSERVED[self.measure]
        before = [(one.year, float(read(one) or 0.0)) for one in self.observed]
        return Lines(
            years=[line.year for line in self.lines],
            lines=[ScenarioLine(self.name, "", self.values)],
            kind=self.kind,
            norm=self.norm,
            fan_80=self.spans(_NARROW),
            fan_95=self.spans(_WIDE),
            history=before if self.with_history else (),
            chosen=year,
            tone=_TONES[self.measure],
            stepped=self.stepped,
        )

    def panels(self, year: int | None = None) -> Panels:
        """Return a small chart for each territory inside the one that is asked for."""
        frame = self.frame
        courses = {
            code: replace(self, frame=replace(frame, view=replace(frame.view, territory=code)))
            for code in frame.study.children(frame.view.territory)
        }
        norms = [course.norm for course in courses.values()]
        named = next((norm[0] for norm in norms if norm is not None), "")
        return Panels(
            years=[line.year for line in self.lines],
            scenarios=[(self.name, "")],
            panels=[
                Panel(course.frame.place, [course.values], None if norm is None else norm[1])
                for course, norm in zip(courses.values(), norms, strict=True)
            ],
            kind=self.kind,
            norm_name=named,
            chosen=year,
        )

    def table(self) -> Table:
        """Return one row a year with all that the chart shows, the oldest first."""
        language = self.frame.language
        before = self.observed if self.with_history else ()
        columns = self._columns(observed=bool(before))
        cells = [self._before(one) for one in before]
        cells += [self._in(at, line) for at, line in enumerate(self.lines)]
        return Table(
            title=language.say("{measure} by year", measure=self.name),
            subtitle=self.frame.subtitle,
            columns=columns,
            rows=tuple(tuple(row.get(column.key) for column in columns) for row in cells),
            notes=(language.say("Situation at 31 December of each year."), *self._notes(before)),
            sources=(
                *self.frame.sources,
                *(language.told(source.title) for one in before for source in one.sources),
            ),
            fingerprint=self.frame.study.fingerprint,
        )

    def point(self, year: int) -> tuple[tuple[float, str], ...]:
        """Return the value of a projected year, and how it is written."""
        at = year - self.lines[0].year
        if not 0 <= at < len(self.lines):
            return ()
        return ((self.values[at], self._written(self.values[at])),)

    def reading(self, year: int) -> tuple[tuple[str, str], ...]:
        """Return what the chart says of a year: names with their values."""
        language, say = self.frame.language, self.frame.language.say
        counted = {one.year: one for one in self.observed} if self.with_history else {}
        if year in counted:
            value = _OBSERVED[self.measure](counted[year])
            grade = language.tell(GRADES[counted[year].grade])
            said = [(say("Observed"), written(value, self.kind, language))]
            return (*said, (say("Reliability"), grade))
        at = year - self.lines[0].year
        if not 0 <= at < len(self.lines):
            return ()
        found = [(self.name, self._written(self.values[at]))]
        if self.norm is not None:
            found.append((self.norm[0], self._written(self.norm[1][at])))
        for share in (_NARROW, _WIDE):
            spans = self.spans(share)
            if spans:
                low, high = map(self._written, spans[at])
                name = say("{share} range", share=language.percent(share / 100))
                found.append((name, say("{low} to {high}", low=low, high=high)))
        return tuple(found)

    # --- Inside ---------------------------------------------------------------------------------

    def _written(self, value: float) -> str:
        return written(value, self.kind, self.frame.language)

    def _columns(self, *, observed: bool) -> tuple[Column, ...]:
        say, language = self.frame.language.say, self.frame.language
        found = [Column("year", say("Year"), Kind.YEAR)]
        if observed:
            found.append(Column("observed", say("Observed"), self.kind))
        found.append(Column("value", self.name, self.kind))
        if self.norm is not None:
            found.append(Column("norm", self.norm[0], self.kind))
        if self.spans(_NARROW):
            for key, end, share in _ENDS:
                part = language.percent(share / 100)
                said = say("{share} range: to", share=part) if end else say(
                    "{share} range: from", share=part
                )  # fmt: skip
                found.append(Column(key, said, self.kind))
        if observed:
            found.append(Column("source", say("Source"), Kind.TEXT))
            found.append(Column("grade", say("Reliability"), Kind.TEXT))
        return tuple(found)

    def _before(self, one: Observed) -> dict[str, Cell]:
        """Return the row of a year that was counted."""
        language = self.frame.language
        return {
            "year": one.year,
            "observed": _OBSERVED[self.measure](one),
            "source": language.list_of([language.told(source.title) for source in one.sources]),
            "grade": language.tell(GRADES[one.grade]),
        }

    def _in(self, at: int, line: Line) -> dict[str, Cell]:
        """Return the row of a projected year."""
        ends: dict[str, Cell] = {
            key: self.spans(share)[at][end] for key, end, share in _ENDS if self.spans(share)
        }
        norm = {} if self.norm is None else {"norm": self.norm[1][at]}
        return {"year": line.year, "value": READ[self.measure](line), **norm, **ends}

    def _notes(self, before: Sequence[Observed]) -> list[str]:
        """Say where history comes from and what the ranges do not hold."""
        say, said = self.frame.language.say, []
        if before:
            said.append(
                say(
                    "Observed: published counts of exactly this group, each with its source; two "
                    "publications may not follow on from each other."
                )
            )
            if self.measure != "stock":
                said.append(say("Inhabitants between two censuses are estimated by rule."))
        if self.fan is not None and self.spans(_NARROW):
            said.append(
                say("Population, need and mistakes in the base stock are not in the ranges.")
            )
        return [*said, *self.frame.notes(self.lines)]


_NARROW, _WIDE = 80, 95


def hindrance(course: Course, what: str) -> str:
    """Return why history, ranges or territories cannot be shown, nothing where they can."""
    say, frame = course.frame.language.say, course.frame
    if what == "history" and not course.observed:
        base = frame.study.rows.facts.base_year
        return say(
            "Nothing was published before {year} for exactly this territory, group and sector.",
            year=base,
        )
    if what == "ranges" and course.measure == "need":
        return say("The need follows from population and norm, of which no range is known.")
    if what == "split" and not frame.study.children(frame.view.territory):
        return say("This plan has no smaller territories to compare.")
    return ""
