"""What the figures and texts of one row must respect, whatever else the plan holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from app.models.kinds import kind_of
from app.models.rows import Names
from app.planning.edits import where_is
from app.problems import Message, Problem, message

_LARGEST_WHOLE = 9999  # years, ages, lines: anything larger is a slip of the hand
_NOT_BELOW_ZERO = {"persons", "posts", "posts_low", "posts_high", "months_each", "fte"}
_SHARES = {"weight", "fill_rate", "fill_low", "fill_high", "renewal_share", "break_hazard"}
_BY_UNIT = {"value", "low", "high"}
_SHARE_UNITS = ("share", "probability")
_COUNT_UNITS = ("persons", "students", "places", "deaths", "years", "per ", "full-time")
_SPANS = (
    ("year_from", "year_to"),
    ("age_from", "age_to"),
    ("birth_from", "birth_to"),
    ("start", "end"),
    ("base_year", "horizon"),
)
_BANDS = (
    ("low", "value", "high"),
    ("posts_low", "posts", "posts_high"),
    ("fill_low", "fill_rate", "fill_high"),
)


def check_figures(row: Any) -> None:  # noqa: ANN401  any kind of row
    """Refuse a row whose figures or texts make no sense by themselves."""
    for reason, field in _reasons(row):
        raise Problem(reason, where_is(row, field), message("Correct it and try again."))


def _reasons(row: Any) -> Iterator[tuple[Message, str]]:  # noqa: ANN401  any kind of row
    """Return what is wrong in a row, each with its field."""
    kind = kind_of(row)
    if kind.key_of(row)[0] == "":
        yield message("The code is missing."), kind.key[0]
    for field in kind.fields:
        value = getattr(row, field.name)
        wrong = _wrong_value(value, field.type, field.choices, optional=field.optional)
        wrong = wrong or _wrong_size(row, field.name, value)
        if wrong:
            yield wrong, field.name
    yield from _wrong_order(row)


def _wrong_value(
    value: object, wanted: type, choices: tuple[str, ...], *, optional: bool
) -> Message | None:
    """Return why a value is not of the kind wanted."""
    if value is None and optional:
        return None
    if wanted is float:
        return None if _is_number(value) else _cannot_use(value)
    if wanted is int:
        whole = isinstance(value, int) and 0 <= value <= _LARGEST_WHOLE
        return None if whole else _cannot_use(value)
    if choices and value not in choices:
        return _cannot_use(value)
    if isinstance(value, Names):
        texts = (_wrong_text(getattr(value, field.name)) for field in fields(Names))
        return next(filter(None, texts), None)
    return _wrong_text(value) if wanted is str else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)


def _wrong_text(value: object) -> Message | None:
    """Return why a text cannot be kept as it is."""
    if not isinstance(value, str):
        return _cannot_use(value)
    try:
        value.encode()
    except UnicodeEncodeError:
        kept = False
    else:
        kept = "\x00" not in value
    return None if kept else message("The text holds signs that cannot be kept.")


def _wrong_size(row: object, field: str, value: Any) -> Message | None:  # noqa: ANN401
    """Return why a number is too small or too large for what it stands for."""
    if value is None:
        return None
    unit = getattr(row, "unit", "") if field in _BY_UNIT else ""
    operation = getattr(row, "operation", "set")
    if operation == "add":
        return None
    if field in _SHARES or (unit.startswith(_SHARE_UNITS) and operation == "set"):
        if not 0 <= value <= 1:
            return message("{value}: a share or a probability lies between 0 and 1.", value=value)
    elif (field in _NOT_BELOW_ZERO or unit.startswith(_COUNT_UNITS)) and value < 0:
        return message("{value}: this figure cannot be below zero.", value=value)
    return None


def _wrong_order(row: object) -> Iterator[tuple[Message, str]]:
    """Return the ends that come before their start, and the values outside their own range."""
    for first, last in _SPANS:
        start, end = getattr(row, first, None), getattr(row, last, None)
        if start is not None and end is not None and end < start:
            text = message("{end} comes before {start}.", end=str(end), start=str(start))
            yield text, last
    for low, middle, high in _BANDS:
        band = [getattr(row, name, None) for name in (low, middle, high)]
        given = [value for value in band if value is not None]
        if given != sorted(given):
            yield message("The value is not within its own range, from low to high."), middle


def _cannot_use(value: object) -> Message:
    return message("The value “{value}” cannot be used.", value=str(value))
