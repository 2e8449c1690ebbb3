"""The names of parameters, units and measures, as a reader of a report meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.problems import Message

PARAMETERS: Mapping[str, Message] = {
    "age_at_entry": message("Age on entering the profession"),
    "age_at_graduation_6y": message("Age at graduation after six years of study"),
    "age_at_graduation_7y": message("Age at graduation after seven years of study"),
    "age_gain_at_specialty": message("Years between graduation and specialty"),
    "break_hazard": message("Contracts broken off in a year"),
    "budget": message("Budget"),
    "contract_cost": message("Cost of a person on contract"),
    "contracts": message("New contracts"),
    "deferral_share": message("Share kept at work at retirement age"),
    "delay_share": message("Share of students who graduate late"),
    "dismissal": message("Dismissals"),
    "dropout_per_year": message("Students who leave before graduating"),
    "duration": message("Years of study"),
    "early_retirement": message("Early retirement"),
    "emigration": message("Departures abroad"),
    "entries_trained_abroad": message("Trained abroad"),
    "entry_exposure": message("Share of the year worked by those who enter"),
    "fill_rate": message("Fill rate"),
    "fte": message("Full-time equivalent (FTE)"),
    "fte_resident": message("Full-time equivalent of a resident"),
    "graduates": message("Graduates"),
    "graduates_observed": message("Graduates, observed"),
    "hired_from_private": message("Posts without candidates taken by private staff"),
    "insured_share": message("Insured share"),
    "intake": message("Training places"),
    "intake_private": message("Training places, private"),
    "intake_public": message("Training places, public"),
    "limit_age": message("Retirement age"),
    "limit_age_teacher_researcher": message("Retirement age of teacher-researchers"),
    "long_leave": message("Long leave"),
    "missions": message("Diaspora missions"),
    "mobility": message("Moves to another region"),
    "mobility_destination": message("Destination of those who leave the region"),
    "mobility_origin_factor": message("Tendency to leave the region"),
    "mobility_within": message("Moves to another province of the region"),
    "persons": message("People on contract"),
    "population_death_rate": message("Mortality of the population"),
    "posts": message("Posts opened"),
    "posts_carried_over": message("Unfilled posts opened again the next year"),
    "private_exit": message("End of private practice"),
    "private_opening_share": message("Share of private practices opened"),
    "professional_mortality_factor": message("Mortality of health staff against the population"),
    "renewal_share": message("Share of contracts renewed"),
    "renewal_years": message("Years of a renewed contract"),
    "residency_loss": message("Residents lost before the specialty"),
    "residency_places": message("Residency places"),
    "residency_share": message("Share of graduates who enter residency"),
    "residency_years_4": message("Residents whose training takes four years"),
    "residency_years_5": message("Residents whose training takes five years"),
    "residents_in": message("Residents in training"),
    "resignation": message("Resignations"),
    "retained_emigration": message("Departures abroad prevented"),
    "retained_private_exit": message("Ends of private practice prevented"),
    "retained_resignation": message("Resignations prevented"),
    "retained_sector_switch": message("Moves to the other sector prevented"),
    "retention_places": message("Places of a retention programme"),
    "retention_reach": message("People reached by a retention programme"),
    "returns_age": message("Age on return from abroad"),
    "returns_permanent": message("Permanent return"),
    "salary": message("Salary"),
    "sector_switch": message("Moves to the private sector"),
    "sector_switch_back": message("Moves to the public sector"),
    "share_abroad": message("Graduates who leave for abroad"),
    "share_abroad_after_residency": message("New specialists who leave for abroad"),
    "share_not_practising": message("Graduates who do not practise"),
    "share_of_para_entries": message("Share of the entries of nurses and technicians"),
    "tasks_exchange": message("Delegated work done per FTE"),
    "tasks_shifted": message("Work delegated to other cadres"),
    "tasks_taken_over": message("Delegated work taken over"),
    "teacher_researcher_share": message("Share of teacher-researchers"),
    "training_cost": message("Cost of training a person"),
    "use_ratio_uninsured": message("Use of care by those without insurance"),
    "women_share": message("Share of women"),
}
# What the projection reads of a plan's assumptions and of its training pipeline; what else a plan
# may hold is read by other results, as costs are, or kept for later work. A test holds this to
# what is asked for.
READ = frozenset(PARAMETERS) - {
    "break_hazard", "budget", "contract_cost", "contracts", "fill_rate", "fte_resident",
    "graduates", "insured_share", "limit_age_teacher_researcher", "missions", "persons", "posts",
    "renewal_share", "renewal_years", "salary", "teacher_researcher_share", "training_cost",
    "use_ratio_uninsured",
}  # fmt: skip
UNITS: Mapping[str, Message] = {
    "MAD per person": message("MAD per person"),
    "MAD per person and year": message("MAD per person and year"),
    "MAD per year": message("MAD per year"),
    "deaths per person-year": message("deaths per person and year"),
    "doctors/province": message("people per province"),
    "full-time equivalent per person": message("FTE per person"),
    "full-time equivalent per resident": message("FTE per person"),
    "graduates/year": message("people per year"),
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
    "share of a year": message("share of a year"),
    "share of contracts": message("share of contracts"),
    "share of entrants": message("share"),
    "share of graduates": message("share of graduates"),
    "share of graduates who stay and practise": message("share of graduates"),
    "share of new private doctors": message("share"),
    "share of new specialists": message("share of new specialists"),
    "share of population": message("share of the population"),
    "share of posts": message("share of posts"),
    "share of delegated work": message("share of delegated work"),
    "share of the work": message("share of the work"),
    "share of people": message("share of people"),
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
    return language.tell(PARAMETERS[code]) if code in PARAMETERS else code


def unit_name(code: str, language: Language) -> str:
    """Return the name of a unit, or the unit as the data write it."""
    return language.tell(UNITS[code]) if code in UNITS else code
