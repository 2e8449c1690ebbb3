"""Foreign contracts: groups with a start and an end, beside the main stock (method 1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.axes import Axes
    from app.engine.inputs import Contracts, FloatArray


@dataclass(frozen=True)
class ContractFlows:
    """People on contract by year: persons and full-time equivalents, [1 + Y, T, S, C]."""

    stock: FloatArray
    fte: FloatArray
    start: FloatArray
    end: FloatArray
    break_off: FloatArray


def run_contracts(contracts: Contracts, axes: Axes) -> ContractFlows:
    """Follow each group from its start to the end of its last renewal (equation 1.2).

    A group counts at 31 December of its years; in the year after its last one the share renewed
    stays for the renewal years, the rest leaves; breaks are met by those present at the opening.
    """
    flows = ContractFlows(*(np.zeros(axes.flow_shape) for _ in range(5)))
    for group in range(len(contracts.persons)):
        _run_group(contracts, group, axes, flows)
    return flows


def _run_group(contracts: Contracts, group: int, axes: Axes, flows: ContractFlows) -> None:
    cell = (contracts.territory[group], contracts.sector[group], contracts.cadre[group])
    first, last = int(contracts.first_year[group]), int(contracts.last_year[group])
    present = float(contracts.persons[group]) if last >= first else 0.0
    for year in range(first, axes.horizon + 1):
        ended = broken = 0.0
        if year > last:
            ended = present * (1.0 - float(contracts.renewal_share[group]))
            last = year - 1 + int(contracts.renewal_years[group])
            ended = present if last < year else ended
        elif year > first:
            broken = present * float(contracts.break_hazard[group])
        present -= ended + broken
        index = year - axes.base_year
        if index < 0:
            continue
        at = (index, *cell)
        flows.stock[at] += present
        worked = present * (contracts.start_share[group] if year == first else 1.0)
        worked += ended * float(contracts.end_share[group])
        flows.fte[at] += worked * float(contracts.fte[group])
        if index > 0:
            flows.start[at] += float(contracts.persons[group]) if year == first else 0.0
            flows.end[at] += ended
            flows.break_off[at] += broken
