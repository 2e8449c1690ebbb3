"""The recipe of the frozen program: what it leaves out, and, when asked, the whole building."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import go

ROOT = Path(__file__).resolve().parents[1]
RECIPE = ast.parse((ROOT / "build.spec").read_text("utf-8"))


def _in_recipe(*names: str) -> dict[str, Any]:
    """Run the parts of the recipe with these names: the rest needs PyInstaller around it."""
    kept = [
        part
        for part in RECIPE.body
        if (isinstance(part, ast.FunctionDef) and part.name in names)
        or (isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") in names)
    ]
    assert len(kept) == len(names)
    found: dict[str, Any] = {"re": re, "ROOT": ROOT, "Path": Path}
    exec(compile(ast.Module(kept, []), "build.spec", "exec"), found)  # noqa: S102  our own recipe
    return found


def _imported() -> Iterator[str]:
    for path in ROOT.glob("app/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_that_the_program_imports_is_left_out() -> None:
    left_out = set(_in_recipe("NOT_NEEDED")["NOT_NEEDED"])
    assert "readline" in left_out
    wanted = {name for name in _imported() if any(f"{name}.".startswith(f"{x}.") for x in left_out)}
    assert wanted == set()


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qminimal.dll", False),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("PySide6/Qt/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("matplotlib/mpl-data/images/home.png", True),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", True),
        ("matplotlib/mpl-data/sample_data/eeg.dat", False),
    ],
)
def test_of_each_package_only_what_serves_is_kept(file: str, kept: bool) -> None:
    wanted = _in_recipe("NOT_WANTED", "wanted")["wanted"]
    assert bool(wanted([(file, "", "DATA")])) is kept


def test_every_resource_goes_along_and_no_catalogue_in_its_written_form() -> None:
    shipped = {Path(source) for source, _ in _in_recipe("resources")["resources"]()}
    there = {path for path in ROOT.glob("resources/**/*") if path.is_file()}
    assert {path.suffix for path in there - shipped} <= {".po", ".part", ".pyc"}
    assert {path.suffix for path in shipped} >= {".mo", ".ttf", ".csv", ".geojson", ".json"}


def test_no_module_is_asked_for_by_a_name_that_only_the_running_program_knows() -> None:
    calls = re.compile(r"\b(import_module|__import__)\(")
    found = {p.name for p in ROOT.glob("app/**/*.py") if calls.search(p.read_text("utf-8"))}
    assert found <= {"self_test.py"}


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("TABIB_TEST_BUILD"), reason="TABIB_TEST_BUILD is not set")
def test_the_frozen_program_is_built_and_passes_its_trials() -> None:
    words = [sys.executable, ROOT / "go.py", "build"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ MB in \d+ files$", done.stderr.strip())
    assert (go.FROZEN.parent / "NOTICE.txt").is_file()
