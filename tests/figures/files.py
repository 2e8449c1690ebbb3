"""The bytes of the shipped files: UTF-8 without mark, plain line ends, no broken letters."""

from __future__ import annotations

from pathlib import Path

BROKEN = ("\ufffd", "Ã", "Ø§", "Ù„")  # a lost letter, and UTF-8 read as something else


def faults_of_file(path: Path) -> list[str]:
    """Say what is wrong with the bytes of a text file."""
    content = path.read_bytes()
    text = content.decode("utf-8", errors="replace")
    faults = {
        "has a byte order mark": text.startswith("\ufeff"),
        "has carriage returns": "\r" in text,
        "has broken letters": any(sign in text for sign in BROKEN),
        "does not end with a line end": path.suffix != ".geojson" and not text.endswith("\n"),
    }
    return [fault for fault, present in faults.items() if present]
