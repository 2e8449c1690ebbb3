"""The founding texts' statements: read the inputs, do the arithmetic, compare with the text."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator

from tests.figures.reference import Check, Finding, Reference, Row

STATEMENTS = "founding_statements.csv"
FACTS = "founding_facts.csv"
KEY = ("text", "meaning", "year", "unit")
VERDICTS = {"reproduced", "inconsistent", "quoted"}
ADDRESS = re.compile(r"(?:(sum|count) )?(\w+\.csv)\[([^\]]*)\](?:\.(\w+))?")
ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def chosen(reference: Reference, table: str, conditions: str) -> list[Row]:
    """Return the rows that meet `column=text` conditions joined by `&`; `|` gives a choice."""
    pairs = [condition.partition("=")[::2] for condition in conditions.split("&") if condition]
    wanted = [(column, set(texts.split("|"))) for column, texts in pairs]
    return [r for r in reference.tables[table] if all(r[c] in texts for c, texts in wanted)]


def figure_at(reference: Reference, address: str) -> float:
    """Read one figure of a table; `sum` and `count` allow more than one row."""
    found = ADDRESS.fullmatch(address.strip())
    if found is None:
        raise ValueError(f"not an address: {address!r}")
    how, table, conditions, column = found.groups()
    rows = chosen(reference, table, conditions)
    if how == "count":
        return len(rows)
    if not rows or (how is None and len(rows) > 1):
        raise ValueError(f"{len(rows)} rows at {address!r}")
    return sum(float(row[column]) for row in rows)


def inputs_of(reference: Reference, inputs: str) -> dict[str, float]:
    """Read `name = address ; name = address` into figures."""
    pairs = [part.partition("=") for part in inputs.split(" ; ") if part]
    return {name.strip(): figure_at(reference, address) for name, _, address in pairs}


def evaluate(node: ast.expr, names: dict[str, float]) -> float:
    """Work out sums, differences, products and quotients of names and numbers, nothing else."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=name):
            return names[name]
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            return ARITHMETIC[type(sign)](evaluate(left, names), evaluate(right, names))
        case _:
            raise ValueError(f"not arithmetic: {ast.dump(node)}")


def value_of(reference: Reference, formula: str, inputs: str) -> float:
    """Work out a formula over the figures that its inputs name."""
    return evaluate(ast.parse(formula, mode="eval").body, inputs_of(reference, inputs))


def key(row: Row) -> tuple[str, ...]:
    """Return what ties a statement to a number of the founding texts."""
    return tuple(row[column] for column in KEY)


def every_fact_has_a_verdict(reference: Reference) -> Iterator[Finding]:
    """Find numbers of the founding texts without statement, and statements about no number."""
    facts = {key(row) for row in reference.tables[FACTS]}
    judged = {key(row) for row in reference.tables[STATEMENTS]}
    for lonely in sorted(facts ^ judged):
        yield Finding(STATEMENTS, " / ".join(lonely), "is a fact or a statement alone")


def every_verdict_has_its_reason(reference: Reference) -> Iterator[Finding]:
    """Find unknown verdicts, missing reasons, and formulas where none or one is due."""
    for row in reference.tables[STATEMENTS]:
        due = row["verdict"] == "reproduced" or row["check"] not in {"", "label"}
        sound = row["verdict"] in VERDICTS and bool(row["formula"]) == due
        if not sound or not row["reason"].endswith("."):
            yield Finding(STATEMENTS, row["statement_id"], "needs verdict, formula and reason")


def printed(reference: Reference, statement: Row) -> float:
    """Return the number that the founding text prints for a statement."""
    fact = next(row for row in reference.tables[FACTS] if key(row) == key(statement))
    return float(fact["value"])


def every_formula_gives_its_verdict(reference: Reference) -> Iterator[Finding]:
    """Find formulas that give another value than stated, or that belie the verdict."""
    for row in reference.rows(STATEMENTS):
        if not row["formula"]:
            continue
        value = value_of(reference, row["formula"], row["inputs"])
        if f"{value:.2f}" != f"{float(row['gives']):.2f}":
            yield Finding(STATEMENTS, row["statement_id"], f"gives {value}, not {row['gives']}")
        near = abs(value - printed(reference, row)) <= float(row["tolerance"]) + 1e-9
        if near != (row["verdict"] == "reproduced"):
            yield Finding(STATEMENTS, row["statement_id"], f"is not {row['verdict']}: {value}")


CHECKS: tuple[Check, ...] = (
    every_fact_has_a_verdict,
    every_verdict_has_its_reason,
    every_formula_gives_its_verdict,
)
