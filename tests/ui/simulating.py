"""A person at the simulator: keys, waiting for answers, and what stands on the stage."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.planning.stories import stories
from app.planning.trial import TRIAL
from app.ui.document import Document
from app.ui.pages.simulator import SimulatorPage

PATIENCE_MS = 30_000


@dataclass
class Trainer:
    """Presses keys on the stage, wherever it is shown, and reads what the room reads."""

    qtbot: QtBot
    document: Document
    page: SimulatorPage

    def press(self, key: Qt.Key | str, part: QWidget | None = None) -> None:
        self.wake()
        (part or self.page.stage).setFocus()
        QTest.keyClick(part or self.page.stage, key)
        self.settle()

    def wake(self) -> None:
        """Have the window of the stage active, as a window manager does."""
        here = self.page.stage.window()
        if QApplication.activeWindow() is not here:
            here.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is here, timeout=PATIENCE_MS)

    def settle(self) -> None:
        """Wait until everything is answered and drawn to its end; large bands may follow later."""
        telling, trials = self.page.stage.telling, self.document.trials
        self.qtbot.waitUntil(
            lambda: (
                not (self.document.is_busy or self.page.stage.busy or 0 < telling.revealed < 1)
                and (self.is_answered if self.is_large else not trials.busy)
            ),
            timeout=PATIENCE_MS,
        )
        QApplication.processEvents()

    @property
    def is_large(self) -> bool:
        """Whether the bands of the plan take longer than anybody waits for in a test."""
        return len(self.document.rows.territories) > 10

    @property
    def is_answered(self) -> bool:
        """Whether what is shown follows from what is tried."""
        trials = self.document.trials
        mine = [one for one in trials.study.rows.measures if one.scenario == TRIAL]
        answered = [(one.parameter, one.value) for one in mine]
        return answered == [(one.parameter, one.value) for one in trials.measures]

    @property
    def number(self) -> str:
        """The large figure as it is written."""
        return self.page.stage.result.number.text.strip("\u2066\u2069\u202f")

    @property
    def sentence(self) -> str:
        return self.page.stage.words.accessibleName()

    def chart(self, side: str = "left") -> dict[int, int]:
        """Return what a chart shows, in whole numbers by year, as far as it is not hidden."""
        scene = getattr(self.page.stage, side).view.scene
        pairs = list(zip(scene.years, scene.values, strict=True))[: scene.shown]
        return {year: round(value) for year, value in pairs}

    @property
    def steps(self) -> int:
        return len(self.page.stage.telling.steps)

    @property
    def step(self) -> int:
        """The number of the step that stands, 0 before the first one."""
        return self.page.stage.telling.at + 1

    def story(self, code: str) -> None:
        """Begin a story by its code."""
        assert code in {one.id for one in stories(self.document.rows)}
        self.page.stage.telling.choose(code)
        self.settle()
