"""What stands around every table of a study: subtitle, notes, sources, fingerprint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message

COVERED = "COVERED"  # the group that is exactly what the norm covers; it has no name in the plan
SECTORS: dict[str | None, Message] = {
    None: message("Public and private sectors"),
    "public": message("Public sector"),
    "private": message("Private sector"),
}
GRADES: dict[str, Message] = {
    "sourced": message("published"),
    "recalled-unverified": message("quoted, to be confirmed"),
    "estimated-by-rule": message("estimated by rule"),
}


@dataclass(frozen=True)
class Frame:
    """The study and the question behind a table, and the language that it speaks."""

    study: Study
    view: View
    language: Language

    @property
    def place(self) -> str:
        """The name of the territory."""
        return self.language.name(self.study.name(self.view.territory))

    @property
    def profession(self) -> str:
        """The name of the cadre or group."""
        if self.view.cadre == COVERED:
            return self.language.say("Staff covered by the norm")
        return self.language.name(self.study.cadre_name(self.view.cadre))

    @property
    def sector(self) -> str:
        """The name of the sector, or of both."""
        return self.language.tell(SECTORS[self.view.sector])

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return self.language.name(self.study.scenario.names)

    @property
    def norm(self) -> str:
        """The name of the norm."""
        return self.language.name(self.view.norm.names)

    @property
    def subtitle(self) -> str:
        """What was asked, in one line."""
        return self.language.say(
            "{place} · {profession} · {sector} · {scenario} · {norm}",
            place=self.place,
            profession=self.profession,
            sector=self.sector,
            scenario=self.scenario,
            norm=self.norm,
        )

    def lines(self, territory: str | None = None) -> tuple[Line, ...]:
        """Return the answer, a line a year, for this territory or one of its children."""
        where = self.view.territory if territory is None else territory
        return self.study.lines(replace(self.view, territory=where))

    def notes(self, lines: Iterable[Line]) -> tuple[str, ...]:
        """Return what a reader must know first: warnings, and why a value is missing."""
        said = [self.told(line.note) for line in lines if line.note is not None]
        about = self.language.name(self.study.rows.facts.note)
        return tuple(dict.fromkeys(text for text in (self.warning, about, *said) if text))

    def told(self, note: Message) -> str:
        """Return a note with the norm called by its name, not by its code."""
        values = {key: self.norm if key == "norm" else said for key, said in note.values.items()}
        return self.language.tell(replace(note, values=values))

    @property
    def warning(self) -> str:
        """The sentence that stands on everything made from invented or estimated figures."""
        if self.study.rows.facts.synthetic:
            return self.language.say("Some figures are synthetic: do not use them for a decision.")
        if any(kind.grade != "sourced" for kind in self.study.staffed):
            return self.language.say(
                "Part of the figures are estimated by rule: see assumptions and sources."
            )
        return ""

    @property
    def sources(self) -> tuple[str, ...]:
        """The titles of the sources behind stock, population and norm."""
        rows = self.study.rows
        used = {row.source for row in rows.populations} | {self.view.norm.source}
        used |= {kind.source for kind in self.study.staffed}
        told = self.language.told
        return tuple(told(row.title) for row in rows.sources if row.id in used)

