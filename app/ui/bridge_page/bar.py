"""The bar over the page on causes: what differs, and which two states are meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.problems import message
from app.ui import look
from app.ui.bridge_page.question import (
    KINDS,
    Kind,
    Question,
    Version,
    offered_norms,
    other_file,
    versions,
)
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import label
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.problems import Message
    from app.ui.document import Document

    Options = Sequence[tuple[str, object]]

_KIND_NAMES: Mapping[str, Message] = {
    "years": message("Two years"),
    "scenarios": message("Two scenarios"),
    "norms": message("Two norms"),
    "versions": message("Two versions"),
}
_FILE = "file"
_LETTERS = 12  # of a choice that are seen at least
_MARGINS = (14, 10, 14, 10)


class Choice(QWidget):
    """A list to choose from under its label."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self.label, self.field = label("caption"), Chooser()
        self.field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.field.setMinimumContentsLength(_LETTERS)
        self.field.activated.connect(self._take)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(2)
        place.addWidget(self.label)
        place.addWidget(self.field)

    def say(self, name: str, options: Options, here: object) -> None:
        """Offer these, one of them chosen."""
        self.label.setText(name)
        with QSignalBlocker(self.field):
            self.field.clear()
            for text, what in options:
                self.field.addItem(text, what)
            at = [what for _, what in options].index(here) if options else -1
            self.field.setCurrentIndex(at)
        self.field.setAccessibleName(name)
        self.field.setToolTip(self.field.currentText())

    def _take(self, at: int) -> None:
        self.chosen.emit(self.field.itemData(at))


class QuestionBar(QFrame):
    """Chooses two states in place; `asked` gives the question at each choice."""

    asked = Signal(object)

    def __init__(self, document: Document) -> None:
        """Build it; it is told the question that it shows."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._question: Question | None = None
        self._versions: tuple[Version, ...] = ()
        self._rows: object = None  # whose versions these are
        self.kind, self.way = Segment(), Segment()
        self.start, self.end, self.year = Choice(), Choice(), Choice()
        self._lay_out()
        self.kind.chosen.connect(self._choose_kind)
        self.way.chosen.connect(self._choose_way)
        self.start.chosen.connect(self._choose_start)
        self.end.chosen.connect(self._choose_end)
        self.year.chosen.connect(self._choose_year)

    def _lay_out(self) -> None:
        top, low = QHBoxLayout(), QHBoxLayout()
        for one in (top, low):
            one.setSpacing(look.space("m"))
        top.addWidget(self.kind)
        top.addStretch(1)
        top.addWidget(self.way)
        for part in (self.start, self.end):
            low.addWidget(part, 1)
        low.addWidget(self.year)
        place = QVBoxLayout(self)
        place.setContentsMargins(*_MARGINS)
        place.setSpacing(look.space("s"))
        nest(place, top)
        nest(place, low)

    def tell(self, question: Question) -> None:
        """Show a question in the language of now."""
        self._question = question
        language = self._document.language
        say = language.say
        kinds = {str(kind): language.tell(_KIND_NAMES[kind]) for kind in KINDS}
        self.kind.say(kinds, question.kind, say("What differs"))
        ways = {"flows": say("By movement"), "levers": say("By measure")}
        self.way.say(ways, "levers" if question.levers else "flows", say("What explains it"))
        self.way.setVisible(question.kind == "scenarios")
        self.year.setVisible(question.kind != "years")
        self.year.say(say("Year"), self._years(), question.last)
        starts, ends = self._options(question)
        start, end = _chosen(question)
        self.start.say(say("Start"), starts, start)
        self.end.say(say("End"), ends, end)
        self.end.setEnabled(len(ends) > 1)

    def _options(self, question: Question) -> tuple[Options, Options]:
        """Return what can be chosen at both ends."""
        if question.kind == "years":
            return self._years(), self._years()
        if question.kind == "scenarios":
            return self._scenarios(), self._scenarios()
        if question.kind == "norms":
            return self._norms(), self._norms()
        now = self._document.language.say("This plan, now")
        return self._version_options(question), [(now, "")]

    def _years(self) -> Options:
        language, facts = self._document.language, self._document.rows.facts
        years = range(facts.base_year, facts.horizon + 1)
        return [(language.year(year), year) for year in years]

    def _scenarios(self) -> Options:
        from app.planning.scenario_tree import shown

        name = self._document.language.name
        return [(name(row.names), row.id) for row in shown(self._document.rows)]

    def _norms(self) -> Options:
        name = self._document.language.name
        return [(name(row.names), row.id) for row in offered_norms(self._document)]

    def _version_options(self, question: Question) -> Options:
        """Return the versions of the plan, and the way to any other file."""
        language, here = self._document.language, question.version
        if self._rows is not self._document.rows:  # another change stands, or one less
            self._rows, self._versions = self._document.rows, versions(self._document)
        known = [one.key for one in self._versions]
        if here is not None and here.key not in known:
            self._versions = (here, *self._versions)
        found = [(one.named(language), one.key) for one in self._versions]
        nothing = [] if here else [(language.say("Choose a version"), "")]
        return [*nothing, *found, (language.say("Another plan file…"), _FILE)]

    # --- Choosing -------------------------------------------------------------------------------

    def _choose_kind(self, kind: str) -> None:
        self._rows = None  # a backup may have been made meanwhile
        self._ask(kind=cast("Kind", kind))

    def _choose_way(self, way: str) -> None:
        self._ask(levers=way == "levers")

    def _choose_year(self, year: object) -> None:
        self._ask(last=year)

    def _choose_start(self, what: object) -> None:
        question = self._question
        if question is None:
            return
        if question.kind == "versions":
            self._choose_version(str(what))
        elif question.kind == "norms":
            self._ask(norms=(what, question.norms[1]))
        else:
            self._ask(**{"first" if question.kind == "years" else "one": what})

    def _choose_end(self, what: object) -> None:
        question = self._question
        if question is None or question.kind == "versions":
            return
        if question.kind == "norms":
            self._ask(norms=(question.norms[0], what))
        else:
            self._ask(**{"last" if question.kind == "years" else "other": what})

    def _choose_version(self, key: str) -> None:
        if key == _FILE:
            self._ask_for_file()
            return
        found = next((one for one in self._versions if one.key == key), None)
        if found is not None:
            self._ask(version=found)

    def _ask_for_file(self) -> None:
        say = self._document.language.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Another plan file…"), str(self._document.path.parent),
            say("Tabib plans (*.tabib)"),
        )  # fmt: skip
        if chosen:
            self._ask(version=other_file(Path(chosen)))
        elif self._question is not None:
            self.tell(self._question)  # the list goes back to what is compared

    def _ask(self, **changes: object) -> None:
        if self._question is not None:
            self.asked.emit(replace(self._question, **changes))  # type: ignore[arg-type]


def _chosen(question: Question) -> tuple[object, object]:
    """Return what stands chosen at both ends."""
    if question.kind == "years":
        return question.first, question.last
    if question.kind == "scenarios":
        return question.one, question.other
    if question.kind == "norms":
        return question.norms
    return ("" if question.version is None else question.version.key), ""
