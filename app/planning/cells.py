"""Says in words where a figure stands: its year, age, territory, sector, sex and cadre."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from app.engine.axes import SECTORS, SEXES
from app.problems import Message, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.planning.places import Places
    from app.problems import Value

_SECTORS = {"public": message("Public sector"), "private": message("Private sector")}
SEX_NAMES = {"F": message("Women"), "M": message("Men")}


def cell(letters: str, index: Sequence[int], places: Places) -> Value:
    """Return the words for an index on the axes of these letters; nothing for unknown ones.

    Letters are those of the engine's inputs. Where one entry may stand for every territory or
    year, the first is named by nothing.
    """
    axes, codes = places.axes, {row.code: row.names for row in places.rows.cadres}
    territories = [places.by_code[code].names for code in axes.territories]
    years = [str(year) for year in axes.years]
    names: dict[str, Sequence[Value]] = {
        "Y": years[1:],
        "N": years,
        "n": ["", *years[1:]],
        "A": [message("age {age}", age=age) for age in axes.ages],
        "T": territories,
        "t": ["", *territories[1:]],
        "R": [places.by_code[code].names for code in axes.regions],
        "S": [_SECTORS[sector] for sector in SECTORS],
        "X": [SEX_NAMES[sex] for sex in SEXES],
        "C": [codes[cadre] for cadre in axes.cadres],
    }
    found = [names[letter][i] for letter, i in zip(letters, index, strict=False) if letter in names]
    said = [name for name in found if name != ""]
    return reduce(_joined, said) if said else ""


def _joined(before: Value, name: Value) -> Message:
    return message("{first}, {others}", first=before, others=name)
