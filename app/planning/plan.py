"""An open plan: hands out rows, applies edits, nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self

from app.models import backups, making, opening, reads, refusals
from app.models.journal import Action, JournalLine
from app.models.kinds import KINDS
from app.models.lock import user_name
from app.models.writes import Writer
from app.planning.edit_text import read_edit, write_edit, write_name
from app.planning.edits import name_of
from app.planning.history import History, HistoryLine
from app.planning.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from app.models.rows import PlanRows
    from app.planning.edits import Edit
    from app.problems import Finding, Message


class Plan:
    """A plan file, open for looking or for changes; every edit is on disk when `apply` returns."""

    def __init__(self, opened: opening.Opened) -> None:
        """Keep what the opening found; use `Plan.open`."""
        self.path = opened.file.known_as
        self.writable = opened.held is not None
        self.findings = opened.findings
        self._opened = opened
        self._file = opened.file
        self._marks = opened.marks
        self._history = History(opened.journal)
        self._rows: PlanRows | None = None
        self._stale: set[str] = set()

    @classmethod
    def open(cls, path: Path, *, write: bool = False, take_over: bool = False) -> Self:
        """Open a plan after checking all of it; without `write`, no byte changes anywhere.

        `take_over` ends the hold of another machine, once a person has said that it is gone.
        """
        if write:
            return cls(opening.open_for_changes(path, take_over=take_over))
        return cls(opening.open_for_looking(path))

    @staticmethod
    def create(path: Path, rows: PlanRows) -> None:
        """Make a new plan file; an existing one is never overwritten."""
        making.create(path, rows)

    @staticmethod
    def backups(path: Path) -> list[backups.Backup]:
        """Return the backups of a plan, even when it cannot be read.

        Those made of this very file come first, then those of its copies elsewhere.
        """
        return backups.kept_of(path)

    @staticmethod
    def restore(backup: Path, to: Path) -> None:
        """Make a new plan file from a backup; an existing one is never overwritten."""
        looked = opening.open_for_looking(backup)
        try:
            making.copy(looked.file, to, new=True)
        finally:
            opening.close(looked)

    def rows(self) -> PlanRows:
        """Return every figure of the plan as frozen rows.

        A kind that an edit did not touch is the same tuple as before; in one whose rows an edit
        replaced, the others are the same rows; one that gained or lost rows is read again.
        """
        if self._rows is None or self._stale:
            with self._file.reading() as connection:
                if reads.marks(connection) != self._marks:
                    raise refusals.changed_outside(self.path)
                if self._rows is None:
                    self._rows = reads.everything(connection)
                else:
                    fresh: dict[str, Any] = {
                        name: reads.rows_of(connection, name) for name in self._stale
                    }
                    self._rows = replace(self._rows, **_single_facts(fresh))
            self._stale = set()
        return self._rows

    def apply(self, edit: Edit) -> None:
        """Check an edit, then keep it with its opposite; nothing is written if nothing moves."""
        with self._changing() as writer:
            Rules(writer, partial(self._kind, writer)).check(edit)
            inverse = edit.apply(writer)
            if writer.marks == self._marks:
                return
            name = write_name(name_of(edit, inverse), edit.touches)
            line = replace(
                self._line("do"), name=name, edit=write_edit(edit), inverse=write_edit(inverse)
            )
            writer.note(line)
        self._took(line, writer)

    def undo(self) -> Message | None:
        """Take back the last change that stands and return its name."""
        return self._step("undo", self._history.done)

    def redo(self) -> Message | None:
        """Do the last undone change again and return its name."""
        return self._step("redo", self._history.undone)

    @property
    def can_undo(self) -> bool:
        """Say whether there is a change to take back."""
        return self.writable and bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Say whether there is a change to do again."""
        return self.writable and bool(self._history.undone)

    @property
    def standing(self) -> tuple[int, ...]:
        """The changes that stand, oldest first, by their place in the history."""
        return tuple(self._history.done)

    @property
    def next_undo(self) -> Message | None:
        """The name of the change that `undo` would take back."""
        return self._history.name(self._history.done[-1])[0] if self.can_undo else None

    @property
    def next_redo(self) -> Message | None:
        """The name of the change that `redo` would do again."""
        return self._history.name(self._history.undone[-1])[0] if self.can_redo else None

    def go_to(self, sequence: int) -> None:
        """Undo or redo until a change is the last that stands; one left behind is out of reach."""
        while sequence in self._history.undone:
            self.redo()
        while sequence in self._history.done and self._history.done[-1] != sequence:
            self.undo()

    def history(self) -> tuple[HistoryLine, ...]:
        """Return all changes of the plan, newest first."""
        return self._history.lines()

    def copy_to(self, path: Path) -> None:
        """Write a verified copy of the plan; a file of that name is replaced when it is whole."""
        if path.absolute() == self.path or (path.exists() and path.samefile(self.path)):
            raise refusals.exists(path)
        making.copy(self._file, path)

    def back_up(self) -> tuple[Finding, ...]:
        """Keep a backup now, if anything has changed since the last one."""
        return opening.back_up(self._file, self._marks)

    def close(self) -> None:
        """Let go of the plan; closing writes nothing to it."""
        self.writable = False
        opening.close(self._opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _changing(self) -> Iterator[Writer]:
        """Give a writer, if the plan may be changed and is as we last saw it."""
        if not self.writable:
            raise refusals.read_only(self.path)
        with self._file.writing() as connection:
            if reads.marks(connection) != self._marks:
                raise refusals.changed_outside(self.path)
            writer = Writer(connection, self._marks)
            yield writer
            marks = writer.finish()
        self._marks = marks

    def _kind(self, writer: Writer, name: str) -> tuple[Any, ...]:
        """Return the rows of a kind, from memory where they are there as they are on disk."""
        if self._rows is None or name in self._stale:
            return writer.rows(name)
        found: tuple[Any, ...] = getattr(self._rows, name)
        return found

    def _step(self, action: Action, stack: list[int]) -> Message | None:
        """Undo or redo the change on top of a stack."""
        if not stack:
            return None
        target = stack[-1]
        name, _ = self._history.name(target)
        with self._changing() as writer:
            kept = writer.journal_line(target)
            read_edit(kept.inverse if action == "undo" else kept.edit).apply(writer)
            line = replace(self._line(action), target=target)
            writer.note(line)
        self._took(line, writer)
        return name

    def _line(self, action: Action) -> JournalLine:
        """Return the next line of the journal, still without its texts."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return JournalLine(self._history.last + 1, action, 0, now, user_name(), "", "", "")

    def _took(self, line: JournalLine, writer: Writer) -> None:
        """Follow a change that is now on disk."""
        self._history.follow(replace(line, edit="", inverse=""))
        if self._rows is not None:
            self._rows = _with(self._rows, writer.replaced)
        self._stale |= writer.reshaped


def _with(rows: PlanRows, replaced: Mapping[str, list[Any]]) -> PlanRows:
    """Return the rows of a plan with some put in place of those that have their keys."""
    fresh: dict[str, Any] = {}
    for name, changed in replaced.items():
        key, first = attrgetter(*KINDS[name].key), attrgetter(KINDS[name].key[0])
        new = {key(row): row for row in changed}
        found = getattr(rows, name)
        kept = (found,) if name == "facts" else found
        firsts = {first(row) for row in changed}  # most rows are told apart by one look
        fresh[name] = tuple(new.get(key(row), row) if first(row) in firsts else row for row in kept)
    return replace(rows, **_single_facts(fresh))


def _single_facts(fresh: dict[str, Any]) -> dict[str, Any]:
    """Return fresh rows as `PlanRows` wants them: the facts are one row, not many."""
    return {name: rows[0] if name == "facts" else rows for name, rows in fresh.items()}
