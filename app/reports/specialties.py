"""Specialists by specialty: new ones by year, and those at work, where the plan tells any apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.specialists import specialists
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.engine.inputs import FloatArray
    from app.planning.specialists import Specialists
    from app.reports.frame import Frame


def by_year(frame: Frame) -> Iterator[Table]:
    """Give a table of new specialists, those of the whole plan, and one of those at work."""
    say = frame.language.say
    found = specialists(frame.study, frame.view)
    if found is None:
        return
    later = len(found.years) > 1
    if found.new is not None and later and frame.view.territory == frame.study.places.home:
        yield _table(
            frame,
            say("New specialists by specialty"),
            found,
            found.new,
            say("Before some of them leave for abroad; posts and practices take the others."),
        )
    if found.stock is not None:
        yield _table(
            frame,
            say("Specialists by specialty at 31 December"),
            found,
            found.stock,
            say(
                "Ages, exits and moves are those of all specialists; people from abroad have no "
                "known specialty."
            ),
        )


def _table(frame: Frame, title: str, found: Specialists, persons: FloatArray, note: str) -> Table:
    """Return a row for each specialty, and their sum, with a column for each year."""
    language = frame.language
    years = found.years[-persons.shape[1] :]
    names = [_name(frame, code) for code in found.codes]
    return Table(
        title=title,
        subtitle=frame.subtitle,
        columns=(
            Column("specialty", language.say("Specialty"), Kind.TEXT),
            *(Column(str(year), language.year(year), Kind.PERSONS) for year in years),
        ),
        rows=(
            *(_row(name, one) for name, one in zip(names, persons.tolist(), strict=True)),
            _row(language.say("Together"), persons.sum(axis=0).tolist()),
        ),
        notes=(note, *frame.notes(())),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
        has_total=True,
    )


def _row(name: str, persons: Sequence[float]) -> tuple[float | str | None, ...]:
    return (name, *persons)


def _name(frame: Frame, code: str) -> str:
    if not code:
        return frame.language.say("Specialty not known")
    return frame.language.name(frame.study.cadre_name(code))
