"""What a page tells the grid: its columns, its rows, and the changes that it gets back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.problems import Message
    from app.reports.table import Cell, Kind

Place = tuple[int, str]  # a row as the page counts them, and the key of a column


class Role(StrEnum):
    """What a column is to a reader; it decides weight and ground."""

    FIGURE = "figure"
    GROUP = "group"  # the name of a group, shown once, strong
    LABEL = "label"  # says with the group what a row is about
    SUM = "sum"  # made from the figures beside it: strong, never typed


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it holds, whether and with what it can be filled.

    A heading given as a message is known in the three languages, also to a pasted block; one that
    is data comes as text, with its other names in `aliases`. `empty` is what clearing leaves,
    `widest` the pixels that the column takes at most where its texts are long.
    """

    key: str
    heading: Message | str
    kind: Kind
    role: Role = Role.FIGURE
    editable: bool = False
    empty: Cell = None
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    note: str = ""
    widest: int = 300

    @property
    def is_key(self) -> bool:
        """Whether a pasted block finds its rows by this column."""
        return self.role in {Role.GROUP, Role.LABEL} and not self.editable


@dataclass(frozen=True)
class Rows:
    """All rows as one sequence of values for each column, in the order of the page.

    `ids` say which row is which when rows come and go; without them a row is its place. Under
    `subtotals` are the rows that sum those above them, down from the subtotal before. `changed`
    cells get a mark, `locked` ones cannot be typed in though their column can, `notes` are read
    where the pointer rests, and `kinds` serve a column whose rows hold different kinds.
    """

    cells: tuple[Sequence[Cell], ...] = ()
    ids: Sequence[Hashable] = ()
    subtotals: frozenset[int] = frozenset()
    total: tuple[Cell, ...] = ()
    changed: frozenset[Place] = frozenset()
    locked: frozenset[Place] = frozenset()
    notes: Mapping[Place, str] = field(default_factory=dict)
    kinds: Mapping[str, Sequence[Kind]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse columns of different lengths."""
        lengths = {len(column) for column in self.cells}
        lengths |= {len(self.ids)} if len(self.ids) else set()
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")

    def __len__(self) -> int:
        return len(self.cells[0]) if self.cells else 0

    def name(self, row: int) -> Hashable:
        """Return what a row is known by."""
        return self.ids[row] if len(self.ids) else row


class Change(NamedTuple):
    """A value that a person gave to a cell."""

    row: int
    column: str
    value: Cell


class Rect(NamedTuple):
    """Cells that lie together, both ends included, rows and columns as they are shown."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.right - self.left + 1

    @property
    def size(self) -> int:
        """How many cells it has."""
        return self.height * self.width


# One gesture of a person: the page keeps it and returns nothing, or returns why it was refused.
Keep = Callable[[tuple[Change, ...]], str | None]
