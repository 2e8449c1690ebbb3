"""The tour: leads from stop to stop, notices what is done, and keeps the place when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.problems import message
from app.ui import look
from app.ui.preferences import Preferences
from app.ui.tour.course import SAMPLE, stops
from app.ui.tour.mark import Mark
from app.ui.tour.pointer import Pointer

if TYPE_CHECKING:
    from app.ui.tour.stops import Stop, Target
    from app.ui.window import Window

_LOOK_MS = 150  # how often it looks whether something is done
_SEEKS = 14  # looks in which a page may still move its controls; then the hand alone scrolls


class Tour(QObject):
    """Eight stops on a fresh copy of a sample; one per window, use `tour_of`."""

    def __init__(self, window: Window) -> None:
        """Wait to be begun."""
        super().__init__(window)
        self._window, self._document = window, window.document
        self._stops: tuple[Stop, ...] = ()
        self._at = 0
        self._seeks = 0  # how often the control of the stop is still brought into sight
        self._opening = self._done = self._prepared = False
        self._said: tuple[object, ...] = ()  # what the mark shows
        self.mark, self.pointer = Mark(window), Pointer(window)
        self._eyes = QTimer(self)
        self._eyes.setInterval(_LOOK_MS)
        self._eyes.timeout.connect(self.look)
        self.mark.skipped.connect(self.go_on)
        self.mark.going_on.connect(self.go_on)
        self.mark.left.connect(self.leave)
        self.mark.target_wanted.connect(self._go_there)
        self._document.plan_opened.connect(self._opened)
        self._document.plan_closed.connect(self.leave)
        self._document.listen(self.retell)

    @property
    def runs(self) -> bool:
        """Whether a mark is in sight."""
        return bool(self._stops)

    @property
    def stop(self) -> Stop | None:
        """The stop of now."""
        return self._stops[self._at] if self._stops else None

    # --- From stop to stop ----------------------------------------------------------------------

    def begin(self) -> None:
        """Open a fresh copy of the sample and go on where the tour was left."""
        self.leave()
        self._opening = True
        self._document.open_sample(SAMPLE)

    def go_on(self) -> None:
        """Go to the next stop; after the last one the tour is over."""
        if self._at + 1 < len(self._stops):
            self._go_to(self._at + 1)
            return
        self._keep(0)
        self._end()
        self._document.told.emit(message("The tour is over; it is also in the Help menu."))

    def leave(self) -> None:
        """Leave the tour; it goes on at this stop next time."""
        if self.runs:
            self._end()
            if self._at:
                said = message("The tour is left; the Help menu goes on with it.")
                self._document.told.emit(said)

    def _opened(self) -> None:
        """Begin once the sample is there; another plan ends the tour."""
        wanted, self._opening = self._opening, False
        self.leave()
        if wanted and self._document.rows.facts.sample == SAMPLE:
            QTimer.singleShot(0, self._start)  # once all of the window has taken the plan in

    def _start(self) -> None:
        """Begin at the stop that is kept."""
        if self.runs or not self._document.is_open:
            return
        self._stops = stops(self._window)
        self._window.installEventFilter(self)
        kept = Preferences().tour
        self._go_to(kept if kept < len(self._stops) else 0)

    def _go_to(self, at: int) -> None:
        self._stops[self._at].leave()
        self._at, self._done, self._prepared, self._seeks = at, False, False, _SEEKS
        self._keep(at)
        stop = self._stops[at]
        self._document.go(stop.page)
        self._prepare(stop)
        self._eyes.start()
        self.retell()

    def _prepare(self, stop: Stop) -> None:
        """Put things where the stop begins, once its page is there: one may have to be loaded."""
        if not self._prepared and stop.page in self._window.workplace.pages:
            self._prepared = True
            stop.prepare()
            QTimer.singleShot(0, self._offer)  # after the page has given the keyboard to its own

    def _offer(self) -> None:
        """Let the keyboard begin at the way to the control."""
        if self.runs and not self._done:
            self._bring_into_sight()
            self.mark.show_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self._eyes.stop()
        for stop in self._stops[self._at : self._at + 1]:
            stop.leave()
        self._stops, self._said = (), ()
        self._window.removeEventFilter(self)
        self.mark.hide()
        self.pointer.hide()

    def _keep(self, at: int) -> None:
        """Keep the place, and let the menu say it."""
        Preferences().tour = at
        self._window.actions_list.retell()

    # --- Showing --------------------------------------------------------------------------------

    def look(self) -> None:
        """Notice whether the stop is done, and follow what it points at."""
        stop = self.stop
        if stop is None or not self._document.is_open:
            return
        self._prepare(stop)
        if self._prepared and not self._done and stop.done():
            self._done = True
            self.retell()
            self.mark.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._seeks and self._prepared and not self._done:
            self._seeks -= 1
            self._bring_into_sight()
        self.retell()

    def retell(self) -> None:
        """Say the stop of now, and point at its control."""
        stop = self.stop
        if stop is None or not self._document.is_open:
            return
        text = (stop.found() if self._done else "") or stop.tell()
        target = None if self._done else self._seen(stop)
        page = self._window.workplace.page_key
        asked = (text, self._at, self._done, target, self._window.size(), look.worn(), page)
        if asked == self._said:
            return
        stays, self._said = self._done and self._said[-1:] == (page,), asked
        at, language = (self._at + 1, len(self._stops)), self._document.language
        self.mark.say(text, at, language, done=self._done)
        if stays:
            self.mark.stay(self._window.rect())
        else:
            self.mark.stand_beside(target, self._window.rect(), level=stop.level)
        self.mark.show()
        if target is None:
            self.pointer.hide()
        else:
            self.pointer.point(target, self.mark.geometry())
        self.mark.raise_()

    def _seen(self, stop: Stop) -> QRect | None:
        """Return where the control of a stop is in the window, None where it is out of sight."""
        target = stop.target()
        if target is None or not target.widget.isVisible():
            return None
        if target.widget.window() is not self._window:
            return None
        return _placed(target, self._window)

    def _go_there(self) -> None:
        """Show the page of the stop, and give the keyboard to its control."""
        stop = self.stop
        if stop is None:
            return
        if not stop.is_here:
            self._document.go(stop.page)
        self._bring_into_sight()
        target = stop.target()
        if target is not None:
            _take_keyboard(target.widget)
        self.retell()

    def _bring_into_sight(self) -> None:
        """Scroll to the control of the stop, where it lies in what scrolls."""
        target = self.stop.target() if self.stop is not None else None
        place: QObject | None = None if target is None else target.widget.parent()
        while place is not None and target is not None:
            if isinstance(place, QScrollArea):
                place.ensureWidgetVisible(target.widget)
            place = place.parent()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave by Esc, where nothing else in the window has a use for it."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif kind is QEvent.Type.Resize:
            QTimer.singleShot(0, self.retell)
        return super().eventFilter(watched, event)


def _take_keyboard(widget: QWidget) -> None:
    """Give the keyboard to a control, or to the first part of it that takes it."""
    wanting = [widget, *widget.findChildren(QWidget)]
    taking = (one for one in wanting if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    found = next((one for one in taking if one.isVisible() and one.isEnabled()), widget)
    found.setFocus(Qt.FocusReason.TabFocusReason)


def _placed(target: Target, window: Window) -> QRect | None:
    """Return where the part of a control that can be seen is in the window, if any can."""
    shown = target.widget.visibleRegion().boundingRect().intersected(target.part)
    corner = target.widget.mapTo(window, QPoint(0, 0)) + shown.topLeft()
    return None if shown.isEmpty() else QRect(corner, shown.size())


def tour_of(window: Window) -> Tour:
    """Return the tour of a window, made when it is first asked for."""
    return window.findChild(Tour) or Tour(window)
