"""Bad input: one sentence on standard error, exit code 1, and nothing changed on the disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import cli
from app.planning import starter
from app.planning.plan import Plan
from tests.journeys.command_line import limited_to, start, traces

Output = pytest.CaptureFixture[str]
COMMANDS = (["info"], ["check"], ["check", "--json"], ["project", "--json"])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = tmp_path_factory.mktemp("sound") / "tata.tabib"
    Plan.create(plan, starter.sample("tata-2017"))
    return plan


@pytest.fixture
def plan(sound: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "plan.tabib"
    shutil.copyfile(sound, copy)
    return copy


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TABIB_LANG", "en")


def _refused(capsys: Output, folder: Path, *words: object) -> str:
    """Return the one sentence of a refusal, after seeing that it changed nothing."""
    before = traces(folder)
    assert cli.main([str(word) for word in words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert traces(folder) == before
    (line,) = said.err.splitlines()
    return line


# --- Files that are no plan ----------------------------------------------------------------------


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(4096))


def _text(path: Path) -> None:
    path.write_text("Dear colleague, here is the plan.\n" * 20, encoding="utf-8")


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _missing(path: Path) -> None:
    path.unlink()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _altered(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE staff SET persons = persons + 1")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_zeros, "only zeros are left"),
        (_text, "is not a Tabib plan"),
        (_nothing, "is empty"),
        (_missing, "was not found"),
        (_newer, "was made with version"),
        (_cut, "The plan is damaged"),
        (_altered, "changed without Tabib"),
    ],
)
def test_what_is_no_sound_plan_is_refused_by_every_command(
    plan: Path, capsys: Output, spoil: object, words: str, command: list[str]
) -> None:
    spoil(plan)
    line = _refused(capsys, plan.parent, command[0], plan, *command[1:])
    assert words in line
    assert str(plan) in line


def test_a_folder_is_no_plan(tmp_path: Path, capsys: Output) -> None:
    assert "is a folder, not a plan" in _refused(capsys, tmp_path.parent, "info", tmp_path)


# --- Words that the plan does not know -----------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--scenario", "miracle"], "no scenario named miracle"),
        (["--territory", "Atlantis"], "no territory named Atlantis"),
        (["--territory", "08"], "no territory named 08"),
        (["--norm", "X_1"], "no norm named X_1"),
        (["--cadre", "dentists"], "no cadre named dentists"),
        (["--until", "2031"], "runs from 2017 to 2030"),
        (["--until", "1900"], "runs from 2017 to 2030"),
    ],
)
def test_a_word_that_the_plan_does_not_know_is_named(
    plan: Path, capsys: Output, words: list[str], told: str
) -> None:
    target = plan.with_name("answer.csv")
    assert told in _refused(capsys, plan.parent, "project", plan, "--json", *words)
    assert told in _refused(capsys, plan.parent, "project", plan, "--csv", target, *words)


@pytest.mark.parametrize("word", ["--scenario", "--territory", "--norm", "--cadre"])
def test_an_export_refuses_the_same_words(plan: Path, capsys: Output, word: str) -> None:
    target = plan.with_name("report.xlsx")
    assert "named ?" in _refused(capsys, plan.parent, "export", plan, target, word, "?")


def test_an_unknown_sample_makes_no_plan(tmp_path: Path, capsys: Output) -> None:
    words = ("new", tmp_path / "x.tabib", "--sample", "atlantis")
    assert "no sample named atlantis" in _refused(capsys, tmp_path, *words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["info"],
        ["project", "x.tabib"],
        ["project", "x.tabib", "--json", "--csv", "x.csv"],
        ["project", "x.tabib", "--json", "--until", "soon"],
        ["project", "x.tabib", "--json", "--sector", "army"],
        ["export", "x.tabib"],
        ["export", "x.tabib", "x.xlsx", "--lang", "de"],
        ["export", "x.tabib", "x.xlsx", "--report", "novel"],
    ],
    ids=" ".join,
)
def test_a_wrong_use_of_the_words_is_exit_code_two(words: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as met:
        cli.main(words)
    assert met.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: tabib" in said.err


# --- Targets that cannot be written --------------------------------------------------------------


def _targets(plan: Path) -> list[list[object]]:
    """Return the words of each command that writes, its target still to come."""
    return [["project", plan, "--csv"], ["export", plan]]


@pytest.mark.parametrize("which", [0, 1])
def test_a_target_in_no_folder_is_refused(plan: Path, which: int, capsys: Output) -> None:
    target = plan.parent / "nowhere" / "answer"
    line = _refused(capsys, plan.parent, *_targets(plan)[which], target)
    assert "does not exist" in line


@pytest.mark.parametrize("which", [0, 1])
def test_a_report_never_takes_the_place_of_a_plan(
    plan: Path, which: int, capsys: Output
) -> None:
    line = _refused(capsys, plan.parent, *_targets(plan)[which], plan)
    assert "not a file that a report can replace" in line


@pytest.mark.parametrize("which", [0, 1])
def test_a_folder_is_no_target(plan: Path, which: int, capsys: Output) -> None:
    line = _refused(capsys, plan.parent, *_targets(plan)[which], plan.parent)
    assert "a folder, not a file" in line


def test_a_new_plan_takes_the_place_of_nothing(plan: Path, capsys: Output) -> None:
    assert "already exists" in _refused(capsys, plan.parent, "new", plan)
    (plan.parent / "letter.txt").write_text("dear", encoding="utf-8")
    assert "already exists" in _refused(capsys, plan.parent, "new", plan.with_name("letter.txt"))
    nowhere = plan.parent / "nowhere" / "plan.tabib"
    assert "was not found" in _refused(capsys, plan.parent, "new", nowhere)


WRITERS = (["new", "NEW", "--sample", "tata-2017"], ["export", "PLAN", "OLD"])


def _words(plan: Path, words: list[str]) -> list[str]:
    places = {"PLAN": plan, "NEW": plan.with_name("new.tabib"), "OLD": plan.with_name("old.xlsx")}
    return [str(places.get(word, word)) for word in words]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a POSIX matter")
@pytest.mark.parametrize("words", WRITERS, ids=["new", "export"])
def test_without_room_for_the_file_nothing_is_written(plan: Path, words: list[str]) -> None:
    plan.with_name("old.xlsx").write_bytes(b"the old report")
    before = traces(plan.parent)
    told = start(*_words(plan, words), preexec_fn=limited_to(4096))
    assert (told.returncode, told.stdout) == (1, "")
    (line,) = told.stderr.splitlines()
    assert "no room left" in line or "The disk is full" in line
    assert traces(plan.parent) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB with a copy of nothing on it; only root may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root on Linux may mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tabib-test", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_keeps_what_it_had(
    plan: Path, small_disk: Path, capsys: Output
) -> None:
    old = small_disk / "old.xlsx"
    old.write_bytes(b"the old report")
    with pytest.raises(OSError, match="No space"), (small_disk / "ballast").open("wb") as ballast:
        ballast.write(bytes(100_000))
    told = _refused(capsys, small_disk, "new", small_disk / "new.tabib")
    assert "no room left" in told
    for words in _targets(plan):
        assert "The disk is full" in _refused(capsys, small_disk, *words, old)


# --- Outputs that cannot be written to -----------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_answer_that_finds_no_room_says_so(plan: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        told = start("project", plan, "--json", stdout=full)
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "The answer could not be written. Free some space and try again."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a POSIX matter")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_that_is_cut_short_is_not_taken_for_whole(
    plan: Path, tmp_path: Path, unbuffered: str
) -> None:
    settings = {**os.environ, "TABIB_LANG": "en", "PYTHONUNBUFFERED": unbuffered}
    with (tmp_path / "answer.json").open("wb") as short:
        told = start(
            "project", plan, "--json", stdout=short, env=settings, preexec_fn=limited_to(2048)
        )
    assert told.returncode == 1
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe breaks in another way there")
def test_a_reader_that_leaves_early_gets_no_complaint(plan: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        told = start("project", plan, "--json", stdout=writing)
    finally:
        os.close(writing)
    assert (told.returncode, told.stderr) == (1, "")


@pytest.mark.parametrize("harsh", [False, True])
def test_a_system_without_a_language_still_gets_whole_sentences(plan: Path, harsh: bool) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TABIB"))}
    env = {**kept, "LC_ALL": "C"}
    if harsh:
        env |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    told = start("project", plan, "--json", "--territory", "Fès", env=env)
    assert (told.returncode, told.stdout) == (1, "")
    (line,) = told.stderr.splitlines()
    assert harsh or "Fès" in line
    answer = start("info", plan, "--json", env=env)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "طاطا" in answer.stdout


# --- A norm that does not say whom it covers ------------------------------------------------------


@pytest.mark.parametrize("words", [["project", "--json"], ["equity"], ["needs"]])
def test_a_norm_without_scope_is_refused_by_name_before_anything_is_computed(
    plan: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr("app.planning.study.run", None)
    command, *more = words
    said = _refused(capsys, plan.parent, command, plan, *more, "--norm", "AFRO_134")
    assert said.startswith("AFRO threshold 13 cadres does not say which cadres it covers: no need")
