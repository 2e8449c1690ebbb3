"""What deserves attention in a view of a study: turning points, weak spots, gaps in the data.

Every point is computed from the study at hand; a plan to which one does not apply has none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app.planning.lines import FILLING
from app.planning.outcomes import closing_year, contract_cliff, retirements
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Finding, Message

MOST = 6
# What a year must stand out by to be named: a reader should see it in the chart as well.
_PEAK = 1.2  # times the mean of the years
_MARGIN = 0.02  # of the highest deficit, above both ends
_WEAK = 0.5  # times the mean growth
_FILLED = 0.75  # of the posts opened
_SEEN = 0.01  # of the staff: less is not worth a word

_PAGES: Mapping[str, str] = {
    "staff": "staff", "rates": "assumptions", "posts": "assumptions", "grades": "assumptions",
    "measures": "scenarios",
}  # fmt: skip
_SECTORS: Mapping[str, Message] = {
    "public": message("Public sector"),
    "private": message("Private sector"),
}


@dataclass(frozen=True)
class Watch:
    """One point: its words, the territory that it speaks of, and the page that leads on.

    A page is named by its key, a territory by its code; `what` is the year or the place to show
    there. Without a page there is nothing to go to.
    """

    kind: str
    severity: Literal["warning", "info"]
    title: Message
    detail: Message | None = None
    place: str = ""
    page: str = ""
    what: int | str | None = None


def watch(study: Study, view: View) -> tuple[Watch, ...]:
    """Return what deserves attention: warnings first, results before gaps in the data."""
    lines = study.lines(view)
    found: list[Watch] = []
    if any(line.stock for line in lines):
        ends = list(_contracts(study, view, lines))
        found += [*ends, *_closing(lines), *_retirements(lines)]
        found += [*_growth(study, view, {one.what for one in ends}), *_posts(lines)]
        found += [*_highest(lines), *_unstaffed(study, view)]
        found += [*_findings(study, view), *_estimates(study, view)]
    else:
        found += _findings(study, view)
    return tuple(sorted(found, key=lambda one: one.severity != "warning")[:MOST])


def _people(persons: float) -> int:
    """Return whole persons for a sentence."""
    return math.floor(persons + 0.5)


def _contracts(study: Study, view: View, lines: Sequence[Line]) -> Iterator[Watch]:
    """Name the year in which most people on contract leave, and the place if it is one."""
    found = contract_cliff(study, view)
    n = _people(found.persons) if found else 0
    if not found or not n:
        return
    total = _people(sum(line.exits.get("contract_end", 0.0) for line in lines))
    if total > n:
        detail = message(
            "People who leave: {n}, of {total} by {horizon}", n=n, total=total,
            horizon=lines[-1].year,
        )  # fmt: skip
    else:
        detail = message("People who leave: {n}", n=n)
    yield Watch(
        "contracts", "warning", message("Contracts: departures in {year}", year=found.year),
        detail, "" if found.place == view.territory else found.place, "overview", found.year,
    )  # fmt: skip


def _closing(lines: Sequence[Line]) -> Iterator[Watch]:
    """Say from which year on nobody is lacking, or that the deficit stays."""
    lacking = any(_people(line.deficit or 0.0) > 0 for line in lines)
    if not lacking or len(lines) == 1:
        return
    last, year = lines[-1], closing_year(lines)
    if year is not None:
        yield Watch(
            "closing", "info", message("The deficit closes in {year}", year=year),
            message("It does not come back by {horizon}.", horizon=last.year),
            page="overview", what=year,
        )  # fmt: skip
    elif n := _people(last.deficit or 0.0):
        yield Watch(
            "closing", "warning",
            message("The deficit does not close by {horizon}", horizon=last.year),
            message("Still lacking then: {n}", n=n), page="overview", what=last.year,
        )  # fmt: skip


def _growth(study: Study, view: View, told: Iterable[object]) -> Iterator[Watch]:
    """Name the year in which the staff grows least, of the sector that posts are opened in."""
    sector = view.sector or "public"
    lines = study.lines(replace(view, sector=sector))
    net = {after.year: after.stock - before.stock for before, after in pairwise(lines)}
    if not net:
        return
    year = min(net, key=lambda one: net[one])
    n, mean = _people(net[year]), _people(sum(net.values()) / len(net))
    if year in told or not (n < 0 or n < _WEAK * mean):
        return
    title = message("{sector}: lowest balance in {year}", sector=_SECTORS[sector], year=year)
    detail = message("Entries minus exits: {n}; average year: {mean}", n=n, mean=mean)
    severity: Literal["warning", "info"] = "warning" if n < 0 else "info"
    yield Watch("growth", severity, title, detail, page="overview", what=year)


def _retirements(lines: Sequence[Line]) -> Iterator[Watch]:
    """Name the year with most retirements where it stands out."""
    retired = dict(zip((line.year for line in lines), retirements(lines), strict=True))
    del retired[lines[0].year]
    mean = sum(retired.values()) / max(len(retired), 1)
    year = max(retired, key=lambda one: retired[one], default=0)
    if _people(mean) and retired[year] > _PEAK * mean:
        yield Watch(
            "retirements", "warning", message("Retirements: peak in {year}", year=year),
            message(
                "Departures: {n}; average year: {mean}",
                n=_people(retired[year]), mean=_people(mean),
            ),
            page="overview", what=year,
        )  # fmt: skip


def _posts(lines: Sequence[Line]) -> Iterator[Watch]:
    """Say how many of the posts opened stay empty, where they are many."""
    posts = sum(line.posts for line in lines)
    filled = sum(line.entries.get(kind, 0.0) for line in lines for kind in FILLING)
    if _people(posts) and filled < _FILLED * posts:
        yield Watch(
            "posts", "warning",
            message(
                "Posts that stay empty: {n} of {total}",
                n=_people(posts - filled), total=_people(posts),
            ),
            message("Fill rate by {horizon}: {percent}%", horizon=lines[-1].year,
                    percent=_people(100 * filled / posts)),
            page=_PAGES["posts"],
        )  # fmt: skip


def _highest(lines: Sequence[Line]) -> Iterator[Watch]:
    """Name the year of the highest deficit where it lies between the first and the last."""
    known = {line.year: line.deficit for line in lines if line.deficit is not None}
    if not known:
        return
    year = max(known, key=lambda one: known[one])
    ends = max(known[lines[0].year], known[lines[-1].year])
    if known[year] > 0 and known[year] > ends + _MARGIN * known[year]:
        yield Watch(
            "highest", "info", message("Deficit: highest in {year}", year=year),
            message("Lacking then: {n}", n=_people(known[year])), page="overview", what=year,
        )  # fmt: skip


def _unstaffed(study: Study, view: View) -> Iterator[Watch]:
    """Count the territories of the view of which the plan knows nobody at all."""
    territories, _, _ = study.cells(view)
    present = study.projection.stock[0].sum(axis=(1, 2))
    empty = [study.projection.axes.territories[at] for at in territories if not present[at]]
    if empty:
        yield Watch(
            "unstaffed", "warning",
            message("Territories without staff: {n} of {total}", n=len(empty),
                    total=len(territories)),
            message("Enter the people in post, or import a list."),
            empty[0] if len(empty) == 1 else "", _PAGES["staff"], empty[0],
        )  # fmt: skip


def _estimates(study: Study, view: View) -> Iterator[Watch]:
    """Say which part of the staff is not sourced; that all of it is invented is a finding."""
    if study.rows.facts.synthetic:
        return
    territories, _, _ = study.cells(view)
    cadres = study.cadre_codes(view.cadre, view.norm)
    here = {
        kind: persons
        for kind, persons in study.staffed.items()
        if kind.cadre in cadres and view.sector in (None, kind.sector)
        and set(study.places.territory_indexes(kind.territory)) & set(territories)
    }  # fmt: skip
    total = math.fsum(here.values())
    rough = math.fsum(persons for kind, persons in here.items() if kind.grade != "sourced")
    if total and rough > _SEEN * total:
        yield Watch(
            "estimates", "info",
            message("Staff not sourced: {n} of {total} people",
                    n=_people(rough), total=_people(total)),
            message("Estimated by rule, or quoted and to be confirmed."),
            page=_PAGES["staff"],
        )  # fmt: skip


def _findings(study: Study, view: View) -> Iterator[Watch]:
    """Give what the checks of the plan found about the view, each kind of finding once."""
    alike: dict[str, list[tuple[str, Finding]]] = {}
    for subject, finding in study.checked:
        if _concerns(study, view, finding.where):
            alike.setdefault(finding.what.text, []).append((subject, finding))
    for (subject, first), *others in alike.values():
        place = first.where if first.where in study.places.by_code else ""
        title, detail = first.what, first.remedy
        if subject == "grades":
            title = message("Assumptions to confirm: {n} of {total}", **first.what.values)
            detail = message("Estimated by rule, or quoted and to be confirmed.")
        elif subject == "contracts":
            title = message("Contract: {label}", **first.what.values)
        if others:
            detail = message("Of the same kind: {n}", n=len(others) + 1)
        severity = _severity(study, subject, first)
        yield Watch(
            subject, severity, title, detail, place, _PAGES.get(subject, ""), place or None
        )


def _severity(study: Study, subject: str, finding: Finding) -> Literal["warning", "info"]:
    """Warn of what leaves something out of the projection, or rests mostly on guesses."""
    if subject == "grades":
        n, total = (int(finding.what.values[key]) for key in ("n", "total"))  # type: ignore[arg-type]
        return "warning" if n > total / 2 else "info"
    nobody = subject == "staff" and not study.rows.staff
    left_out = subject == "contracts" or finding.where in study.places.by_code
    return "warning" if nobody or left_out else "info"


def _concerns(study: Study, view: View, where: str) -> bool:
    """Tell whether a finding about a territory or a contract lies inside the view."""
    contracts = {row.id: row.territory for row in study.rows.contracts}
    place = contracts.get(where, where)
    if place not in study.places.by_code:
        return True
    inside = study.places.territory_indexes(view.territory)
    return bool(set(study.places.territory_indexes(place)) & set(inside))
