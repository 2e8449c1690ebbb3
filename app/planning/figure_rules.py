"""What the figures and texts of one row must respect, whatever else the plan holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from app.models.kinds import kind_of
from app.models.rows import (
    AgeSplitRow,
    AssumptionRow,
    CadreRow,
    ContractRow,
    FactsRow,
    MeasureRow,
    MissionRow,
    Names,
    PipelineRow,
    RecruitmentRow,
    StaffRow,
)
from app.planning.calls import wrong_call
from app.planning.edits import where_is
from app.planning.need_rules import NOT_BELOW_ZERO, wrong_need
from app.problems import Message, Problem, message

_LARGEST_WHOLE = 9999  # years, ages, lines: anything larger is a slip of the hand
_LARGEST = 1e12
_LONGEST_CODE = 40
_FORMULA_SIGNS = ("=", "+", "-", "@")  # a spreadsheet would run such a code
_FIRST_YEAR, _LAST_YEAR, _LONGEST_PLAN = 1990, 2100, 60
_MOST_FTE = 1.5
_LONGEST_STUDIES = 12
_YOUNGEST = 20
_WHOLE = ("bonded_years", "renewal_years")
_NOT_BELOW_ZERO = NOT_BELOW_ZERO | {
    "persons", "posts", "posts_low", "posts_high", "months_each", "fte", "applicants_per_post",
}  # fmt: skip
_SHARES = {
    "weight", "fill_rate", "fill_low", "fill_high", "renewal_share", "break_hazard", "productivity",
    "licensed_share", "arrival_share",
}  # fmt: skip
_BY_UNIT = {"value", "low", "high"}
_SHARE_UNITS = ("share", "probability")
_COUNT_UNITS = (
    "persons", "students", "places", "deaths", "years", "per ", "full-time", "MAD ", "multiplier",
)  # fmt: skip
_COSTS = ("salary", "contract_cost", "training_cost", "budget")
_AGES = ("age_from", "age_to", "birth_from", "birth_to")
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


def is_share(unit: str) -> bool:
    """Say whether a unit is that of a share or a probability, which lie between 0 and 1."""
    return unit.startswith(_SHARE_UNITS)


def check_figures(row: Any) -> None:  # noqa: ANN401  any kind of row
    """Refuse a row whose figures or texts make no sense by themselves."""
    for reason, field in _reasons(row):
        raise Problem(reason, where_is(row, field), message("Correct it and try again."))


def _reasons(row: Any) -> Iterator[tuple[Message, str]]:  # noqa: ANN401  any kind of row
    """Return what is wrong in a row, each with its field."""
    kind = kind_of(row)
    if kind.key_of(row)[0] == "":
        yield message("The code is missing."), kind.key[0]
    if kind.key[0] in ("code", "id"):
        wrong_code = _wrong_code(kind.key_of(row)[0], apart=isinstance(row, CadreRow))
        if wrong_code:
            yield wrong_code, kind.key[0]
    for field in kind.fields:
        value = getattr(row, field.name)
        wrong = _wrong_value(value, field.type, field.choices, optional=field.optional)
        wrong = wrong or _wrong_size(row, field.name, value)
        if wrong:
            yield wrong, field.name
    yield from _wrong_order(row)
    yield from _out_of_reach(row)


def _wrong_code(code: object, *, apart: bool) -> Message | None:
    """Return why a code cannot name a row; codes kept `apart` by blanks hold none themselves."""
    if not isinstance(code, str):
        return _cannot_use(code)
    if not code.strip():
        return message("The code is missing.")
    if len(code) > _LONGEST_CODE:
        return message("A code has at most {most} signs.", most=_LONGEST_CODE)
    blank = apart and any(sign.isspace() for sign in code)
    if blank or code.startswith(_FORMULA_SIGNS) or not code.isprintable():
        return message("The code {code} holds signs that no code may hold.", code=ascii(code)[1:-1])
    return None


def _wrong_value(
    value: object, wanted: type, choices: tuple[str, ...], *, optional: bool
) -> Message | None:
    """Return why a value is not of the kind wanted."""
    if value is None and optional:
        return None
    if wanted is str and not choices:
        return _wrong_text(value)
    if not _fits(value, wanted, choices):
        return _cannot_use(value)
    texts = value if isinstance(value, tuple) else ()
    if isinstance(value, Names):
        texts = tuple(getattr(value, field.name) for field in fields(Names))
    return next(filter(None, map(_wrong_text, texts)), None)


def _fits(value: object, wanted: type, choices: tuple[str, ...]) -> bool:
    """Say whether a value is of the type wanted and within its bounds."""
    if choices:
        return value in choices
    if wanted is float:
        return _is_number(value)
    if wanted is int:
        return type(value) is int and 0 <= value <= _LARGEST_WHOLE
    return type(value) is wanted  # a date with a time of day is no date


def _is_number(value: object) -> bool:
    """Say whether a value is a number that can be summed and written out again."""
    return isinstance(value, int | float) and abs(value) <= _LARGEST


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
    unit = str(getattr(row, "unit", "")) if field in _BY_UNIT else ""
    operation = getattr(row, "operation", "set")
    if operation == "add":
        return None
    if field in _SHARES or (is_share(unit) and operation == "set"):
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


def _out_of_reach(row: object) -> Iterator[tuple[Message, str]]:
    """Return the values that no plan can work with, by the kind of row."""
    if isinstance(row, FactsRow):
        yield from _wrong_years(row)
    elif isinstance(row, ContractRow | MissionRow):
        yield from _wrong_terms(row)
    elif isinstance(row, PipelineRow | MeasureRow):
        yield from _wrong_studies(row)
        if isinstance(row, MeasureRow) and row.parameter in _WHOLE and row.operation != "multiply":
            yield from _wrong_span(row)
    elif isinstance(row, StaffRow | AgeSplitRow):
        yield from _wrong_age(row)
    elif isinstance(row, AssumptionRow) and row.parameter in _COSTS:
        yield from _wrong_cost(row)
    elif isinstance(row, RecruitmentRow) and row.posts and row.fill_rate is None:
        yield message("Posts need the share of them that is filled."), "fill_rate"
    yield from wrong_need(row)


def _wrong_years(row: FactsRow) -> Iterator[tuple[Message, str]]:
    first, last = str(_FIRST_YEAR), str(_LAST_YEAR)
    if not _FIRST_YEAR <= row.base_year <= _LAST_YEAR:
        text = message("The base year lies between {first} and {last}.", first=first, last=last)
        yield text, "base_year"
    if row.horizon > row.base_year + _LONGEST_PLAN:
        text = message("A plan looks at most {most} years ahead.", most=_LONGEST_PLAN)
        yield text, "horizon"


def _wrong_terms(row: ContractRow | MissionRow) -> Iterator[tuple[Message, str]]:
    if row.fte > _MOST_FTE:
        text = message("One person works at most {most} full-time equivalents.", most=_MOST_FTE)
        yield text, "fte"
    if isinstance(row, ContractRow):
        if row.renewal_share and not row.renewal_years:
            yield message("A renewal needs its number of years."), "renewal_years"
        yield from wrong_call(row)


def _wrong_studies(row: PipelineRow | MeasureRow) -> Iterator[tuple[Message, str]]:
    is_length = row.parameter == "duration" and getattr(row, "operation", "set") == "set"
    if is_length and row.value not in range(1, _LONGEST_STUDIES + 1):
        text = message("Studies last a whole number of years, 1 to {most}.", most=_LONGEST_STUDIES)
        yield text, "value"


def _wrong_span(row: MeasureRow) -> Iterator[tuple[Message, str]]:
    if not float(row.value).is_integer():
        yield message("Give a whole number of years."), "value"
    elif row.operation == "set" and row.parameter == "renewal_years" and row.value < 1:
        yield message("A contract is renewed for one year at least."), "value"


def _wrong_cost(row: AssumptionRow) -> Iterator[tuple[Message, str]]:
    told = [name for name in _AGES if getattr(row, name) is not None]
    told += ["sex"] if row.sex not in ("", "ALL") else []
    if told:
        yield message("A cost holds for all ages and for women and men alike."), told[0]


def _wrong_age(row: StaffRow | AgeSplitRow) -> Iterator[tuple[Message, str]]:
    first = re.match(r"\d+", row.age_group)
    if first and int(first[0]) < _YOUNGEST:
        yield message("Ages start at {least}.", least=_YOUNGEST), "age_group"


def _cannot_use(value: object) -> Message:
    return message("The value “{value}” cannot be used.", value=_short(value))


def _short(value: object) -> str:
    """Return a value as a short text, however large it is."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return f"{'-' if value < 0 else ''}{_LARGEST:.0f}…"
    return str(value)[:_LONGEST_CODE]
