"""The scenarios of a plan as rows of the tree, those put away under the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.scenarios.tree_rows import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.models.rows import PlanRows, ScenarioRow
    from app.ui.document import Document

ARCHIVE = "\0archive"


def nodes_of(document: Document) -> tuple[Node, ...]:
    """Return the rows of the tree, each below the one that it stands under."""
    rows, found = document.rows, list[Node]()
    every = [row for row in rows.scenarios if row.kind == "scenario"]
    shown = [row for row in every if not row.archived]
    for row in _under(shown, _roots(shown)):
        found.append(_node(document, row, _place(found, row.parent)))
    away = [row for row in every if row.archived]
    if away:
        say = document.language.say
        text = say("Archive ({n})", n=document.language.number(len(away)))
        found.append(Node(ARCHIVE, text, -1, "archive", folds=True, language=document.language))
        at = len(found) - 1
        found += [_node(document, row, at) for row in away]
    return tuple(found)


def counted(document: Document, scenario: str) -> str:
    """Return how many measures a scenario has of its own."""
    count = sum(row.scenario == scenario for row in document.rows.measures)
    return document.language.plural("{n} measure", "{n} measures", count)


def _roots(rows: Sequence[ScenarioRow]) -> list[ScenarioRow]:
    """Return those whose parent is none of the others."""
    known = {row.id for row in rows}
    return [row for row in rows if row.parent not in known]


def _under(rows: Sequence[ScenarioRow], level: Sequence[ScenarioRow]) -> Iterator[ScenarioRow]:
    for row in level:
        yield row
        yield from _under(rows, [one for one in rows if one.parent == row.id])


def _place(found: Sequence[Node], key: str) -> int:
    return next((at for at, node in enumerate(found) if node.key == key), -1)


def _node(document: Document, row: ScenarioRow, above: int) -> Node:
    language = document.language
    return Node(
        key=row.id,
        text=language.name(row.names),
        above=above,
        icon="lock" if row.locked else "git-branch",
        mark=row.mark,
        state=language.say("locked") if row.locked else "",
        tip=counted(document, row.id),
        movable=document.writable and not row.locked and not row.archived,
        strong=row.id == document.study.scenario.id,
        language=language,
    )


def others(rows: PlanRows, scenario: str) -> tuple[ScenarioRow, ...]:
    """Return the scenarios in sight under which one can be put: not itself, nor what it carries."""
    below = {scenario}
    for _ in rows.scenarios:
        below |= {row.id for row in rows.scenarios if row.parent in below}
    return tuple(
        row for row in rows.scenarios
        if row.kind == "scenario" and not row.archived and row.id not in below
    )  # fmt: skip
