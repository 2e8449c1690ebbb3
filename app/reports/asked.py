"""What a question on the command line asks for: a study, a view of it, and its own options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.problems import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study


_UNNAMED = Message("")


@dataclass(frozen=True)
class Asked:
    """A study and a view, the language of the answer, and options by name, None if not given."""

    study: Study
    view: View
    language: Language
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Option:
    """An option of a question: its name, its words, and what it takes."""

    name: str
    words: Message
    takes: type = str
    shown: Message = _UNNAMED
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name under which the answer finds it."""
        return self.name.replace("-", "_")


_YEAR, _NUMBER = message("YEAR"), message("NUMBER")

OPTIONS: Mapping[str, tuple[Option, ...]] = {
    "outcomes": (),
    "needs": (
        Option("year", message("the year wanted; the last one when not given"), int, _YEAR),
    ),
    "equity": (
        Option("year", message("the year wanted; the last one when not given"), int, _YEAR),
        Option("level", message("the territories compared"), choices=("regions", "provinces")),
        Option("weight", message("what staff is compared with"), choices=("population", "need")),
    ),
    "explain": (
        Option("from", message("the year to start from; the base year when not given"), int, _YEAR),
        Option("to", message("the year to end with; the last one when not given"), int, _YEAR),
        Option(
            "other-scenario", message("explain the difference to this scenario"), shown=Message("S")
        ),
        Option("other-norm", message("explain the difference to this norm"), shown=Message("N")),
        Option(
            "other-plan", message("explain the difference to this plan file"), shown=Message("PLAN")
        ),
    ),
    "bands": (
        Option("draws", message("how many draws of the assumptions"), int, _NUMBER),
        Option("seed", message("the number that the draws start from"), int, _NUMBER),
    ),
    "tornado": (
        Option("year", message("the year wanted; the last one when not given"), int, _YEAR),
    ),
    "feasible": (Option("year", message("the year in which the norm is to be met"), int, _YEAR),),
}
