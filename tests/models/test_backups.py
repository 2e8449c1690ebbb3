"""Backups: verified, numbered, thinned, and of use when the plan cannot be read."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.models import backups, making, opening, reads
from app.models.backups import Backup, folder_of, kept, kept_of, too_many
from app.models.plan_file import PlanFile
from tests.models.plan_states import dump, refused
from tests.models.small_plan import FACTS, SMALL, STAFF, UUID
from tests.models.test_making import largest_file

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


def open_and_close(plan: Path) -> None:
    opening.close(opening.open_for_changes(plan))


def change(plan: Path, persons: float) -> None:
    from app.models.writes import Writer

    with PlanFile(plan).writing() as connection:
        writer = Writer(connection, reads.marks(connection))
        writer.put(replace(STAFF[0], persons=persons))
        writer.finish()


def test_opening_for_changes_keeps_a_verified_copy(plan: Path) -> None:
    open_and_close(plan)
    (backup,) = kept(folder_of(UUID))
    assert backup.number == 1
    assert abs(backup.time - datetime.now(UTC)) < timedelta(minutes=1)
    assert dump(backup.path) == dump(plan)
    with opening.open_for_looking(backup.path).file.reading() as connection:
        assert reads.everything(connection) == SMALL


def test_a_plan_that_did_not_change_is_not_backed_up_again(plan: Path) -> None:
    open_and_close(plan)
    open_and_close(plan)
    assert len(kept(folder_of(UUID))) == 1
    change(plan, 50)
    open_and_close(plan)
    assert [backup.number for backup in kept(folder_of(UUID))] == [2, 1]


def test_looking_makes_no_backup(plan: Path, data_folder: Path) -> None:
    opening.close(opening.open_for_looking(plan))
    assert not data_folder.exists()


def test_backups_are_found_and_used_when_the_plan_cannot_be_read(plan: Path) -> None:
    open_and_close(plan)
    state = dump(plan)
    plan.write_bytes(b"\x00" * 9000)
    (backup,) = kept_of(plan)
    assert dump(backup.path) == state
    assert kept_of(plan.with_name("unknown.tabib")) == []


def test_a_moved_plan_finds_its_backups(plan: Path) -> None:
    open_and_close(plan)
    moved = plan.rename(plan.with_name("moved.tabib"))
    assert [backup.origin for backup in kept_of(moved)] == [str(plan)]
    open_and_close(moved)
    assert [backup.origin for backup in kept_of(moved)] == [str(moved), str(plan)]
    moved.write_bytes(b"")
    assert [backup.number for backup in kept_of(moved)] == [2, 1]


def test_a_copy_by_hand_neither_takes_nor_drops_the_backups_of_the_first(plan: Path) -> None:
    change(plan, 30)
    open_and_close(plan)
    first = kept_of(plan)
    twin = plan.with_name("twin.tabib")
    twin.write_bytes(plan.read_bytes())
    for persons in range(15):
        change(twin, 100 + persons)
        open_and_close(twin)
    assert first[0].path.exists()
    assert kept_of(plan)[0] == first[0]
    own = [backup for backup in kept_of(twin) if backup.origin == str(twin)]
    assert kept_of(twin) == [*own, *first]
    numbers = [backup.number for backup in kept(folder_of(UUID))]
    assert numbers == sorted(set(numbers), reverse=True)
    for path, origin in ((plan, first), (twin, own)):
        path.write_bytes(b"")
        assert kept_of(path)[: len(origin)] == origin


def test_a_link_to_a_plan_is_no_other_place(plan: Path) -> None:
    link = plan.with_name("link.tabib")
    link.symlink_to(plan)
    open_and_close(plan)
    open_and_close(link)
    assert len(kept_of(link)) == len(kept_of(plan)) == 1


def test_a_path_that_held_two_plans_has_the_backups_of_the_one_that_is_there(plan: Path) -> None:
    open_and_close(plan)
    plan.unlink()
    making.create(plan, replace(SMALL, facts=replace(FACTS, uuid="another-plan")))
    assert kept_of(plan) == []
    open_and_close(plan)
    (latest,) = kept_of(plan)
    plan.write_bytes(b"")
    assert latest in kept_of(plan)
    assert len(kept_of(plan)) == 2


def test_backups_kept_before_places_were_told_apart_are_still_found(plan: Path) -> None:
    open_and_close(plan)
    (backup,) = kept_of(plan)
    old = backup.path.rename(folder_of(UUID) / backup.path.name)
    for persons in range(15):
        change(plan, 100 + persons)
        open_and_close(plan)
    assert old in [found.path for found in kept_of(plan)]


@pytest.mark.skipif(os.name == "nt", reason="names are always text there")
def test_a_plan_whose_name_is_no_text_is_backed_up(plan: Path) -> None:
    odd = plan.rename(Path(os.fsdecode(os.fsencode(plan.parent) + b"/odd\xff.tabib")))
    open_and_close(odd)
    odd.write_bytes(b"")
    assert len(kept_of(odd)) == 1


def test_an_identity_made_to_lead_elsewhere_stays_in_the_folder(data_folder: Path) -> None:
    folder = folder_of("../../../etc")
    assert folder.parent == data_folder / "backups"
    assert folder_of(UUID) == data_folder / "backups" / UUID


def test_without_a_setting_backups_are_in_the_data_folder_of_the_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TABIB_DATA_DIR")
    assert folder_of(UUID).parts[-3:] == ("Tabib", "backups", UUID)


def test_other_files_in_the_folder_are_left_alone(plan: Path) -> None:
    open_and_close(plan)
    other = folder_of(UUID) / "my own copy.tabib"
    other.write_text("mine", encoding="utf-8")
    for persons in range(15):
        change(plan, 100 + persons)
        open_and_close(plan)
    assert other.exists()


def test_a_bad_backup_is_not_kept(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def pour_something_else(file: PlanFile, part: Path, *, known_as: Path) -> None:
        change(plan, 77)
        pour(file, part, known_as=known_as)

    pour = PlanFile.pour_into
    monkeypatch.setattr(PlanFile, "pour_into", pour_something_else)
    with PlanFile(plan).reading() as connection:
        marks = reads.marks(connection)
    refused(lambda: backups.keep(PlanFile(plan), UUID, marks, NOW))
    assert kept(folder_of(UUID)) == []


def test_a_full_disk_leaves_the_backups_as_they_were(plan: Path) -> None:
    open_and_close(plan)
    change(plan, 50)
    before = kept(folder_of(UUID))
    with largest_file(20_000), PlanFile(plan).reading() as connection:
        marks = reads.marks(connection)
        problem = refused(lambda: backups.keep(PlanFile(plan), UUID, marks, NOW))
    assert "no room left" in problem.what.text
    assert kept(folder_of(UUID)) == before


def made(number: int, time: datetime) -> Backup:
    return Backup(Path(str(number)), number, time, "")


def test_the_last_ten_stay_and_older_ones_are_thinned_to_hours_days_and_weeks() -> None:
    every_ten_minutes = [
        made(number, NOW + timedelta(minutes=10 * number)) for number in range(1, 20_000)
    ]
    gone = {backup.number for backup in too_many(every_ten_minutes)}
    stay = [backup for backup in every_ten_minutes if backup.number not in gone]
    assert [backup.number for backup in stay[-10:]] == list(range(19_990, 20_000))
    last = every_ten_minutes[-1].time
    for reach, least in ((timedelta(hours=23), 24), (timedelta(days=13), 37)):
        assert len([backup for backup in stay if last - backup.time <= reach]) >= least
    assert len({f"{backup.time:%G%V}" for backup in stay}) == backups.WEEKS
    assert len(stay) <= backups.LAST + backups.HOURS + backups.DAYS + backups.WEEKS


def test_a_clock_set_back_loses_no_recent_backup() -> None:
    jumped = [made(number, NOW - timedelta(days=number)) for number in range(1, 31)]
    gone = {backup.number for backup in too_many(jumped)}
    assert not gone & set(range(21, 31))
