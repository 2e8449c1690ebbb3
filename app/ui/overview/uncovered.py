"""The banner of a page without a need or without staff: why that is so, and what leads on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.problems import Message
from app.ui import norms
from app.ui.controls.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reports.table import Table
    from app.ui.document import Document

_Offer = tuple[str, "Callable[[], None]"]


class Uncovered(Banner):
    """Speaks only where something is missing."""

    def __init__(self) -> None:
        """Build it hidden; it goes away with its reason."""
        super().__init__(closable=False)

    def retell(self, document: Document, table: Table) -> None:
        """Say what is missing in a table, if anything is."""
        note = document.study.gap_note(document.view)
        if note is None and any(table.numbers("stock")):
            self.hide()
        elif note is None:
            say = document.language.say
            said = say("Nobody is in this plan yet: the deficit is the need.")
            self.say("info", said, (say("Add headcount"), partial(document.go, "staff")))
        elif document.view.sector is not None:
            self._say_sector(document)
        else:
            self._say_norm(document, note)

    def _say_sector(self, document: Document) -> None:
        """Say that a norm needs both sectors."""
        say = document.language.say
        said = say("Norms cover both sectors together: need and deficit are left empty.")
        both = replace(document.view, sector=None)
        self.say("warning", said, (say("Both sectors"), partial(document.show, both)))

    def _say_norm(self, document: Document, note: Message) -> None:
        """Say why the norm gives no need, and offer what would give one."""
        language = document.language
        norm = language.name(document.view.norm.names)
        why = language.tell(Message(note.text, {**note.values, "norm": norm}))
        kept = language.say("The stock is shown; need and deficit are left empty.")
        covered = (language.say("Show what the norm covers"), document.show_covered)
        self.say("warning", f"{why} {kept}", *_fitting(document), covered)


def _fitting(document: Document) -> list[_Offer]:
    """Offer the first norm that is made for the group."""
    said = document.language
    return [
        (
            said.say("Use: {norm}", norm=said.name(row.names)),
            partial(document.show, replace(document.view, norm=row)),
        )
        for row in norms.fitting(document.study, document.view)[:1]
    ]
