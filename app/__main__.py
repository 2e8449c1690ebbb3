"""Starts the window, or does one piece of work without one."""

from __future__ import annotations

import sys

_WINDOW = ("open",)


def main(arguments: list[str]) -> int:
    """Open the window when nothing else is asked; return what the process should end with."""
    if not arguments or arguments[0] in _WINDOW:
        from app.ui.application import main as window

        return window(arguments[1:])
    from app.cli import main as command_line

    return command_line(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
