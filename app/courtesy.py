"""Work beside the window lets the window go first.

Python computes in one thread at a time. Two that compute hand it to and fro, and each of the
hundreds of calls that one painting makes would wait its turn behind work that nobody waits for.
Work that takes long therefore gives way every few milliseconds: it waits until a window that is
busy has answered the person.

Whoever gives way may hold nothing that the window waits for, no lock above all; and work that
nobody wants any more ends there, as by an error.
"""

from __future__ import annotations

import functools
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

T = TypeVar("T")


class _Mine(threading.local):
    """How the work of each thread gives way; nothing where nobody waits for it to."""

    way: Callable[[], object] | None = None


_mine = _Mine()


def give_way() -> None:
    """Let whoever is busy go first, as the work in this thread was told to; else do nothing."""
    if _mine.way is not None:
        _mine.way()


@contextmanager
def giving_way(way: Callable[[], object]) -> Iterator[None]:
    """Have what is done in this thread meanwhile call `way` wherever it gives way."""
    before, _mine.way = _mine.way, way
    try:
        yield
    finally:
        _mine.way = before


class cached_property(functools.cached_property[T]):  # noqa: N801  the name everybody knows
    """A property that is worked out once for an object, and keeps nobody out meanwhile.

    Before Python 3.12 the standard one has a lock for all objects of a class: the window would wait
    for whatever another thread happens to work out. Two that ask at once both work it out here, and
    the last answer stays; so it must depend on nothing that changes.
    """

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | T:
        """Return what was worked out for an object."""
        if instance is None or self.attrname is None:
            return self
        known = vars(instance)
        if self.attrname not in known:
            known[self.attrname] = self.func(instance)
        found: T = known[self.attrname]
        return found
