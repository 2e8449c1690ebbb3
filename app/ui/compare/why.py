"""What the inspector tells of a territory of the comparison: each scenario, and its range."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.reports.comparison import with_ranges
from app.reports.table import printed
from app.ui.frame.inspector import Row, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.reports.compared import Compared
    from app.ui.compare.choice import Choice
    from app.ui.document import Document


class Why:
    """Lets the inspector speak of the territory that is looked at, or else of the whole."""

    def __init__(
        self, document: Document, choice: Choice, asked: Callable[[], Compared | None]
    ) -> None:
        """Know what is compared, and what of it was picked."""
        self._document, self._choice, self._asked = document, choice, asked

    def tell(self) -> None:
        """Give the inspector what is known now."""
        if self._asked() is not None:
            self._document.inspect(self._sheet)

    def open(self, place: str) -> None:
        """Go into a territory: every page speaks of it."""
        document = self._document
        document.show(replace(document.view, territory=place))

    def _sheet(self, document: Document) -> Sheet:
        asked, say = self._asked(), document.language.say
        if asked is None:
            return Sheet(say("Compare"), say("Inspector"))
        places = self._choice.places
        place = next(iter(places)) if len(places) == 1 else asked.found.whole
        go = partial(self.open, place) if place != document.view.territory else None
        return _told(asked, place, go)


def _told(asked: Compared, place: str, go: Callable[[], None] | None) -> Sheet:
    """Tell what the tables tell of a place: a line for each scenario."""
    say, share = asked.language.say, asked.language.percent(0.8)
    lines = [line[1:6] for line in printed(with_ranges(asked, [place]), asked.language)]
    known, several = asked.bands is not None, len(lines) > 1
    values = tuple(
        Row(name, value, say("from {a} to {b}", a=low, b=high) if known else "")
        for name, value, low, high, _ in lines
    )
    sections = [Section(say("Scenarios"), values)]
    if several:
        changes = tuple(Row(name, change) for name, *_, change in lines[1:])
        sections.append(Section(say("Difference from the reference"), changes))
    if go is not None:
        sections.append(Section(say("Territory"), (Row(say("Choose this territory"), go=go),)))
    note = say(
        "{share} range: chance and assumptions together, for each scenario by itself. Where two "
        "of them overlap, no difference between the scenarios can be stated.",
        share=share,
    )
    return Sheet(
        title=asked.place(place),
        subject=say("{name}, {year}", name=asked.heading, year=asked.year),
        value=lines[0][1],
        unit=asked.names[0],
        sections=tuple(sections),
        note=note if known and several else "",
    )
