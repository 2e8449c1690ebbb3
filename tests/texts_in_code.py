"""Finds every text that the program says: the ids that the catalogues must hold.

A text is a literal given to `say`, `message` or `plural`, or a name that the same function gave
nothing but literals.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
_COUNT = {"say": 1, "_say": 1, "message": 1, "plural": 2}
_SPEAKERS = frozenset({"language", "_language", "spoken", "self"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Text(NamedTuple):
    """One text: its singular and plural id, or its only one; the line where it stands."""

    ids: tuple[str, ...]
    line: int


def sources() -> dict[str, str]:
    """Return the program's source by path."""
    paths = sorted((ROOT / "app").rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def texts(source: str) -> Iterator[Text]:
    """Give every text of a source."""
    for call, function in _calls(source):
        for ids in _ids(call, function):
            if ids[0]:
                yield Text(ids, call.lineno)


def unreadable(source: str) -> list[int]:
    """Return the lines where a text is made in a way that no catalogue can be collected from."""
    return [
        call.lineno
        for call, function in _calls(source)
        if _speaks(call.func) and not list(_ids(call, function))
    ]


def _calls(source: str) -> Iterator[tuple[ast.Call, Function | None]]:
    """Give each call that may say something, with the innermost function around it."""
    tree = ast.parse(source)
    inside = {
        node: function
        for function in ast.walk(tree)
        if isinstance(function, Function)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _named(node.func) in _COUNT and _fits(node):
            yield node, inside.get(node)


def _named(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _fits(call: ast.Call) -> bool:
    """Tell a sentence from another method of the same name, by its number of bare arguments."""
    name = _named(call.func)
    return len(call.args) == 1 if name != "plural" else len(call.args) in {2, 3}


def _speaks(function: ast.expr) -> bool:
    """Tell whether a call is surely one of a Language or the maker of messages."""
    if isinstance(function, ast.Name):
        return True
    speaker = function.value if isinstance(function, ast.Attribute) else function
    own = _named(function) == "_say" or _named(speaker) != "self"
    return _named(speaker) in _SPEAKERS and own


def _ids(call: ast.Call, function: Function | None) -> Iterator[tuple[str, ...]]:
    """Give the ids of a call: one, or each that its name can stand for."""
    wanted = call.args[: _COUNT[_named(call.func)]]
    literal = tuple(one.value for one in wanted if _is_text(one))
    if len(literal) == len(wanted):
        yield literal
    elif len(wanted) == 1 and function is not None:
        yield from ((text,) for text in _assigned(_root(wanted[0]), function))


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _root(node: ast.expr) -> str:
    """Return the name behind `name` or `name[key]`."""
    return _named(node.value if isinstance(node, ast.Subscript) else node)


def _assigned(name: str, function: Function) -> Iterator[str]:
    """Give the texts that a function gives to a name: one of two, or the values of a table."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign) or _named(node.targets[0]) != name:
            continue
        made = node.value
        if isinstance(made, ast.Dict):
            yield from (one.value for one in made.values if _is_text(one))
        elif isinstance(made, ast.IfExp):
            yield from (one.value for one in (made.body, made.orelse) if _is_text(one))
