"""Upgrades: numbered steps, all or none, after a verified copy; tried with made-up steps."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.models import opening, reads
from app.models.backups import kept_of
from app.models.integrity import check_figures
from app.models.lock import lock_path
from app.models.marks import mark_of
from app.models.plan_file import SCHEMA_VERSION, PlanFile
from app.models.upgrades.runner import STEPS, upgrade
from tests.models.plan_states import dump, refused

NOW = SCHEMA_VERSION


def add_beds(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE beds (place INTEGER PRIMARY KEY, n INTEGER) STRICT")
    connection.exec_driver_sql("INSERT INTO beds VALUES (1, 40)")


def drop_missions(connection: Connection) -> None:
    connection.exec_driver_sql("DROP TABLE missions")


def stumble(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM staff")
    raise KeyError


def dangle(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=1")
    connection.exec_driver_sql("UPDATE staff SET territory = 'NOWHERE'")


def test_there_is_one_step_for_each_version_before_this_one() -> None:
    assert set(STEPS) == set(range(1, SCHEMA_VERSION))


def test_steps_run_in_their_order_and_the_marks_follow(plan: Path) -> None:
    file = PlanFile(plan)
    upgrade(file, {NOW: add_beds, NOW + 1: drop_missions}, to=NOW + 2, check=lambda _: None)
    with file.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == NOW + 2
        marks = check_figures(connection, plan)
        assert marks["beds"] == mark_of([(1, 40)])
        assert "missions" not in marks


@pytest.mark.parametrize("bad", [stumble, dangle])
def test_a_step_that_goes_wrong_leaves_the_plan_as_it_was(plan: Path, bad: object) -> None:
    before = dump(plan)
    file = PlanFile(plan)
    with pytest.raises(Exception):  # noqa: B017, PT011  a defect or a problem: all is taken back
        upgrade(
            file, {NOW: add_beds, NOW + 1: bad}, to=NOW + 2, check=lambda c: check_figures(c, plan)
        )
    assert dump(plan) == before


def test_an_upgrade_is_checked_against_the_shape_of_this_version(plan: Path) -> None:
    before = dump(plan)
    problem = refused(lambda: upgrade(PlanFile(plan), {NOW: add_beds}, to=NOW + 1))
    assert "later" in str(problem.remedy) or "instructions" in problem.what.text
    assert dump(plan) == before


def test_opening_an_earlier_plan_for_changes_keeps_a_copy_then_upgrades(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dump(plan)

    def to_next(file: PlanFile) -> None:
        assert dump(kept_of(plan)[0].path) == before
        upgrade(file, {NOW: lambda _: None}, to=NOW + 1)

    for module in ("integrity", "opening"):
        monkeypatch.setattr(f"app.models.{module}.SCHEMA_VERSION", NOW + 1)
    monkeypatch.setattr("app.models.opening.upgrade", to_next)
    opened = opening.open_for_changes(plan)
    with opened.file.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == NOW + 1
        assert reads.counts(connection)["staff"] == len(before["staff"])
    opening.close(opened)


def test_an_earlier_plan_that_cannot_be_copied_is_not_upgraded(
    plan: Path, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    data_folder.write_text("in the way", encoding="utf-8")
    before = dump(plan)
    for module in ("integrity", "opening"):
        monkeypatch.setattr(f"app.models.{module}.SCHEMA_VERSION", NOW + 1)
    refused(lambda: opening.open_for_changes(plan))
    assert dump(plan) == before
    assert not lock_path(plan).exists()
