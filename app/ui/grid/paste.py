"""The words of a paste that is shown before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from app.ui.grid.clipboard import Paste
    from app.ui.grid.columns import Place
    from app.ui.grid.model import GridModel, Typed

_QUOTED = 3  # unreadable texts that are named


class Question(NamedTuple):
    """What is asked, and the words that say yes."""

    sentence: str
    accept: str


def offered(model: GridModel, paste: Paste) -> Mapping[Place, Typed]:
    """Return the texts of a paste by the cells of the page."""
    return {model.place(*spot): text for spot, text in paste.texts.items()}


def asked(model: GridModel, paste: Paste) -> Question:
    """Say what a paste would do, what it leaves to be corrected and what it leaves out."""
    spoken, read = model.spoken, len(paste.values)
    plural = spoken.plural
    first = paste.first
    place = str(model.value(first[0], 0) or "") if first and model.columns[0].is_key else ""
    said = [_headline(model, paste, place)]
    if paste.replaced:
        said.append(plural("{n} value replaced.", "{n} values replaced.", paste.replaced))
    if paste.unread:
        texts = list(dict.fromkeys(text.text for text in paste.unread.values()))[:_QUOTED]
        quoted = spoken.list_of([spoken.say("“{text}”", text=text) for text in texts])
        said.append(
            plural(
                "{n} unreadable text stays to be corrected: {texts}.",
                "{n} unreadable texts stay to be corrected: {texts}.",
                len(paste.unread),
                texts=quoted,
            )
        )
    if paste.skipped:
        said.append(
            plural("{n} read-only cell left out.", "{n} read-only cells left out.", paste.skipped)
        )
    if paste.outside:
        said.append(plural("{n} cell falls outside.", "{n} cells fall outside.", paste.outside))
    if paste.unknown:
        said.append(
            plural(
                "{n} row is not among those shown.",
                "{n} rows are not among those shown.",
                paste.unknown,
            )
        )
    return Question(" ".join(said), plural("Paste {n} cell", "Paste {n} cells", read))


def _headline(model: GridModel, paste: Paste, place: str) -> str:
    say = model.spoken.say
    if place:
        return say(
            "{place}: paste {height} × {width} cells.",
            place=place,
            height=paste.height,
            width=paste.width,
        )
    return say("Paste {height} × {width} cells.", height=paste.height, width=paste.width)
