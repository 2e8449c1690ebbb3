"""A tornado as its card shows it: bars, a word of caution, and the sheet of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.bridge_page.tornado_view import TornadoBar, Wing
from app.ui.frame.inspector import Row, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.language import Language
    from app.planning.values import Value
    from app.reports.frame import Frame
    from app.reports.pictures import Copies
    from app.reports.table import Table
    from app.reports.tornado_rows import TornadoRow, Widest
    from app.ui.document import Document

_MOST_VALUES = 12
_WIDTH, _HEAD, _FOOT, _ROW = 720, 62, 44, 34  # pixels of the picture for paper


def bars(rows: Sequence[TornadoRow], language: Language) -> list[TornadoBar]:
    """Return the rows of the picture."""
    made = []
    for row in rows:
        ends = ((row.low, False), (row.high, True))
        wings = [Wing(one, language.signed(one), high) for one, high in ends if one is not None]
        made.append(TornadoBar(row.group.key, row.name, tuple(wings)))
    return made


def hint(found: Widest, frame: Frame) -> str:
    """Say that the bars do not add up, and how many are not shown."""
    language = frame.language
    if not found.rows:
        return language.say("No assumption that has a range moves it.")
    said = [language.say("One group moves at a time: the changes do not add up.")]
    if found.others:
        said.append(
            language.plural(
                "{n} other group moves less.", "{n} other groups move less.", found.others
            )
        )
    return " ".join(said)


def drawn(found: Widest, table: Table, language: Language) -> Copies:
    """Draw the picture for paper, between its title and its sources."""
    from app.reports import pictures, tornado_chart
    from app.reports.look import Look
    from app.reports.plate import Size

    look = Look(language)
    swings = [tornado_chart.Swing(row.name, row.low, row.high) for row in found.rows]
    size = Size(_WIDTH, _HEAD + _FOOT + _ROW * (len(swings) + 1), _HEAD, _FOOT)
    figure = tornado_chart.figure(swings, look, size)
    pictures.write_around(figure, look, table)
    return pictures.of_figure(figure)


def sheet(document: Document, row: TornadoRow, go: Callable[[], None]) -> Sheet:
    """Tell which values a group holds, and what they change when all are low, or high."""
    language = document.language
    say, signed = language.say, language.signed
    ends = [
        Row(text, signed(change))
        for text, change in (
            (say("All values low"), row.low),
            (say("All values high"), row.high),
        )
        if change is not None
    ]
    shown = row.group.values[:_MOST_VALUES]
    values = [_value(value, language) for value in shown]
    more = len(row.group.values) - len(shown)
    left = language.plural("and {n} other value", "and {n} other values", more) if more else ""
    return Sheet(
        title=row.name,
        subject=say("Assumptions that matter most"),
        sections=(
            Section(say("What it changes"), tuple(ends)),
            Section(say("Values of the group"), tuple(values), left),
            Section(say("Where the inputs come from"), (Row(say("Assumptions"), go=go),)),
        ),
        note=say("Low and high are planning ranges, not probabilities."),
    )


def _value(value: Value, language: Language) -> Row:
    """Write a value with its range."""
    from app.reports.assumption_names import unit_name

    figures = {key: language.plain(float(value.parts[key])) for key in ("value", "low", "high")}
    span = language.say("from {a} to {b}", a=figures["low"], b=figures["high"])
    return Row(span, figures["value"], unit_name(value.unit, language))
