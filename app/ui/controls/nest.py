"""Layouts inside layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtWidgets import QLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QBoxLayout, QGridLayout


def nest(outer: QBoxLayout | QGridLayout, inner: QLayout, *where: int) -> None:
    """Put a layout into another; where: what `addLayout` is told of its place.

    PySide6 names each item of the inner layout meanwhile and never learns when it goes: whatever is
    later made at that address ends the program as it goes in its turn (docs/decisions/0028).
    """
    outer.addLayout(inner, *where)  # type: ignore[call-overload]
    _forget_items(inner)


def _forget_items(layout: QLayout) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if isinstance(item, QLayout):
            _forget_items(item)
        elif item is not None:
            shiboken6.invalidate(item)
