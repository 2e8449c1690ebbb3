"""The sheet of sources: each with its publisher, its date and where it is found."""

from __future__ import annotations

from app.reports.book.page import HEADER_ROW, Page
from app.reports.book.sources import set_height
from app.reports.book.styles import GREY

_WIDTHS = (62.0, 34.0, 16.0, 62.0)


def write(page: Page) -> None:
    """Write every source of the plan."""
    say = page.content.language.say
    page.head(say("Sources"))
    headings = (say("Source"), say("Publisher"), say("Date"), say("Where found"))
    page.header(HEADER_ROW, headings, _WIDTHS)
    for row, source in enumerate(page.content.study.rows.sources, HEADER_ROW + 1):
        texts = (source.title, source.publisher, source.date, source.where_found)
        for at, text in enumerate(texts):
            page.text(row, at, text, "small")
        set_height(page, row, list(zip(texts, _WIDTHS, strict=True)))
    page.finish((HEADER_ROW + 1, 0), (HEADER_ROW, HEADER_ROW), GREY)
