"""What the card of the large figure says: the figure of the year, and those to set beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.lines import SMALL
from app.reports.frame import Frame
from app.reports.small_places import sentences
from app.ui.simulator.result_card import Result
from app.ui.small_places import small_places

if TYPE_CHECKING:
    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.simulator.scenes import Tried


def result(tried: Tried, before: Study, document: Document, *, moves: bool = False) -> Result:
    """Return the card of a year; while the answer is hidden, only what the room may know.

    before: the study without what is tried. moves: whether a hand is on a lever.
    """
    language, year = document.language, tried.year
    say, is_deficit = language.say, tried.result == "deficit"
    frame = Frame(tried.study, tried.view, language)
    people = tried.lines[year - tried.lines[0].year].population
    hidden = tried.is_held and year >= (tried.hold_from or 0)
    heading = (
        say("Deficit in {year}", year=year) if is_deficit else say("Stock in {year}", year=year)
    )
    lacking = say("{profession}: people lacking", profession=frame.profession)
    return Result(
        heading=heading,
        number=language.number(tried.value(tried.study, year)),
        unit=lacking if is_deficit else frame.profession,
        colour=tried.result,
        beside=_beside(tried, before, document),
        guess=tried.guess,
        held=hidden,
        chances="" if hidden else _chances(frame, document, moves=moves),
        ends=(-people if is_deficit else 0.0, people),
    )


def _chances(frame: Frame, document: Document, *, moves: bool) -> str | None:
    """Return the chances of a small place in whole people, None until they are known."""
    line = frame.lines()[document.year - frame.lines()[0].year]
    if line.stock >= SMALL:
        return ""
    found = None if moves else small_places(document).chances(frame.study)
    return None if found is None else " ".join(sentences(found, frame))


def _beside(tried: Tried, before: Study, document: Document) -> tuple[tuple[str, str], ...]:
    """Return the figures of other years, that of before, and what the room said."""
    language, first = document.language, tried.lines[0].year
    say, number = language.say, language.number
    years = [one for one in (first, tried.year - 1) if first <= one < tried.year]
    rows = [
        (say("At the end of {year}", year=one), number(tried.value(tried.study, one)))
        for one in dict.fromkeys(years)
    ]
    if before is not tried.study:
        ghost = before if tried.ghost is None else tried.ghost  # the pale line of the charts
        rows.append((say("Before the change"), number(tried.value(ghost, tried.year))))
    if tried.guess is not None:
        rows.append((say("The room had said"), number(tried.guess)))
    return tuple(rows)
