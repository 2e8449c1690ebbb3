"""Finds the files shipped with the program, from the source tree or the frozen one."""

from __future__ import annotations

import sys
from pathlib import Path


def root() -> Path:
    """Return the folder that holds `resources`, beside the code or inside the frozen program."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file under `resources`."""
    return root().joinpath("resources", *parts)


def licences() -> Path:
    """Return the folder of the licences: all of them lie beside the frozen program."""
    beside = Path(sys.executable).resolve().parent / "licences"
    return beside if hasattr(sys, "_MEIPASS") and beside.is_dir() else resource("licences")
