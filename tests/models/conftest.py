"""A small plan on disk, and a private folder for its backups."""

from pathlib import Path

import pytest

from app.models import making
from tests.models.small_plan import SMALL


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("TABIB_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "plans"
    made.mkdir()
    return made


@pytest.fixture
def plan(folder: Path) -> Path:
    path = folder / "small.tabib"
    making.create(path, SMALL)
    return path
