"""How evenly staff is spread: indices by year, and territories from the least dense."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.equity import equity
from app.planning.outcomes import inhabitants_per_worker
from app.problems import message
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.planning.equity import Equity, Level, Standing, Weight
    from app.planning.lines import Line
    from app.problems import Message
    from app.reports.asked import Asked

_ROUNDING = 1e-9
_TITLES: Mapping[tuple[Level, Weight], Message] = {
    ("regions", "population"): message("Spread of staff over regions, by population"),
    ("regions", "need"): message("Spread of staff over regions, by need"),
    ("provinces", "population"): message("Spread of staff over provinces, by population"),
    ("provinces", "need"): message("Spread of staff over provinces, by need"),
}
_PLACES: Mapping[Level, Message] = {
    "regions": message("Regions from the least dense to the densest, {year}"),
    "provinces": message("Provinces from the least dense to the densest, {year}"),
}
INDICES: Mapping[str, tuple[Message, Kind, Message]] = {
    "gini": (
        message("Gini coefficient"),
        Kind.RATIO,
        message(
            "Gini coefficient: 0 where all densities are equal, close to 1 where a small "
            "territory has nearly all the staff."
        ),
    ),
    "theil_t": (
        message("Theil T"),
        Kind.RATIO,
        message(
            "Theil T: 0 where all densities are equal; it looks first at territories that "
            "have much staff."
        ),
    ),
    "theil_between": (
        message("Theil T between regions"),
        Kind.RATIO,
        message(
            "Theil T between regions: the part that is left when each region is spread evenly."
        ),
    ),
    "theil_within": (
        message("Theil T within regions"),
        Kind.RATIO,
        message("Theil T within regions: the rest; the two parts add up to Theil T."),
    ),
    "theil_l": (
        message("Theil L"),
        Kind.RATIO,
        message(
            "Theil L: 0 where all densities are equal; it looks first at territories that lack "
            "staff, and is not known where one has nobody."
        ),
    ),
    "hoover": (
        message("Hoover index"),
        Kind.SHARE,
        message("Hoover index: share of staff that would have to move for equal densities."),
    ),
    "max_min": (
        message("Highest over lowest density"),
        Kind.RATIO,
        message(
            "Highest over lowest density: how many times denser the densest territory is than "
            "the least dense one."
        ),
    ),
    "p90_p10": (
        message("Density P90/P10"),
        Kind.RATIO,
        message(
            "Density P90/P10: density above which one tenth of the population or need lives, over "
            "that below which another tenth does; given for more than 30 territories."
        ),
    ),
}


def answer(asked: Asked) -> tuple[Table, ...]:
    """Return the indices by year, and the territories of one year from the least dense.

    With a year among the options, the indices are those of the base year and of that year.
    """
    year = asked.options.get("year")
    until = asked.view.until if year is None else asked.study.view(until=year).until
    view = replace(asked.view, until=until)
    frame = Frame(asked.study, view, asked.language)
    level: Level = asked.options.get("level") or "regions"
    weight: Weight = asked.options.get("weight") or "population"
    found = equity(asked.study, view, level, weight)
    years = found.years if year is None else tuple(dict.fromkeys((found.years[0], until)))
    return _indices(frame, found, years), _places(frame, found, until)


def _indices(frame: Frame, found: Equity, years: tuple[int, ...]) -> Table:
    """Return one row a year; an index without any value has no column."""
    language = frame.language
    shown = {key: told for key, told in INDICES.items() if _has_values(found, key)}
    rows = [
        (year, *(getattr(found, key)[found.years.index(year)] for key in shown)) for year in years
    ]
    return Table(
        title=language.tell(_TITLES[found.level, found.weight]),
        subtitle=frame.subtitle,
        columns=(
            Column("year", language.say("Year"), Kind.YEAR),
            *(Column(key, language.tell(name), kind) for key, (name, kind, _) in shown.items()),
        ),
        rows=tuple(rows),
        notes=(
            language.say("Situation at 31 December of each year."),
            *(language.tell(meaning) for _, _, meaning in shown.values()),
            *_weighing(frame, found),
            language.say(
                "No correction for a small number of territories: compare only equal levels."
            ),
            *_warnings(frame),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _has_values(found: Equity, key: str) -> bool:
    optional = {"theil_between", "theil_within", "p90_p10"}
    return key not in optional or any(value is not None for value in getattr(found, key))


def _weighing(frame: Frame, found: Equity) -> tuple[str, ...]:
    """Say what a density is here, and when weighing by need is weighing by inhabitants."""
    if found.weight == "population":
        return ()
    say = frame.language.say
    said = [say("Density stands here for the coverage of the need.")]
    if found.method is not None:
        said.append(say("Need compared: {method}", method=frame.language.tell(found.method)))
    if all(map(_alike, zip(*found.territories.values(), strict=True))):
        said.append(
            say("This need is the same for every inhabitant: the population gives these indices.")
        )
    return tuple(said)


def _alike(lines: Iterable[Line]) -> bool:
    """Tell whether all territories of a year need as many persons for each inhabitant."""
    each = [line.need / line.population for line in lines if line.need and line.population]
    return not each or max(each) - min(each) <= _ROUNDING * max(each)


def _warnings(frame: Frame) -> tuple[str, ...]:
    """Return what a reader must know first; why there is no need only where nobody is known."""
    lines = frame.lines()
    return frame.notes(() if any(line.stock for line in lines) else lines)


def _places(frame: Frame, found: Equity, year: int) -> Table:
    """Return one row a territory, the least dense first, with its place on the Lorenz curve."""
    language, by_need = frame.language, found.weight == "need"
    return Table(
        title=language.tell(replace(_PLACES[found.level], values={"year": year})),
        subtitle=frame.subtitle,
        columns=_columns(frame, by_need=by_need),
        rows=tuple(_row(frame, standing, by_need=by_need) for standing in found.standings(year)),
        notes=(
            language.say("Situation at 31 December of each year."),
            language.say(
                "Cumulated shares: those of the territory and of all that are less dense; "
                "together they are the Lorenz curve."
            ),
            *_weighing(frame, found),
            *_warnings(frame),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _columns(frame: Frame, *, by_need: bool) -> tuple[Column, ...]:
    say = frame.language.say
    against = (
        Column("need", say("Need"), Kind.PERSONS)
        if by_need
        else Column("population", say("Population"), Kind.POPULATION)
    )
    coverage = [Column("coverage", say("Coverage of the need"), Kind.SHARE)] if by_need else []
    return (
        Column("territory", say("Territory"), Kind.TEXT),
        against,
        Column("stock", say("Stock"), Kind.PERSONS),
        *coverage,
        Column("density", say("Density per 10,000 inhabitants"), Kind.PER_10_000),
        Column("per_worker", say("Inhabitants per worker"), Kind.PER_WORKER),
        Column(
            "weight_share",
            say("Share of need") if by_need else say("Share of population"),
            Kind.SHARE,
        ),
        Column("staff_share", say("Share of stock"), Kind.SHARE),
        Column(
            "weight_up_to",
            say("Need, cumulated") if by_need else say("Population, cumulated"),
            Kind.SHARE,
        ),
        Column("staff_up_to", say("Stock, cumulated"), Kind.SHARE),
    )


def _row(frame: Frame, standing: Standing, *, by_need: bool) -> tuple[Cell, ...]:
    line, *shares = standing
    return (
        frame.language.name(frame.study.name(line.territory)),
        line.need if by_need else line.population,
        line.stock,
        *([line.coverage] if by_need else []),
        line.density_per_10_000,
        inhabitants_per_worker(line),
        *shares,
    )
