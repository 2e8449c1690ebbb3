"""The sample plans as the start page lists them, read without loading anything of the plans."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from app.bundled import resource

if TYPE_CHECKING:
    from app.language import Language


@dataclass(frozen=True)
class Named:
    """A name in the three languages."""

    fr: str
    ar: str
    en: str


@dataclass(frozen=True)
class Sample:
    """A sample: the code that opens it, its name, a hint, and what its figures are."""

    code: str
    names: Named
    hint: Named
    note: Named


@cache
def samples() -> tuple[Sample, ...]:
    """Return the samples in the order of the start page."""
    return tuple(_sample(code) for code in _read("index")["samples"])


def name_of(opening: str, language: Language) -> str:
    """Return what a person calls the thing that is being opened: a sample, or a file."""
    found = [sample.names for sample in samples() if sample.code == opening]
    return language.name(found[0]) if found else opening


def _sample(code: str) -> Sample:
    spec = _read(code)
    return Sample(code, *(Named(**spec[part]) for part in ("names", "hint", "note")))


def _read(name: str) -> dict[str, Any]:
    text = resource("training", f"{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
