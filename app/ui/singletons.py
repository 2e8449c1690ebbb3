"""Keeps None, True and False alive under Python 3.11, where PySide6 6.12 loses count of them.

Each call of a Qt method that returns nothing, and each emitted signal, takes one reference too
many. From Python 3.12 on these objects are never counted; before it the program would end with
“deallocating None” after some ten thousand calls, which is less than a minute of scrolling.
"""

from __future__ import annotations

import sys

_FOR_EVER = 1 << 40


def keep() -> None:
    """Count so many references to them that no program can lose all."""
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for one in (None, True, False):
        ctypes.c_ssize_t.from_address(id(one)).value += _FOR_EVER
