"""Letters before a room are larger: a part takes one role on the desk and another when shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PRESENTED = {
    "caption": "presented-note",
    "body": "presented",
    "sentence": "presented-words",
    "strong": "presented-h3",
    "h2": "presented-h1",
    "h3": "presented-h3",
    "value": "presented-value",
    "step": "presented-step",
    "primary": "presented-primary",
    "": "presented-plain",
}


def letters(widget: QWidget, role: str, *, presented: bool) -> None:
    """Give a widget a role of the style sheet, as it is on the desk or before a room."""
    wanted = _PRESENTED[role] if presented else role
    if widget.property("role") != wanted:
        widget.setProperty("role", wanted)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        look.put_letters(widget)
