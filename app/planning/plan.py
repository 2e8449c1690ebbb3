"""An open plan: hands out rows, applies edits, nothing else."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from app.models import integrity, making, reads
from app.models.plan_file import PlanFile

if TYPE_CHECKING:
    from app.models.rows import PlanRows


class Plan:
    """A plan file, open for looking or for changing."""

    def __init__(self, path: Path, *, write: bool) -> None:
        """Look at the file and check it; use `Plan.open`."""
        self.path = path.absolute()
        self.writable = write
        self._file = PlanFile(self.path)
        self._rows: PlanRows | None = None
        integrity.look(self.path)
        with self._file.reading() as connection:
            self._marks = integrity.check(connection, self.path)

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Self:
        """Open a plan after checking all of it."""
        return cls(path, write=write)

    @staticmethod
    def create(path: Path, rows: PlanRows) -> None:
        """Make a new plan file; an existing one is never overwritten."""
        making.create(path, rows)

    def rows(self) -> PlanRows:
        """Return every figure of the plan as frozen rows."""
        if self._rows is None:
            with self._file.reading() as connection:
                self._rows = reads.everything(connection)
        return self._rows

    def copy_to(self, path: Path) -> None:
        """Write a verified copy of the plan."""
        making.copy(self._file, path)

    def close(self) -> None:
        """Let go of the plan; closing writes nothing to it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()
