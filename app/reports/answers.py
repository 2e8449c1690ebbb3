"""Lines as plain records, for the command line: one shape for JSON and for flat CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study

Record = dict[str, Any]
_GROSS = ("deficit_gross", "gross_level")
_FLOWS = ("entries", "exits")
_LAST = (*_GROSS, "note")  # a row of a CSV has these always, a record of JSON only where they speak


def records(study: Study, views: Iterable[View], language: Language) -> list[Record]:
    """Return one record a year, territory and cadre or group, with full precision."""
    return [_record(line, language) for view in views for line in study.lines(view)]


def _record(line: Line, language: Language) -> Record:
    record: Record = {
        "year": line.year,
        "territory": line.territory,
        "cadre": line.cadre,
        "population": line.population,
        "stock": line.stock,
        "fte": line.fte,
        "entries": dict(line.entries),
        "exits": dict(line.exits),
        "posts": line.posts,
        "need": line.need,
        "deficit": line.deficit,
        "coverage": line.coverage,
        "density_per_10_000": line.density_per_10_000,
    }
    if line.gross_level is not None:
        record |= {key: getattr(line, key) for key in _GROSS}
    if line.note is not None:
        record["note"] = language.tell(line.note)
    return record


def as_json(study: Study, views: Sequence[View], language: Language) -> str:
    """Return an answer as JSON, with what it was made from."""
    answer = {
        "fingerprint": study.fingerprint,
        "plan": language.name(study.rows.facts.names),
        "scenario": study.scenario.id,
        "norm": views[0].norm.id,
        "rows": records(study, views, language),
        "training": _training(study, views),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False)


def _training(study: Study, views: Sequence[View]) -> list[Record]:
    """Return the doctors' schools of the whole plan, where all of it is asked for."""
    last = max((v.until for v in views if v.territory == study.places.home), default=0)
    return [asdict(line) for line in study.training() if line.year <= last]


def as_csv(study: Study, views: Sequence[View], language: Language) -> str:
    """Return an answer as CSV with a point for decimals; each kind of flow has its own column."""
    flat = [_flat(record) for record in records(study, views, language)]
    columns = list(dict.fromkeys(key for record in flat for key in record))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    return text.getvalue()


def _flat(record: Record) -> Record:
    """Return a record whose flows are columns of their own: entries.recruitment."""
    flat: Record = {}
    for key, value in record.items():
        flat |= {f"{key}.{k}": v for k, v in value.items()} if key in _FLOWS else {key: value}
    last = {key: flat.pop(key, "") for key in _LAST}
    return flat | last
