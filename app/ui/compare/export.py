"""Asks where the scenario summary goes and in which language, and writes it beside the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from app.reports.comparison_words import finding
from app.ui.dialogs.export import WRITTEN, ExportDialog, proposal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.language import Language
    from app.reports.compared import Compared
    from app.reports.comparison_words import State
    from app.ui.document import Document
    from app.ui.job import Step


class ExportSummary(ExportDialog):
    """The dialog of the workbook, for another workbook."""

    def __init__(self, document: Document, asked: Compared, state: State, parent: QWidget) -> None:
        """Take the comparison as it is shown now: a workbook waits for no ranges, and says so."""
        self._asked = asked
        self._state: State = "known" if state == "known" else "stopped"
        super().__init__(document, parent)
        if self._state == "stopped" and len(asked.names) > 1:
            self.banner.say("info", finding(asked, self._state))

    def heading(self) -> str:
        """Return what is written."""
        return self._asked.language.say("Scenario summary")

    def proposal(self, spoken: Language, day: date) -> str:
        """Return a file name that says what the workbook holds."""
        found = self._asked.found
        name = proposal(found.reference, found.view, spoken, day)
        return name.replace("Projection_RHS_", "Scenarios_RHS_", 1)

    def work(self, target: Path, spoken: Language) -> Callable[[Step], Path]:
        """Return what writes the workbook."""
        return partial(_write, replace(self._asked, language=spoken), self._state, target)


def _write(asked: Compared, state: State, path: Path, step: Step) -> Path:
    """Make the workbook in memory, then put it in its place, whole or not at all."""
    from app.reports.scenario_summary import summary_bytes
    from app.reports.whole_file import write_whole

    made_at = datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    content = summary_bytes(asked, state, made_at)
    step(WRITTEN)
    write_whole(path, content)
    return path
