"""Edits as text, for the journal: read back, an edit is equal to the one that was written.

Changes of one sort that follow each other share their column names, so that an import of thirty
thousand rows stays short; columns go by name, so that a later version can still read them.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.models.kinds import KINDS, kind_of
from app.models.rows import Names
from app.planning.edits import Add, Change, Edit, Remove, Set, Together, changes
from app.problems import Message, Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERBS: dict[str, type[Change]] = {verb.verb: verb for verb in (Set, Add, Remove)}


def write_edit(edit: Edit) -> str:
    """Return an edit as JSON."""
    name = _plain(edit.name) if isinstance(edit, Together) else None
    runs = groupby(changes(edit), key=lambda change: (change.verb, kind_of(change.row).name))
    steps = [_write_run(verb, kind, run) for (verb, kind), run in runs]
    return json.dumps({"name": name, "steps": steps}, ensure_ascii=False, separators=(",", ":"))


def read_edit(text: str) -> Edit:
    """Return the edit written as JSON; nested edits come back side by side."""
    found = json.loads(text)
    edits = tuple(change for step in found["steps"] for change in _read_run(step))
    if found["name"] is None:
        return edits[0]
    return Together(_message(found["name"]), edits)


def write_name(name: Message, touches: frozenset[str]) -> str:
    """Return the name of an edit and the kinds it moves, as JSON."""
    return json.dumps({**_plain(name), "touches": sorted(touches)}, ensure_ascii=False)


def read_name(text: str) -> tuple[Message, frozenset[str]]:
    """Return the name of an edit and the kinds it moves."""
    found = json.loads(text)
    return _message(found), frozenset(found["touches"])


def _plain(name: Message) -> dict[str, Any]:
    return {"text": name.text, "values": {key: _told(one) for key, one in name.values.items()}}


def _told(value: Any) -> Any:  # noqa: ANN401  whatever fills a message
    """Return what fills a message as JSON keeps it: a message inside it, or names, by parts."""
    if isinstance(value, Message):
        return _plain(value)
    if isinstance(value, Quoted):
        return {"quoted": str(value)}
    return {"names": [value.fr, value.ar, value.en]} if isinstance(value, Names) else value


def _message(found: dict[str, Any]) -> Message:
    return Message(found["text"], {key: _read(one) for key, one in found["values"].items()})


def _read(value: Any) -> Any:  # noqa: ANN401  the same
    if not isinstance(value, dict):
        return value
    if "quoted" in value:
        return Quoted(value["quoted"])
    return Names(*value["names"]) if "names" in value else _message(value)


def _write_run(verb: str, name: str, run: Iterable[Change]) -> dict[str, Any]:
    """Return changes of one sort with their records."""
    kind = KINDS[name]
    records = [kind.pack(one.row, one.place if isinstance(one, Add) else 0) for one in run]
    return {"do": verb, "kind": name, "columns": kind.columns, "records": records}


def _read_run(step: dict[str, Any]) -> Iterable[Change]:
    """Return the changes of a run."""
    verb, kind = _VERBS[step["do"]], KINDS[step["kind"]]
    for record in step["records"]:
        values = {**kind.defaults, **dict(zip(step["columns"], record, strict=True))}
        row = kind.unpack(kind.readable(tuple(values[name] for name in kind.columns))[1:])
        yield Add(row, values["place"]) if verb is Add else verb(row)
