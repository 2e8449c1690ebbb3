"""Every flow that a plan can switch on has a name, and is followed to the last person."""

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.planning.destinations import DEPARTURES, DESTINATIONS
from app.planning.lines import INNER
from app.planning.parameter_names import PARAMETERS
from app.planning.study import Study
from app.reports import movement
from tests.planning.hand import assume

SHARES = (
    *("posts_carried_over", "hired_from_private", "entry_exposure", "dismissal", "long_leave"),
    *("retained_emigration", "retained_resignation", "retained_sector_switch", "retention_reach"),
    *("mobility_within", "tasks_shifted", "tasks_taken_over", "tasks_exchange"),
    *DESTINATIONS,
)


@pytest.fixture(scope="module")
def everything() -> Study:
    """The nation with every flow that its sample leaves off."""
    rows = starter.sample("morocco-2024")
    more = [assume(name, 0.1, id=f"Z{name}") for name in SHARES]
    more += [assume("retention_places", 200.0, id="ZP"), assume("bonded_years", 4.0, id="ZB")]
    mine = tuple(row for row in rows.assumptions if row.parameter not in SHARES)
    return study.run(replace(rows, assumptions=(*mine, *more)))


def test_every_parameter_of_a_flow_has_a_name() -> None:
    assert {*SHARES, "retention_places", "bonded_years"} <= PARAMETERS.keys()


def test_every_kind_of_flow_has_a_name(everything: Study) -> None:
    found = everything.projection
    assert {"hired_from_private", "province_in"} <= found.entries.keys() <= movement.ENTRIES.keys()
    assert {"left_for_post", "province_out", "dismissal", "long_leave"} <= found.exits.keys()
    assert set(DEPARTURES) <= found.exits.keys() <= movement.EXITS.keys()


def test_nobody_is_lost_with_every_flow_at_once(everything: Study) -> None:
    assert everything.projection.imbalance() <= 1e-6


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("territory", ["MA", "09", "09.551"])
def test_a_table_of_every_flow_balances_in_every_language(
    everything: Study, code: str, territory: str
) -> None:
    table = movement.by_year(everything, everything.view(territory), language(code))
    assert {"dismissal", "long_leave"} <= {column.key for column in table.columns}


def test_moves_inside_a_country_are_no_flows_of_the_country(everything: Study) -> None:
    table = movement.by_year(everything, everything.view("MA"), language("en"))
    assert not {kind for pair in INNER for kind in pair} & {column.key for column in table.columns}


def test_moves_inside_a_region_are_flows_of_its_provinces(everything: Study) -> None:
    def kinds(territory: str) -> set[str]:
        table = movement.by_year(everything, everything.view(territory), language("en"))
        return {column.key for column in table.columns}

    inside = {"province_in", "province_out"}
    assert inside <= kinds("09.551")
    assert not inside & kinds("09")
