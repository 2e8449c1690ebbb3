"""Set Tabib up and start it, with nothing installed but Python.

    python3 go.py run [ARGS]     start the window, or do one piece of work on the command line
    python3 go.py test [ARGS]    run the tests
    python3 go.py check          style, types and the rules on who imports whom
    python3 go.py build          make the program that runs without Python
    python3 go.py bench [NAMES]  time it against limits and peers: benchmarks/, or those named
    python3 go.py lock           renew the lists of exact package versions (maintainers; needs uv)

The first call makes `.venv` beside this file and takes a minute or two; later ones only look at
a stamp. Everything said here goes to standard error, so that output can be piped.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "tabib-setup.txt"
WHEELS = ROOT / "wheels"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
PEERS = VENV / "peers"  # other programs to compare with: beside what Tabib runs on, never in it
PEERS_LOCK = ROOT / "requirements-bench.lock"
OLDEST = (3, 11)
# Two tools have no `python -m` form, or none that tells a failure by its exit code.
BABEL = """import sys; from babel.messages import mofile, pofile
made = pofile.read_po(open(sys.argv[1], "rb"), abort_invalid=True)
mofile.write_mo(open(sys.argv[2], "wb"), made)"""
CONTRACTS = "import sys, importlinter.cli as lint; sys.exit(lint.lint_imports(no_logo=True))"

# The first words that app/__main__.py takes for a window; all others work without Qt.
WINDOWS = frozenset({"open", "pictures", "window-test"})
PLAN = ".tabib"  # so does the name of a plan

# Where every branch must be taken by a test; counted where all tests run to judge a change.
FULLY_COVERED = (
    "--cov=app.engine", "--cov=app.planning",
    "--cov-fail-under=100", "--cov-report=term-missing:skip-covered",
)  # fmt: skip

# All tests in as many processes as there are cores; those of a file share what they have opened.
SIDE_BY_SIDE = ("-n", "auto", "--dist", "loadfile")

# Shared libraries that Qt needs and pip cannot bring, with the Debian package of each.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What PyInstaller asks of Linux: a tool to put its start together, and Python's own library.
LIBPYTHON = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
BUILD_PROGRAMS = {"objcopy": "binutils"}
# The frozen program; on Windows the one that has a console. It must pass its trials from an empty
# environment before it is given to anybody.
FROZEN = ROOT / "dist/tabib" / ("tabib-cli.exe" if os.name == "nt" else "tabib")
TRIALS = ("self-test", "window-test", "window-test start")
# Programs that some tests use, with the Debian package of each; those tests skip without them.
TEST_PROGRAMS = {"soffice": "libreoffice-calc-nogui", "pdftoppm": "poppler-utils"}


def say(text: str) -> None:
    """Tell the person at the keyboard, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def succeeds(command: Sequence[object], env: Mapping[str, str] | None = None) -> bool:
    """Run a command from the project folder with its output on standard error."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, env=env, stdout=sys.stderr.fileno(), check=False)
    return done.returncode == 0


# --- What the system must bring -----------------------------------------------------------------


def loads(soname: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(wanted: Mapping[str, str]) -> list[str]:
    """Name the shared libraries that are wanted and absent; only Linux leaves any to the user."""
    return [soname for soname in wanted if sys.platform == "linux" and not loads(soname)]


def can_make_venv() -> bool:
    """Tell whether this Python can make a virtual environment; Debian's cannot at first."""
    return importlib.util.find_spec("ensurepip") is not None


def is_root_on_debian() -> bool:
    """Tell whether system packages can be installed without asking anybody."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: Iterable[str]) -> bool:
    """Install Debian packages as root."""
    names = sorted(packages)
    say(f"Installing system packages: {' '.join(names)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    return succeeds([*apt, "update"], env) and succeeds(
        [*apt, "install", "-y", "--no-install-recommends", *names], env
    )


def advice(packages: Iterable[str]) -> str:
    """Give the exact line that a person with the right to do so should run."""
    names = " ".join(sorted(packages))
    if shutil.which("apt-get") is None:
        return f"Install what your system calls these Debian packages: {names}"
    line = f"apt-get install -y --no-install-recommends {names}"
    return f"Run this line, then start again:\n  sudo apt-get update && sudo {line}"


def require_system(*, window: bool, testing: bool, building: bool = False) -> None:
    """Install what only the system can bring, or say in plain words what to install."""
    needed = {} if is_ready([]) or can_make_venv() else {"Python's venv": venv_package()}
    wished: dict[str, str] = {}
    if window or testing or building:
        needed.update({name: QT_LIBRARIES[name] for name in missing_libraries(QT_LIBRARIES)})
    if window or building:
        x11 = {name: X11_LIBRARIES[name] for name in missing_libraries(X11_LIBRARIES)}
        (needed if building or needs_x11() else wished).update(x11)
    if building:
        needed.update(missing_for_building())
    if testing and os.environ.get("CI") == "true":
        wished.update({k: v for k, v in TEST_PROGRAMS.items() if shutil.which(k) is None})
    packages = {*needed.values(), *wished.values()}
    if not packages or (is_root_on_debian() and install_packages(packages)):
        return
    if needed:
        names = ", ".join(sorted(needed))
        lines = advice(needed.values())
        raise SystemExit(f"Tabib needs parts of the system that are missing: {names}.\n{lines}")
    say(f"Not found, and Tabib goes on without: {', '.join(sorted(wished))}.")


def missing_for_building() -> dict[str, str]:
    """Name what PyInstaller itself lacks; Debian keeps the library of Python apart."""
    if sys.platform != "linux":
        return {}
    lacking = {name: where for name, where in BUILD_PROGRAMS.items() if shutil.which(name) is None}
    if sysconfig.get_config_var("Py_ENABLE_SHARED") and not has_libpython():
        lacking[f"{LIBPYTHON}.so"] = LIBPYTHON
    return lacking


def has_libpython() -> bool:
    """Tell whether the shared library of this Python is there, beside it or in the system."""
    name = str(sysconfig.get_config_var("INSTSONAME"))
    return Path(str(sysconfig.get_config_var("LIBDIR")), name).exists() or loads(name)


def venv_package() -> str:
    """Name the Debian package that lets this very Python make virtual environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def needs_x11() -> bool:
    """Tell whether Qt will draw through X11, the only way that needs the xcb libraries."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    return platform.startswith("xcb") or not (platform or os.environ.get("WAYLAND_DISPLAY"))


# --- The virtual environment --------------------------------------------------------------------


def marks(locks: Iterable[Path]) -> list[str]:
    """Describe a finished set-up: the Python behind it and the digest of each lock."""
    digests = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in locks]
    return [f"python {os.path.realpath(PYTHON)}", *digests]


def is_ready(locks: Iterable[Path]) -> bool:
    """Tell whether `.venv` was finished, with these locks and the Python still behind it."""
    if not PYTHON.exists() or not STAMP.exists():
        return False
    return set(marks(locks)) <= set(STAMP.read_text("utf-8").splitlines())


def make_venv() -> None:
    """Make `.venv` anew; what an interrupted set-up left is thrown away."""
    say(f"Making {VENV.name} (this takes a minute or two, once)")
    if not succeeds([sys.executable, "-m", "venv", "--clear", VENV]):
        raise SystemExit(f"Python could not make {VENV}; its reason stands above.")


def install(locks: Sequence[Path]) -> None:
    """Install exactly what the last lock names; a lock holds all that the locks before it do."""
    if is_ready([]):
        pip_install(locks[-1], "--dry-run")  # what works stays as it is until the rest is at hand
    else:
        make_venv()
    recorded = marks(locks)
    STAMP.unlink(missing_ok=True)
    say(f"Installing the packages of {locks[-1].name}")
    pip_install(locks[-1])
    STAMP.write_text("\n".join(recorded) + "\n", "utf-8")


def pip_install(lock_file: Path, *options: str) -> None:
    """Hand a lock to pip: only the files it names, only ready-made ones."""
    command: list[object] = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    command += ["--no-input", "--only-binary=:all:", "--require-hashes", "-r", lock_file, *options]
    if WHEELS.is_dir():
        command += ["--isolated", "--no-index", "--find-links", WHEELS]
    words = [str(word) for word in command]
    report = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if report.returncode != 0:
        raise SystemExit(refusal(report.stderr))


def refusal(pip_said: str) -> str:
    """Say that packages are missing and what to do; of pip's words, only its reasons."""
    source = f"the folder {WHEELS.name}" if WHEELS.is_dir() else "the network"
    reasons = [f"  pip: {line}" for line in pip_said.splitlines() if line.startswith("ERROR")]
    sentences = [
        f"Tabib could not get the Python packages it needs from {source}.",
        "The first start needs a network connection, or a folder named 'wheels' beside go.py",
        "(README.md tells how to make one). Put that right and start again.",
    ]
    return "\n".join(reasons + sentences)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up work at a time; Windows has no such lock and one person at the keyboard."""
    if os.name == "nt":
        yield
        return
    import fcntl  # does not exist on Windows

    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# --- Translation catalogues ---------------------------------------------------------------------


def stale_catalogues() -> list[Path]:
    """List the catalogues whose compiled form is missing or older than they are."""
    sources = sorted(ROOT.glob("resources/locale/*/LC_MESSAGES/*.po"))
    return [po for po in sources if not is_newer(po.with_suffix(".mo"), po)]


def is_newer(made: Path, source: Path) -> bool:
    """Tell whether a made file exists and is not older than its source."""
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def compile_catalogues() -> None:
    """Compile the stale catalogues; each appears whole or not at all."""
    for po in stale_catalogues():
        part = po.with_suffix(".part")
        if not succeeds([PYTHON, "-c", BABEL, po, part]):
            raise SystemExit(f"The catalogue {po.relative_to(ROOT)} has a fault; it stands above.")
        part.replace(po.with_suffix(".mo"))


def set_up(
    locks: Sequence[Path], *, window: bool = False, testing: bool = False, building: bool = False
) -> None:
    """Make everything ready for a command; costs next to nothing when it already is."""
    try:
        require_system(window=window, testing=testing, building=building)
        if not is_ready(locks) or stale_catalogues():
            with alone():
                if not is_ready(locks):
                    install(locks)
                compile_catalogues()
    except OSError as error:
        raise SystemExit(f"Tabib cannot be set up in {ROOT}: {error}") from None


# --- The commands -------------------------------------------------------------------------------


def become(words: Sequence[str], env: Mapping[str, str]) -> int:
    """Turn into the given Python program and keep its exit code."""
    command = [str(PYTHON), *words]
    if os.name != "nt":
        os.execve(command[0], command, dict(env))  # never returns
    return subprocess.run(command, env=dict(env), check=False).returncode


def opens_window(words: Sequence[str]) -> bool:
    """Tell whether app/__main__.py will open the window for these words."""
    return not words or words[0] in WINDOWS or words[0].lower().endswith(PLAN)


def run(args: Sequence[str]) -> int:
    """Start Tabib where the person stands: paths are theirs, the modules are ours."""
    words = list(args[1:] if args[:1] == ["--"] else args)
    set_up([RUN_LOCK], window=opens_window(words))
    return become(["-P", "-m", "app", *words], {**os.environ, "PYTHONPATH": str(ROOT)})


def test(args: Sequence[str]) -> int:
    """Run pytest from the project folder, without a screen unless one is asked for."""
    set_up([RUN_LOCK, DEV_LOCK], testing=True)
    os.chdir(ROOT)
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    whole = bool(os.environ.get("CI")) and not args
    return become(["-m", "pytest", *([*SIDE_BY_SIDE, *FULLY_COVERED] if whole else args)], env)


def check(_args: Sequence[str]) -> int:
    """Run every reader of the source and tell which ones object."""
    set_up([RUN_LOCK, DEV_LOCK])
    readers = {
        "ruff": ["-m", "ruff", "check", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", CONTRACTS],
    }
    unhappy = [name for name, words in readers.items() if not succeeds([PYTHON, *words])]
    say(f"Objections from: {', '.join(unhappy)}" if unhappy else "No objections.")
    return 1 if unhappy else 0


def build(args: Sequence[str]) -> int:
    """Make the one-folder program with PyInstaller and let it try itself, knowing nothing."""
    set_up([RUN_LOCK, DEV_LOCK], building=True)
    pyinstaller = ["-m", "PyInstaller", "--noconfirm", "--log-level=ERROR"]
    if not succeeds([PYTHON, *pyinstaller, *args, "build.spec"]):
        raise SystemExit("The program could not be built; the reason stands above.")
    failed = [trial for trial in TRIALS if not succeeds([FROZEN, *trial.split()], nothing_known())]
    say(f"{FROZEN.parent}: {size(FROZEN.parent)}")
    if failed:
        say(f"It is not fit to be given to anybody; it failed: {', '.join(failed)}")
    return 1 if failed else 0


def nothing_known() -> dict[str, str]:
    """Return an empty environment; Windows starts no program without this one name."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def size(folder: Path) -> str:
    """Say how much a folder holds; a link counts for nothing."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    megabytes = sum(path.stat().st_size for path in files) / 1_000_000
    return f"{megabytes:.0f} MB in {len(files)} files"


def benchmarks() -> list[str]:
    """Name what can be timed: the modules of benchmarks/ that can be run, and its folders."""
    files = sorted(ROOT.glob("benchmarks/*.py"))
    found = [path.stem for path in files if '__name__ == "__main__"' in path.read_text("utf-8")]
    return found + sorted(path.parent.name for path in ROOT.glob("benchmarks/*/__main__.py"))


def bench(args: Sequence[str]) -> int:
    """Run benchmarks one after another, so that none disturbs the next."""
    if not set(args) <= set(benchmarks()):
        raise SystemExit(f"There are these benchmarks: {', '.join(benchmarks())}")
    set_up([RUN_LOCK, DEV_LOCK], testing=True)
    failed = [name for name in args or benchmarks() if not timed(name)]
    say(f"Failed: {', '.join(failed)}" if failed else "All of them ran.")
    return 1 if failed else 0


def timed(name: str) -> bool:
    """Run one benchmark and let it print its table; a folder of benchmarks/ holds peers."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    if (ROOT / "benchmarks" / name).is_dir():
        install_peers()
        env["PYTHONPATH"] = str(PEERS)
    say(f"--- {name}")
    words = [str(PYTHON), "-m", f"benchmarks.{name}"]
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode == 0


def install_peers() -> None:
    """Install the programs that Tabib is compared with, where no other command looks."""
    stamp, wanted = PEERS / STAMP.name, "\n".join(marks([PEERS_LOCK]))
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    say(f"Installing the packages of {PEERS_LOCK.name}")
    shutil.rmtree(PEERS, ignore_errors=True)
    # The lock leaves out what has no ready-made file and is not used: pip must not ask for it.
    pip_install(PEERS_LOCK, "--no-deps", "--target", str(PEERS))
    stamp.write_text(wanted, "utf-8")


def lock(args: Sequence[str]) -> int:
    """Renew all locks from pyproject.toml; versions move only with `--upgrade`."""
    uv = shutil.which("uv")
    if uv is None:
        raise SystemExit("Renewing the locks needs uv: install it outside this project.")
    base = [uv, "pip", "compile", "-q", "--universal", "--python-version"]
    base += [".".join(map(str, OLDEST)), "--generate-hashes", "--no-header", *args]
    jobs = [["pyproject.toml", "--group", "setup", "-o", RUN_LOCK.name]]
    jobs.append(["pyproject.toml", "--group", "dev", "-c", RUN_LOCK.name, "-o", DEV_LOCK.name])
    jobs.append(["--group", "bench", "-c", DEV_LOCK.name, "-o", PEERS_LOCK.name])
    jobs[-1] += ["--no-emit-package", "odfpy"]  # no ready-made file of it, and nothing needs it
    return 0 if all(succeeds([*base, *job]) for job in jobs) else 1


COMMANDS = {work.__name__: work for work in (run, test, check, build, bench, lock)}


def main(argv: Sequence[str]) -> int:
    """Do what the first word asks for."""
    if sys.version_info < OLDEST:
        raise SystemExit(f"Tabib needs Python {OLDEST[0]}.{OLDEST[1]} or newer.")
    if not argv or argv[0] not in COMMANDS:
        say((__doc__ or "").strip())
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[argv[0]](argv[1:])
    except KeyboardInterrupt:
        say("Stopped. The next start mends what this one left unfinished.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
