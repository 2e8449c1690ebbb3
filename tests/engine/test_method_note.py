"""docs/method.md and the engine name each other: no equation without code, none without words."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^### (\d+\.\d+) .+: `(app/engine/\w+\.py):([\w.]+)`$", re.MULTILINE)
NAMED = re.compile(r"\(equations? ([^)]+)\)")
NUMBERS = re.compile(r"(\d+)\.(\d+)(?: to \d+\.(\d+))?")

Place = tuple[str, str]


def told(note: str) -> dict[str, Place]:
    """Equations of the note: number -> file and function."""
    return {number: (file, function) for number, file, function in HEADING.findall(note)}


def numbers(docstring: str) -> set[str]:
    """Equation numbers that a docstring names, ranges written out."""
    return {
        f"{part}.{n}"
        for said in NAMED.findall(docstring)
        for part, first, last in NUMBERS.findall(said)
        for n in range(int(first), int(last or first) + 1)
    }


def functions(tree: ast.AST, prefix: str = "") -> dict[str, str]:
    """Docstrings of functions and methods by name."""
    found: dict[str, str] = {}
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            found |= functions(node, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            found[prefix + node.name] = ast.get_docstring(node) or ""
    return found


def computed() -> dict[Place, set[str]]:
    """Equations that the engine names: file and function -> numbers."""
    return {
        (f"app/engine/{path.name}", name): numbers(doc)
        for path in sorted((ROOT / "app" / "engine").glob("*.py"))
        for name, doc in functions(ast.parse(path.read_text("utf-8"))).items()
    }


def disagreements(note: dict[str, Place], engine: dict[Place, set[str]]) -> list[str]:
    missing = [
        f"{number} is told as {':'.join(place)}, which does not name it"
        for number, place in note.items()
        if number not in engine.get(place, set())
    ]
    return missing + [
        f"{':'.join(place)} names {number}, which the note does not tell of it"
        for place, found in engine.items()
        for number in sorted(found)
        if note.get(number) != place
    ]


@pytest.fixture(scope="module")
def note() -> dict[str, Place]:
    return told((ROOT / "docs" / "method.md").read_text("utf-8"))


def test_note_and_engine_name_the_same_equations(note: dict[str, Place]) -> None:
    assert disagreements(note, computed()) == []


def test_the_note_tells_every_equation_of_stocks_and_of_need(note: dict[str, Place]) -> None:
    expected = {f"1.{n}" for n in range(1, 23)} | {f"2.{n}" for n in range(1, 5)}
    assert expected <= note.keys()


def test_every_heading_with_a_number_names_its_function() -> None:
    text = (ROOT / "docs" / "method.md").read_text("utf-8")
    assert len(re.findall(r"^### \d", text, re.MULTILINE)) == len(HEADING.findall(text))


def test_an_equation_that_only_one_of_them_names_is_seen() -> None:
    place = ("app/engine/ageing.py", "aged")
    assert disagreements({"1.1": place}, {place: set()}) != []
    assert disagreements({"1.1": place}, {}) != []
    assert disagreements({}, {place: {"1.1"}}) != []
    assert disagreements({"1.1": ("app/engine/exits.py", "aged")}, {place: {"1.1"}}) != []


def test_ranges_and_lists_of_equations_are_understood() -> None:
    assert numbers("Do it (equations 1.9 to 1.11).") == {"1.9", "1.10", "1.11"}
    assert numbers("Do it (equations 1.12, 1.13) and (equation 2.4).") == {"1.12", "1.13", "2.4"}
    assert numbers("Rates of 1.5 are refused.") == set()
