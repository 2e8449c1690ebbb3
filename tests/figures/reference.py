"""The reference data as they stand on disk, and copies of them with one thing changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "reference"
NATION = "MA"

Row: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: in which table, at which place, and what."""

    table: str
    place: str
    says: str

    def __str__(self) -> str:
        return f"{self.table}, {self.place}: {self.says}"


@dataclass(frozen=True)
class Reference:
    """Every table of the folder, its manifest, its map layers and the headings of its README."""

    tables: dict[str, list[Row]]
    manifest: dict[str, Any]
    layers: dict[str, Any]
    headings: frozenset[str]

    def rows(self, table: str, **where: str) -> list[Row]:
        """Return the rows of a table whose columns hold exactly these texts."""
        return [row for row in self.tables[table] if where.items() <= row.items()]

    def total(self, table: str, column: str, **where: str) -> float:
        """Add up a column over the rows that `where` chooses; empty cells count for nothing."""
        return sum(float(row[column] or 0) for row in self.rows(table, **where))

    def column(self, table: str, column: str) -> list[str]:
        """Return one column of a table, from top to bottom."""
        return [row[column] for row in self.tables[table]]

    def with_rows(self, table: str, rows: list[Row]) -> Reference:
        """Return a copy in which one table has other rows."""
        return replace(self, tables={**self.tables, table: rows})

    def with_cell(self, table: str, where: Row, column: str, text: str) -> Reference:
        """Return a copy in which one cell of the first row that `where` chooses is changed."""
        rows = list(self.tables[table])
        at = next(i for i, row in enumerate(rows) if where.items() <= row.items())
        rows[at] = {**rows[at], column: text}
        return self.with_rows(table, rows)

    def without(self, table: str, **where: str) -> Reference:
        """Return a copy in which the rows that `where` chooses are missing."""
        gone = self.rows(table, **where)
        return self.with_rows(table, [row for row in self.tables[table] if row not in gone])


Check: TypeAlias = Callable[[Reference], Iterator[Finding]]


def read_table(path: Path) -> list[Row]:
    """Read a CSV file; a row with too many or too few cells is an error."""
    with path.open(encoding="utf-8", newline="") as file:
        heading, *lines = list(csv.reader(file))
    return [dict(zip(heading, line, strict=True)) for line in lines]


def read_json(path: Path) -> dict[str, Any]:
    """Read one JSON object."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def read_headings(path: Path) -> frozenset[str]:
    """Return the headings of a Markdown text, without their marks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.lstrip("# ") for line in lines if line.startswith("#"))


def load(folder: Path = FOLDER) -> Reference:
    """Read the whole folder."""
    return Reference(
        tables={path.name: read_table(path) for path in sorted(folder.glob("*.csv"))},
        manifest=read_json(folder / "manifest.json"),
        layers={f"geo/{p.name}": read_json(p) for p in sorted(folder.glob("geo/*.geojson"))},
        headings=read_headings(folder / "README.md"),
    )


def groups(rows: list[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    """Sort rows into groups that share these columns."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[column] for column in columns), []).append(row)
    return found


def total(rows: list[Row], column: str) -> float:
    """Add up one column of some rows."""
    return sum(float(row[column] or 0) for row in rows)


def is_number(text: str) -> bool:
    """Tell whether a cell holds a finite number written with a decimal point."""
    return text.removeprefix("-").replace(".", "", 1).isdecimal() and text.isascii()


def findings(reference: Reference, checks: tuple[Check, ...]) -> list[Finding]:
    """Run some checks and gather what they find."""
    return [finding for check in checks for finding in check(reference)]
