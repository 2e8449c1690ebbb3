"""Setting up: what is asked of the system, when work is done again, and what a person reads."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import app.__main__
import go

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*==[^ ]+)( ; [^\\]+)? \\$", re.MULTILINE)
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
posix_only = pytest.mark.skipif(os.name == "nt", reason="uses links and another layout")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out a small project whose .venv is finished, and point go.py at it."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / "requirements.lock").write_text("first\n", "utf-8")
    (tmp_path / "requirements-dev.lock").write_text("first\nmore\n", "utf-8")
    (tmp_path / "requirements-bench.lock").write_text("peer\n", "utf-8")
    locks = ("RUN_LOCK", "DEV_LOCK", "PEERS_LOCK")
    for name in ("ROOT", "VENV", "PYTHON", "STAMP", "PEERS", "WHEELS", *locks):
        value = getattr(go, name)
        monkeypatch.setattr(go, name, tmp_path / value.relative_to(ROOT))
    go.STAMP.write_text("\n".join(go.marks([go.RUN_LOCK])), "utf-8")
    return tmp_path


@pytest.fixture
def bare_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a system that lacks every library, without the right to install any."""
    monkeypatch.setattr(go.sys, "platform", "linux")
    monkeypatch.setattr(go, "loads", lambda _name: False)
    monkeypatch.setattr(go, "is_root_on_debian", lambda: False)
    monkeypatch.setattr(go.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


# --- The locks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [path.name for path in ROOT.glob("requirements*.lock")])
def test_a_lock_names_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"://|--index|--find-links|^/|file:", text, re.MULTILINE)
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_larger_lock_holds_the_smaller_one() -> None:
    run, dev = (
        set(PIN.findall((ROOT / name).read_text("utf-8")))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run
    assert run <= dev


def test_what_a_benchmark_compares_with_runs_on_the_numpy_of_the_others() -> None:
    def numpy(name: str) -> list[str]:
        pins = PIN.findall((ROOT / name).read_text("utf-8"))
        return [" ".join(pin) for pin in pins if pin[0].startswith("numpy==")]

    assert numpy("requirements-bench.lock") == numpy("requirements.lock")


def test_numpy_is_locked_for_the_oldest_python_and_for_newer_ones() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.search(r"^numpy==.* python_full_version < '3.12'", text, re.MULTILINE)
    assert re.search(r"^numpy==.* python_full_version >= '3.12'", text, re.MULTILINE)


# --- When work is done again --------------------------------------------------------------------


@posix_only
def test_a_finished_set_up_is_left_alone(house: Path) -> None:
    assert go.is_ready([go.RUN_LOCK])


@posix_only
def test_a_changed_lock_is_noticed(house: Path) -> None:
    go.RUN_LOCK.write_text("second\n", "utf-8")
    assert not go.is_ready([go.RUN_LOCK])


@posix_only
def test_the_packages_for_tests_are_not_taken_for_granted(house: Path) -> None:
    assert not go.is_ready([go.RUN_LOCK, go.DEV_LOCK])


@posix_only
def test_another_python_behind_the_same_name_is_noticed(house: Path) -> None:
    go.PYTHON.unlink()
    (house / "newer").touch()
    go.PYTHON.symlink_to(house / "newer")
    assert not go.is_ready([go.RUN_LOCK])


@posix_only
def test_an_interrupted_set_up_starts_afresh(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(go, "make_venv", lambda: made.append("venv"))
    go.STAMP.unlink()
    with pytest.raises(SystemExit):
        go.install([go.RUN_LOCK])  # "first" is no package with a hash: pip refuses
    assert made == ["venv"]
    assert not go.STAMP.exists()


@posix_only
def test_a_failed_update_leaves_what_works_alone(house: Path) -> None:
    with pytest.raises(SystemExit, match="could not get the Python packages"):
        go.install([go.RUN_LOCK, go.DEV_LOCK])
    assert go.is_ready([go.RUN_LOCK])


# --- What a person reads ------------------------------------------------------------------------


@posix_only
def test_a_command_without_a_window_needs_no_qt(house: Path, bare_user: None) -> None:
    go.require_system(window=False, testing=False)


@posix_only
def test_a_window_without_qt_names_the_line_to_run(house: Path, bare_user: None) -> None:
    with pytest.raises(SystemExit, match=r"sudo apt-get update && sudo apt-get install .* libegl1"):
        go.require_system(window=True, testing=False)


@posix_only
def test_a_wayland_screen_does_without_the_libraries_of_x11(
    house: Path,
    bare_user: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(go, "loads", lambda name: name in go.QT_LIBRARIES)
    go.require_system(window=True, testing=False)
    said = capsys.readouterr()
    assert "goes on without: libxcb-cursor.so.0" in said.err
    assert not said.out


def test_of_pip_only_the_reasons_are_passed_on() -> None:
    said = go.refusal("WARNING: Retrying\nERROR: No matching distribution found for babel\n")
    assert said.startswith("  pip: ERROR: No matching distribution found for babel\nTabib could")


def test_an_unknown_command_shows_the_five(capsys: pytest.CaptureFixture[str]) -> None:
    assert go.main(["fly"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert all(f"go.py {name}" in said.err for name in go.COMMANDS)


# --- Starting -----------------------------------------------------------------------------------


@posix_only
def test_a_start_keeps_the_folder_the_words_and_the_exit_code(house: Path, tmp_path: Path) -> None:
    (house / "go.py").write_text((ROOT / "go.py").read_text("utf-8"), "utf-8")
    (house / "app").mkdir()
    stub = "import os, sys\nprint(os.getcwd(), sys.argv[1:])\nsys.exit(7)\n"
    (house / "app/__main__.py").write_text(stub, "utf-8")
    desk = tmp_path / "desk"
    (desk / "app").mkdir(parents=True)  # a folder of the same name must not be mistaken for ours
    done = subprocess.run(
        [sys.executable, house / "go.py", "run", "--", "new", "plan.tabib"],
        cwd=desk,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (7, "")
    assert done.stdout == f"{desk} ['new', 'plan.tabib']\n"


def test_every_word_that_opens_a_window_is_known_here() -> None:
    assert set(app.__main__._WINDOW) <= go.WINDOWS
    assert app.__main__._PLAN == go.PLAN


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["open", "plan.tabib"], True),
        (["/a folder/plan.tabib"], True),
        (["PLAN.TABIB"], True),
        (["new", "plan.tabib"], False),
        (["info", "X"], False),
        (["window-test"], True),
    ],
)
def test_the_libraries_of_the_window_are_asked_for_where_it_opens(
    words: list[str], opens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(go, "set_up", lambda _locks, *, window: asked.append(window))
    monkeypatch.setattr(go, "become", lambda *_: 0)
    assert go.run(["--", *words]) == 0
    assert asked == [opens]


# --- Building -----------------------------------------------------------------------------------


@posix_only
def test_a_build_asks_for_what_the_window_needs_and_for_the_tools(
    house: Path, bare_user: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(go.shutil, "which", lambda name: f"/{name}" if name == "apt-get" else None)
    with pytest.raises(SystemExit, match=r"binutils .*libegl1 .*libxcb-cursor0"):
        go.require_system(window=False, testing=False, building=True)


@pytest.mark.parametrize("failing", [(), ("self-test",), ("self-test", "window-test")])
def test_a_build_is_worth_what_its_trials_say(
    failing: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program = tmp_path / "tabib"
    program.write_bytes(b"0" * 2_000_000)
    asked: list[tuple[str, dict[str, str] | None]] = []

    def succeeds(command: list[object], env: dict[str, str] | None = None) -> bool:
        asked.append((" ".join(map(str, command[1:])), env))
        return asked[-1][0] not in failing

    monkeypatch.setattr(go, "FROZEN", program)
    monkeypatch.setattr(go, "set_up", lambda _locks, *, building: None)
    monkeypatch.setattr(go, "succeeds", succeeds)
    assert go.build([]) == (1 if failing else 0)
    assert asked[0][0].endswith(" build.spec")
    assert [words for words, _ in asked[1:]] == list(go.TRIALS)
    assert all(set(env or {}) <= {"SYSTEMROOT"} for _, env in asked[1:])
    said = capsys.readouterr().err
    assert "2 MB in 1 files" in said
    assert all(trial in said for trial in failing)


def test_a_build_that_fails_is_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(go, "set_up", lambda _locks, *, building: None)
    monkeypatch.setattr(go, "succeeds", asked.append)
    with pytest.raises(SystemExit, match="could not be built"):
        go.build([])
    assert len(asked) == 1


# --- Benchmarks ---------------------------------------------------------------------------------


def test_everything_in_benchmarks_that_can_be_run_can_be_named() -> None:
    assert {"engine", "projection", "second"} <= set(go.benchmarks())
    assert not {"timing", "workloads", "case"} & set(go.benchmarks())


def test_a_benchmark_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(SystemExit, match=r"There are these benchmarks: .*engine"):
        go.bench(["engine", "nobody"])


@pytest.fixture
def run_words(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, str]]]:
    """Note what is run instead of running it; `second` fails."""
    asked: list[tuple[str, dict[str, str]]] = []

    def run(words: list[str], *, cwd: Path, env: dict[str, str], check: bool) -> object:
        asked.append((words[-1], env))
        failed = words[-1] == "benchmarks.second"
        return subprocess.CompletedProcess(words, 1 if failed else 0)

    monkeypatch.setattr(go, "set_up", lambda _locks, *, testing: None)
    monkeypatch.setattr(go, "install_peers", lambda: asked.append(("install", {})))
    monkeypatch.setattr(go.subprocess, "run", run)
    return asked


def test_benchmarks_run_one_after_another_and_a_failure_is_told(
    run_words: list[tuple[str, dict[str, str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert go.bench(["second", "engine"]) == 1
    assert [word for word, _ in run_words] == ["install", "benchmarks.second", "benchmarks.engine"]
    assert run_words[1][1]["PYTHONPATH"] == str(go.PEERS)
    assert run_words[2][1].get("PYTHONPATH") != str(go.PEERS)
    assert "Failed: second" in capsys.readouterr().err


def test_without_a_name_every_benchmark_runs(
    run_words: list[tuple[str, dict[str, str]]],
) -> None:
    assert go.bench([]) == 1
    found = [word.removeprefix("benchmarks.") for word, _ in run_words if word != "install"]
    assert found == go.benchmarks()


@posix_only
def test_peers_are_installed_once_and_apart(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def pip_install(*words: object) -> None:
        asked.append(words)
        go.PEERS.mkdir()

    monkeypatch.setattr(go, "pip_install", pip_install)
    go.install_peers()
    go.install_peers()
    assert asked == [(go.PEERS_LOCK, "--no-deps", "--target", str(house / ".venv/peers"))]
    go.PEERS_LOCK.write_text("another\n", "utf-8")
    go.install_peers()
    assert len(asked) == 2
    assert go.is_ready([go.RUN_LOCK])


# --- Catalogues ---------------------------------------------------------------------------------


@pytest.fixture
def catalogue(house: Path) -> Path:
    po = house / "resources/locale/fr/LC_MESSAGES/tabib.po"
    po.parent.mkdir(parents=True)
    po.write_text(f'{CATALOGUE}msgid "need"\nmsgstr "besoin"\n', "utf-8")
    return po


@posix_only
def test_a_catalogue_is_compiled_once_and_again_when_it_changes(
    house: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(go, "PYTHON", Path(sys.executable))
    go.compile_catalogues()
    made = catalogue.with_suffix(".mo")
    assert b"besoin" in made.read_bytes()
    assert go.stale_catalogues() == []
    os.utime(made, (1, 1))
    assert go.stale_catalogues() == [catalogue]


@posix_only
def test_a_faulty_catalogue_is_named_and_leaves_nothing_behind(
    house: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(go, "PYTHON", Path(sys.executable))
    wrong = 'msgid "posts"\nmsgtext "postes"\n'
    catalogue.write_text(f"{CATALOGUE}{wrong}", "utf-8")
    with pytest.raises(SystemExit, match=r"tabib\.po has a fault"):
        go.compile_catalogues()
    assert not catalogue.with_suffix(".mo").exists()
