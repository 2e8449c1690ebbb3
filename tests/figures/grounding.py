"""Every figure has a unit, a source of the register and a grade; every source is used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any, TypeAlias

from tests.figures.reference import Check, Finding, Reference, Row, is_number

REGISTER = "sources.csv"
RULE_GRADE = "estimated-by-rule"
Entry: TypeAlias = "str | list[str] | dict[str, Any] | None"
NAMED_FILE = re.compile(r"\b[\w/]+\.(?:csv|md|py|json)\b")
NAMED_SECTION = re.compile(r"\bREADME\.md, ([^;,)]*[^;,) ])")


def resolve(entry: Entry, row: Row) -> str | list[str] | None:
    """Follow a manifest entry to what it says of one row: outright, by column, or by look-up."""
    while isinstance(entry, dict):
        cell = row[entry["column"]]
        entry = entry["values"].get(cell, entry.get("otherwise")) if "values" in entry else cell
    return entry


def sources_of(entry: Entry, row: Row) -> list[str]:
    """Return the source ids that an entry gives one row."""
    found = resolve(entry, row)
    return found if isinstance(found, list) else [found or ""]


def figures(reference: Reference) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through every figure column: its table, its name and its manifest entry."""
    for table, entry in reference.manifest["tables"].items():
        for column, figure in entry["figures"].items():
            yield table, column, figure


def register(reference: Reference) -> set[str]:
    """Return the ids of the source register."""
    return set(reference.column(REGISTER, "source_id"))


def every_table_is_described(reference: Reference) -> Iterator[Finding]:
    """Find tables and layers that the folder or the manifest has alone."""
    described = {*reference.manifest["tables"], *reference.manifest["layers"]}
    for name in described ^ {*reference.tables, *reference.layers}:
        yield Finding(name, "manifest", "is on one side only")


def every_column_is_described(reference: Reference) -> Iterator[Finding]:
    """Find columns that are neither label nor figure, both, or missing from the table."""
    for table, entry in reference.manifest["tables"].items():
        named = Counter([*entry["labels"], *entry["figures"]])
        rows = reference.tables.get(table) or [{}]
        for column in {*named, *rows[0]}:
            if named[column] != 1 or column not in rows[0]:
                yield Finding(table, column, "must be in the table, and be label or figure")
        if "synthetic" not in entry or not entry.get("title"):
            yield Finding(table, "manifest", "needs a title and whether it is synthetic")


def faults_of_cell(
    figure: dict[str, Any], row: Row, known: set[str], grades: set[str]
) -> list[str]:
    """Say what a cell with a figure lacks."""
    grade = resolve(figure["grade"], row)
    strangers = [source for source in sources_of(figure["source"], row) if source not in known]
    faults = {
        "has no unit": not resolve(figure["unit"], row),
        f"has the unknown source {strangers}": bool(strangers) or figure["source"] == [],
        f"has the unknown grade {grade!r}": grade not in grades,
        "is estimated by no stated rule": grade == RULE_GRADE and not figure.get("rule"),
    }
    return [fault for fault, present in faults.items() if present]


def every_figure_is_grounded(reference: Reference) -> Iterator[Finding]:
    """Find cells that hold a figure without unit, registered source, grade or rule."""
    known, grades = register(reference), set(reference.manifest["grades"])
    for table, column, figure in figures(reference):
        for number, row in enumerate(reference.tables[table], start=2):
            for fault in faults_of_cell(figure, row, known, grades) if row[column] else ():
                yield Finding(table, f"line {number}, {column}", fault)


def is_value(text: str, unit: Entry) -> bool:
    """Tell whether a cell can be read: a date where the unit says so, a number elsewhere."""
    if unit != "date":
        return is_number(text)
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def every_figure_is_a_number(reference: Reference) -> Iterator[Finding]:
    """Find figures that cannot be read as a number, or as a date where the unit is one."""
    for table, column, figure in figures(reference):
        for number, row in enumerate(reference.tables[table], start=2):
            if row[column] and not is_value(row[column], resolve(figure["unit"], row)):
                yield Finding(table, f"line {number}, {column}", f"cannot read {row[column]!r}")


def declared_sources(reference: Reference) -> set[str]:
    """Return the sources that figures with content, labels and layers declare."""
    used: set[str] = set()
    for table, column, figure in figures(reference):
        rows = [row for row in reference.tables[table] if row[column]]
        used.update(chain.from_iterable(sources_of(figure["source"], row) for row in rows))
    for entry in reference.manifest["tables"].values():
        for label in entry["labels"].values():
            used.update(label["source"] if isinstance(label, dict) else ())
    used.update(*(layer["source"] for layer in reference.manifest["layers"].values()))
    return used


def cited_sources(reference: Reference) -> set[str]:
    """Return the words of the columns that may cite sources."""
    texts = (
        row[column]
        for table, entry in reference.manifest["tables"].items()
        for column in entry.get("citations", ())
        for row in reference.tables[table]
    )
    return set(chain.from_iterable(re.findall(r"\w+", text) for text in texts))


def every_source_is_used(reference: Reference) -> Iterator[Finding]:
    """Find sources of the register that no figure, label, layer or remark rests on."""
    unused = register(reference) - declared_sources(reference) - cited_sources(reference)
    for source in sorted(unused):
        yield Finding(REGISTER, source, "is used nowhere")


def every_declared_source_is_registered(reference: Reference) -> Iterator[Finding]:
    """Find declared sources that the register lacks, labels and layers included."""
    for source in sorted(declared_sources(reference) - register(reference)):
        yield Finding(REGISTER, source, "is declared and not registered")


def every_source_can_be_found(reference: Reference) -> Iterator[Finding]:
    """Find register entries that are repeated, or that lack a title, a place or their terms."""
    count = Counter(reference.column(REGISTER, "source_id"))
    for row in reference.tables[REGISTER]:
        if count[row["source_id"]] > 1 or not all(row.values()):
            yield Finding(REGISTER, row["source_id"], "is repeated or incomplete")


def every_named_file_exists(reference: Reference) -> Iterator[Finding]:
    """Find texts that send the reader to a file or a section of the README that is not there."""
    here = {*reference.tables, *reference.layers, "README.md", "manifest.json"}
    for table, rows in reference.tables.items():
        for number, row in enumerate(rows, start=2):
            text = " ; ".join(row.values())
            names = {name.removeprefix("resources/reference/") for name in NAMED_FILE.findall(text)}
            lost = (names - here) | (set(NAMED_SECTION.findall(text)) - reference.headings)
            for name in sorted(lost) if table != REGISTER or row["source_id"] == "RULE" else ():
                yield Finding(table, f"line {number}", f"sends the reader to {name!r}")


CHECKS: tuple[Check, ...] = (
    every_table_is_described,
    every_column_is_described,
    every_figure_is_grounded,
    every_figure_is_a_number,
    every_source_is_used,
    every_declared_source_is_registered,
    every_source_can_be_found,
    every_named_file_exists,
)
