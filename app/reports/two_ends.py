"""The two ends of a bridge: what each is a view of, what it is called, and what leads between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.problems import message
from app.reports import movement
from app.reports.frame import SECTORS, Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.planning.bridges import Step
    from app.planning.study import Study
    from app.problems import Message

_TITLES: Mapping[tuple[str, str], Message] = {
    ("other_plan", "deficit"): message("Deficit of two plans in {year}"),
    ("other_plan", "stock"): message("Stock of two plans in {year}"),
    ("other_scenario", "deficit"): message("Deficit under two scenarios in {year}"),
    ("other_scenario", "stock"): message("Stock under two scenarios in {year}"),
    ("other_norm", "deficit"): message("Deficit by two norms in {year}"),
    ("other_norm", "stock"): message("Stock by two norms in {year}"),
    ("", "deficit"): message("What moves the deficit, from {year} to {year2}"),
    ("", "stock"): message("What moves the stock, from {year} to {year2}"),
}
HEADINGS: Mapping[str, Message] = {"deficit": message("Deficit"), "stock": message("Stock")}
_NAMES: Mapping[tuple[str, str], Message] = {
    ("need", "population"): message("Need (population)"),
    ("need", "norm"): message("Need (norm)"),
    ("stock", "counted"): message("Staff that the other norm counts"),
}


@dataclass(frozen=True)
class End:
    """One end of a bridge: what it is a view of, and what it is called."""

    frame: Frame
    name: str


Ends = tuple[End, End]


def title(ends: Ends, differing: str, measure: str, years: tuple[int, int]) -> str:
    """Say what is explained: between two years, or in one year between what differs."""
    said = replace(_TITLES[differing, measure], values={"year": years[0], "year2": years[1]})
    return ends[0].frame.language.tell(said)


def named(frame: Frame, differing: str) -> str:
    """Call an end by what tells it from the other."""
    if differing == "other_plan":
        plan = frame.language.name(frame.study.rows.facts.names)
        names = {"plan": plan, "scenario": frame.scenario, "norm": frame.norm}
        return frame.language.say("{plan} · {scenario} · {norm}", **names)
    return frame.scenario if differing == "other_scenario" else frame.norm


def step_name(step: Step, ends: Ends) -> str:
    """Return the name of a step: a flow by its kind, staff of the base year by who they are."""
    language = ends[0].frame.language
    if step.cadre:
        knowing = next(one.frame.study for one in ends if _knows(one.frame.study, step.cadre))
        return language.say(
            "Base stock: {profession}, {sector}",
            profession=language.name(knowing.cadre_name(step.cadre)),
            sector=language.tell(SECTORS[step.sector]),
        )
    known = _NAMES.get((step.side, step.kind))
    return language.tell(known) if known else movement.named(step.kind, language)


def _knows(study: Study, cadre: str) -> bool:
    return cadre in study.places.axes.cadres


def notes(ends: Ends, year: int) -> tuple[str, ...]:
    """Return what a reader must know of both ends, and that their flows begin in other years."""
    language, said = ends[0].frame.language, list[str]()
    first, other = (one.frame.study.rows.facts.base_year for one in ends)
    if first != other:
        said.append(
            language.say(
                "Base years: {year} and {year2}. Entries and exits are counted from each.",
                year=first,
                year2=other,
            )
        )
    for one in ends:
        said += one.frame.notes([line for line in one.frame.lines() if line.year == year])
    return tuple(dict.fromkeys(said))


def sources(ends: Ends) -> tuple[str, ...]:
    """Return the sources behind both ends."""
    return tuple(dict.fromkeys([*ends[0].frame.sources, *ends[1].frame.sources]))


def fingerprint(ends: Ends) -> str:
    """Return the fingerprints of both ends, once where they are the same."""
    return " ".join(dict.fromkeys(one.frame.study.fingerprint for one in ends))
