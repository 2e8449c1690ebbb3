"""Files and functions stay short enough to be read at one go.

A length is counted without its docstring: saying what an array holds must not cost anything.
Raising a limit needs a decision record in docs/decisions.
"""

import ast
import math
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Limits(NamedTuple):
    """The longest that half, nine tenths and all of the things measured may be."""

    median: int
    ninth_tenth: int
    longest: int
    enough: int  # with fewer things than this, only the longest is looked at


FILES = Limits(120, 300, 450, enough=20)
FUNCTIONS = Limits(8, 25, 50, enough=100)
ARGUMENTS = 6


def _functions(source: str) -> list[Function]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]


def _length(function: Function) -> int:
    doc = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    said = (doc.end_lineno - doc.lineno + 1) if doc else 0
    return function.end_lineno - function.lineno + 1 - said


def _arguments(function: Function) -> int:
    names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([name for name in names if name.arg not in {"self", "cls"}])


def _part(lengths: Iterable[int], share: float) -> int:
    """The smallest length that this share of the things does not pass."""
    ordered = sorted(lengths)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def _too_long(lengths: dict[str, int], limits: Limits) -> list[str]:
    """Say which limits are passed, and by what."""
    findings = [
        f"{name}: {length} lines, at most {limits.longest}"
        for name, length in lengths.items()
        if length > limits.longest
    ]
    if len(lengths) >= limits.enough:
        for share, limit in ((0.5, limits.median), (0.9, limits.ninth_tenth)):
            found = _part(lengths.values(), share)
            if found > limit:
                findings.append(f"{share:.0%} of them: {found} lines, at most {limit}")
    return findings


def _measure(sources: dict[str, str]) -> list[str]:
    """Measure files, functions and arguments; an empty answer means all is well."""
    files = {name: source.count("\n") for name, source in sources.items()}
    functions, crowded = {}, []
    for name, source in sources.items():
        for function in _functions(source):
            where = f"{name}:{function.lineno} {function.name}"
            functions[where] = _length(function)
            if _arguments(function) > ARGUMENTS:
                crowded.append(f"{where}: {_arguments(function)} arguments, at most {ARGUMENTS}")
    return _too_long(files, FILES) + _too_long(functions, FUNCTIONS) + crowded


def test_the_program_keeps_its_proportions() -> None:
    paths = [ROOT / "go.py", *sorted((ROOT / "app").rglob("*.py"))]
    assert _measure({str(p.relative_to(ROOT)): p.read_text("utf-8") for p in paths}) == []


def _function(length: int, name: str = "made_up") -> str:
    return f"def {name}():\n" + "    pass\n" * (length - 1)


def test_a_made_up_module_within_the_limits_passes() -> None:
    assert _measure({"made_up.py": "x = 1\n" * 350 + _function(50)}) == []
    assert _measure({f"{n}.py": "x = 1\n" * 120 for n in range(20)}) == []


@pytest.mark.parametrize(
    ("sources", "finding"),
    [
        ({"a.py": "x = 1\n" * 451}, "a.py: 451 lines, at most 450"),
        ({f"{n}.py": "x = 1\n" * 121 for n in range(20)}, "50% of them: 121 lines, at most 120"),
        (
            {f"{n}.py": "x = 1\n" * (301 if n < 3 else 10) for n in range(20)},
            "90% of them: 301 lines, at most 300",
        ),
        ({"a.py": _function(51)}, "a.py:1 made_up: 51 lines, at most 50"),
        ({f"{n}.py": _function(9) for n in range(100)}, "50% of them: 9 lines, at most 8"),
        (
            {f"{n}.py": _function(26 if n < 11 else 2) for n in range(100)},
            "90% of them: 26 lines, at most 25",
        ),
        (
            {"a.py": "def f(a, b, c, d, e, f, *, g): ...\n"},
            "a.py:1 f: 7 arguments, at most 6",
        ),
    ],
)
def test_each_limit_bites(sources: dict[str, str], finding: str) -> None:
    assert _measure(sources) == [finding]


def test_a_docstring_is_not_length_and_self_is_no_argument() -> None:
    doc = '    """' + "Axes and units.\n" * 60 + '    """\n'
    method = "class A:\n    def f(self, a, b, c, d, e, f): ...\n"
    assert _measure({"a.py": f"def f():\n{doc}    return 1\n{method}"}) == []
