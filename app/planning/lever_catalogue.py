"""What can be moved in a plan, and on which side it stands: a decision, or how the world behaves.

Each line is a parameter of a table with the way in which its figures are read. Those of a plan
decide which of them it offers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from app.planning.calls import STAGES
from app.planning.destinations import DESTINATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

Side = Literal["lever", "assumption"]
Reading = Literal[
    "posts",  # posts opened, or the share filled, of a cadre
    "cells",  # an assumption by age, territory, sector, sex and cadre
    "pools",  # the same, but each row speaks of people of its own: places, persons of a cadre
    "whole",  # an assumption on the whole plan at once
    "school",  # a figure of the training pipeline
    "terms",  # a term of the contracts that run
    "called",  # contracts and missions that are prepared and that a measure calls up
]


class Offer(NamedTuple):
    """A parameter that can be moved."""

    table: str
    parameter: str
    side: Side
    reading: Reading


def _offers(table: str, side: Side, reading: Reading, *parameters: str) -> Iterator[Offer]:
    return (Offer(table, parameter, side, reading) for parameter in parameters)


# In the order in which a plan offers them.
CATALOGUE: tuple[Offer, ...] = (
    *_offers("recruitment", "lever", "posts", "posts", "fill_rate"),
    *_offers("contracts", "lever", "called", "contracts"),
    *_offers("contracts", "lever", "terms", "persons", "renewal_share", "renewal_years"),
    *_offers("missions", "lever", "called", "missions"),
    *_offers("assumptions", "lever", "cells", "limit_age", "deferral_share"),
    *_offers(
        "pipeline", "lever", "school", "graduates", "intake", "intake_public", "intake_private",
        "residency_share", "residency_places",
    ),
    *_offers("assumptions", "lever", "whole", "returns_permanent"),
    *_offers("assumptions", "lever", "pools", "retention_places"),
    *_offers(
        "assumptions", "lever", "cells", "retention_reach", "posts_carried_over",
        "hired_from_private", "bonded_years", "tasks_shifted", "tasks_taken_over",
    ),
    *_offers(
        "assumptions", "assumption", "cells", "early_retirement", "resignation", "emigration",
        *DESTINATIONS, "private_exit", "sector_switch", "sector_switch_back", "dismissal",
        "long_leave", "mobility", "mobility_within",
    ),
    *_offers(
        "pipeline", "assumption", "school", "dropout_per_year", "share_abroad",
        "share_not_practising", "share_abroad_after_residency", "residency_loss",
        "intake_women_share", "specialty_share",
    ),
    *_offers("contracts", "assumption", "terms", "break_hazard", *STAGES),
    *_offers(
        "assumptions", "assumption", "whole", "professional_mortality_factor", "returns_age",
        "insured_share",
    ),
    *_offers("assumptions", "assumption", "pools", "entries_trained_abroad"),
    *_offers(
        "assumptions", "assumption", "cells", "fte", "entry_exposure", "retained_emigration",
        "retained_resignation", "retained_private_exit", "retained_sector_switch",
        "retention_survival", "tasks_exchange",
    ),
)  # fmt: skip
READING = {(offer.table, offer.parameter): offer.reading for offer in CATALOGUE}
SIDE = {(offer.table, offer.parameter): offer.side for offer in CATALOGUE}
# Rules on posts that act where posts are opened, though the plan has no figure for them.
RULES_ON_POSTS = {
    "posts_carried_over": "share of unfilled posts", "hired_from_private": "share of posts",
    "bonded_years": "years",
}  # fmt: skip
# The units of figures that no row keeps a unit for.
UNITS = {
    "posts": "posts/year", "fill_rate": "share of posts", "graduates": "graduates/year",
    "contracts": "doctors/province", "persons": "persons", "renewal_share": "share of contracts",
    "renewal_years": "years", "break_hazard": "probability per year",
    "missions": "person-months/year", "applicants_per_post": "applicants per post",
    "licensed_share": "share of applicants", "arrival_share": "share of those hired",
} | RULES_ON_POSTS  # fmt: skip
# What is set for everyone alike, or moved by so many years, though people differ in it.
OPERATION: dict[str, Literal["set", "add"]] = {
    "fill_rate": "set", "insured_share": "set", "limit_age": "add", "contracts": "add",
    "missions": "add",
}  # fmt: skip
# Years that are whole ones.
WHOLE_YEARS = frozenset({"bonded_years", "renewal_years", "returns_age"})
# Units of what comes in wholes: people, and the posts and places that are made for them.
_WHOLES = ("persons", "posts", "places", "students", "graduates", "doctors")


def comes_whole(parameter: str, unit: str) -> bool:
    """Say whether no part of one is taken of what a parameter counts: of people or of years."""
    return parameter in WHOLE_YEARS or unit.startswith(_WHOLES)
