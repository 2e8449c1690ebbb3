"""The lock file beside a plan: who has it open for changes, on which machine, since when."""

from __future__ import annotations

import ctypes
import getpass
import json
import os
import platform
import sys
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from app.models import refusals

_STILL_ACTIVE = 259
_MAY_ASK = 0x1000
_PIDS = 1 << 31
_HALF_WRITTEN_SECONDS = 60.0

_held_here: set[str] = set()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a plan; `id` tells two openings of one program apart."""

    user: str
    machine: str
    pid: int
    since: str
    id: str


class Lock:
    """A plan held for changes until it is released."""

    def __init__(self, path: Path, holder: Holder) -> None:
        """Keep what was written; use `take`."""
        self.path = path
        self.holder = holder

    def release(self) -> None:
        """Give the plan free, unless somebody else has taken it over since."""
        _held_here.discard(self.holder.id)
        if read_holder(self.path) == self.holder:
            self.path.unlink(missing_ok=True)


def lock_path(plan: Path) -> Path:
    """Return the name of the lock file of a plan, the same one through every link to it."""
    real = Path(os.path.realpath(plan))
    return real.with_name(f".~lock.{real.name}#")


def take(plan: Path, *, over: bool = False) -> Lock:
    """Hold a plan for changes; `over` takes it from whoever holds it, when a person says so."""
    path = lock_path(plan)
    with refusals.told(plan):
        for _ in range(2):
            holder = _ourselves()
            if _write(plan, holder):
                _held_here.add(holder.id)
                return Lock(path, holder)
            other = read_holder(path)
            if not over and not _is_stale(path, other):
                break
            _clear(path, other)
    raise _held(plan, other)


def read_holder(path: Path) -> Holder | None:
    """Return who holds a plan, or None where the lock file is absent or says nothing."""
    try:
        holder = Holder(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return holder if type(holder.pid) is int and 0 < holder.pid < _PIDS else None


def user_name() -> str:
    """Return the name under which this person is known to the system, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, ImportError, OSError):
        return ""


def _ourselves() -> Holder:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(user_name(), platform.node(), os.getpid(), since, uuid4().hex)


def _write(plan: Path, holder: Holder) -> bool:
    """Write the lock file of a plan, unless there is one."""
    try:
        with refusals.allowed(plan):
            opened = os.open(lock_path(plan), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    except FileExistsError:
        return False
    with open(opened, "w", encoding="utf-8") as file:  # noqa: PTH123  a file already open
        json.dump(asdict(holder), file)
    return True


def _is_stale(path: Path, holder: Holder | None) -> bool:
    """Say whether the holder was a process of this machine that has gone."""
    if holder is None:
        return time.time() - path.stat().st_mtime > _HALF_WRITTEN_SECONDS
    if holder.machine != platform.node():
        return False
    if holder.pid == os.getpid():
        return holder.id not in _held_here
    return not _is_alive(holder.pid)


def _clear(path: Path, expected: Holder | None) -> None:
    """Remove a lock file, unless another program has replaced it in this very moment."""
    aside = path.with_name(f"{path.name}{uuid4().hex[:8]}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if read_holder(aside) == expected:
        aside.unlink(missing_ok=True)
    else:
        aside.rename(path)


def _held(plan: Path, holder: Holder | None) -> Exception:
    if holder is None:
        return refusals.in_use(plan)
    return refusals.opened_twice(plan, holder.user or "?", holder.machine, holder.since)


def _is_alive(pid: int) -> bool:
    """Say whether a process of this machine is running."""
    if sys.platform == "win32":  # pragma: no cover  os.kill would end the process there
        kernel = ctypes.windll.kernel32
        process = kernel.OpenProcess(_MAY_ASK, 0, pid)
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return bool(process) and code.value == _STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it runs under another name
        return True
    return True
