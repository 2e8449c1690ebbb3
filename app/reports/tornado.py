"""Which assumptions matter most: the result of a year with each group at its low and its high."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning import tornado
from app.planning.scenario_tree import stack
from app.problems import message
from app.reports.assumption_names import parameter_name
from app.reports.frame import Frame
from app.reports.rounding import whole
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.language import Language
    from app.planning.ranges import Group
    from app.planning.tornado import Bar, Elasticity, Tornado
    from app.problems import Message, Value
    from app.reports.asked import Asked

_TITLES: Mapping[str, Message] = {
    "deficit": message("Assumptions that matter most to the deficit"),
    "stock": message("Assumptions that matter most to the stock"),
}
_BASES: Mapping[str, Message] = {
    "deficit": message("Deficit in {year}: {n}. The changes are changes of this."),
    "stock": message("Stock in {year}: {n}. The changes are changes of this."),
}
_EVERYONE = "ALL"
_LEAST = 0.00005  # an elasticity that is less shows as nothing


def answer(asked: Asked) -> tuple[Table, ...]:
    """Move each group of assumptions in turn and return the bars, the widest first.

    A year outside the plan is refused.
    """
    year = asked.options["year"]
    year = asked.view.until if year is None else year
    frame = Frame(asked.study, replace(asked.view, until=year), asked.language)
    return (table(tornado.tornado(frame.study, frame.view, year, _unheard), frame),)


def _unheard(_: float) -> None:
    """Let the work go on: nobody waits beside a command line."""


def table(found: Tornado, frame: Frame) -> Table:
    """Return a row for each bar that moves anything, and the norm; the others are in a note."""
    language = frame.language
    rows: list[tuple[Cell, ...]] = [
        (
            group_name(bar.group, frame),
            None if bar.low is None else bar.low - bar.base,
            None if bar.high is None else bar.high - bar.base,
            bar.width,
            *_elasticities(bar.elasticity),
        )
        for bar in found.bars
        if not _idle(bar)
    ]
    if found.norm is not None:
        rows.append((language.say("Norm"), None, None, None, *_elasticities(found.norm)))
    return Table(
        title=language.tell(_TITLES[found.measure]),
        subtitle=frame.subtitle,
        columns=_columns(language),
        rows=tuple(rows),
        notes=tuple(_notes(found, frame)),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("assumption", say("Assumption"), Kind.TEXT),
        Column("low", say("All values low"), Kind.CHANGE),
        Column("high", say("All values high"), Kind.CHANGE),
        Column("width", say("Reach"), Kind.PERSONS),
        Column("elasticity_need", say("Elasticity of the need"), Kind.RATIO),
        Column("elasticity_stock", say("Elasticity of the stock"), Kind.RATIO),
        Column("elasticity_deficit", say("Elasticity of the deficit"), Kind.RATIO),
    )


def _elasticities(found: Elasticity | None) -> tuple[float | None, ...]:
    return (None, None, None) if found is None else (found.need, found.stock, found.deficit)


def group_name(group: Group, frame: Frame) -> str:
    """Return the name of a group: its parameter, and whose it is if it is not everyone's."""
    language = frame.language
    parameter = parameter_name(group.parameter, language)
    if group.family == _EVERYONE:
        return parameter
    profession = language.name(frame.study.cadre_name(group.family))
    return language.say("{what} · {profession}", what=parameter, profession=profession)


def _idle(bar: Bar) -> bool:
    """Tell whether a group moves nothing that would show, and nothing was refused."""
    still = all(abs(one or 0.0) < _LEAST for one in _elasticities(bar.elasticity))
    return bar.refused is None and whole(bar.width) == 0 and still


def _notes(found: Tornado, frame: Frame) -> Iterator[str]:
    """Say how to read the bars, what has none and why, and which assumptions move nothing."""
    language, study = frame.language, frame.study
    base: dict[str, Value] = {"year": found.year, "n": language.number(found.base)}
    yield language.tell(replace(_BASES[found.measure], values=base))
    yield language.say(
        "One group moves at a time, all of its values together: the changes do not add up. "
        "Low and high are planning ranges, not probabilities."
    )
    yield language.say(
        "Elasticity: percentage by which a result moves for one per cent more; a deficit near zero "
        "and a surplus have none."
    )
    if stack(study.rows, study.scenario.id):
        yield language.say("What the measures of the scenario set stands, whatever lies beneath.")
    yield from _reasons(found, frame)
    idle = [group_name(bar.group, frame) for bar in found.bars if _idle(bar)]
    if idle:
        yield language.say("These move nothing here: {list}.", list=language.list_of(idle))
    yield from frame.notes([line for line in frame.lines() if line.year == found.year])


def _reasons(found: Tornado, frame: Frame) -> Iterator[str]:
    """Give the reason of everything that could not be computed for a group that is shown."""
    language = frame.language
    for bar in found.bars:
        name = group_name(bar.group, frame)
        if bar.refused is not None:
            reason = language.tell(bar.refused.what)
            yield language.say("{what}, not computed: {reason}", what=name, reason=reason)
        elif bar.unmoved is not None and not _idle(bar):
            reason = language.tell(bar.unmoved.what)
            yield language.say("{what}, no elasticity: {reason}", what=name, reason=reason)
