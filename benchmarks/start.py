"""How long the command line takes to answer, against Python doing nothing and importing NumPy.

Run it by hand from the root of the project:

    python -m benchmarks.start

Every command runs once before the clock starts: these are second starts, with files in the
system's cache and compiled modules on disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import medians, table

ROUNDS = 9
_NOTHING, _NUMPY = "python -c pass", "import numpy"


def _start(*words: str) -> None:
    subprocess.run([sys.executable, *words], check=True, capture_output=True)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="tabib-benchmark-") as folder:
        os.environ["TABIB_DATA_DIR"] = folder
        plan = str(Path(folder, "plan.tabib"))
        _start("-m", "app", "new", plan, "--sample", "morocco-2024")
        found = medians(
            {
                _NOTHING: lambda: _start("-c", "pass"),
                _NUMPY: lambda: _start("-c", "import numpy"),
                "--version": lambda: _start("-m", "app", "--version"),
                "info": lambda: _start("-m", "app", "info", plan),
                "project --json": lambda: _start("-m", "app", "project", plan, "--json"),
                "self-test": lambda: _start("-m", "app", "self-test"),
            },
            ROUNDS,
        )
    print(f"second starts; medians of {ROUNDS} rounds run in turn\n")
    print(table(found, (_NOTHING, _NUMPY)))


if __name__ == "__main__":
    main()
