"""The names of parameters, as a reader of a problem or of a report meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.problems import Message

PARAMETERS: Mapping[str, Message] = {
    "age_at_entry": message("Age on entering the profession"),
    "age_at_graduation_6y": message("Age at graduation after six years of study"),
    "age_at_graduation_7y": message("Age at graduation after seven years of study"),
    "age_gain_at_specialty": message("Years between graduation and specialty"),
    "applicants_per_post": message("Applicants for each post of a call"),
    "arrival_share": message("Share of those hired who arrive"),
    "bonded_years": message("Years of service due after recruitment"),
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
    "emigration_to_canada": message("Departures to Canada"),
    "emigration_to_elsewhere": message("Departures to other countries"),
    "emigration_to_france": message("Departures to France"),
    "emigration_to_germany": message("Departures to Germany"),
    "emigration_to_gulf": message("Departures to the Gulf countries"),
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
    "intake_women_share": message("Share of women among new students"),
    "licensed_share": message("Share of applicants licensed to practise"),
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


def called(parameter: str) -> Message | str:
    """Return the name of a parameter, or its code where it has none yet."""
    return PARAMETERS.get(parameter, parameter)
