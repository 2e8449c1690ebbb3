"""The widest bars of a tornado, as changes of the result, and how many others there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports import tornado

if TYPE_CHECKING:
    from app.planning.ranges import Group
    from app.planning.tornado import Tornado
    from app.reports.frame import Frame

MOST = 8
LEAST = 0.5  # persons: what moves the result by less shows as nothing


@dataclass(frozen=True)
class TornadoRow:
    """A group by its name, and what its low and its high change in the result, persons.

    low, high: None where they could not be computed.
    """

    group: Group
    name: str
    low: float | None
    high: float | None

    @property
    def one_sided(self) -> bool:
        """Whether both ends lie on the same side of the result."""
        return (self.low or 0.0) * (self.high or 0.0) > 0


@dataclass(frozen=True)
class Widest:
    """The rows to show, and how many other groups move the result less."""

    rows: tuple[TornadoRow, ...]
    others: int


def widest(found: Tornado, frame: Frame) -> Widest:
    """Return the bars that move at least one person, the widest first."""
    moving = [bar for bar in found.bars if bar.width >= LEAST]
    rows = [
        TornadoRow(
            bar.group,
            tornado.group_name(bar.group, frame),
            None if bar.low is None else bar.low - bar.base,
            None if bar.high is None else bar.high - bar.base,
        )
        for bar in moving[:MOST]
    ]
    return Widest(tuple(rows), len(moving) - len(rows))


def told(found: Widest, frame: Frame) -> str:
    """Return the groups that matter most in words, for those who do not see the picture."""
    language = frame.language
    if not found.rows:
        return language.say("Nothing moves it.")
    named = [
        language.say(
            "{name} {value}",
            name=row.name,
            value=language.say(
                "from {a} to {b}", a=language.signed(row.low), b=language.signed(row.high)
            ),
        )
        for row in found.rows
    ]
    return language.say("Most influential: {list}.", list=language.list_of(named))
