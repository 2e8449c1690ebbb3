"""The person's own folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents_folder() -> Path:
    """Return the folder of documents, the person's own folder where there is none yet."""
    wanted = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(wanted))
    return folder if folder.is_dir() else Path.home()
