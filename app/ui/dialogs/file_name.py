"""What a person types as a file to be written: where it leads, and why it may lead nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from app.problems import Message

_OTHER_BOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})
_WORKBOOK = ".xlsx"
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')
_LONGEST = 80  # what is left for a folder on a system of short paths


def target(typed: str, folder: Path, wanted: str = _WORKBOOK) -> Path:
    """Return the file that a text means: relative names stand in the folder, all end alike."""
    path = folder / _from_home(typed.strip())
    suffix = path.suffix.lower()
    if suffix == wanted:
        return path
    stem = path.stem if wanted == _WORKBOOK and suffix in _OTHER_BOOKS else path.name
    return path.with_name(stem + wanted)


def safe(name: str) -> str:
    """Return a name as a file can have it on every system."""
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in _NOT_IN_NAMES)
    return " ".join(kept.split()).strip(". ")[:_LONGEST] or "plan"


def fault(typed: str, folder: Path) -> Message | None:
    """Return why nothing can go where a text says, or nothing."""
    text = typed.strip()
    if not text:
        return message("Give the report a file name.")
    if not text.isprintable():
        return message("A file name cannot hold this character.")
    if text.endswith(("/", os.sep)) or os.path.isdir(folder / _from_home(text)):  # noqa: PTH112
        # Path.is_dir breaks on names that are too long; this one calls them no folder.
        return message("This is a folder: add the name of the file.")
    return None


def _from_home(text: str) -> Path:
    """Return a path with the home folder in place of ~; an unknown ~name stays as it is."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
