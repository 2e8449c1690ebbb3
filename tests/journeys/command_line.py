"""Starting the program as a person does, and looking at what it leaves behind."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
Traces = dict[str, tuple[str, int, int]]


def start(*words: object, **changes: object) -> subprocess.CompletedProcess[str]:
    """Run `python -m app` in English, with changes to how the process is started."""
    settings = {
        "cwd": ROOT,
        "env": {**os.environ, "TABIB_LANG": "en", "PYTHONUTF8": "0"},
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
        "encoding": "utf-8",
        "timeout": 60,
    }
    command = [sys.executable, "-m", "app", *map(str, words)]
    return subprocess.run(command, check=False, **{**settings, **changes})


def traces(folder: Path) -> Traces:
    """Return every file under a folder with its content, its moment and its rights."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
            path.stat().st_mode,
        )
        for path in folder.rglob("*")
        if path.is_file()
    }


def limited_to(size: int) -> Callable[[], None]:
    """Return what makes a new process unable to write files larger than a size, in bytes."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit
