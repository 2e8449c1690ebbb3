"""Turns the assumptions on retention programmes into whom they reach and what they prevent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.inputs import Retention
from app.planning.fields import changed, unknown

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray
    from app.models.rows import AssumptionRow, MeasureRow
    from app.planning.fields import Fields

_KINDS = ("emigration", "resignation", "private_exit", "sector_switch")
_REACH, _PLACES, _SURVIVAL = "retention_reach", "retention_places", "retention_survival"


def retention(fields: Fields) -> Retention | None:
    """Return the programmes that keep people; None where the plan has none with an effect.

    Without a share of people reached, everybody who shares places may be. Without a share of those
    who stay in the programme, places are given anew each year. Refuses an effect with neither
    places nor a share of people reached.
    """
    given = {kind: fields.cells_if_any(f"retained_{kind}") for kind in _KINDS}
    effects = {kind: effect for kind, effect in given.items() if effect is not None}
    if not effects:
        return None
    if not fields.knows(_REACH) and not fields.knows(_PLACES):
        raise unknown(_REACH)
    places, covers = _pools(fields)
    if fields.knows(_REACH):
        reach = np.nan_to_num(fields.cells(_REACH))
    else:
        shape = (len(fields.years), *fields.places.axes.cell_shape)
        reach = np.array(np.broadcast_to(covers.sum(axis=0)[:, :, None], shape))
    return Retention(reach, effects, places, covers, fields.cells_if_any(_SURVIVAL))


def _pools(fields: Fields) -> tuple[FloatArray, FloatArray]:
    """Return the places of each programme, [Y, P], and who shares them, [P, T, S, C].

    The territory, sector and cadres of a row, or of a measure, make one pool; people belong to
    the narrowest one that holds them. A measure acts on the pool of its very scope.
    """
    rows = fields.assumption_rows(_PLACES)
    measures = list(fields.measures_on("assumptions", _PLACES))
    pools = list(dict.fromkeys([*map(_scope, rows), *map(_scope, measures)]))
    cells = [fields.scope(*pool) for pool in pools]
    _, territories, sectors, _, cadres = fields.places.axes.cell_shape
    owner = np.full((territories, sectors, cadres), len(pools))
    for pool in sorted(range(len(pools)), key=lambda pool: -owner[cells[pool]].size):
        owner[cells[pool]] = pool
    places = np.zeros((len(fields.years), len(pools)))
    for pool, scope in enumerate(pools):
        places[:, pool] = _places(fields, [row for row in rows if _scope(row) == scope])
        for measure in (m for m in measures if _scope(m) == scope):
            for i, year in enumerate(fields.years):
                places[i, [pool]] = changed(places[i, [pool]], measure, year)
    return places, (owner == np.arange(len(pools))[:, None, None, None]).astype(float)


def _scope(row: AssumptionRow | MeasureRow) -> tuple[str, str, str]:
    return row.territory, row.sector, row.cadre


def _places(fields: Fields, rows: list[AssumptionRow]) -> FloatArray:
    """Return the places that the rows of one pool give, [Y]; none where there is no row."""
    found = np.zeros(len(fields.years))
    fields.refuse_missing_years(_PLACES, rows)
    for row in rows:
        fields.refuse_people(row)
        found[fields.during(row)] = row.value
    return found
