"""Says in words what the engine refuses: which figure, where it stands, what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.engine.inputs import letters
from app.planning.abroad import running_contracts
from app.planning.cells import cell
from app.planning.destinations import DESTINATIONS
from app.planning.parameter_names import PARAMETERS
from app.problems import Problem, Quoted, message

if TYPE_CHECKING:
    from app.engine.inputs import Refused
    from app.planning.fields import Fields
    from app.problems import Message, Value

# Where a sum of shares stands, by the end of the array's name: it has fewer axes than the array.
_SUMS = {"profiles": "YC", "profile": "YC", "arrival": "RS"}
_WRONG = {
    "not-a-number": message("The figure “{name}” holds a value that is not a number."),
    "negative": message("The figure “{name}” holds a value below zero."),
    "above-one": message("The figure “{name}” holds a share above 1."),
    "certain-exit": message("The figure “{name}” holds a yearly probability of 1."),
    "imbalance": message("The shares in the figure “{name}” do not add up to 1."),
}
# What the arrays are called in a refusal; one without a name keeps its own.
_NAMES = {
    "stock": message("staff"),
    "population": message("population"),
    "hazards.death": message("Deaths"),
    "hazards.early_retirement": message("Early retirement"),
    "hazards.emigration": message("Departures abroad"),
    **{f"hazards.{kind}": PARAMETERS[kind] for kind in DESTINATIONS},
    "hazards.resignation": message("Resignations"),
    "hazards.private_exit": message("End of private practice"),
    "hazards.dismissal": message("Dismissals"),
    "hazards.long_leave": message("Long leave"),
    "retention.reach": message("People reached by a retention programme"),
    "retention.places": message("Places of a retention programme"),
    "retention.survival": message("People who stay in a retention programme for a year more"),
    "retention.effects.emigration": message("Departures abroad prevented"),
    "retention.effects.resignation": message("Resignations prevented"),
    "retention.effects.private_exit": message("Ends of private practice prevented"),
    "retention.effects.sector_switch": message("Moves to the other sector prevented"),
    "releases.limit_age": message("Retirement age"),
    "releases.private_exit": message("End of private practice"),
    "switch": message("Moves to the other sector"),
    "entry_exposure": message("Share of the year worked by those who enter"),
    "moves.leave": message("Transfers to another territory"),
    "moves.within": message("Moves to another province of the region"),
    "moves.factor": message("Transfers to another territory"),
    "moves.destination": message("Transfers to another territory"),
    "recruitment.posts": message("Posts opened"),
    "recruitment.fill": message("Fill rate"),
    "recruitment.opening": message("Private practices opened"),
    "vacancies.reopened": message("Unfilled posts opened again the next year"),
    "vacancies.from_private": message("Posts without candidates taken by private staff"),
    "tasks.shifted": message("Work delegated to other cadres"),
    "tasks.takes": message("Delegated work taken over"),
    "tasks.exchange": message("Delegated work done per FTE"),
    "profiles": message("Age at entry"),
    "fte": message("Full-time equivalent (FTE)"),
    "contracts.renewal_share": message("Share of contracts renewed"),
    "contracts.break_hazard": message("Contracts broken off"),
    "contracts.licensed_share": PARAMETERS["licensed_share"],
    "contracts.arrival_share": PARAMETERS["arrival_share"],
    "training.graduates": message("Graduates in medicine"),
    "training.share_abroad": message("Graduates gone abroad"),
    "training.share_idle": message("Graduates not practising"),
    "training.choice": message("Share of new residents by specialty"),
    "training.residency_weights": message("Length of residency"),
    "moves.arrival": message("Transfers to another territory"),
    "recruitment.candidates": message("Graduates"),
    "training.residency_share": message("Share of graduates who enter residency"),
    "training.residency_places": message("Residency places"),
    "training.residency_years": message("Length of residency"),
    "training.residency_loss": message("Residents lost before the specialty"),
    "training.residents_before": message("Residents in training"),
    "training.specialist_abroad": message("New specialists who leave for abroad"),
    "arrivals.return": message("Permanent return"),
    "arrivals.trained_abroad": message("Trained abroad"),
    "contracts": message("People on contract"),
    "service": message("Years of service due after recruitment"),
    "mission_fte": message("Diaspora missions"),
    "retention": message("People reached by a retention programme"),
}


def said(refused: Refused, fields: Fields) -> Problem:
    """Turn the engine's refusal into words."""
    name = _name(refused.name)
    if refused.code not in _WRONG or refused.name == "projection":
        return Problem(message("The figure “{name}” does not have the expected size.", name=name))
    what = replace(_WRONG[refused.code], values={"name": name})
    where = _where(refused, fields)
    text = message("{where}: {text}", where=where, text=what) if where else what
    return Problem(text, remedy=message("Correct it and try again."))


def _name(array: str) -> Message | str:
    """Return what an array is called, or what the part of the inputs that holds it is."""
    held_by = (array, array.rpartition(".")[0], array.partition(".")[0])
    return next((_NAMES[key] for key in held_by if key in _NAMES), array)


def _where(refused: Refused, fields: Fields) -> Value:
    """Return the words for the cell at fault; a contract is named by its code and its label."""
    array, index = refused.name, refused.index
    if array.startswith("contracts."):
        row = running_contracts(fields)[index[0]]
        return message("{first}, {others}", first=row.id, others=Quoted(row.label))
    axes = letters(array)
    if refused.code == "imbalance":
        axes = _SUMS.get(array.rpartition(".")[2], axes)
    return cell(axes, index, fields.places)
