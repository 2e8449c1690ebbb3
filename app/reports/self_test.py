"""The program tries itself: samples made, opened, projected, drawn, exported, compared."""

from __future__ import annotations

import json
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import bundled
from app.language import CODES, language
from app.planning import starter, study
from app.planning.plan import Plan
from app.planning.scenario_tree import shown
from app.reports import charts, deficit
from app.reports.workbook import write_projection

if TYPE_CHECKING:
    from collections.abc import Iterator

_KEYS = ("population", "stock", "need", "deficit")
_TOLERANCE = 1e-6
_MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001  workbooks hold times without a zone
_SAMPLES = ("morocco-2024", "founding-2020", "tata-2017")
_REPORTED = "tata-2017"


def expected() -> dict[str, Any]:
    """Return the figures that the samples gave when they were last looked at."""
    text = bundled.resource("training", "self-test.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def actual(folder: Path) -> dict[str, Any]:
    """Return what the samples give now, by sample, scenario, year and figure."""
    found: dict[str, Any] = {}
    for name in _SAMPLES:
        path = folder / f"{name}.tabib"
        Plan.create(path, starter.sample(name))
        with Plan.open(path) as plan:
            rows = plan.rows()
        # All the stories of the small sample; of the others the reference, to be done in a moment.
        for scenario in shown(rows) if name == _REPORTED else rows.scenarios[:1]:
            made = study.run(rows, scenario.id)
            found[f"{name} {scenario.id}"] = _figures(made)
            if name == _REPORTED and scenario.id == rows.facts.scenario:
                _export(made, folder)
                _draw(made, folder)
    return found


def _figures(made: study.Study) -> dict[str, list[float | None]]:
    lines = made.lines(made.view())
    return {str(line.year): [getattr(line, key) for key in _KEYS] for line in lines}


def _export(made: study.Study, folder: Path) -> None:
    for code in CODES:
        path = folder / f"{made.scenario.id}-{code}.xlsx"
        write_projection(made, made.view(), path, language(code), made_at=_MADE_AT)


def _draw(made: study.Study, folder: Path) -> None:
    """Draw a chart in the script that asks most, by the ways that are loaded when asked for."""
    spoken = language("ar")
    figure = charts.stock_and_need(deficit.by_year(made, made.view(), spoken), spoken)
    for kind in ("png", "svg", "pdf"):
        figure.savefig(folder / f"chart.{kind}")


def differences() -> Iterator[str]:
    """Tell each figure that is not the expected one, up to rounding; nothing where all agree."""
    with tempfile.TemporaryDirectory() as folder:
        found = actual(Path(folder))
    wanted = expected()
    for name in sorted({*found, *wanted}):
        years = {*found.get(name, {}), *wanted.get(name, {})}
        for year in sorted(years):
            now, then = found.get(name, {}).get(year), wanted.get(name, {}).get(year)
            if not _same(now, then):
                yield f"{name} {year}: {now} / {then}"


def _same(now: list[float | None] | None, then: list[float | None] | None) -> bool:
    if now is None or then is None or len(now) != len(then):
        return False
    return all(
        a == b or (a is not None and b is not None and abs(a - b) <= _TOLERANCE * max(1.0, abs(b)))
        for a, b in zip(now, then, strict=True)
    )
