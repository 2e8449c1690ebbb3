"""The rules on who imports whom hold, and each of them turns red when it is broken."""

import ast
import graphlib
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# The drawing of docs/architecture.md, from the top down. Rooms on one line are side by side.
FLOORS = [
    ["ui", "cli"],
    ["reports"],
    ["planning"],
    ["models", "engine"],
    ["language", "problems", "bundled", "courtesy", "disk"],
]
ROOMS = [room for floor in FLOORS for room in floor]
NEIGHBOURS = [("ui", "cli"), ("cli", "ui"), ("models", "engine"), ("engine", "models")]
UPWARDS = [
    (lower, upper)
    for floor, lowers in enumerate(FLOORS)
    for lower, upper in product(lowers, [room for above in FLOORS[:floor] for room in above])
]


def _broken_rules() -> list[tuple[str, str, str]]:
    """List each rule with a room and the line that must turn it red there."""
    plants = [("layers", room, f"import app.{other}") for room, other in UPWARDS + NEIGHBOURS]
    plants += [("layers", "helpers", "import app.problems")]
    plants += [
        ("engine", "engine", line)
        for line in (
            "from PySide6 import QtCore",
            "import sqlalchemy.orm",
            "import openpyxl",
            "import xlsxwriter",
            "from matplotlib.figure import Figure",
            "from app.language import *",
        )
    ]
    plants += [("qt", room, "from PySide6.QtCore import QObject") for room in ROOMS if room != "ui"]
    plants += [("database", room, "import sqlalchemy") for room in ROOMS if room != "models"]
    plants += [("models", room, "import app.models") for room in ("ui", "cli", "reports")]
    plants += [
        ("start", "__main__", f"import {package}")
        for package in ("PySide6.QtWidgets", "sqlalchemy", "matplotlib", "app.models")
    ]
    return plants


PLANTS = _broken_rules()
TYPE_ONLY = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.ui"
ALLOWED = [
    *((contract, "planning", "") for contract in dict.fromkeys(rule for rule, _, _ in PLANTS)),
    ("layers", "engine", TYPE_ONLY),
    ("database", "planning", "import app.models"),
    ("models", "reports", "import app.planning"),
    ("qt", "ui", "import PySide6"),
]

# Runs in a process of its own, inside the copy: plants one line at a time and asks one contract.
PLANTER = """
import contextlib, io, json, pathlib, sys
from importlinter.cli import lint_imports
sys.path.insert(0, ".")
verdicts = []
for contract, room, line in json.load(sys.stdin):
    folder = pathlib.Path("app", room)
    path = folder / "planted.py" if folder.is_dir() else folder.with_suffix(".py")
    before = path.read_text("utf-8") if path.exists() else None
    path.write_text(f"{before or ''}\\n{line}\\n", "utf-8")
    with contextlib.redirect_stdout(io.StringIO()):
        verdicts.append(lint_imports(limit_to_contracts=(contract,), no_cache=True) == 0)
    path.unlink() if before is None else path.write_text(before, "utf-8")
print(json.dumps(verdicts))
"""


def _copy(target: Path) -> Path:
    shutil.copytree(ROOT / "app", target / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", target)
    return target


def _plant(tree: Path, plants: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], bool]:
    """Tell for each planted line whether its contract still held."""
    done = subprocess.run(
        [sys.executable, "-c", PLANTER],
        cwd=tree,
        input=json.dumps(plants),
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(plants, json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], bool]:
    tree = _copy(tmp_path_factory.mktemp("planted"))
    return _plant(tree, PLANTS + ALLOWED)


def test_the_contracts_hold() -> None:
    code = "import sys, importlinter.cli as c; sys.exit(c.lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("plant", PLANTS, ids=": ".join)
def test_a_forbidden_import_turns_its_contract_red(
    held: dict[tuple[str, str, str], bool], plant: tuple[str, str, str]
) -> None:
    assert not held[plant]


@pytest.mark.parametrize("plant", ALLOWED, ids=lambda plant: f"{plant[0]}: {plant[2][:40]}")
def test_an_allowed_import_leaves_its_contract_green(
    held: dict[tuple[str, str, str], bool], plant: tuple[str, str, str]
) -> None:
    assert held[plant]


def test_every_contract_is_broken_somewhere_above() -> None:
    contracts = {contract["id"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in PLANTS}


# --- What no contract can say -------------------------------------------------------------------


def _is_type_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Walk through the imports that really happen, inside functions too."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif _is_type_only(child):
            for other in child.orelse:
                yield from _imports(other)
        else:
            yield from _imports(child)


def _imported(path: Path) -> set[str]:
    """Name what a file imports, with `from a import b` as both a and a.b."""
    names: set[str] = set()
    for node in _imports(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        else:
            assert not node.level, f"{path}: imports are written in full"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def _modules(tree: Path) -> dict[str, Path]:
    """Map each module of the program to its file."""
    found = {}
    for path in sorted((tree / "app").rglob("*.py")):
        parts = path.relative_to(tree).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def _is_in(module: str, package: str) -> bool:
    return module.startswith(f"{package}.")


def _cycle(tree: Path) -> list[str]:
    """Name the modules of one circle of imports; nothing where there is none."""
    modules = _modules(tree)
    graph = {}
    for name, path in modules.items():
        wanted = _imported(path) & modules.keys() - {name}
        # `from app.reports import table` needs that module, not what app.reports itself imports.
        graph[name] = {one for one in wanted if not any(_is_in(two, one) for two in wanted)}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert _cycle(ROOT) == []


def test_a_circle_inside_a_room_is_found(tmp_path: Path) -> None:
    tree = _copy(tmp_path)
    (tree / "app/engine/alpha.py").write_text("from app.engine.beta import x\n", "utf-8")
    (tree / "app/engine/beta.py").write_text("def f():\n    import app.engine.alpha\n", "utf-8")
    assert {"app.engine.alpha", "app.engine.beta"} <= set(_cycle(tree))


def test_a_circle_for_types_alone_is_none(tmp_path: Path) -> None:
    tree = _copy(tmp_path)
    (tree / "app/engine/alpha.py").write_text("from app.engine import beta\n", "utf-8")
    typed = "import typing\nif typing.TYPE_CHECKING:\n    from app.engine import alpha\n"
    (tree / "app/engine/beta.py").write_text(typed, "utf-8")
    assert _cycle(tree) == []


# What each of these rooms may import from outside Python and Tabib.
FLOOR = ("language", "problems", "bundled", "courtesy", "disk")
OUTSIDE: dict[str, set[str]] = {**{name: set() for name in FLOOR}, "engine": {"numpy"}}


def _outside(tree: Path, room: str) -> set[str]:
    """Name the packages from outside that a room imports."""
    own = f"app.{room}"
    files = [p for name, p in _modules(tree).items() if name == own or _is_in(name, own)]
    tops = {name.split(".")[0] for path in files for name in _imported(path)}
    return tops - sys.stdlib_module_names - {"app", ""}


@pytest.mark.parametrize("room", OUTSIDE)
def test_the_lower_rooms_stand_on_little(room: str) -> None:
    assert _outside(ROOT, room) <= OUTSIDE[room]


def test_planning_draws_nothing() -> None:
    assert not {"matplotlib", "xlsxwriter"} & _outside(ROOT, "planning")


def test_a_package_from_outside_is_noticed(tmp_path: Path) -> None:
    tree = _copy(tmp_path)
    (tree / "app/engine/planted.py").write_text("import scipy.optimize\n", "utf-8")
    assert "scipy" in _outside(tree, "engine")


def _ruff(*words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise"]
    return subprocess.run(
        [*command, *words], cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )


def test_nothing_uses_pyplot() -> None:
    done = _ruff("--select=TID251", ".")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "line", ["import matplotlib.pyplot as plt", "from matplotlib import pyplot"]
)
def test_pyplot_is_refused(line: str) -> None:
    done = _ruff("--stdin-filename=app/reports/planted.py", "-", text=f"{line}\n")
    assert "TID251" in done.stdout


def test_the_version_is_said_once() -> None:
    assert SETTINGS["project"]["version"] == app.__version__
