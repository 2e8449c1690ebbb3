"""Starts the window, or does one piece of work without one."""

from __future__ import annotations

import gc
import os
import sys

# On a busy machine two threads of the matrix product wait for each other ten times as long as
# one takes alone; the engine is fast with one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_WINDOW = ("open",)
_PICTURES = "pictures"
_WINDOW_TEST = "window-test"
_PLAN = ".tabib"  # a file manager starts the program with nothing but the file


def main(arguments: list[str]) -> int:
    """Open the window when nothing else is asked; return what the process should end with."""
    named = bool(arguments) and arguments[0].lower().endswith(_PLAN)
    if not arguments or arguments[0] in _WINDOW or named:
        gc.disable()  # what is loaded now stays for good; the window collects once it stands
        from app.ui.application import main as window

        return window(arguments if named else arguments[1:])
    if arguments[0] == _PICTURES:
        from app.ui.pictures import main as pictures

        return pictures(arguments[1:])
    if arguments[0] == _WINDOW_TEST:
        gc.disable()
        from app.ui.self_test import main as window_test

        return window_test(arguments[1:])
    from app.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
