"""How much memory a whole process needs to project, with the interpreter and all it loads.

Run it by hand from the root of the project:

    python -m benchmarks.memory

Each line is a process of its own; what counts is the most that it ever held.
"""

from __future__ import annotations

import subprocess
import sys

LIMIT_MB = 500
_UNIT = 1024**2 if sys.platform == "darwin" else 1024  # bytes there, kilobytes elsewhere
_PEAK = f"import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / {_UNIT})"
_WORKS = {
    "import NumPy": "import numpy",
    "project the sample of the nation": (
        "from app.planning import starter; from app.planning.study import run; "
        "run(starter.sample('morocco-2024'), 'reference')"
    ),
    "project workload M": (
        "from app.engine.projection import project; from benchmarks.workloads import workload; "
        "project(workload('M'))"
    ),
    "project workload L": (
        "from app.engine.projection import project; from benchmarks.workloads import workload; "
        "project(workload('L'))"
    ),
}


def main() -> None:
    """Print the table."""
    if sys.platform == "win32":
        print("Windows does not tell a process how much it held: nothing is measured.")
        return
    print(f"{'':<36}{'MB':>8}{'/ limit':>10}")
    for name, work in _WORKS.items():
        words = [sys.executable, "-c", f"{work}\n{_PEAK}"]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
        held = float(done.stdout)
        print(f"{name:<36}{held:>8.0f}{held / LIMIT_MB:>10.2f}")


if __name__ == "__main__":
    main()
