"""Where the files shipped with the program are found."""

import sys
from pathlib import Path

import pytest

from app import bundled


def test_the_licences_of_the_source_tree_are_texts() -> None:
    found = bundled.licences()
    assert found == bundled.resource("licences")
    assert list(found.glob("*.txt"))


def test_the_frozen_program_has_its_licences_beside_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "tabib"))
    assert bundled.licences() == tmp_path / "_internal" / "resources" / "licences"
    (tmp_path / "licences").mkdir()
    assert bundled.licences() == tmp_path / "licences"
