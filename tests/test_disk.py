"""A finished file takes its place at once, whatever the system can promise."""

import os
from pathlib import Path

import pytest

from app import disk


def test_the_new_file_stands_where_the_old_one_stood(tmp_path: Path) -> None:
    part, target = tmp_path / "part", tmp_path / "target"
    part.write_text("new", encoding="utf-8")
    target.write_text("old", encoding="utf-8")
    disk.settle(part)
    disk.put(part, target)
    assert target.read_text(encoding="utf-8") == "new"
    assert not part.exists()


def test_a_system_that_opens_no_folder_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    part = tmp_path / "part"
    part.write_text("new", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        disk.put(part, tmp_path / "target")
    assert (tmp_path / "target").read_text(encoding="utf-8") == "new"
