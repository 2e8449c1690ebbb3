"""Bars that lie one under the other: names where reading begins, bars that grow from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from app.reports.plate import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reports.plate import Plate

_MARGIN, _GAP = 10, 10  # pixels
_NAMES = 0.42  # of the width, at most, for the names
_ROW = 30.0  # pixels, at most
_CAP = 3.5


class BarRows:
    """Places for the names, for the bars, and for the words at both sides of the bars."""

    def __init__(
        self,
        plate: Plate,
        names: Sequence[str],
        ends: tuple[float, float],
        beside: tuple[float, float],
        top: float = 0.0,
    ) -> None:
        """Lay the rows out: ends are the values of the frame, beside the pixels left free."""
        self.plate, self.ends = plate, ends
        inner = plate.room.within(_MARGIN, top, _MARGIN, 4)
        most = inner.width * _NAMES
        self._names = [plate.shortened(name, most, "label_px") for name in names]
        wide = max((plate.width(name, "label_px") for name in self._names), default=0.0) + _GAP
        before, after = wide + beside[0], beside[1]
        left, right = (after, before) if plate.backwards else (before, after)
        self.frame = inner.within(left, 0, right, 0)
        self._edge = inner.right - wide if plate.backwards else inner.left + wide
        self.high = min(_ROW, inner.height / max(len(names), 1))

    def x(self, value: float) -> float:
        """Return where a value lies."""
        low, high = self.ends
        part = (value - low) / (high - low)
        frame = self.frame
        return frame.right - part * frame.width if self.plate.backwards else (
            frame.left + part * frame.width
        )  # fmt: skip

    def y(self, row: int) -> float:
        """Return the middle of a row."""
        return self.frame.top + (row + 0.5) * self.high

    def names(self) -> None:
        """Write the names beside the bars."""
        plate = self.plate
        x = self._edge + _GAP if plate.backwards else self._edge - _GAP
        for row, name in enumerate(self._names):
            plate.write((x, self.y(row)), name, plate.look.surface("text"), measure="label_px",
                        ha="left" if plate.backwards else "right")  # fmt: skip

    def bar(self, row: int, span: tuple[float, float], **style: Any) -> None:  # noqa: ANN401
        """Fill a bar from a value to another."""
        first, last = sorted(map(self.x, span))
        high = self.high * self.plate.look.measure("bar_height_share")
        self._add(Box(first, self.y(row) - high / 2, last, self.y(row) + high / 2), **style)

    def rule(self, value: float, colour: str) -> None:
        """Draw a line across all rows."""
        x = self.x(value)
        width = self.plate.look.measure("line_zero") / 2
        foot = self.frame.top + self.high * len(self._names)
        self._add(Box(x - width, self.frame.top, x + width, foot), facecolor=colour)

    def tick(self, row: int, value: float, colour: str, width: float = 2.0) -> None:
        """Draw a short line across a row: a norm."""
        x, half = self.x(value), self.high * 0.42
        y = self.y(row)
        self._add(Box(x - width / 2, y - half, x + width / 2, y + half), facecolor=colour, zorder=4)

    def whisker(self, row: int, span: tuple[float, float], colour: str) -> None:
        """Draw a range over a bar."""
        first, last = sorted(map(self.x, span))
        y, thin = self.y(row), 0.7
        style = {"facecolor": colour, "zorder": 5}
        self._add(Box(first, y - thin, last, y + thin), **style)
        for x in (first, last):
            self._add(Box(x - thin, y - _CAP, x + thin, y + _CAP), **style)

    def word(
        self, row: int, at: float, said: str, colour: str, *, before: bool = False,
        strong: bool = True,
    ) -> None:  # fmt: skip
        """Write a value just outside the end of a bar."""
        leftwards = before != self.plate.backwards
        x = self.x(at) + (-5 if leftwards else 5)
        self.plate.write((x, self.y(row)), said, colour, measure="label_px", strong=strong,
                         ha="right" if leftwards else "left")  # fmt: skip

    def _add(self, box: Box, **style: Any) -> None:  # noqa: ANN401
        wide, high = self.plate.size.width, self.plate.size.height
        corner = (box.left / wide, 1 - box.bottom / high)
        whole = {"linewidth": 0, "zorder": 2} | style
        self.plate.figure.add_artist(
            Rectangle(corner, box.width / wide, box.height / high,
                      transform=self.plate.figure.transFigure, **whole)
        )  # fmt: skip
