"""The sheet of sources: each with its code, its publisher, its date and where it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.book.page import HEADER_ROW, Page
from app.reports.book.sources import set_height
from app.reports.book.styles import GREY

if TYPE_CHECKING:
    from collections.abc import Collection

_WIDTHS = (14.0, 62.0, 34.0, 16.0, 62.0)


def write(page: Page, used: Collection[str]) -> None:
    """Write the sources that the sheet of assumptions names, in the order of the plan."""
    say = page.content.language.say
    page.head(say("Sources"))
    headings = (say("Code"), say("Source"), say("Publisher"), say("Date"), say("Where found"))
    page.header(HEADER_ROW, headings, _WIDTHS)
    found = [source for source in page.content.study.rows.sources if source.id in used]
    for row, source in enumerate(found, HEADER_ROW + 1):
        said = (source.title, source.publisher, source.date, source.where_found)
        texts = (source.id, *map(page.content.language.told, said))
        for at, text in enumerate(texts):
            page.text(row, at, text, "small")
        set_height(page, row, list(zip(texts, _WIDTHS, strict=True)))
    page.finish((HEADER_ROW + 1, 0), (HEADER_ROW, HEADER_ROW), GREY)
