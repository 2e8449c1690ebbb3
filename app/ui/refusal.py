"""A problem in the words of the window: each file named once, and only remedies that it has."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.problems import Finding, Held, Message, Problem, message
from app.ui.start import moments

if TYPE_CHECKING:
    from app.language import Language

_IMPORT = "If it is a workbook, import it."
_PLAN = ".tabib"
_BOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".csv"})
_PASTE = message(
    "It is a workbook: open or make a plan, then copy its cells and paste them under {section},"
    " {page}.",
    section=message("Data"),
    page=message("Head-counts"),
)
_UNTOUCHED = message("The file has not been touched.")

# Remedies of the command line that the window does not offer yet, and what it says in their place.
INSTEAD = {
    _IMPORT: message("The name of a plan ends in .tabib."),
    "Open it for changes to upgrade the file itself: a copy of the old one is kept.": _UNTOUCHED,
    "Open it for changes, in a folder where you can write.": _UNTOUCHED,
    "Open it for changes to repair the file itself: it has not been touched.": _UNTOUCHED,
}


def told(problem: Problem | Finding, language: Language) -> str:
    """Return a problem as one line."""
    what, where, remedy = problem.what, problem.where, problem.remedy
    if where and Path(where).name in map(str, what.values.values()):
        where = ""
    if remedy is not None:
        remedy = _offered(remedy, Path(problem.where).suffix.lower())
    return language.problem(Problem(what, where, remedy))


def held_back(held: Problem, language: Language) -> str:
    """Return why the plan that is shown cannot be changed; its file needs no name there."""
    if not isinstance(held, Held):
        return told(Problem(held.what, "", held.remedy), language)
    values = dict(held.what.values)
    try:
        since = datetime.fromisoformat(str(values["time"]))
    except ValueError:  # another program has written what it likes
        return language.tell(held.what)
    time = moments.exactly(since, datetime.now(UTC), language)
    return language.tell(Message(held.what.text, values | {"time": time}))


def _offered(remedy: Message, suffix: str) -> Message:
    """Return what the window offers in the place of a remedy, for a file of this kind."""
    if remedy.text == _IMPORT and suffix in _BOOKS:
        return _PASTE
    if remedy.text == _IMPORT and suffix == _PLAN:
        return _UNTOUCHED
    return INSTEAD.get(remedy.text, remedy)
