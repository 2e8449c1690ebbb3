"""Pages of which one is shown: another look is put on the others at pauses, or when they are shown.

Qt works a style sheet out for every part of the program at once. Parts that nobody sees are kept
from that: they would make each change of the look several times as long.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.ui import look
from app.ui.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_PAUSE_MS = 100  # longer than what is seen takes to follow


class Pages(QStackedWidget):
    """Shows one page at a time, and each of them as the program looks at that moment."""

    def __init__(self) -> None:
        """Have no page yet."""
        super().__init__()
        self._ahead = Ahead(self, _PAUSE_MS)
        self._waiting: dict[QWidget, bool] = {}  # by page, whether the sheet is another one as well

    @property
    def hidden(self) -> list[QWidget]:
        """The pages that are not shown."""
        shown, every = self.currentWidget(), (self.widget(at) for at in range(self.count()))
        return [page for page in every if page is not None and page is not shown]

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page in the look of now."""
        self._dress(page)
        super().setCurrentWidget(page)

    def spare(self, *, sheet: bool) -> Iterator[QWidget]:
        """Give the parts that nobody sees, and dress them later; whoever asks leaves them out.

        sheet: whether the style sheet becomes another one, or the letters alone.
        """
        for page in self.hidden:
            self._waiting[page] = sheet or self._waiting.get(page, False)
            self._ahead.plan(self._at_a_pause(page))
            yield from _parts(page)

    def waits(self, page: QWidget) -> bool:
        """Tell whether a page has still the look of before."""
        return page in self._waiting

    def _at_a_pause(self, page: QWidget) -> Iterator[None]:
        if page in self.hidden:  # it may be gone
            self._dress(page)
        yield

    def _dress(self, page: QWidget) -> None:
        """Put the look of now on a page that waits for it."""
        sheet = self._waiting.pop(page, None)
        if sheet is None:
            return
        parts = _parts(page)
        if sheet:
            style = QApplication.style()
            for put in (style.unpolish, style.polish, _tell):
                for part in parts:
                    put(part)
        for part in parts:
            look.put_letters(part)


def _parts(page: QWidget) -> list[QWidget]:
    """Return a page with all on it that has a look, without pages inside that wait by themselves.

    What has never been shown gets its look when it is.
    """
    inside = (one for stack in page.findChildren(Pages) for one in stack.hidden)
    apart = {part for one in inside for part in (one, *one.findChildren(QWidget))}
    every = (page, *page.findChildren(QWidget))
    return [part for part in every if part not in apart and _is_worn(part)]


def _is_worn(part: QWidget) -> bool:
    dressed = part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    return dressed and not part.isVisible()


def _tell(part: QWidget) -> None:
    """Tell a part that its style is another one: it measures and paints itself anew."""
    QApplication.sendEvent(part, QEvent(QEvent.Type.StyleChange))


@contextmanager
def kept_away(parts: Collection[QWidget]) -> Iterator[None]:
    """Keep parts from a sheet that is put on the program meanwhile.

    Qt leaves out what has not been shown yet, and what has a style of its own.
    """
    _pass_for_new(parts, new=True)
    yield
    _pass_for_new(parts, new=False)


def _pass_for_new(parts: Collection[QWidget], *, new: bool) -> None:
    for part in parts:
        part.setAttribute(Qt.WidgetAttribute.WA_WState_Polished, not new)
        part.setAttribute(Qt.WidgetAttribute.WA_SetStyle, new)
