"""Bands around the projected stock and deficit: chance, assumptions, and both together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.bands import DRAWS, FEW, SEED, bands
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.planning.bands import Band, Bands
    from app.reports.asked import Asked

_SHARES = (0.8, 0.95)


def answer(asked: Asked) -> tuple[Table, ...]:
    """Return the bands of each year, then what the draws of the assumptions alone give."""
    found = bands(
        asked.study, asked.view, _given(asked.options, "draws", DRAWS),
        _given(asked.options, "seed", SEED),
    )  # fmt: skip
    frame = Frame(asked.study, asked.view, asked.language)
    return _together(frame, found), _of_draws(frame, found)


def _given(options: Mapping[str, int | None], name: str, otherwise: int) -> int:
    chosen = options.get(name)
    return otherwise if chosen is None else chosen


def _together(frame: Frame, found: Bands) -> Table:
    needed = any(band.deficit_80 is not None for band in found.years)
    few = any(band.nobody is not None for band in found.years)
    language = frame.language
    columns = _columns(language)
    kept = [c for c in columns if needed or not c.key.startswith("deficit")]
    kept = [c for c in kept if few or c.key != "nobody"]
    cells = [_cells(band) for band in found.years]
    return Table(
        title=language.say("Stock and deficit, with their ranges"),
        subtitle=frame.subtitle,
        columns=tuple(kept),
        rows=tuple(tuple(row[column.key] for column in kept) for row in cells),
        notes=(
            language.say("Situation at 31 December of each year."),
            *_what_is_in(language, few=few),
            *frame.notes(frame.lines()),
            _draws_and_seed(language, found),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    narrow, wide = map(language.percent, _SHARES)
    return (
        Column("year", say("Year"), Kind.YEAR),
        Column("stock", say("Stock"), Kind.PERSONS),
        Column("stock_80_low", say("Stock, {share} range: from", share=narrow), Kind.PERSONS),
        Column("stock_80_high", say("Stock, {share} range: to", share=narrow), Kind.PERSONS),
        Column("stock_95_low", say("Stock, {share} range: from", share=wide), Kind.PERSONS),
        Column("stock_95_high", say("Stock, {share} range: to", share=wide), Kind.PERSONS),
        Column("deficit_80_low", say("Deficit, {share} range: from", share=narrow), Kind.PERSONS),
        Column("deficit_80_high", say("Deficit, {share} range: to", share=narrow), Kind.PERSONS),
        Column("deficit_95_low", say("Deficit, {share} range: from", share=wide), Kind.PERSONS),
        Column("deficit_95_high", say("Deficit, {share} range: to", share=wide), Kind.PERSONS),
        Column("of_chance", say("Standard deviation from chance"), Kind.SPREAD),
        Column("of_assumptions", say("Standard deviation from assumptions"), Kind.SPREAD),
        Column("nobody", say("Probability that nobody is left"), Kind.SHARE),
    )


def _cells(band: Band) -> dict[str, Cell]:
    """Return the values of a year by the keys of their columns."""
    found: dict[str, Cell] = {
        "year": band.year,
        "stock": band.stock,
        "of_chance": band.of_chance,
        "of_assumptions": band.of_assumptions,
        "nobody": band.nobody,
    }
    for name in ("stock_80", "stock_95", "deficit_80", "deficit_95"):
        low, high = getattr(band, name) or (None, None)
        found |= {f"{name}_low": low, f"{name}_high": high}
    return found


def _what_is_in(language: Language, *, few: bool) -> tuple[str, ...]:
    """Say what the ranges hold and what they do not."""
    say = language.say
    narrow, wide = map(language.percent, _SHARES)
    whole = say(
        "Below {few} people the ranges are of whole people and exact; the probability that nobody "
        "is left holds chance and assumptions.",
        few=FEW,
    )
    return (
        say(
            "The {narrow} range holds the stock with 8 chances in 10, if the assumptions and their "
            "low and high values are right; the {wide} range with 19 in 20.",
            narrow=narrow,
            wide=wide,
        ),
        say(
            "Chance: who dies, leaves, retires early, changes sector or territory, which posts "
            "are filled, where new staff settle. The base stock and the numbers that leave school "
            "are taken as given."
        ),
        say(
            "Assumptions: each low and high value is taken as 1 chance in 10 of being passed; the "
            "values of one assumption move together. Measures and values without a range are not "
            "drawn."
        ),
        say("Population, need and mistakes in the base stock are not in the ranges."),
        *([whole] if few else []),
    )


def _draws_and_seed(language: Language, found: Bands) -> str:
    return language.say(
        "Draws of the assumptions: {draws}; they start from the number {seed}. The same number "
        "gives the same result.",
        draws=found.draws,
        seed=found.seed,
    )


def _of_draws(frame: Frame, found: Bands) -> Table:
    language = frame.language
    say = language.say
    return Table(
        title=say("Stock in the draws of the assumptions"),
        subtitle=frame.subtitle,
        columns=(
            Column("year", say("Year"), Kind.YEAR),
            Column("stock", say("Stock"), Kind.PERSONS),
            Column("p5", say("5 draws in 100 are below"), Kind.PERSONS),
            Column("p50", say("Half of the draws are below"), Kind.PERSONS),
            Column("p95", say("95 draws in 100 are below"), Kind.PERSONS),
            Column("error", say("Error of the draws’ mean"), Kind.SPREAD),
        ),
        rows=tuple(
            (band.year, band.stock, *band.of_draws, band.of_assumptions / found.draws**0.5)
            for band in found.years
        ),
        notes=(
            say(
                "The projection holds every assumption at its central value; the middle of the "
                "draws may lie elsewhere where a range is wider on one side."
            ),
            _draws_and_seed(language, found),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )
