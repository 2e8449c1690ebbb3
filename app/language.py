"""One language's texts, direction, and its way of writing and reading numbers, dates and years.

A Language is a value handed to whoever must speak; nothing here is current or global, so an
Arabic workbook can be made while the window is French. English sentences are the message ids; a
sentence that a catalogue lacks is said in English. Texts that come with the figures, such as notes
and titles of sources, stand in a plan as they came and have a catalogue of their own. In Arabic
every number goes between U+2066 and U+2069 and every name between U+2068 and U+2069, so that
neither disturbs the words around it.
"""

from __future__ import annotations

import datetime as dt
import gettext
import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from app.bundled import resource
from app.problems import Message, Place, Problem, Quoted, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from app.problems import Finding, HasNames, Value

Code = Literal["fr", "ar", "en"]
CODES: tuple[Code, ...] = ("fr", "ar", "en")

NOTHING = "—"
MINUS = "\u2212"
THIN = "\u202f"  # between groups of three digits; never a plain space, which Arabic would reverse
_LTR, _RTL_WHOLE, _ANY, _END = "\u2066", "\u2067", "\u2068", "\u2069"
_LOCALES: Mapping[Code, str] = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
_MONTHS: Mapping[Code, str] = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "en": "January February March April May June July August September October November December",
}
_YEARS = re.compile(r"(?:^|_)(?:year\d?|horizon|y\d)(?:_|$)")  # places of years: not grouped
_RTL = re.compile("[\u0590-\u08ff]")
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬" + MINUS, "01234567890123456789,\u00a0-")
_SPACES = re.compile("[ \u00a0\u202f\u2009\u2066-\u2069\u200e\u200f]")
_HELD_BACK = re.compile(r"(.*?) ?\[held back to (\d{4})\]", re.DOTALL)  # put after any note
_SIGNS = re.compile("[\u2066-\u2069]")
_SMALL_PERCENT = 10
_MOST_DECIMALS = 4


@dataclass(frozen=True)
class Language:
    """A language: its catalogue, its direction, its numbers and dates."""

    code: Code
    catalogue: gettext.NullTranslations = field(repr=False, compare=False)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The side where a line begins."""
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def locale(self) -> str:
        """The locale with its country: plain `ar` would bring other digits and another week."""
        return _LOCALES[self.code]

    # --- Sentences ------------------------------------------------------------------------------

    def say(self, text: str, /, **values: Value) -> str:
        """Return the sentence in this language with its places filled."""
        return self._fill(self._translated(text), values)

    def tell(self, said: Message) -> str:
        """Return a message that was made elsewhere to be translated here."""
        return self._fill(self._translated(said.text), said.values)

    def plural(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """Return the form that fits a whole number of things; it fills the place `{n}`."""
        text = self.catalogue.ngettext(one, many, abs(n))
        return self._fill(text, {"n": n, **values})

    def problem(self, problem: Problem | Finding) -> str:
        """Return a problem or a finding as one line: where, what, remedy."""
        sentences = [self.tell(problem.what)]
        where = self._place(problem.where, sentences[0])
        if where:
            sentences = [self.say("{where}: {text}", where=where, text=sentences[0])]
        if problem.remedy:
            sentences.append(self.tell(problem.remedy))
        return " ".join(sentences)

    def _place(self, where: str, sentence: str) -> str:
        """Return where something stands, nothing if a sentence names the thing already."""
        if not isinstance(where, Place):
            return where
        named = where.names is not None and self.name(where.names) in sentence
        return "" if named else self.tell(where.words)

    def name(self, names: HasNames) -> str:
        """Return the name in this language, French where it is missing."""
        wanted = {"fr": names.fr, "ar": names.ar, "en": names.en}[self.code]
        return wanted or names.fr

    def told(self, text: str) -> str:
        """Return a text that came with the figures in this language, any other as it stands."""
        held = _HELD_BACK.fullmatch(text) if text.endswith("]") else None
        if held is not None:
            since = self.say("[held back to {year}]", year=int(held[2]))
            return f"{self.told(held[1])} {since}".strip()
        return _figures(self.code).gettext(_origin(text)) if text else ""

    def kept(self, shown: str, before: str = "") -> str:
        """Return the text that a plan keeps for one that was shown by `told`, perhaps elsewhere.

        before: what the plan holds there; a text that still says the same leaves it as it is.
        """
        same = _SIGNS.sub("", shown) == _SIGNS.sub("", self.told(before))
        return before if same else _origin(shown)

    def list_of(self, items: Sequence[str]) -> str:
        """Return texts as one list: a, b and c."""
        if not items:
            return ""
        text = items[0]
        for middle in items[1:-1]:
            text = self.say("{list}, {item}", list=text, item=middle)
        last = items[-1]
        return self.say("{list} and {item}", list=text, item=last) if len(items) > 1 else text

    def whole(self, text: str) -> str:
        """Return a text that keeps its own direction where nothing else gives it one."""
        return f"{_RTL_WHOLE}{text}{_END}" if text and self.direction == "rtl" else text

    def left_to_right(self, text: str) -> str:
        """Return a text that is read so everywhere: keys of the keyboard, a range of ages."""
        return self._isolated(text)

    # --- Numbers and dates ----------------------------------------------------------------------

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number written out; halves round up, and a dash stands for no value."""
        return NOTHING if value is None else self._isolated(self._digits(value, decimals))

    def signed(self, value: float | None, decimals: int = 0) -> str:
        """Return a change, always with its sign unless it rounds to zero."""
        if value is None:
            return NOTHING
        digits = self._digits(value, decimals)
        grows = value > 0 and any(figure in digits for figure in "123456789")
        return self._isolated(f"+{digits}" if grows else digits)

    def percent(self, share: float | None, decimals: int | None = None) -> str:
        """Return a share (0.8) as a percentage (80%), with one decimal below ten."""
        if share is None:
            return NOTHING
        of_100 = share * 100
        if decimals is None:
            decimals = _percent_decimals(of_100)
        space = THIN if self.code == "fr" else ""
        return self._isolated(f"{self._digits(of_100, decimals)}{space}%")

    def plain(self, value: float) -> str:
        """Return a number with the decimals that it has, four at most."""
        return self.number(value, decimals_of(value))

    def bare(self, value: float, decimals: int = 0) -> str:
        """Return a number as a spreadsheet takes it: no groups, no isolates, a plain minus."""
        figures = f"{_rounded(value, decimals) + 0:f}"  # adding nothing takes the sign off a zero
        return figures if self.code == "en" else figures.replace(".", ",")

    def bare_percent(self, share: float) -> str:
        """Return a percentage as a spreadsheet takes it."""
        return f"{self.bare(share * 100, _percent_decimals(share * 100))}%"

    def year(self, year: int) -> str:
        """Return a year, which is never grouped."""
        return self._isolated(str(year))

    def year_range(self, first: int, last: int) -> str:
        """Return two years in words, for a sentence."""
        return self.say("from {y0} to {y1}", y0=first, y1=last)

    def date(self, day: dt.date) -> str:
        """Return a date in its short form."""
        if self.code == "en":
            return f"{day.day} {self._month(day)[:3]} {day.year}"
        return self._isolated(f"{day:%d/%m/%Y}")

    def long_date(self, day: dt.date) -> str:
        """Return a date with its month in letters."""
        first = {"fr": "1er", "ar": "فاتح", "en": "1"}[self.code]
        number = first if day.day == 1 else self._isolated(str(day.day))
        return f"{number} {self._month(day)} {self._isolated(str(day.year))}"

    def parse_number(self, text: str) -> float:
        """Return the number that a person typed or pasted; a text that can mean two is refused."""
        shown = text.strip()
        compact = _SPACES.sub("", text.translate(_EASTERN))
        if self.code != "en" and re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", compact):
            raise Problem(
                message(
                    "“{typed}” can mean a whole number in thousands or a decimal number.",
                    typed=shown,
                ),
                remedy=message("Write it without a dot, or with a comma before the decimals."),
            )
        try:
            value = float(_with_dot(compact, self.code))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise Problem(message("“{typed}” is not a number that Tabib can read.", typed=shown))
        return value

    # --- Inside ---------------------------------------------------------------------------------

    def _translated(self, text: str) -> str:
        return self.catalogue.gettext(text) if text else ""

    def _fill(self, text: str, values: Mapping[str, Value]) -> str:
        if not values:
            return text
        return text.format_map({key: self._written(key, value) for key, value in values.items()})

    def _written(self, place: str, value: Value) -> str:
        if isinstance(value, Message):
            return self.tell(value)
        if isinstance(value, Quoted):
            value = self.told(value)
        if isinstance(value, str):
            return self._name_isolated(value)
        if _YEARS.search(place) and isinstance(value, int):
            return self.year(value)
        if isinstance(value, int | float):
            return self.plain(value)
        return self._name_isolated(self.name(value))

    def _name_isolated(self, text: str) -> str:
        needed = bool(text) and (self.direction == "rtl" or _RTL.search(text) is not None)
        return f"{_ANY}{text}{_END}" if needed and _END not in text else text

    def _isolated(self, digits: str) -> str:
        return f"{_LTR}{digits}{_END}" if self.direction == "rtl" else digits

    def _digits(self, value: float, decimals: int) -> str:
        figures = f"{abs(_rounded(value, decimals)):,f}"
        if self.code != "en":
            figures = figures.replace(",", THIN).replace(".", ",")
        below = value < 0 and any(figure in figures for figure in "123456789")
        return f"{MINUS}{figures}" if below else figures

    def _month(self, day: dt.date) -> str:
        return _MONTHS[self.code].split()[day.month - 1]


def _rounded(value: float, decimals: int) -> Decimal:
    """Round a number as people do, halves away from zero; refuse what is not a number."""
    if not math.isfinite(value):
        raise ValueError(f"a number to be written must be finite, not {value}")
    from decimal import ROUND_HALF_UP, Decimal  # a window begins without a number

    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimals_of(value: float) -> int:
    """Return how many decimals a number has, four at most."""
    digits = f"{_rounded(value, _MOST_DECIMALS):f}"
    return len(digits.partition(".")[2].rstrip("0"))


def _percent_decimals(of_100: float) -> int:
    return int(0 < abs(_rounded(of_100, 1)) < _SMALL_PERCENT)


def _with_dot(compact: str, code: Code) -> str:
    """Return digits as Python reads them, whichever of dot and comma stands before decimals."""
    if not re.fullmatch(r"[+-]?[\d.,]+", compact):
        return ""
    decimal, group = (".", ",") if code == "en" else (",", ".")
    grouped = rf"([+-]?[1-9]\d{{0,2}}(?:\{group}\d{{3}})+)(?:\{decimal}(\d*))?"
    parts = re.fullmatch(grouped, compact)
    if parts:
        return f"{parts[1].replace(group, '')}.{parts[2] or '0'}"
    return compact.replace(",", ".")


@cache
def language(code: str) -> Language:
    """Return a language of the program by its code; its catalogue is read once."""
    if code not in CODES:
        raise Problem(message("Tabib does not speak “{language}”.", language=code))
    return Language(code, _catalogue(code, "tabib"))


def _catalogue(code: Code, name: str) -> gettext.NullTranslations:
    path = resource("locale", code, "LC_MESSAGES", f"{name}.mo")
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as stream:
        return gettext.GNUTranslations(stream)


@cache
def _figures(code: Code) -> gettext.NullTranslations:
    """Return the catalogue of the texts that come with the figures; English needs none."""
    return _catalogue(code, "reference")


def _origin(text: str) -> str:
    """Return the text that came with the figures behind one told in any language, or the same."""
    known = _origins()
    return known.get(text) or known.get(_SIGNS.sub("", text), text)


@cache
def _origins() -> Mapping[str, str]:
    """Return what stands behind each told text, which is looked up without signs of direction."""
    catalogues = [getattr(_figures(code), "_catalog", {}) for code in CODES]
    pairs = [pair for told in catalogues for pair in told.items() if pair[0]]
    return {_SIGNS.sub("", text): kept for kept, text in pairs} | {kept: kept for kept, _ in pairs}
