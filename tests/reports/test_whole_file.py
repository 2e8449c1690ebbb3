from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from app import disk
from app.problems import Problem
from app.reports import whole_file
from app.reports.whole_file import write_whole


def test_a_file_is_written_and_then_replaced(tmp_path: Path) -> None:
    target = tmp_path / "rapport.xlsx"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="folder, not a file"):
        write_whole(tmp_path, b"one")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="does not exist") as caught:
        write_whole(tmp_path / "absent" / "rapport.xlsx", b"one")
    assert caught.value.where.endswith("absent")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EIO, "could not be written")],
)
def test_a_write_that_stops_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    target = tmp_path / "rapport.xlsx"
    target.write_bytes(b"old")

    def stop(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(Problem, match=words):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_open_elsewhere_is_tried_again_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rapport.xlsx"
    target.write_bytes(b"old")
    tries = []

    def refuse(self: Path, _to: Path) -> None:
        tries.append(self)
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(disk, "WAITS_SECONDS", (0.0, 0.0))
    with pytest.raises(Problem, match="open in another program"):
        write_whole(target, b"new")
    assert len(tries) == 3
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_short_hold_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = Path.replace, [1, 1]

    def hold(self: Path, to: Path) -> Path:
        if left:
            left.pop()
            raise PermissionError(errno.EACCES, "in use")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", hold)
    monkeypatch.setattr(disk, "WAITS_SECONDS", (0.0, 0.0))
    write_whole(tmp_path / "rapport.xlsx", b"new")
    assert (tmp_path / "rapport.xlsx").read_bytes() == b"new"


def test_a_folder_that_may_not_be_written_to_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(whole_file, "_write", refuse)
    with pytest.raises(Problem, match="may not be written to"):
        write_whole(tmp_path / "rapport.xlsx", b"new")


def test_a_file_that_may_not_change_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "rapport.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Problem, match="may not be changed"):
        write_whole(target, b"new")


@pytest.mark.skipif(os.name == "nt", reason="rights of files are another matter on Windows")
def test_a_new_file_has_the_usual_rights_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    target = tmp_path / "rapport.xlsx"
    old = os.umask(0o022)
    try:
        write_whole(target, b"one")
    finally:
        os.umask(old)
    assert target.stat().st_mode & 0o777 == 0o644
    target.chmod(0o640)
    write_whole(target, b"two")
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.xlsx").write_bytes(b"old")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    write_whole(tmp_path / "link.xlsx", b"new")
    assert (tmp_path / "real.xlsx").read_bytes() == b"new"
    assert (tmp_path / "link.xlsx").is_symlink()


def test_a_plan_is_never_replaced_by_a_report(tmp_path: Path) -> None:
    plan = tmp_path / "plan.tabib"
    plan.write_bytes(b"SQLite format 3\x00 and the rest")
    with pytest.raises(Problem, match="not a file that a report can replace"):
        write_whole(plan, b"report")
    assert plan.read_bytes().startswith(b"SQLite format 3")
