"""What the inspector shows: a sheet about the thing that is selected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One line of a section: a label with its value, a smaller note, and where it leads."""

    label: str
    value: str = ""
    note: str = ""
    sign: str = ""  # the sign before a line of a sum: −, =
    go: Callable[[], None] | None = None
    act: str = ""  # the words of what `go` does, where it is more than going there


@dataclass(frozen=True)
class Section:
    """Some lines under a heading, or a plain text."""

    title: str
    rows: tuple[Row, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is selected, its value, and where the value comes from."""

    title: str
    subject: str
    value: str = ""
    unit: str = ""
    sections: tuple[Section, ...] = field(default=())
    note: str = ""
