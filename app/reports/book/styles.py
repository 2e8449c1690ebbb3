"""The few styles of a workbook: what a cell is, in colour, and what it holds, in number format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from app.language import Language

Role = Literal[
    "title", "subtitle", "note", "warning", "section", "header", "label", "text", "link",
    "formula", "model", "input", "total", "total_label", "good", "bad", "side",
    "side_label", "plain", "verdict", "warning_cell", "small", "small_number",
    "difference", "centred", "header_start", "aside", "changed", "subtitle_wrapped",
    "note_wrapped",
]  # fmt: skip

ACCENT, SOFT, GREY, AMBER = "#0B5F6B", "#E0EFF1", "#EDF0F3", "#FFF3D6"
LINE, TEXT, SECOND, BLUE = "#D9DEE5", "#1B2229", "#55606C", "#1F4FB4"
GOOD, BAD, WARNING = "#0B6E4F", "#B3261E", "#8A4B00"
BODY_POINTS, TITLE_POINTS = 11, 14

NUMBERS: Mapping[Kind, str] = {
    Kind.TEXT: "@",
    Kind.YEAR: "0",
    Kind.PERSONS: '#,##0;-#,##0;"–"',
    Kind.POPULATION: "#,##0",
    Kind.FTE: "#,##0.0",
    Kind.PER_10_000: "#,##0.0",
    Kind.SPREAD: "#,##0.0",
    Kind.EXACT: "#,##0.00",
    Kind.RATIO: "0.000",
    Kind.PER_WORKER: "#,##0",
    Kind.SHARE: "[<0.0995]0.0%;0%",
    Kind.CHANGE: "+#,##0;-#,##0;0",
    Kind.CHANGE_PER_10_000: "+#,##0.0;-#,##0.0;0.0",
    Kind.POINTS: "+0.0%;-0.0%;0.0%",
    Kind.VALUE: "General",
}
_CELL = {"bottom": 1, "bottom_color": LINE, "valign": "vcenter"}
_HEAD = {"bold": True, "bg_color": ACCENT, "font_color": "#FFFFFF", "text_wrap": True}
_PLAIN = {"text_wrap": True, "valign": "top"}
ROLES: Mapping[Role, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": TITLE_POINTS, "font_color": ACCENT},
    "subtitle": {"font_color": SECOND},
    "subtitle_wrapped": {"font_color": SECOND, "text_wrap": True, "valign": "top"},
    "note": {"font_color": SECOND, "font_size": 9},
    "note_wrapped": {"font_color": SECOND, "font_size": 9, "text_wrap": True, "valign": "top"},
    "warning": {"bold": True, "font_color": WARNING},
    "section": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "header": {**_HEAD, "valign": "vcenter", "align": "center"},
    "header_start": {**_HEAD, "valign": "vcenter"},
    "label": {**_CELL, "text_wrap": True},
    "text": {**_CELL, "text_wrap": True},
    "link": {**_CELL, "font_color": ACCENT, "underline": 1},
    "formula": dict(_CELL),
    "model": {**_CELL, "bg_color": GREY},
    "input": {**_CELL, "bg_color": AMBER, "font_color": BLUE, "bold": True},
    "changed": {**_CELL, "bg_color": AMBER, "bold": True},
    "total": {**_CELL, "bg_color": SOFT, "bold": True},
    "total_label": {**_CELL, "bg_color": SOFT, "bold": True},
    "side": {**_CELL, "bg_color": GREY, "font_color": SECOND, "font_size": 9},
    "side_label": {**_CELL, "bg_color": GREY, "font_color": SECOND, "font_size": 9},
    "plain": {},
    "verdict": {**_CELL, "bold": True},
    "aside": {"font_color": SECOND, "font_size": 9, "indent": 1},
    "small": {**_CELL, **_PLAIN, "font_size": 9, "indent": 1},
    "small_number": {**_CELL, "valign": "top", "font_size": 9},
    "centred": {**_CELL, "bold": True, "align": "center"},
    "difference": {**_CELL, "num_format": "#,##0.000"},
    "warning_cell": {**_CELL, "text_wrap": True, "bold": True, "font_color": WARNING},
    "good": {"font_color": GOOD, "bold": True},
    "bad": {"font_color": BAD, "bold": True},
}


class Styles:
    """Makes each style once for a workbook and a language."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        """Remember the workbook that keeps the formats, and how the language reads."""
        self._workbook = workbook
        self._made: dict[tuple[Role, Kind], Format] = {}
        self._base: dict[str, object] = {"font_name": font(language), "font_color": TEXT}
        self._rtl = language.direction == "rtl"

    def __call__(self, role: Role, kind: Kind = Kind.TEXT) -> Format:
        """Return the format of a role that holds a kind of value."""
        if (role, kind) not in self._made:
            self._made[role, kind] = self._workbook.add_format(self._properties(role, kind))
        return self._made[role, kind]

    def _properties(self, role: Role, kind: Kind) -> dict[str, object]:
        look = {"font_size": BODY_POINTS, **self._base, **ROLES[role]}
        if kind is Kind.TEXT:
            order = {"reading_order": 2, "align": "right"} if self._rtl else {"align": "left"}
            return {**order, **look, "num_format": "General"}
        return {"align": "right", "num_format": NUMBERS[kind], **look}


def font(language: Language) -> str:
    """Return a face that every office computer has for the language's letters."""
    return "Arial" if language.code == "ar" else "Calibri"
