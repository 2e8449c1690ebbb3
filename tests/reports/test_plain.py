"""Tables on the command line: columns that stand under each other, and JSON with all digits."""

import json

import pytest

from app.language import CODES, language
from app.reports import plain
from app.reports.table import Column, Kind, Table

TABLE = Table(
    "Deficit",
    "Tata",
    (
        Column("place", "Territory", Kind.TEXT),
        Column("persons", "Persons", Kind.PERSONS),
        Column("share", "Share", Kind.SHARE),
    ),
    (("Tata", 1234.5678, 0.25), ("Al Haouz", 7.0, None), ("طاطا", 12.25, 0.5)),
    notes=("A note.",),
    fingerprint="abc",
)


def test_texts_stand_at_the_beginning_and_numbers_at_the_end() -> None:
    assert plain.as_text([TABLE], language("en")).splitlines() == [
        "Deficit",
        "Tata",
        "",
        "Territory  Persons  Share",
        "Tata         1,235    25%",
        "Al Haouz         7      —",
        "طاطا            12    50%",
        "",
        "A note.",
    ]


def test_json_has_all_the_digits() -> None:
    (read,) = json.loads(plain.as_json([TABLE]))["tables"]
    assert read["rows"][0] == {"place": "Tata", "persons": 1234.5678, "share": 0.25}
    assert read["rows"][1]["share"] is None
    assert read["fingerprint"] == "abc"


@pytest.mark.parametrize("code", CODES)
def test_signs_that_only_give_a_direction_take_no_room(code: str) -> None:
    rows = plain.as_text([TABLE], language(code)).splitlines()[4:7]
    ends = {plain._width(row) for row in rows}
    assert len(ends) == 1


def test_several_tables_stand_one_under_the_other() -> None:
    assert plain.as_text([TABLE, TABLE], language("fr")).count("Deficit") == 2
