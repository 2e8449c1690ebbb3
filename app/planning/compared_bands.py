"""Bands around scenarios side by side, from the same draws for all of them and all places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.batch import stocks_of_groups
from app.planning.assemble import put_together
from app.planning.bands import groups_of, in_year
from app.planning.draws import Ranges
from app.planning.reuse import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.engine.inputs import FloatArray, Inputs
    from app.planning.bands import Span
    from app.planning.comparison import Comparison
    from app.planning.lines import View
    from app.planning.study import Study

Drawn = dict[str, "FloatArray"]  # by scenario: persons, [draw, 1 + Y, place], the whole last
_80 = (0.1, 0.9)


@dataclass(frozen=True)
class ComparedBand:
    """What holds 8 cases in 10 of one territory under one scenario in one year, persons.

    stock_80, deficit_80: chance and assumptions together, as if the scenario stood alone;
    deficit_80 is None without a need. change_80: the stock minus that of the reference in the
    same draws of the assumptions, chance left out; None for the reference itself.
    """

    stock_80: Span
    deficit_80: Span | None
    change_80: Span | None


def draw_stocks(
    compared: Comparison,
    known: Mapping[str, FloatArray],
    draws: int,
    seed: int,
    step: Callable[[float], object] = lambda _share: None,
) -> Drawn:
    """Return the stocks of every part and of the whole in each draw, by scenario.

    All scenarios and places answer to the same draws: what differs between two of them is not
    chance. known: what an earlier call gave for scenarios of the same rows and view; only the
    others are drawn. step: told the share that is done before each draw; it may raise to stop.
    """
    kept = {study.scenario.id: study for study in compared.studies}
    found = {code: drawn for code, drawn in known.items() if code in kept}
    studies = [study for code, study in kept.items() if code not in found]
    if studies:
        groups = groups_of(studies[0], _views(compared))
        inputs = _drawn_inputs(studies, draws, seed, step)
        stocks = np.array(list(stocks_of_groups(inputs, groups)))[:, : len(compared.years)]
        for number, study in enumerate(studies):
            found[study.scenario.id] = stocks[number :: len(studies)]
    return found


def _views(compared: Comparison) -> list[View]:
    places = (*compared.places, compared.whole)
    return [replace(compared.view, territory=place) for place in places]


def _drawn_inputs(
    studies: Sequence[Study], draws: int, seed: int, step: Callable[[float], object]
) -> Iterator[Inputs]:
    """Yield the inputs of each draw, one scenario after another; they share what they can."""
    ranges = Ranges(studies[0].rows)
    for number in range(draws):
        step(number / draws)
        rows, before = ranges.draw(seed, number), studies[0]
        for study in studies:
            inputs = put_together(Parts(rows, study.scenario.id, before))
            if study is studies[0]:
                before = replace(study, rows=rows, inputs=inputs)
            yield inputs


def bands_of_year(
    compared: Comparison,
    drawn: Mapping[str, FloatArray],
    year: int,
    step: Callable[[float], object] = lambda _share: None,
) -> tuple[tuple[ComparedBand, ...], ...]:
    """Return the bands of a year by scenario, in each those of every part and of the whole.

    drawn: what `draw_stocks` gives. step: as there, before each scenario.
    """
    at = year - compared.years[0]
    base = drawn[compared.reference.scenario.id][:, at]
    found = []
    for number, study in enumerate(compared.studies):
        step(number / len(compared.studies))
        here = drawn[study.scenario.id][:, at]
        changes = np.quantile(here - base, _80, axis=0).T.tolist()
        bands = in_year(study, _views(compared), year, here)
        found.append(
            tuple(
                ComparedBand(band.stock_80, band.deficit_80, (low, high) if number else None)
                for band, (low, high) in zip(bands, changes, strict=True)
            )
        )
    return tuple(found)
