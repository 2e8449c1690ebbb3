"""Training and posts: who leaves school, who is in residency, which posts are filled."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING

from app.planning.lines import FILLING, TrainingLine
from app.problems import message
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message

SCHOOL: Mapping[str, Message] = {
    "graduates": message("Graduates in medicine"),
    "graduates_abroad": message("Graduates gone abroad"),
    "not_practising": message("Graduates not practising"),
    "residents_in": message("Residencies begun"),
    "residents": message("Residents at 31 December"),
    "new_specialists": message("New specialists"),
    "residency_lost": message("Lost during residency"),
    "specialists_abroad": message("New specialists gone abroad"),
}
POSTS: Mapping[str, Message] = {
    "posts": message("Posts opened"),
    "filled": message("Posts filled"),
    "unfilled": message("Posts not filled"),
}


def by_year(study: Study, view: View, language: Language) -> Table:
    """Return one row a year after the base year: the nation's doctors' schools, the view's posts.

    The schools are those of the whole plan: they are shown only where all of it is asked for. The
    table has no column where the plan trains nobody and opens no post.
    """
    frame = Frame(study, view, language)
    lines = [line for line in frame.lines() if line.year > study.rows.facts.base_year]
    whole = view.territory == study.places.home
    school = {line.year: line for line in study.training()} if whole else {}
    opened = any(line.posts for line in lines)
    return Table(
        title=language.say("Training and posts"),
        subtitle=frame.subtitle,
        columns=_columns(language, trains=bool(school), opens=opened),
        rows=tuple(_row(line, school.get(line.year), opens=opened) for line in lines),
        notes=(
            language.say("Residents are a group of their own: they are not counted in the stock.")
            if school
            else "",
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _columns(language: Language, *, trains: bool, opens: bool) -> tuple[Column, ...]:
    said = {**(SCHOOL if trains else {}), **(POSTS if opens else {})}
    named = (Column(key, language.tell(text), Kind.PERSONS) for key, text in said.items())
    return (Column("year", language.say("Year"), Kind.YEAR), *named)


def _row(line: Line, school: TrainingLine | None, *, opens: bool) -> tuple[Cell, ...]:
    kinds = [f.name for f in fields(TrainingLine)][1:]
    taught = tuple(getattr(school, kind) for kind in kinds) if school else ()
    filled = math.fsum(line.entries.get(kind, 0.0) for kind in FILLING)
    posts = (line.posts, filled, line.posts - filled) if opens else ()
    return (line.year, *taught, *posts)
