"""One chart of the simulator: its title, its notes, and a picture that follows the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.labels import Elided, frame
from app.ui.controls.nest import nest
from app.ui.controls.pixels import drawn
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.language import Language
    from app.reports.trial_chart import Measure, TrialChart
    from app.reports.trial_scene import Scene
    from app.ui.ahead import Ahead

_LEAST, _PRESENTED = QSize(220, 150), QSize(270, 180)
_CORNER = 4


@dataclass(frozen=True)
class Pictured:
    """What a chart is told: a scene, its measure, its title, and the words for who does not see it.

    steps: plateaus instead of points.
    """

    scene: Scene
    measure: Measure
    title: str
    words: str
    steps: bool


class TrialView(QWidget):
    """A picture of a scene; `pressed` gives the year and the value under the hand.

    turns: where charts are built and drawn for the first time, each in a turn of its own; what was
    shown stays meanwhile. Without it they are built at once.
    """

    pressed = Signal(int, float)
    year_asked = Signal(int)
    noted = Signal()

    def __init__(self, turns: Ahead | None = None) -> None:
        """Start without a chart: nothing of matplotlib is loaded before the first one."""
        super().__init__()
        self._turns, self._renewing = turns, False
        self._told: tuple[Pictured, Language] | None = None
        self._chart: TrialChart | None = None
        self._of: tuple[object, ...] = ()  # what the chart was built for
        self._picture: QImage | None = None
        self._presented = self._moving = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_LEAST)

    @property
    def scene(self) -> Scene | None:
        """What is shown."""
        return self._told[0].scene if self._told is not None else None

    @property
    def notes(self) -> str:
        """What has to be said of a cut axis and of a need outside the frame."""
        if self._chart is None:
            return ""
        said = (self._chart.need_note(), self._chart.axis_note())
        return " · ".join(note for note in said if note)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        self._presented = presented
        self.setMinimumSize(_PRESENTED if presented else _LEAST)
        self._picture = None
        self.update()

    def show_scene(self, told: Pictured, language: Language) -> None:
        """Show a scene; only its values move where its years are those of the one before."""
        self._told = told, language
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(told.words)
        if not self._tell_chart():
            self._renew()
        elif not self._renewing:
            self._fit()
            self._picture = None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take another size; what has to be said of the axis may change with it.

        Another look moves everything several times: the chart that comes with it is fitted once.
        """
        super().resizeEvent(event)
        if self._of == self._wanted():
            self._fit()
            self.noted.emit()

    def _fit(self) -> None:
        if self._chart is not None and self._has_room():
            self._chart.fit(self.width(), self.height(), self.devicePixelRatioF())

    def _has_room(self) -> bool:
        """Tell whether it has been given a place yet."""
        return self.size() == self.size().expandedTo(_LEAST)

    def hold_limits(self) -> None:
        """Keep the scale while a hand moves."""
        if self._chart is not None and not self._moving:
            self._chart.hold_limits()
        self._moving = True

    def release(self) -> None:
        """Let the scale follow the values again."""
        if self._chart is not None and self._moving:
            self._chart.release()
        self._moving = False
        self._picture = None
        self.update()

    def _tell_chart(self) -> bool:
        """Tell the chart its scene; another look, language or other years want another: False."""
        if self._told is None or self._chart is None or self._of != self._wanted():
            return self._told is None
        return self._chart.show(self._told[0].scene)

    def _wanted(self) -> tuple[object, ...]:
        """Return what a chart is built for."""
        if self._told is None:
            return ()
        told, language = self._told
        worn = look.of_charts(self, language, presented=self._presented)
        return told.measure, told.steps, worn, self._presented

    def _renew(self) -> None:
        """Have another chart, unless one is under way."""
        if self._renewing:
            return
        self._renewing = True
        if self._turns is not None:
            self._turns.plan(self._made_anew())
        else:
            list(self._made_anew())

    def _made_anew(self) -> Iterator[None]:
        """Build a chart for what is told by now, then draw it: either takes a moment."""
        if not self._tell_chart():
            self._build()
        self._fit()
        yield
        self._renewing, self._picture = False, None
        if self._has_room():
            self._drawn(self.devicePixelRatioF())
        elif self._chart is not None:
            drawn(self._chart.figure)  # the first picture takes twice as long as others
        self.noted.emit()
        self.update()

    def _build(self) -> None:
        if self._told is None:
            return
        from app.reports.live_canvas import LiveCanvas
        from app.reports.trial_chart import TrialChart

        told, language = self._told
        worn = look.of_charts(self, language, presented=self._presented)
        chart = TrialChart(
            told.scene, worn, told.measure, steps=told.steps, presented=self._presented
        )
        self._of = self._wanted()
        LiveCanvas(chart.figure, *chart.layers())
        self._chart, self._moving = chart, False

    # --- The picture ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the picture is one
        """Draw the picture, if it is not the present one, and the focus."""
        painter = QPainter(self)
        picture = self._drawn(self.devicePixelRatioF())
        if picture is not None:
            painter.drawImage(0, 0, picture)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.of(self).colour("focus_ring"), look.stroke("focus")))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, _CORNER, _CORNER)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._picture = None

    def _drawn(self, ratio: float) -> QImage | None:
        if self._chart is not None and self._of != self._wanted():  # other colours
            self._renew()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._renewing or (self._picture is not None and self._picture.size() == size):
            return self._picture
        if self._chart is not None:
            self._chart.fit(self.width(), self.height(), ratio)
            self._picture = drawn(self._chart.figure)
            self._picture.setDevicePixelRatio(ratio)
        return self._picture

    # --- The hand and the keyboard --------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell the year and the value under the hand."""
        super().mousePressEvent(event)
        if self._chart is not None and event.button() is Qt.MouseButton.LeftButton:
            at = event.position()
            year = self._chart.year_at(at.x() / max(self.width(), 1))
            self.pressed.emit(year, self._chart.value_at(at.y() / max(self.height(), 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from year to year, the way that time runs."""
        scene, keys = self.scene, Qt.Key
        on = -1 if self._told is not None and look.time_turns(self._told[1]) else 1
        steps = {keys.Key_Left: -on, keys.Key_Right: on, keys.Key_Home: -999, keys.Key_End: 999}
        step = steps.get(keys(event.key()))
        if scene is None or step is None:
            super().keyPressEvent(event)
            return
        first, last = scene.years[0], scene.years[-1]
        self.year_asked.emit(min(max((scene.chosen or last) + step, first), last))


class TrialCard(QWidget):
    """A chart in its card, with its title and what has to be said of its axis."""

    def __init__(self, turns: Ahead | None = None) -> None:
        """Build it empty; `turns` as in the view."""
        super().__init__()
        self.view = TrialView(turns)
        self.title, self.note = Elided("h3"), Elided("caption")
        self._beside: list[QWidget] = []
        self.view.noted.connect(self._note)
        line = QHBoxLayout()
        line.addStrut(look.size("icon_button"))  # the titles of two cards stand level
        line.addWidget(self.title)
        self._head = QGridLayout()
        self._head.setColumnStretch(0, 1)
        self._head.setVerticalSpacing(0)
        nest(self._head, line, 0, 0)
        card = frame("card")
        self._inside = QVBoxLayout(card)
        self._inside.setSpacing(look.space("xs"))
        nest(self._inside, self._head)
        self._inside.addWidget(self.view, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(card)
        self.stack(stacked=False)

    @property
    def is_crowded(self) -> bool:
        """Whether the title and the note do not stand on one line, once there is one."""
        shown = [self.title, self.note, *(one for one in self._beside if one.isVisible())]
        wanted = sum(one.sizeHint().width() for one in shown)
        gaps = (len(shown) - 1) * self._head.horizontalSpacing()
        return wanted + gaps > self._head.geometry().width() > 0

    def stack(self, *, stacked: bool) -> None:
        """Put the note on a line of its own, or beside the title."""
        self._head.addWidget(self.note, *((1, 0, 1, 3) if stacked else (0, 1, 1, 1)))

    def add(self, part: QWidget) -> None:
        """Put a switch at the end of the row of the title."""
        self._head.addWidget(part, 0, 2)
        self._beside.append(part)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        margin = look.space("l") if presented else look.space("m")
        self._inside.setContentsMargins(margin, 8, margin, 8)
        letters(self.title, "h3", presented=presented)
        letters(self.note, "caption", presented=presented)
        self.view.present(presented=presented)

    def show_scene(self, told: Pictured, language: Language) -> None:
        """Show a scene with its title."""
        self.title.setText(told.title)
        self.title.setToolTip(told.title)  # whole, where there is no room
        self.view.show_scene(told, language)
        self._note()

    def _note(self) -> None:
        self.note.setText(self.view.notes)
