"""A place for a still chart of the reports: its picture, its words, and what can be done with it.

The picture is drawn when it is needed and kept. One that takes long is drawn beside the window;
until it is there, the one before it stays.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from app.ui import look
from app.ui.actions import call
from app.ui.controls.figure_copies import FigureCopies
from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PySide6.QtGui import QContextMenuEvent, QPaintEvent

    from app.language import Language
    from app.reports.look import Look
    from app.reports.pictures import Copies
    from app.reports.plate import Make
    from app.reports.table import Table

_LEAST = QSize(240, 140)
_DRAWING = "draw"
_ROUND = 4


class FigureView(QWidget):
    """Shows the figure that a function of the reports makes for a look and a size."""

    table_asked = Signal()
    told = Signal(object)
    problem_met = Signal(object)
    drawn = Signal()

    def __init__(self) -> None:
        """Start without a figure: nothing of matplotlib is loaded before the first one."""
        super().__init__()
        self._asked: tuple[Make, Language] | None = None
        self._heavy = False
        self._number = 0  # of what was asked, so that a picture is known to be of it
        self._picture: QImage | None = None
        self._state: tuple[object, ...] = ()
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self.problem_met)
        self.copies = FigureCopies(self)
        self.copies.told.connect(self.told)
        self.copies.problem_met.connect(self.problem_met)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_LEAST)

    @property
    def busy(self) -> bool:
        """Whether something is still being drawn."""
        return self._lanes.busy or self.copies.busy

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return _LEAST

    def show_figure(
        self, make: Make, table: Table, language: Language, words: str, *, heavy: bool = False
    ) -> None:
        """Show another figure.

        make: called with a look and a size, with heavy in another thread; it must not change what
        it reads, nor keep the figure, which is taken apart once it is drawn. table: the data of
        the figure, with its title and its sources. words: what it shows, for those who do not see
        it.
        """
        self._asked, self._heavy = (make, language), heavy
        self._number += 1
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(words)
        self.copies.take(table, language, partial(_copied, make, table, language,
                                                  look.time_turns(language)))  # fmt: skip
        self.update()

    def menu(self) -> QMenu:
        """Return a menu of all that can be done with the figure."""
        made = QMenu(self)
        if self._asked is not None:
            self.copies.fill(made, self._asked[1])
            made.addSeparator()
            shown = made.addAction(self._asked[1].say("Show the table"))
            shown.triggered.connect(partial(call, self.table_asked.emit))
        return made

    # --- The picture ----------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the figure."""
        made = self.menu()
        made.aboutToHide.connect(made.deleteLater)
        made.popup(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours and letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the picture is one
        """Show the picture, drawn anew if it is not that of now."""
        self._catch_up()
        painter = QPainter(self)
        if self._picture is not None:
            if self._picture.deviceIndependentSize().toSize() == self.size():
                painter.drawImage(0, 0, self._picture)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(self.rect()), self._picture)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.of(self).colour("focus_ring"), look.stroke("focus")))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ROUND, _ROUND)
        painter.end()

    def _catch_up(self) -> None:
        """Have the figure of now drawn, if the picture is of another one."""
        if self._asked is None:
            return
        make, language = self._asked
        ratio = self.devicePixelRatioF()
        worn = look.of_charts(self, language)
        state = (self._number, worn, self.width(), self.height(), ratio)
        if state == self._state:
            return
        self._state = state
        drawing = partial(_drawn, make, worn, (self.width(), self.height()), ratio)
        if self._heavy:
            self._lanes.start(_DRAWING, Job(lambda _step: drawing()), self._take)
        else:
            self._lanes.clear(_DRAWING)
            self._picture = drawing()

    def _take(self, picture: QImage) -> None:
        self._picture = picture
        self.update()
        self.drawn.emit()


def _drawn(make: Make, worn: Look, size: tuple[int, int], ratio: float) -> QImage:
    """Draw a figure in a size, sharp on a screen of so many pixels a pixel."""
    from app.reports.plate import Size, let_go
    from app.ui.controls import pixels

    figure: Figure = make(worn, Size(*size))
    try:
        figure.set_dpi(figure.dpi * ratio)
        picture = pixels.drawn(figure)
    finally:
        let_go(figure)
    picture.setDevicePixelRatio(ratio)
    return picture


def _copied(make: Make, table: Table, language: Language, turned: bool) -> Copies:  # noqa: FBT001
    """Draw a figure for other programs, between its title and its sources."""
    from app.reports import pictures
    from app.reports.look import Look

    return pictures.copies_of(make, table, Look(language, mirrored=turned))
