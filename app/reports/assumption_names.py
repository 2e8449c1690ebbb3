"""The names of parameters, units and measures, as a reader of a report meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.parameter_names import PARAMETERS, called
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.problems import Message

# What the projection reads of a plan's assumptions and of its training pipeline; what else a plan
# may hold is read by other results, as costs are, or kept for later work. A test holds this to
# what is asked for.
READ = frozenset(PARAMETERS) - {
    "applicants_per_post", "arrival_share", "break_hazard", "budget", "contract_cost", "contracts",
    "fill_rate", "fte_resident", "graduates", "insured_share", "licensed_share",
    "limit_age_teacher_researcher", "missions", "months_to_arrival", "persons", "posts",
    "renewal_share", "renewal_years", "salary", "teacher_researcher_share", "training_cost",
    "use_ratio_uninsured",
}  # fmt: skip
UNITS: Mapping[str, Message] = {
    "MAD per person": message("MAD per person"),
    "MAD per person and year": message("MAD per person and year"),
    "MAD per year": message("MAD per year"),
    "applicants per post": message("applicants per post"),
    "deaths per person-year": message("deaths per person and year"),
    "doctors/province": message("people per province"),
    "full-time equivalent per person": message("FTE per person"),
    "full-time equivalent per resident": message("FTE per person"),
    "graduates/year": message("people per year"),
    "months": message("months"),
    "multiplier": message("multiplier"),
    "multiplier of mobility": message("multiplier"),
    "per 1000": message("per 1,000 inhabitants"),
    "per 10000": message("per 10,000 inhabitants"),
    "person-months/year": message("person-months per year"),
    "persons": message("people"),
    "persons per year": message("people per year"),
    "persons/year": message("people per year"),
    "places": message("places"),
    "posts": message("posts"),
    "posts/year": message("posts per year"),
    "probability per year": message("share per year"),
    "probability per year of changing region": message("share per year"),
    "probability per year, private to public": message("share per year"),
    "probability per year, public to private": message("share per year"),
    "share": message("share"),
    "share graduating 0 years late": message("share, on time"),
    "share graduating 1 years late": message("share, one year late"),
    "share graduating 2 years late": message("share, two years late"),
    "share kept at the limit age": message("share"),
    "share leaving": message("share"),
    "share lost over the residency": message("share"),
    "share of applicants": message("share of applicants"),
    "share of a year": message("share of a year"),
    "share of contracts": message("share of contracts"),
    "share of departures abroad": message("share of departures abroad"),
    "share of entrants": message("share"),
    "share of graduates": message("share of graduates"),
    "share of graduates who stay and practise": message("share of graduates"),
    "share of new private doctors": message("share"),
    "share of new specialists": message("share of new specialists"),
    "share of population": message("share of the population"),
    "share of posts": message("share of posts"),
    "share of delegated work": message("share of delegated work"),
    "share of the work": message("share of the work"),
    "share of new residents": message("share of new residents"),
    "share of new students": message("share of new students"),
    "share of people": message("share of people"),
    "share of those hired": message("share of those hired"),
    "share of those reached": message("share of those reached"),
    "share of unfilled posts": message("share of unfilled posts"),
    "share of public specialists": message("share"),
    "share of residents on 4 years": message("share"),
    "share of residents on 5 years": message("share"),
    "share of those who leave the region": message("share"),
    "students": message("students"),
    "students/year": message("students per year"),
    "use of an uninsured person / use of an insured person": message(
        "use without insurance over use with insurance"
    ),
    "years": message("years"),
    "years after graduation": message("years"),
}
# How a base figure was made, as the data write it in its note.
MADE: Mapping[str, Message] = {
    "census": message("census"),
    "estimate_intercensal": message("estimated between two censuses"),
    "projection_rule": message("projected by rule"),
    "synthetic": message("synthetic"),
}


def made_how(note: str, language: Language) -> str:
    """Return how a base figure was made where its note is a known word, or nothing."""
    return language.tell(MADE[note]) if note in MADE else ""


def parameter_name(code: str, language: Language) -> str:
    """Return the name of a parameter, or its code where it has none yet."""
    known = called(code)
    return known if isinstance(known, str) else language.tell(known)


def unit_name(code: str, language: Language) -> str:
    """Return the name of a unit, or the unit as the data write it."""
    return language.tell(UNITS[code]) if code in UNITS else code
