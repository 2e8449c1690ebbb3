"""The figures of a projection by the names of the published tables, each as {year: value}."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from app.planning import starter, study
from app.planning.study import Study

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
DOCTORS, PARAMEDICAL = "MED_ALL", "PARA_ALL"
_FROM_OUTSIDE = ("recruitment", "private_opening", "trained_abroad", "return", "contract_start")
_STOCKS = {
    "gp_public": ("MED_GP", "public"),
    "gp_private": ("MED_GP", "private"),
    "sp_public": ("MED_SP", "public"),
    "sp_private": ("MED_SP", "private"),
    "doctors": (DOCTORS, None),
    "paramedical": (PARAMEDICAL, None),
}
_EXITS = {
    "limit_age": "limit_age",
    "early": "early_retirement",
    "private_exit": "private_exit",
    "death": "death",
    "emigration": "emigration",
    "resignation": "resignation",
}
Series = dict[int, float]


@cache
def run(sample: str, scenario: str = "reference") -> Study:
    return study.run(starter.sample(sample), scenario)


def published(name: str) -> list[tuple[str, int, float, int]]:
    """Read a published table: column, year, figure, decimals."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (column, int(row["year"]), float(text), len(text.partition(".")[2]))
        for row in rows
        for column, text in row.items()
        if column != "year"
    ]


def stock(done: Study, cadre: str, sector: str | None = None) -> Series:
    return {line.year: line.stock for line in done.lines(done.view(None, cadre, sector))}


def flow(done: Study, cadre: str, kinds: tuple[str, ...], sector: str | None = None) -> Series:
    lines = done.lines(done.view(None, cadre, sector))[1:]
    return {
        line.year: sum({**line.entries, **line.exits}.get(kind, 0.0) for kind in kinds)
        for line in lines
    }


def stocks(done: Study) -> dict[str, Series]:
    """Return the columns of the published table of stocks, needs and deficits."""
    found = {name: stock(done, *cell) for name, cell in _STOCKS.items()}
    for norm, group in (("MA_445", None), ("MED_153", DOCTORS)):
        lines = done.lines(done.view(None, group, None, norm))
        name = norm.lower()
        found[f"need_{name}"] = {line.year: line.need or 0.0 for line in lines}
        found[f"deficit_{name}"] = {line.year: line.deficit or 0.0 for line in lines}
        if group is None:
            found["all_per_10_000"] = {ln.year: ln.density_per_10_000 or 0.0 for ln in lines}
    return found


def flows(done: Study) -> dict[str, Series]:
    """Return the columns of the published table of entries and exits."""
    training = done.projection.training
    assert training is not None
    years = done.projection.axes.years[1:]
    gone = training.graduates_abroad + training.specialists_abroad
    public = stock(done, DOCTORS, "public")
    found = {
        "graduates": dict(zip(years, training.graduates.tolist(), strict=True)),
        "new_specialists": dict(zip(years, training.new_specialists.tolist(), strict=True)),
        "left_before_entry": dict(zip(years, gone.tolist(), strict=True)),
        "switch_to_private": flow(done, DOCTORS, ("switch_out",), "public"),
        "doctors_public_net": {y: public[y] - public[y - 1] for y in years},
        "paramedical_in": flow(done, PARAMEDICAL, _FROM_OUTSIDE),
    }
    for sector in ("public", "private"):
        found[f"doctors_in_{sector}"] = flow(done, DOCTORS, _FROM_OUTSIDE, sector)
    for name, kind in _EXITS.items():
        found[f"doctors_{name}"] = flow(done, DOCTORS, (kind,))
        found[f"paramedical_{name}"] = flow(done, PARAMEDICAL, (kind,))
    return found
