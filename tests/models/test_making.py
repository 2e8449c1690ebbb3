"""New plans and copies: whole or not at all, and nothing overwritten by surprise."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.models import making, opening, placing, reads
from app.models.placing import placed
from app.models.plan_file import PlanFile
from tests.models.plan_states import dump, make_read_only, refused, small_disk, traces
from tests.models.small_plan import SMALL


def rows_at(path: Path) -> object:
    with opening.open_for_looking(path).file.reading() as connection:
        return reads.everything(connection)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as a quota does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_new_plan_leaves_one_file_and_never_overwrites(plan: Path) -> None:
    before = traces(plan.parent)
    assert list(before) == [plan.name]
    assert "already exists" in refused(lambda: making.create(plan, SMALL)).what.text
    assert traces(plan.parent) == before


def test_a_name_taken_while_the_plan_was_written_is_not_overwritten(folder: Path) -> None:
    target = folder / "new.tabib"

    def race() -> None:
        with placed(target, new=True) as part:
            part.write_text("ours", encoding="utf-8")
            target.write_text("theirs", encoding="utf-8")

    assert "already exists" in refused(race).what.text
    assert target.read_text(encoding="utf-8") == "theirs"
    assert list(folder.iterdir()) == [target]


def test_a_copy_is_equal_and_replaces_an_older_one(plan: Path) -> None:
    copy = plan.with_name("copy.tabib")
    copy.write_text("an older file", encoding="utf-8")
    making.copy(PlanFile(plan), copy)
    assert dump(copy) == dump(plan)
    assert rows_at(copy) == SMALL
    assert sorted(traces(plan.parent)) == ["copy.tabib", "small.tabib"]


@pytest.mark.parametrize("place", ["nowhere/plan.tabib", "small.tabib/plan.tabib"])
def test_a_folder_that_is_not_there_is_said(plan: Path, place: str) -> None:
    target = plan.parent / place
    for work in (
        lambda: making.create(target, SMALL),
        lambda: making.copy(PlanFile(plan), target),
    ):
        problem = refused(work)
        assert "folder {folder} was not found" in problem.what.text
        assert problem.where == str(target)


def test_a_folder_of_that_name_is_no_target(plan: Path) -> None:
    target = plan.parent / "folder.tabib"
    target.mkdir()
    assert "is a folder" in refused(lambda: making.copy(PlanFile(plan), target)).what.text
    refused(lambda: making.create(target, SMALL))


def test_a_name_too_long_for_the_disk_is_said(plan: Path) -> None:
    target = plan.parent / ("x" * 300)
    assert "too long" in refused(lambda: making.create(target, SMALL)).what.text
    assert list(traces(plan.parent)) == [plan.name]


def test_a_read_only_disk_is_said(plan: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        make_read_only(disk)
        for work in (
            lambda: making.create(disk / "new.tabib", SMALL),
            lambda: making.copy(PlanFile(plan), disk / "new.tabib"),
        ):
            assert "cannot be written in this folder" in refused(work).what.text


def test_a_full_disk_leaves_no_half_plan(plan: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "100k") as disk:
        for work in (
            lambda: making.create(disk / "new.tabib", SMALL),
            lambda: making.copy(PlanFile(plan), disk / "new.tabib"),
        ):
            assert "no room left" in refused(work).what.text
            assert list(disk.iterdir()) == []


def test_a_quota_leaves_no_half_plan_and_the_old_copy_intact(plan: Path) -> None:
    copy = plan.with_name("copy.tabib")
    copy.write_text("an older file", encoding="utf-8")
    before = traces(plan.parent)
    for size in (1, 5_000, 60_000, plan.stat().st_size - 1):
        with largest_file(size):
            refused(lambda: making.create(plan.with_name("new.tabib"), SMALL))
            refused(lambda: making.copy(PlanFile(plan), copy))
        assert traces(plan.parent) == before


def test_a_target_held_by_another_program_is_tried_again_then_said(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def held(part: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "held")

    monkeypatch.setattr(time, "sleep", waits.append)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", held)
        problem = refused(lambda: making.copy(PlanFile(plan), plan.with_name("copy.tabib")))
    assert "open in another program" in problem.what.text
    assert sum(waits) == pytest.approx(2.5)
    assert list(traces(plan.parent)) == [plan.name]


def test_half_written_files_of_long_ago_are_swept_and_fresh_ones_left(folder: Path) -> None:
    old, fresh, other = (folder / name for name in (
        ".~tabib-0.part", ".~tabib-1.part", "thesis.part",
    ))  # fmt: skip
    for path in (old, fresh, other):
        path.write_text("x", encoding="utf-8")
    long_ago = time.time() - 2 * placing._STRAY_AFTER_SECONDS
    for path in (old, other):
        os.utime(path, (long_ago, long_ago))
    making.create(folder / "new.tabib", SMALL)
    assert not old.exists()
    assert fresh.exists()
    assert other.exists()


def test_a_damaged_copy_is_never_put_in_place(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pour = PlanFile.pour_into

    def pour_badly(file: PlanFile, part: Path, *, known_as: Path) -> None:
        pour(file, part, known_as=known_as)
        part.write_bytes(part.read_bytes().replace(b"Cardiology", b"Cardiolegy"))

    monkeypatch.setattr(PlanFile, "pour_into", pour_badly)
    before = traces(plan.parent)
    refused(lambda: making.copy(PlanFile(plan), plan.with_name("copy.tabib")))
    assert traces(plan.parent) == before
