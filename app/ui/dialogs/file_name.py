"""What a person types as the file of a workbook: where it leads, and why it may lead nowhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from app.problems import Message

_OTHER_BOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})
_SUFFIX = ".xlsx"


def target(typed: str, folder: Path) -> Path:
    """Return the file that a text means: relative names stand in the folder, all end in .xlsx."""
    path = folder / _from_home(typed.strip())
    suffix = path.suffix.lower()
    if suffix == _SUFFIX:
        return path
    stem = path.stem if suffix in _OTHER_BOOKS else path.name
    return path.with_name(stem + _SUFFIX)


def fault(typed: str, folder: Path) -> Message | None:
    """Return why no workbook can go where a text says, or nothing."""
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
