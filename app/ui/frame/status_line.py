"""The line at the foot: what is saved, what the figures are worth, and the language."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QWidget

from app.language import CODES
from app.ui import icons, look
from app.ui.actions import OWN_NAMES, call
from app.ui.controls.labels import Elided, button, label

if TYPE_CHECKING:
    from app.problems import Message
    from app.ui.document import Document

_ICON = 14
_SAID_MS = 6000


class StatusLine(QFrame):
    """Speaks of the open plan; what has just been done stands there for a moment."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Build the line inside the window: it may be seen at once."""
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._document = document
        self._said: Message | None = None
        self._at: datetime | None = None
        self._pictures = {key: QLabel() for key in ("saved", "warning", "result")}
        self.saved, self.result = label("caption"), label("caption")
        self.warning = Elided("caption")
        self.fingerprint = label("caption")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.language = button("link")
        self.language.setMenu(_languages(document, self.language))
        self._quiet = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._quiet.timeout.connect(self._be_quiet)
        self._lay_out()
        self._listen()
        self.retell()

    def _lay_out(self) -> None:
        place = QHBoxLayout(self)
        place.setContentsMargins(14, 0, 14, 0)
        place.setSpacing(6)
        texts: dict[str, QWidget] = {
            "saved": self.saved, "warning": self.warning, "result": self.result
        }  # fmt: skip
        for key, text in texts.items():
            place.addWidget(self._pictures[key])
            place.addWidget(text)
            place.addSpacing(8)
        place.addStretch(1)
        place.addWidget(self.fingerprint)
        place.addSpacing(8)
        place.addWidget(self.language)

    def _listen(self) -> None:
        document = self._document
        document.listen(self.retell)
        document.told.connect(self.tell)
        document.plan_changed.connect(self._changed)
        document.plan_opened.connect(self._opened)
        document.plan_closed.connect(self.hide)
        document.view_changed.connect(self.retell)
        for one in (document.work_started, document.work_ended):
            one.connect(self._tell_result)

    def tell(self, said: Message) -> None:
        """Say for a moment what has just been done."""
        self._said = said
        self._quiet.start()
        self.retell()

    def retell(self) -> None:
        """Say what is saved, what the figures are worth and which result this is."""
        document = self._document
        self.setFixedHeight(look.size("status_line"))
        self.setVisible(document.is_open)
        self.language.setText(OWN_NAMES[document.language.code])
        if not document.is_open:
            return
        from app.reports.frame import Frame

        say = document.language.say
        warning = Frame(document.study, document.view, document.language).warning
        self._tell_saved()
        self.warning.setText(warning)
        self.warning.setToolTip(warning)
        self._picture("warning", "triangle-alert" if warning else "", "warning")
        self._tell_result()
        code = document.study.fingerprint
        self.fingerprint.setText(say("Fingerprint: {code}", code=code))
        self.language.setAccessibleName(say("Language"))

    def _tell_result(self) -> None:
        """Say whether the figures of the pages follow from those of the plan."""
        document, say = self._document, self._document.language.say
        stale = document.is_stale and not document.is_busy
        ready = say("Results older than the data") if stale else say("Results up to date")
        self.result.setText(say("Recalculating…") if document.is_busy else ready)
        self._picture("result", "triangle-alert" if stale else "chart-line",
                      "warning" if stale else "info")  # fmt: skip

    def _tell_saved(self) -> None:
        document, say = self._document, self._document.language.say
        if self._said is not None:
            self.saved.setText(document.language.tell(self._said))
            self._picture("saved", "info", "info")
        elif not document.writable:
            self.saved.setText(say("Read-only"))
            self._picture("saved", "lock", "warning")
        elif self._at is None:
            self.saved.setText(say("All changes saved"))
            self._picture("saved", "circle-check", "success")
        else:
            self.saved.setText(say("All changes saved at {time}", time=f"{self._at:%H:%M}"))
            self._picture("saved", "circle-check", "success")

    def _picture(self, key: str, icon: str, tone: str) -> None:
        self._pictures[key].setVisible(bool(icon))
        if icon:
            colour = look.of(self).status(tone, "fg")
            self._pictures[key].setPixmap(icons.picture(icon, colour, _ICON))

    def _opened(self) -> None:
        self._at = None
        self._be_quiet()

    def _changed(self) -> None:
        self._at = datetime.now().astimezone()
        self._be_quiet()

    def _be_quiet(self) -> None:
        self._said = None
        self.retell()


def _languages(document: Document, parent: QWidget) -> QMenu:
    """Return the list of languages, each named in itself."""
    menu = QMenu(parent)
    for code in CODES:
        action = menu.addAction(OWN_NAMES[code])
        action.triggered.connect(partial(call, partial(document.speak, str(code))))
    return menu
