"""Backups: verified, numbered, thinned, and of use when the plan cannot be read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.models import backups, opening, reads
from app.models.backups import Backup, folder_of, kept, kept_of, too_many
from app.models.plan_file import PlanFile
from tests.models.plan_states import dump, refused
from tests.models.small_plan import SMALL, STAFF, UUID
from tests.models.test_making import largest_file

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


def open_and_close(plan: Path) -> None:
    opening.close(opening.open_for_changes(plan))


def change(plan: Path, persons: float) -> None:
    from dataclasses import replace

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


def test_a_moved_plan_keeps_its_backups(plan: Path) -> None:
    open_and_close(plan)
    moved = plan.rename(plan.with_name("moved.tabib"))
    open_and_close(moved)
    assert len(kept_of(moved)) == 1
    assert kept_of(plan) == []


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
