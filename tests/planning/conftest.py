"""The small plan on disk and open for changes, with a private folder for its backups."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.planning.plan import Plan
from tests.models.small_plan import SMALL


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TABIB_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    made = folder / "small.tabib"
    Plan.create(made, SMALL)
    return made


@pytest.fixture
def plan(path: Path) -> Iterator[Plan]:
    with Plan.open(path, write=True) as opened:
        yield opened
