"""A comparison in words: what the ranges allow to say, and never more.

A scenario is named as the one that closes more of the deficit only where its 80 % range stands
apart from those of all others; before the ranges are known nobody is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.planning.comparison import level_of
from app.planning.verdict import verdict
from app.reports.table import written

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.planning.verdict import Verdict
    from app.reports.compared import Compared

State = Literal["working", "stopped", "known"]

_TWO = 2  # the reference and one scenario


def told(asked: Compared, state: State) -> tuple[str, ...]:
    """Return the sentences of a comparison, the finding first.

    state: of the ranges of the year; they are known where `asked` holds them.
    """
    if len(asked.names) == 1:
        return (asked.language.say("Choose the scenarios to be compared with the reference."),)
    return (finding(asked, state), *apart(asked), *totals(asked), *surpluses(asked))


def finding(asked: Compared, state: State) -> str:
    """Return what may be said of which scenario closes more, or why nothing may."""
    say = asked.language.say
    if asked.bands is None:
        if state == "working":
            return say("The ranges are being worked out: no scenario is named before they are.")
        return say("The ranges have not been worked out: no scenario is named.")
    return of_verdict(asked, verdict(asked.found, asked.bands))


def of_verdict(asked: Compared, found: Verdict) -> str:
    """Return a verdict in words: who is ahead in how many territories, and where nobody is."""
    say = asked.language.say
    parts = _ahead(asked, found)
    if found.open:
        parts.append(_overlap(asked, found, alone=not parts))
    if found.filled:
        where = counted(asked, len(found.filled), found.count)
        parts.append(say("in {places} nothing is lacking under any of them", places=where))
    text = parts[0]
    for more in parts[1:]:
        text = say("{list}; {item}", list=text, item=more)
    return say("{text}.", text=_capital(text))


def _ahead(asked: Compared, found: Verdict) -> list[str]:
    """Return a clause for each scenario that is ahead somewhere, in their order."""
    say = asked.language.say
    clauses = []
    for at, (name, places) in enumerate(zip(asked.letters, found.ahead, strict=True)):
        if not places:
            continue
        where = counted(asked, len(places), found.count)
        if not asked.found.needed:
            text = say("{scenario} has more staff in {places}", scenario=name, places=where)
        elif at == 0:
            text = say("the deficit stays smallest without measures in {places}", places=where)
        else:
            text = say(
                "{scenario} closes more of the deficit in {places}", scenario=name, places=where
            )
        clauses.append(text)
    return clauses


def _overlap(asked: Compared, found: Verdict, *, alone: bool) -> str:
    """Return where the ranges overlap; alone, that is told of how many territories."""
    say, n = asked.language.say, len(found.open)
    two = len(asked.names) <= _TWO
    if found.count == 1:
        what = say("the ranges overlap: no difference can be stated")
        return what if two else say("the ranges overlap: they cannot be told apart")
    if not alone:
        what = say("in {n} the ranges overlap: no difference can be stated", n=n)
        return what if two else say("in {n} the ranges overlap: they cannot be told apart", n=n)
    where = counted(asked, n, found.count)
    what = say("in {places} the ranges overlap: no difference can be stated", places=where)
    many = say("in {places} the ranges overlap: they cannot be told apart", places=where)
    return what if two else many


def apart(asked: Compared) -> tuple[str, ...]:
    """Say where the range of each of several scenarios lies below that of the reference."""
    if asked.bands is None or len(asked.names) <= _TWO or not asked.found.needed:
        return ()
    found = verdict(asked.found, asked.bands)
    listed = [
        asked.language.say(
            "{name}\u00a0{value}", name=name, value=asked.language.number(len(places))
        )
        for name, places in zip(asked.letters, found.below, strict=True)
        if places
    ]
    if not listed:
        return ()
    return (
        asked.language.say(
            "Territories, of {n}, where the range lies below that of the reference: {list}.",
            n=found.count,
            list=asked.language.list_of(listed),
        ),
    )


def counted(asked: Compared, count: int, total: int) -> str:
    """Return so many of the territories compared, or the name of the only one."""
    if total == 1:
        return asked.place(asked.found.places[0])
    plural, level = asked.language.plural, level_of(asked.found)
    if level == "regions":
        return plural("{count} of {n} region", "{count} of {n} regions", total, count=count)
    if level == "provinces":
        return plural("{count} of {n} province", "{count} of {n} provinces", total, count=count)
    return plural("{count} of {n} territory", "{count} of {n} territories", total, count=count)


def totals(asked: Compared) -> tuple[str, ...]:
    """Return what each scenario changes in the whole territory, in their order, best or not."""
    language, say = asked.language, asked.language.say
    whole = asked.found.whole
    measure = "deficit" if asked.found.needed else "stock"
    lines = [asked.line(n, whole) for n in range(len(asked.names))]
    values = [getattr(line, measure) for line in lines]
    changes = [
        say("{name}\u00a0{value}", name=name, value=language.signed(value - values[0]))
        for name, value in zip(asked.letters[1:], values[1:], strict=True)
    ]
    named = {"place": asked.place(whole), "value": language.number(values[0])}
    if measure == "deficit":
        text = say(
            "{place}: the deficit of {year} is {value} if nothing changes; difference: {list}.",
            year=asked.year,
            list=language.list_of(changes),
            **named,
        )
    else:
        text = say(
            "{place}: the stock of {year} is {value} if nothing changes; difference: {list}.",
            year=asked.year,
            list=language.list_of(changes),
            **named,
        )
    return (text,)


def surpluses(asked: Compared) -> tuple[str, ...]:
    """Say which territories have more than they need: that fills no lack of the others."""
    if not asked.has_parts or not asked.found.needed:
        return ()
    above = {
        place for n in range(len(asked.names)) for place in asked.found.above_need(n, asked.year)
    }
    if not above:
        return ()
    return (
        asked.language.plural(
            "In {n} territory staff then passes the need: this surplus does not fill the lack of "
            "the others.",
            "In {n} territories staff then passes the need: this surplus does not fill the lack "
            "of the others.",
            len(above),
        ),
    )


def _capital(text: str) -> str:
    """Begin a sentence with a capital letter, where its script has them."""
    return text[:1].upper() + text[1:]


def in_words(asked: Compared, places: Collection[str]) -> str:
    """Return the values of the year shown, territory by territory, for who does not see them."""
    language, said = asked.language, []
    for place in places:
        values = [
            language.say("{name} {value}", name=name, value=_written(asked, n, place))
            for n, name in enumerate(asked.letters)
        ]
        said.append(
            language.say(
                "{place}, {year}: {list}.",
                place=asked.place(place),
                year=asked.year,
                list=language.list_of(values),
            )
        )
    return " ".join(said)


def _written(asked: Compared, scenario: int, place: str) -> str:
    return written(asked.value(scenario, place), asked.kind, asked.language)
