"""How long the window takes to be there, from source and frozen, against an empty window of Qt.

Run it by hand from the root of the project; once `python3 go.py build` has made the program, that
is timed too:

    python -m benchmarks.frozen [FOLDER]

The clock runs from the start of a process until it says that the page is painted. The aim is at
most twice the empty window from source, and three and a half times frozen. Every process has run
once before: these are second starts, with files in the system's cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.timing import medians, table

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 11
_BARE = "an empty window"
_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: print("start", flush=True))

application = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
application.exec()
"""
# The program itself, which says when its first page is painted.
_START = """
from PySide6.QtCore import QTimer
from app.ui.pages.start import StartPage

StartPage.paintEvent = lambda page, event: QTimer.singleShot(0, lambda: print("start", flush=True))
from app.__main__ import main

main([])
"""


def _until(page: str, *command: object) -> None:
    """Start a process and wait until it says that a page is painted; it is not let finish."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        said = iter(process.stdout or ())
        if not any(line.strip() == page for line in said):
            raise SystemExit(f"{words} ended without painting its {page} page")
        process.kill()


def main(folder: Path) -> None:
    """Print the table."""
    source = (sys.executable, "-m", "app", "window-test")
    frozen = (folder / ("tabib-cli.exe" if os.name == "nt" else "tabib"), "window-test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    with tempfile.TemporaryDirectory(prefix="tabib-benchmark-") as place:
        os.environ.update(TMPDIR=place, TEMP=place, TABIB_DATA_DIR=place)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are kept, as usual ...
        os.environ["PYTHONPYCACHEPREFIX"] = place  # ... but not in the tree
        os.environ.update(XDG_CONFIG_HOME=place, XDG_CACHE_HOME=place, XDG_STATE_HOME=place)
        works = {
            _BARE: partial(_until, "start", sys.executable, "-c", _WINDOW),
            "start page, from source": partial(_until, "start", sys.executable, "-c", _START),
            "overview, from source": partial(_until, "overview", *source, "overview"),
        }
        if frozen[0].is_file():
            works["start page, frozen"] = partial(_until, "start", *frozen, "start")
            works["overview, frozen"] = partial(_until, "overview", *frozen, "overview")
        found = medians(works, ROUNDS)
    print(f"second starts; medians of {ROUNDS} rounds run in turn\n")
    print(table(found, (_BARE,)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist/tabib")
