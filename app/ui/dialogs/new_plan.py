"""Asks what a new plan is about; everything is filled in already, so that Enter makes one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui import look, refusal
from app.ui.controls.banner import Banner
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.dialogs import file_name
from app.ui.dialogs.room import make_room
from app.ui.folders import documents_folder
from app.ui.job import Job
from app.ui.start.samples import Named

if TYPE_CHECKING:
    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.job import Step

_WIDTH = 600
_SUFFIX = ".tabib"
_WHOLE = "MA"


@dataclass(frozen=True)
class _Choices:
    """What a new plan can be about, and the years between which it looks."""

    places: tuple[tuple[str, Named], ...]
    base_year: int
    last_year: int


class NewPlanDialog(QDialog):
    """Name, territory, horizon and file; `made` gives the plan that was made."""

    made = Signal(Path)

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Show the fields at once; what there is to choose from follows."""
        super().__init__(parent)
        self._document = document
        self._choices: _Choices | None = None
        self._job: Job | None = None
        self._title, self._hint = label("h2"), label("secondary", wraps=True)
        self.name, self.path = QLineEdit(), QLineEdit()
        self.place, self.horizon = Chooser(), Chooser()
        self.browse, self.cancel, self.create_button = button(), button(), button("primary")
        self.banner = Banner(closable=False)
        fields: tuple[QWidget, ...] = (self.place, self.horizon, self.name, self.path)
        self._fields = {one: label("secondary") for one in fields}
        self._lay_out()
        self._listen()
        self.retell()
        self._load()

    def retell(self) -> None:
        """Say every word of the dialog."""
        say = self._document.language.say
        self.setWindowTitle(say("New plan"))
        self._title.setText(say("New plan"))
        self._hint.setText(
            say(
                "The plan starts from the population, the norms and the rates of the reference"
                " figures. The staff is entered afterwards."
            )
        )
        named = (say("Territory"), say("Horizon"), say("Name of the plan"), say("File"))
        for (field, words), text in zip(self._fields.items(), named, strict=True):
            words.setText(text)
            words.setBuddy(field)
            field.setAccessibleName(text)
        self.browse.setText(say("Browse…"))
        self.cancel.setText(say("Cancel"))
        self.create_button.setText(say("Create the plan"))
        self._say_choices()
        self._allow()

    @property
    def target(self) -> Path:
        """The file that is to be made."""
        return file_name.target(self.path.text(), documents_folder(), _SUFFIX)

    def make(self) -> None:
        """Make the plan beside the window, then give it to whoever opens it."""
        fault = file_name.fault(self.path.text(), documents_folder())
        if fault is not None:
            self.banner.say("error", self._document.language.tell(fault))
            return
        self.banner.hide()
        path, names = self.target, self._names()
        place, horizon = str(self.place.currentData()), int(self.horizon.currentData())
        work = partial(_make, path, names, place, horizon)
        self._run(Job(work, drop=_take_back), self._made)

    def done(self, result: int) -> None:
        """Stop what is being read or made: no plan comes that nobody waits for."""
        if self._job is not None:
            self._job.stop()
        super().done(result)

    # --- Inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        filed = QHBoxLayout()
        filed.addWidget(self.path, 1)
        filed.addWidget(self.browse)
        for field, words in self._fields.items():
            form.addRow(words, filed if field is self.path else field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.create_button)
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 16, 20, 16)
        place.setSpacing(look.space("m"))
        place.addWidget(self._title)
        place.addWidget(self._hint)
        nest(place, form)
        place.addWidget(self.banner)
        place.addStretch(1)
        nest(place, buttons)
        self.create_button.setDefault(True)
        self.path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumWidth(look.scaled(_WIDTH))

    def _listen(self) -> None:
        self.place.currentIndexChanged.connect(self._propose_name)
        self.horizon.currentIndexChanged.connect(self._propose_name)
        self.name.textChanged.connect(self._propose_file)
        self.path.textChanged.connect(self._allow)
        self.browse.clicked.connect(partial(_browse, self))
        self.cancel.clicked.connect(self.reject)
        self.create_button.clicked.connect(partial(_create, self))
        self.banner.said.connect(partial(make_room, self))
        self._document.listen(self.retell)

    def _load(self) -> None:
        self._run(Job(_choices), self._loaded)

    def _run(self, job: Job, then: object) -> None:
        """Work beside the window; nothing else is asked for in the meantime."""
        self._job = job
        job.succeeded.connect(then)
        job.met_problem.connect(self._refused)
        job.ended.connect(self._rest)
        job.start()
        self._allow()

    def _loaded(self, choices: _Choices) -> None:
        """Fill in what a plan can be about."""
        self._choices = choices
        for year in range(choices.last_year, choices.base_year, -1):
            self.horizon.addItem("", year)
        for code, _ in choices.places:
            self.place.addItem("", code)
        self.retell()
        self._propose_name()
        self.place.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_choices(self) -> None:
        """Name the territories and the years."""
        language = self._document.language
        if self._choices is None:
            return
        for at, (code, names) in enumerate(self._choices.places):
            name = language.name(names)
            whole = language.say("{territory}, the whole country", territory=name)
            self.place.setItemText(at, whole if code == _WHOLE else name)
        for at in range(self.horizon.count()):
            self.horizon.setItemText(at, language.year(self.horizon.itemData(at)))

    def _propose_name(self) -> None:
        """Name the plan after its territory, as long as nobody has named it."""
        if self._choices is None or self.name.isModified():
            return
        self.name.setText(self._document.language.name(self._proposal(self._choices)))

    def _proposal(self, choices: _Choices) -> Named:
        """Return a name made of the territory and the years."""
        names = choices.places[self.place.currentIndex()][1]
        years = f"{choices.base_year}-{self.horizon.currentData()}"
        return Named(f"{names.fr} {years}", f"{names.ar} {years}", f"{names.en} {years}")

    def _names(self) -> Named:
        """Return the names of the plan; one that a person typed is its name in every language."""
        typed = self.name.text().strip()
        if self._choices is not None and not self.name.isModified():
            return self._proposal(self._choices)
        return Named(typed, typed, typed)

    def _propose_file(self) -> None:
        """Name the file after the plan, as long as nobody has named it; never one that exists."""
        if not self.path.isModified():
            self.path.setText(str(_free(documents_folder(), file_name.safe(self.name.text()))))
        self._allow()

    def _allow(self) -> None:
        """Let the plan be made once everything is there."""
        named = bool(self.name.text().strip() and self.path.text().strip())
        self.create_button.setEnabled(self._job is None and self._choices is not None and named)

    def _rest(self) -> None:
        self._job = None
        self._allow()

    def _made(self, path: Path) -> None:
        self.accept()
        self.made.emit(path)

    def _refused(self, problem: Problem) -> None:
        self.banner.say("error", refusal.told(problem, self._document.language))

    def ask_for_file(self) -> None:
        """Ask where the plan goes."""
        say = self._document.language.say
        chosen, _ = QFileDialog.getSaveFileName(
            self, say("New plan"), str(self.target), say("Tabib plans (*.tabib)")
        )
        if chosen:
            self.path.setText(chosen)
            self.path.setModified(True)


def _browse(dialog: NewPlanDialog, *_checked: bool) -> None:
    dialog.ask_for_file()


def _create(dialog: NewPlanDialog, *_checked: bool) -> None:
    dialog.make()


def _choices(_step: Step) -> _Choices:
    from app.planning import new_plan

    years = new_plan.years()
    places = ((r.code, Named(r.names.fr, r.names.ar, r.names.en)) for r in new_plan.places())
    return _Choices(tuple(places), years[0], years[-1])


def _make(path: Path, names: Named, place: str, horizon: int, _step: Step) -> Path:
    from app.planning.new_plan import new_plan
    from app.planning.plan import Plan

    Plan.create(path, new_plan(names, place, horizon))
    return path


def _take_back(made: object) -> None:
    """Delete the plan that was just made: whoever asked for it has left."""
    if isinstance(made, Path):
        made.unlink(missing_ok=True)


def _free(folder: Path, stem: str) -> Path:
    """Return the first name that no file of a folder has."""
    path, number = folder / f"{stem}{_SUFFIX}", 1
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem} ({number}){_SUFFIX}"
    return path
