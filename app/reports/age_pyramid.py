"""The age pyramid: women and men by age group in one year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.frame import Frame
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.lines import View
    from app.planning.study import Study


def in_year(study: Study, view: View, language: Language, year: int) -> Table:
    """Return one row an age group, the youngest first, with women, men and both."""
    frame = Frame(study, view, language)
    sexes = study.pyramid(view, year)
    women, men = dict(sexes.get("F", ())), dict(sexes.get("M", ()))
    groups = tuple(dict.fromkeys([*women, *men]))
    return Table(
        title=language.say("Age pyramid {year}", year=year),
        subtitle=frame.subtitle,
        columns=_columns(language),
        rows=tuple(_row(group, women.get(group, 0.0), men.get(group, 0.0)) for group in groups),
        notes=(
            language.say("Age reached in the year."),
            language.say("People on contract are left out: their ages are not known."),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _columns(language: Language) -> tuple[Column, ...]:
    return (
        Column("age_group", language.say("Age group"), Kind.TEXT),
        Column("women", language.say("Women"), Kind.PERSONS),
        Column("men", language.say("Men"), Kind.PERSONS),
        Column("both", language.say("Total"), Kind.PERSONS),
    )


def _row(group: str, women: float, men: float) -> tuple[str, float, float, float]:
    return (group, women, men, women + men)
