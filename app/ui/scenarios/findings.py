"""Work for another thread: what stands around a scenario, for its sliders and its chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.planning.levers import Lever
    from app.planning.study import Study
    from app.ui.job import Step

_SAME = 1e-9
_PARENT, _LEVERS = 0.3, 0.7
_FIRST = (  # what is looked for first, in the order in which it is offered
    "limit_age", "fill_rate", "posts", "renewal_share", "persons", "graduates", "emigration",
    "share_abroad", "early_retirement", "break_hazard",
)  # fmt: skip


@dataclass(frozen=True)
class Pull:
    """A lever with the value that it inherits and the one it has here."""

    lever: Lever
    parent: float
    here: float

    @property
    def is_changed(self) -> bool:
        """Whether the scenario moves it."""
        return abs(self.here - self.parent) > _SAME * max(1.0, abs(self.parent))


@dataclass(frozen=True)
class Around:
    """What stands around a scenario.

    parent: what it begins with, None where that is the plan itself. assumed: the reference under
    its assumptions, None where that is the reference, or the scenario.
    """

    parent: Study | None
    assumed: Study | None
    pulls: tuple[Pull, ...]


def around(study: Study, territory: str, step: Step) -> Around:
    """Find the parent of a scenario, the reference under its assumptions, and its levers."""
    from app.planning.effects import beneath, reference_under
    from app.planning.levers import levers, value

    below = beneath(study)
    step(_PARENT)
    found = levers(study, territory)
    pulls = tuple(Pull(one, value(below, one), value(study, one)) for one in found)
    step(_LEVERS)
    parent = below if study.scenario.parent else None
    return Around(parent, reference_under(study, lambda _share: None), pulls)


def usual(pulls: tuple[Pull, ...], cadres: frozenset[str]) -> tuple[str, ...]:
    """Return the keys of levers, those of the cadres asked for first, one of each parameter."""
    placed = {name: at for at, name in enumerate(_FIRST)}
    mine = sorted(
        pulls,
        key=lambda pull: (
            pull.lever.cadre not in cadres, placed.get(pull.lever.parameter, len(placed)),
        ),
    )  # fmt: skip
    first: dict[str, str] = {}
    for pull in mine:
        first.setdefault(pull.lever.parameter, pull.lever.key)
    return tuple(first.values())
