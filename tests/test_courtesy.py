"""Giving way, and properties that keep nobody out while they are worked out."""

import threading

from app.courtesy import cached_property, give_way, giving_way


def test_work_gives_way_as_it_was_told_to_and_only_meanwhile() -> None:
    told: list[str] = []
    give_way()
    with giving_way(lambda: told.append("outer")):
        give_way()
        with giving_way(lambda: told.append("inner")):
            give_way()
        give_way()
    give_way()
    assert told == ["outer", "inner", "outer"]


def test_each_thread_has_its_own_way() -> None:
    told: list[str] = []
    with giving_way(lambda: told.append("here")):
        other = threading.Thread(target=give_way)
        other.start()
        other.join()
    assert told == []


class _Sum:
    """Waits, while it is worked out, until another one has been."""

    def __init__(self, other: "_Sum | None" = None) -> None:
        self.other, self.times = other, 0

    @cached_property
    def known(self) -> int:
        """One, and that of the other, worked out in another thread meanwhile."""
        self.times += 1
        if self.other is None:
            return 1
        found: list[int] = []
        thread = threading.Thread(target=lambda: found.append(self.other.known), daemon=True)  # type: ignore[union-attr]
        thread.start()
        thread.join(30)
        return 1 + found[0]


def test_a_property_is_worked_out_once() -> None:
    one = _Sum()
    assert (one.known, one.known, one.times) == (1, 1, 1)
    assert isinstance(_Sum.known, cached_property)


def test_a_property_keeps_no_other_thread_out() -> None:
    """The standard one of Python 3.11 has one lock for all objects: here this would not end."""
    assert _Sum(_Sum()).known == 2
