"""Tables for the command line: as text in columns, and as JSON with full precision."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

from app.reports.table import Kind, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.language import Language
    from app.reports.table import Table

_BETWEEN = "  "
_UNSEEN = dict.fromkeys(range(0x2066, 0x206A)) | dict.fromkeys(range(0x200E, 0x2010))


def as_text(tables: Sequence[Table], language: Language) -> str:
    """Return tables one under the other, numbers aligned at their last digit."""
    return "\n\n".join(_text(table, language) for table in tables)


def as_json(tables: Sequence[Table]) -> str:
    """Return tables as records of their columns, with all the digits that there are."""
    answer = [_record(table) for table in tables]
    return json.dumps({"tables": answer}, ensure_ascii=False, indent=1, allow_nan=False)


def _record(table: Table) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "title": table.title,
        "subtitle": table.subtitle,
        "columns": {column.key: column.heading for column in table.columns},
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
        "notes": list(table.notes),
        "sources": list(table.sources),
        "fingerprint": table.fingerprint,
    }


def _text(table: Table, language: Language) -> str:
    headings = tuple(column.heading for column in table.columns)
    rows = [headings, *printed(table, language)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    texts = [column.kind is Kind.TEXT for column in table.columns]
    lines = [_BETWEEN.join(map(_padded, row, widths, texts)).rstrip() for row in rows]
    head = [line for line in (table.title, table.subtitle) if line]
    return "\n".join([*head, "", *lines, *(["", *table.notes] if table.notes else [])])


def _padded(text: str, width: int, begins: bool) -> str:  # noqa: FBT001
    """Fill a cell up: texts stand at the beginning, numbers at the end."""
    room = " " * (width - _width(text))
    return text + room if begins else room + text


def _width(text: str) -> int:
    """Return how many places of a terminal a text takes."""
    seen = [letter for letter in text.translate(_UNSEEN) if not combining(letter)]
    return sum(2 if east_asian_width(letter) in "FW" else 1 for letter in seen)
