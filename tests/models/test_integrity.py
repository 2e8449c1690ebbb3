"""Silent changes of the file are noticed, whatever was changed."""

import random
from contextlib import suppress
from pathlib import Path

import pytest

from app.models import opening, reads, refusals
from app.models.kinds import KINDS
from app.models.marks import Mark, mark_of, read_mark
from app.problems import Problem
from tests.models.plan_states import refused, run_sql
from tests.models.small_plan import SMALL

# For each table, one change that breaks no rule of the database: only the marks can notice it.
QUIET = {
    "facts": "horizon = 2041",
    "territories": "names_fr = 'Ailleurs'",
    "populations": "persons = persons + 1",
    "cadres": "isco08 = '9999'",
    "staff": "persons = persons * 2",
    "age_splits": "weight = 0.21",
    "assumptions": "value = value + 0.001",
    "pipeline": "value = value + 1",
    "recruitment": "fill_rate = 0.3",
    "contracts": "persons = 21",
    "missions": "months_each = 0.5",
    "norms": "value = 15.3",
    "age_populations": "persons = persons + 1",
    "uses": "contacts = contacts + 1",
    "working_times": "hours_a_day = 7",
    "activities": "amount = 20",
    "conditions": "prevalence = 0.2",
    "facilities": "number = 2",
    "facility_posts": "posts_kept = 2",
    "scenarios": "locked = 0",
    "measures": "value = 2",
    "sources": "publisher = 'nobody'",
    "stories": "year = 2030",
}


def test_every_table_is_watched() -> None:
    assert set(QUIET) == set(KINDS)


@pytest.mark.parametrize("table", QUIET)
def test_a_value_changed_by_hand_is_noticed_and_its_table_named(plan: Path, table: str) -> None:
    run_sql(plan, f"UPDATE {table} SET {QUIET[table]}")  # noqa: S608  words of this file
    problem = refused(lambda: opening.open_for_looking(plan))
    assert "changed without Tabib" in problem.what.text
    assert problem.what.values["figures"] == refusals.figures(table)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM missions",
        "INSERT INTO sources SELECT 99, 'NEW', '', '', '', '', ''",
        "UPDATE staff SET place = place + 100",
        "UPDATE meta SET value = 'x:y' WHERE key = 'mark.staff'",
        "UPDATE meta SET value = '24:0' WHERE key = 'mark.staff'",
        "INSERT INTO journal VALUES (1, 1, 'do', 0, '', '', '', '', '')",
    ],
)
def test_rows_added_removed_or_moved_by_hand_are_noticed(plan: Path, change: str) -> None:
    run_sql(plan, change)
    refused(lambda: opening.open_for_looking(plan))


def test_a_letter_changed_in_the_bytes_is_noticed_and_its_table_named(plan: Path) -> None:
    data = plan.read_bytes()
    assert data.count(b"Cardiology") == 1
    plan.write_bytes(data.replace(b"Cardiology", b"Cardiolegy"))
    problem = refused(lambda: opening.open_for_looking(plan))
    assert problem.what.values["figures"] == refusals.figures("missions")


def test_no_single_wrong_byte_ever_shows_other_figures(plan: Path) -> None:
    sound = plan.read_bytes()
    chance, noticed = random.Random(20), 0  # noqa: S311  repeatable on purpose
    for _ in range(150):
        at = chance.randrange(len(sound))
        spoiled = bytearray(sound)
        spoiled[at] ^= chance.randrange(1, 256)
        plan.write_bytes(spoiled)
        noticed += 1
        with suppress(Problem):
            with opening.open_for_looking(plan).file.reading() as connection:
                assert reads.everything(connection) == SMALL, f"byte {at} changed the figures"
            noticed -= 1
        assert plan.read_bytes() == spoiled
    assert noticed > 0


def test_marks_add_up_whatever_the_order() -> None:
    one, two, three = (1, "a", 0.5), (2, "é", None), (3, "ع", 7)
    assert Mark().plus(one).plus(two).plus(three) == mark_of([three, one, two])
    assert mark_of([one, two]).minus(one) == mark_of([two])
    assert mark_of([one]) != mark_of([(1, "a", 0.25)])


def test_marks_are_read_as_they_are_written() -> None:
    mark = mark_of([(1, "a")])
    assert read_mark(str(mark)) == mark
    assert read_mark("nonsense") == Mark(-1)
