"""A few things of which some are ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from app.ui.controls.fields import Check

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Pick(Check):
    """A box whose text has dots amid it where the room is short: copies differ at their ends.

    All of it is told and read aloud.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(element, option, self).width()
        option.text = option.fontMetrics.elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, room, Qt.TextFlag.TextShowMnemonic.value
        )


class Picks(QWidget):
    """Boxes to tick, one under the other; `changed` says that another set of them is ticked."""

    changed = Signal()

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self.boxes: dict[str, Check] = {}
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(4, 4, 4, 4)
        self._place.setSpacing(0)
        self._place.addStretch(1)

    def show_options(self, options: Mapping[str, str], *, ticked: bool = False) -> None:
        """Offer other things."""
        for box in self.boxes.values():
            self._place.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {}
        for key, text in options.items():
            box = _Pick(text)
            box.setChecked(ticked)
            box.toggled.connect(self._tell)
            self.boxes[key] = box
            self._place.insertWidget(self._place.count() - 1, box)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The keys of what is ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _tell(self, *_ticked: bool) -> None:
        self.changed.emit()
