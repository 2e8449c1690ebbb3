"""The history of a plan, read from its journal: what was done, undone, redone, by whom, when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from app.planning.edit_text import read_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.journal import JournalLine
    from app.problems import Message

State = Literal["done", "undone", "dropped"]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change; an undone one can be redone, a dropped one was left behind by a later change."""

    sequence: int
    time: datetime
    who: str
    what: Message
    touches: frozenset[str]
    state: State


class History:
    """The lines of the journal, and which changes stand, can be undone, can be redone."""

    def __init__(self, lines: Iterable[JournalLine]) -> None:
        """Follow the journal from its first line to its last."""
        self.last = 0
        self.done: list[int] = []
        self.undone: list[int] = []
        self._changes: dict[int, JournalLine] = {}
        for line in lines:
            self.follow(line)

    def follow(self, line: JournalLine) -> None:
        """Take in the next line of the journal."""
        self.last = line.sequence
        if line.action == "undo":
            self.undone.append(self.done.pop())
        elif line.action == "redo":
            self.done.append(self.undone.pop())
        else:
            self.undone.clear()
            self.done.append(line.sequence)
            self._changes[line.sequence] = line

    def name(self, sequence: int) -> tuple[Message, frozenset[str]]:
        """Return the name of a change and the kinds it moved."""
        return read_name(self._changes[sequence].name)

    def lines(self) -> tuple[HistoryLine, ...]:
        """Return all changes, newest first."""
        return tuple(self._line(line) for line in reversed(self._changes.values()))

    def _line(self, line: JournalLine) -> HistoryLine:
        what, touches = read_name(line.name)
        time = datetime.fromisoformat(line.time)
        return HistoryLine(line.sequence, time, line.who, what, touches, self._state(line.sequence))

    def _state(self, sequence: int) -> State:
        if sequence in self.undone:
            return "undone"
        return "done" if sequence in self.done else "dropped"
