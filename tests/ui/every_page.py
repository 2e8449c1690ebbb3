"""A tour of the window: every page, panel and dialog of an open sample, in any look."""

from __future__ import annotations

import gettext
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.language import CODES, Language, language
from app.planning import bands, fan
from app.ui.dialogs.defect import DefectDialog
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.preferences import Preferences
from app.ui.results.tabs import TABS
from app.ui.sections import SECTIONS
from app.ui.window import Window
from tests.ui.pages import compare_of, overview_of

SIZE = QSize(1366, 768)
SAMPLE = "morocco-2024"
STRETCHED = "stretched"
_TURNS = 12
_PATIENCE = 12_000  # rounds of 10 ms
_PAGE = 4096
_DRAWS = 4  # how wide a range is matters to nothing that is looked at here


@dataclass(frozen=True)
class Looks:
    """What the window wears: a language, colours, and the size of letters in percent."""

    code: str
    theme: Literal["light", "dark"] = "light"
    text: int = 100

    def __str__(self) -> str:
        return f"{self.code}-{self.theme}-{self.text}"


LOOKS = (
    *(Looks(code, "light", text) for code in CODES for text in (100, 150)),
    *(Looks(code, "dark", text) for code in CODES for text in (100, 150)),
    Looks(STRETCHED),
)


class Tour:
    """One window that goes from place to place; `at` is what a person has in front of them."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        Preferences().forget()
        self._draws = bands.DRAWS, fan.FIRST_DRAWS
        bands.DRAWS = fan.FIRST_DRAWS = _DRAWS
        self._folder = folder
        self.document = Document("fr")
        self.dress = Dress(application, self.document)
        self.window = Window(self.document, self.dress)
        self.window.resize(SIZE)
        self.window.show()
        self.document.open_sample(SAMPLE)
        self.settle()
        assert self.document.is_open

    @property
    def language(self) -> Language:
        return self.document.language

    def wear(self, looks: Looks) -> None:
        """Change the language, the colours and the size of letters in place."""
        self._leave()
        self.dress.change(theme=looks.theme, text_size=looks.text)
        self.document.speak(looks.code)
        self.window.resize(SIZE)
        self.settle()

    def at(self, place: str) -> QWidget:
        """Go to a place and return the window or the dialog that shows it."""
        self._leave()
        shown = PLACES[place](self)
        self.settle()
        return shown

    def settle(self) -> None:
        """Wait until nothing is computed any more and everything is painted."""
        for _ in range(_PATIENCE):
            still = not Job.any_runs()
            for _ in range(_TURNS):  # what a job that has just come back asks for, too
                QApplication.processEvents()
            if still and not Job.any_runs():
                break
            time.sleep(0.01)  # Qt's own waiting would keep Python from the other threads
        else:
            raise AssertionError("something was still computed after minutes")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def do(self, action: str) -> None:
        self.window.actions_list.by_key[action].trigger()

    def dialog(self, action: str) -> QWidget:
        """Open a dialog by its action."""
        self.do(action)
        return next(one for one in self.window.findChildren(QDialog) if one.isVisible())

    def end(self) -> None:
        self._leave()
        bands.DRAWS, fan.FIRST_DRAWS = self._draws
        self.document.give_up_sample()
        self.window.close()
        self.dress.change(theme="system", text_size=100)
        self.dress.take_off()
        self.window.deleteLater()
        self.settle()
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    # --- Places ---------------------------------------------------------------------------------

    def _leave(self) -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, QDialog) and shown.isVisible():
                shown.reject()
                shown.deleteLater()
        self.window.box.hide()
        if self.window.pages.currentWidget() is not self.window.workplace:
            self.document.plan_opened.emit()
        if self.window.workplace.history.isVisible():
            self.window.workplace.show_history(shown=False)
        self._turn(to_tables=False)
        self.settle()

    def page(self, key: str) -> QWidget:
        self.document.go(key)
        return self.window

    def start(self) -> QWidget:
        self.document.plan_closed.emit()
        return self.window

    def tables(self) -> QWidget:
        """Show the tables in place of the charts of the overview."""
        self.document.go("overview")
        self.settle()
        self._turn(to_tables=True)
        return self.window

    def result(self, tab: str) -> QWidget:
        """Show a tab of the results."""
        self.document.go("results", tab)
        return self.window

    def compared(self, way: str) -> QWidget:
        """Show the comparison in one of its ways."""
        self.document.go("compare")
        self.settle()
        compare_of(self.window).ways.asked.emit(way)
        return self.window

    def ranges(self) -> QWidget:
        """Show the comparison while its ranges are worked out."""
        self.document.go("compare")
        self.settle()
        compare_of(self.window).head.ranges.tell(self.language, "working", 1.0)
        return self.window

    def _turn(self, *, to_tables: bool) -> None:
        page = overview_of(self.window)
        for card in (page.result, page.where, page.drivers):
            if card.table.isVisible() != to_tables:
                card.turn()

    def history(self) -> QWidget:
        self.document.go("overview")
        self.window.workplace.show_history(shown=True)
        return self.window

    def recovery(self) -> QWidget:
        """Show what is said of a plan whose pages were overwritten."""
        plan = self._folder / "GST.tabib"
        if not plan.exists():
            data = bytearray(self.document.path.read_bytes())
            middle = len(data) // _PAGE // 2 * _PAGE
            data[middle : middle + 2 * _PAGE] = bytes(range(256)) * (2 * _PAGE // 256)
            plan.write_bytes(data)
        self.document.open(plan)
        return self.window

    def command_box(self) -> QWidget:
        self.window.box.ask()
        return self.window.box

    def defect(self) -> QWidget:
        dialog = DefectDialog("Traceback: …", "~/tabib.log", self.language)
        dialog.show()
        return dialog


Go = Callable[[Tour], QWidget]


def _page(key: str) -> Go:
    return lambda tour: tour.page(key)


def _compared(way: str) -> Go:
    return lambda tour: tour.compared(way)


def _dialog(action: str) -> Go:
    return lambda tour: tour.dialog(action)


def _result(tab: str) -> Go:
    return lambda tour: tour.result(tab)


PLACES: dict[str, Go] = {
    "start": Tour.start,
    **{page.key: _page(page.key) for section in SECTIONS for page in section.pages},
    **{f"results-{tab}": _result(tab) for tab in TABS},
    "compare-ranges": Tour.ranges,
    **{f"compare-{way}": _compared(way) for way in ("table", "spread")},
    "tables": Tour.tables,
    "history": Tour.history,
    "recovery": Tour.recovery,
    **{key: _dialog(key) for key in ("settings", "shortcuts", "about", "new", "export")},
    "command": Tour.command_box,
    "defect": Tour.defect,
}


# --- A language that nobody speaks ----------------------------------------------------------------


def spoken(code: str) -> Language:
    """Return a language of the program, or French with every text much longer."""
    return Language("fr", _Stretched()) if code == STRETCHED else language(code)


class _Stretched(gettext.NullTranslations):
    """French in brackets and two fifths longer, in words that can be broken into lines."""

    def gettext(self, message: str) -> str:
        return stretched(language("fr").catalogue.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(language("fr").catalogue.ngettext(msgid1, msgid2, n))


def stretched(text: str) -> str:
    """Return a text two fifths longer; file patterns and places stay as they are."""
    if not re.search(r"[^\W\d_]", re.sub(r"\{\w+\}", "", text)) or "(*." in text:
        return text
    length = len(re.sub(r"\{\w+\}", "", text))
    more = ("Éçàüô îñêÿ œæÂ ")[: max(1, round(0.4 * length) - 2)] * (1 + length // 40)
    ending = "…" if text.endswith("…") else ""
    return f"[{text.removesuffix('…')}{more[: max(1, round(0.4 * length) - 2)].rstrip()}]{ending}"
