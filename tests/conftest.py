"""What every test gets: no screen, no trace of the person's own settings, repeatable chance."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# Set before anything of Qt or matplotlib is loaded: both look only once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.TemporaryDirectory(prefix="tabib-tests-", ignore_cleanup_errors=True)
for _name, _folder in {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "MPLCONFIGDIR": "matplotlib",
}.items():
    _path = Path(_home.name, _folder)
    _path.mkdir(exist_ok=True)
    os.environ[_name] = str(_path)

# A slow machine is no defect; on a shared one every run draws the same examples.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


@pytest.fixture(scope="module", autouse=True)
def _collected(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect garbage where the window does, between two turns; all of it after each file.

    Nothing that was begun in a file works on in the next one.
    """
    if not {"ui", "journeys"} & set(request.path.parts):
        yield
        return
    from PySide6.QtCore import QCoreApplication

    from app.ui.garbage import collect_everything
    from app.ui.job import Job

    gc.disable()
    yield
    while Job.any_runs():
        Job.stop_all()
        QCoreApplication.processEvents()
    collect_everything()
    gc.enable()


@pytest.fixture(autouse=True)
def _collected_young() -> Iterator[None]:
    """Collect what one test has left, where Python does not."""
    yield
    if not gc.isenabled():
        gc.collect(1)


@pytest.fixture(autouse=True)
def _pages_are_loaded() -> None:
    """Load every page of the window where there is one: a page asked for is shown at once."""
    sections = sys.modules.get("app.ui.sections")
    if sections is not None:
        for section in sections.SECTIONS:
            for page in section.pages:
                list(page.load())
