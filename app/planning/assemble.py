"""Base figures and a scenario's measures become the engine's Inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.engine.inputs import Inputs, Refused
from app.planning import abroad, keeping, leaving, posts, schooling
from app.planning.calls import STAGES
from app.planning.destinations import DESTINATIONS
from app.planning.parameter_names import called
from app.planning.refused import said
from app.planning.reuse import Parts
from app.planning.row_places import place_of_line
from app.planning.schooling import DROPOUT, SPECIALIST
from app.planning.specialties import SPECIALTY_SHARE, specialties_of
from app.problems import Problem, message

if TYPE_CHECKING:
    from app.models.rows import MeasureRow, PlanRows
    from app.planning.places import Places

# What holds for the whole plan at once: no measure can act on it in one territory alone.
_UNDIVIDED = {
    "professional_mortality_factor", "returns_permanent", "returns_age", "entries_trained_abroad",
}  # fmt: skip
# What a lever acts on as a whole: a measure must name all of these cadres, and this sector.
_SCOPES = {
    "professional_mortality_factor": ("ALL", ""), "returns_permanent": (SPECIALIST, "public"),
    "returns_age": (SPECIALIST, "public"), "entries_trained_abroad": ("", "private"),
    "graduates": ("MED_ALL", ""), "share_abroad": ("MED_ALL", ""),
    "share_not_practising": ("MED_ALL", ""), "residency_share": ("MED_ALL", ""),
    "residency_places": (SPECIALIST, ""), "residency_loss": (SPECIALIST, ""),
    "share_abroad_after_residency": (SPECIALIST, ""), "posts": ("", "public"),
    "fill_rate": ("", "public"), "posts_carried_over": ("", "public"),
    "bonded_years": ("", "public"),
    "hired_from_private": ("", "public"),
}  # fmt: skip
# What a measure may move, by the table that keeps it.
LEVERS = {
    "assumptions": {
        "limit_age", "deferral_share", "early_retirement", "private_exit", "emigration",
        "resignation", "sector_switch", "sector_switch_back", "mobility", "mobility_within", "fte",
        "professional_mortality_factor", "returns_permanent", "returns_age",
        "entries_trained_abroad", "insured_share", "entry_exposure", "posts_carried_over",
        "hired_from_private", "dismissal", "long_leave", "retention_reach", "retention_places",
        "retention_survival", "retained_emigration", "retained_resignation",
        "retained_private_exit", "retained_sector_switch", "tasks_shifted", "tasks_taken_over",
        "tasks_exchange", "bonded_years", *DESTINATIONS,
    },
    "pipeline": {
        "graduates", "intake", "intake_public", "intake_private", "intake_women_share", DROPOUT,
        "share_abroad",
        "share_not_practising", "residency_share", "residency_places", "residency_loss",
        "share_abroad_after_residency", SPECIALTY_SHARE,
    },
    "recruitment": {"posts", "fill_rate"},
    "contracts": {
        "contracts", "persons", "renewal_share", "renewal_years", "break_hazard", *STAGES,
    },
    "missions": {"missions"},
}  # fmt: skip


def assemble(rows: PlanRows, scenario: str) -> Inputs:
    """Return the engine's inputs for a plan under one of its scenarios.

    Refuses a measure that speaks of nothing the engine knows, and figures that no projection can
    carry, naming the input, the territory and the cadre.
    """
    return put_together(Parts(rows, scenario))


def put_together(parts: Parts) -> Inputs:
    """Return the engine's inputs, with the parts of an earlier study that still hold."""
    fields = parts.fields
    for measure in fields.measures:
        _refuse_idle(measure, fields.places)
        _refuse_divided(measure, fields.places)
    try:
        return _inputs(parts)
    except Refused as refused:
        raise said(refused, fields) from refused


def _inputs(parts: Parts) -> Inputs:
    profiles = parts.part("profiles", schooling.profiles)
    return Inputs(
        axes=parts.fields.places.axes,
        stock=parts.part("stock", parts.stock),
        population=parts.part("population", lambda fields: fields.places.population),
        hazards=parts.part("hazards", leaving.hazards),
        releases=parts.part("releases", leaving.releases),
        switch=parts.part("switch", leaving.switching),
        moves=parts.part("moves", leaving.moving),
        training=parts.part("training", schooling.doctors_training),
        recruitment=parts.part("recruitment", posts.recruitment),
        vacancies=parts.part("vacancies", posts.vacancies),
        retention=parts.part("retention", keeping.retention),
        tasks=parts.part("tasks", leaving.tasks),
        service=parts.part("service", leaving.service),
        entry_exposure=parts.part("entry_exposure", leaving.entry_exposure),
        profiles=profiles,
        arrivals=parts.part(
            "arrivals", lambda fields: posts.arrivals(fields, profiles), of="profiles"
        ),
        contracts=parts.part("contracts", abroad.contracts),
        fte=parts.part("fte", leaving.work_share),
        mission_fte=parts.part("mission_fte", abroad.mission_work),
    )


def _refuse_idle(measure: MeasureRow, places: Places) -> None:
    """Refuse a measure on a lever, a cadre or a place that the projection does not know."""
    known = measure.parameter in LEVERS.get(measure.table, set())
    cadres, sector = _SCOPES.get(measure.parameter, ("", ""))
    named = _named(measure, places)
    wanted = set(places.cadre_indexes(cadres)) if cadres else set()
    reaches = named and wanted <= named and places.territory_indexes(measure.territory)
    meant = sector == "" or measure.sector in ("", "ALL", sector)
    if not (known and reaches and meant):
        raise Problem(
            message(
                "The measure on “{parameter}” has nothing to act on.",
                parameter=called(measure.parameter),
            ),
            where=place_of_line(places.rows, measure),
            remedy=message("Choose another lever or assumption for this line."),
        )


def _named(measure: MeasureRow, places: Places) -> set[int]:
    """Return the cadres of which a measure speaks; where residents choose, that of a specialty."""
    if measure.parameter != SPECIALTY_SHARE:
        return set(places.cadre_indexes(measure.cadre))
    known = measure.cadre in specialties_of(places, SPECIALIST)
    return set(places.cadre_indexes(SPECIALIST)) if known else set()


def _refuse_divided(measure: MeasureRow, places: Places) -> None:
    """Refuse a measure that would touch one territory of what holds for the whole plan."""
    undivided = measure.table == "pipeline" or measure.parameter in _UNDIVIDED
    if undivided and not places.is_all(measure.territory):
        raise Problem(
            message(
                "The figure “{name}” holds for the whole plan.", name=called(measure.parameter)
            ),
            where=place_of_line(places.rows, measure),
            remedy=message("Choose the whole plan as the territory of this line."),
        )
