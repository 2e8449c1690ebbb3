"""The window tries itself: whole, page by page, and with parts of it missing."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import self_test

ROOT = Path(__file__).resolve().parents[2]


def _run(*words: str, first: str = "pass") -> subprocess.CompletedProcess[str]:
    code = f"import sys; {first}; from app.ui.self_test import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.slow
def test_the_window_passes_its_own_test() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "window-test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout) == (0, "Self-test passed.\n"), done.stderr


def test_the_start_page_is_painted_with_nothing_slow_loaded() -> None:
    done = _run("start")
    assert (done.returncode, done.stdout) == (0, "start\n"), done.stderr


def test_what_is_loaded_too_early_is_named() -> None:
    done = _run("start", first="import numpy")
    assert done.returncode == 1
    assert "loaded before the start page: numpy" in done.stderr


def test_after_the_start_page_a_sample_is_painted() -> None:
    done = _run("overview")
    assert done.stdout == "start\noverview\n", done.stderr


@pytest.mark.qt_log_ignore("Cannot read file")
def test_missing_drawings_and_boundaries_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(self_test, "resource", tmp_path.joinpath)
    assert list(self_test._files_that_fail()) == ["resources: no icons or no boundaries"]
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons/copy.svg").write_text("<svg", "utf-8")
    (tmp_path / "reference/geo").mkdir(parents=True)
    (tmp_path / "reference/geo/regions.geojson").write_text('{"features": []}', "utf-8")
    told = list(self_test._files_that_fail())
    assert [text.rsplit("/", 1)[1] for text in told] == [
        "copy.svg: no drawing",
        "regions.geojson: no boundaries",
    ]


def test_a_module_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.ui.start_of_nothing", None)
    found = [type("Found", (), {"name": "app.ui.start_of_nothing"})]
    monkeypatch.setattr(self_test.pkgutil, "walk_packages", lambda *_: iter(found))
    (told,) = self_test._modules_that_fail()
    assert told.startswith("app.ui.start_of_nothing: ")


def test_an_empty_window_counts_as_blank(qtbot: object, qapp: QApplication) -> None:
    empty = QWidget()
    empty.resize(400, 300)
    assert self_test.is_blank(empty)
    empty.deleteLater()
