"""Tables made from rows: what is written is what is read, and the shape of a plan is frozen."""

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from app.models import making, reads
from app.models.base import METADATA
from app.models.kinds import KINDS, kind_of
from app.models.plan_file import SCHEMA_VERSION, PlanFile
from tests.models.small_plan import SMALL

SCHEMA = Path(__file__).with_name(f"schema_{SCHEMA_VERSION}.sql")


def test_a_plan_gives_back_every_row_in_its_order(plan: Path) -> None:
    with PlanFile(plan).reading() as connection:
        assert reads.everything(connection) == SMALL


def test_counts_come_without_reading_the_tables(plan: Path) -> None:
    with PlanFile(plan).reading() as connection:
        counts = reads.counts(connection)
    assert counts["staff"] == len(SMALL.staff)
    assert counts["facts"] == 1
    assert set(counts) == set(KINDS)


def test_every_kind_knows_its_rows_and_survives_packing() -> None:
    for name, kind in KINDS.items():
        rows = getattr(SMALL, name)
        for row in rows if isinstance(rows, tuple) else (rows,):
            assert kind_of(row) is kind
            assert kind.unpack(kind.readable(kind.pack(row, 7))[1:]) == row


def test_the_shape_of_this_version_does_not_move_without_an_upgrade_step() -> None:
    tables = sorted(METADATA.tables.values(), key=lambda table: table.name)
    shape = "\n".join(
        str(CreateTable(table).compile(dialect=sqlite.dialect())).strip() for table in tables
    )
    lines = [line.strip() for line in shape.splitlines()]
    assert lines == SCHEMA.read_text(encoding="utf-8").splitlines(), (
        "rows.py or a table has changed: raise SCHEMA_VERSION, write the upgrade step, and keep "
        "the new shape beside the old one"
    )


def test_a_negative_zero_does_not_upset_the_marks(folder: Path) -> None:
    from dataclasses import replace

    path = folder / "zero.tabib"
    first, *others = SMALL.staff
    making.create(path, replace(SMALL, staff=(replace(first, persons=-0.0), *others)))
    with PlanFile(path).reading() as connection:
        assert reads.rows_of(connection, "staff")[0].persons == 0
