"""Everything Tabib is handed out with may be handed out with it.

The licence of each package is read from its installed metadata, so that a new version with a
new licence is noticed when the lock moves.
"""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
import PySide6
import pytest

import licences
from licences import ROOT

ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "HPND",
    "MIT",
    "MIT License",
    "MIT-CMU",
    "OFL-1.1",
    "PSF-2.0",
    "Python Software Foundation License",
    "Zlib",
}
# Qt's own terms, met by shipping its libraries as separate files that a person can replace.
WEAK_COPYLEFT = {"LGPL-3.0-only", "LGPL-3.0-or-later"}
_SHORTEST = 40  # bytes: there are shorter names of licences, but no shorter texts


def _is_allowed(package: str, statement: str) -> bool:
    """Tell whether one of the choices offered is made of allowed licences only."""
    allowed = ALLOWED | (WEAK_COPYLEFT if package in licences.QT else set())
    choices = [choice.split(" AND ") for choice in statement.strip("()").split(" OR ")]
    return any({part.strip("() ") for part in choice} <= allowed for choice in choices)


@pytest.mark.parametrize("package", licences.locked())
def test_a_package_may_be_handed_out_with_tabib(package: str) -> None:
    try:
        statement = licences.statement(package)
    except metadata.PackageNotFoundError:
        pytest.skip("not used on this system")
    assert _is_allowed(package, statement), statement


@pytest.mark.parametrize(
    ("folder", "licence", "beginning"),
    [
        ("fonts", "OFL.txt", "Copyright"),
        ("icons", "LICENSE", "ISC License"),
    ],
)
def test_drawings_that_are_handed_out_have_their_licence_beside_them(
    folder: str, licence: str, beginning: str
) -> None:
    assert (ROOT / "resources" / folder / licence).read_text("utf-8").startswith(beginning)


@pytest.mark.parametrize("package", licences.locked())
def test_a_package_brings_the_text_of_its_licence(package: str) -> None:
    try:
        found = licences.texts(package)
    except metadata.PackageNotFoundError:
        pytest.skip("not used on this system")
    assert found
    assert all(path.stat().st_size > _SHORTEST for path in found.values())


def test_the_lock_was_read() -> None:
    assert {"numpy", "pyside6-essentials", "sqlalchemy"} <= set(licences.locked())


@pytest.mark.parametrize(
    ("package", "statement"),
    [
        ("made-up", "GPL-3.0-only"),
        ("made-up", "AGPL-3.0-or-later"),
        ("made-up", "GNU General Public License v3 (GPLv3)"),
        ("made-up", "MIT AND GPL-2.0-only"),
        ("made-up", "LGPL-3.0-only"),
        ("made-up", "MPL-2.0"),
        ("made-up", ""),
        ("pyside6-essentials", "GPL-3.0-only"),
    ],
)
def test_another_licence_is_refused(package: str, statement: str) -> None:
    assert not _is_allowed(package, statement)


def test_a_choice_that_offers_an_allowed_licence_is_taken() -> None:
    assert _is_allowed("made-up", "GPL-3.0-only OR MIT")
    assert _is_allowed("shiboken6", "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only")


# --- What goes with the frozen program ----------------------------------------------------------


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the licences of a program that is made of NumPy, Qt and one library of the system."""
    folder = tmp_path_factory.mktemp("program")
    licences.hand_out([np.__file__, PySide6.__file__, _system_library()], folder)
    return folder


def _system_library() -> str:
    """Find the library of the system that holds the functions of C."""
    if not sys.platform.startswith("linux"):
        return "/nowhere/libc.so.6"
    said = subprocess.run(["ldd", "/bin/sh"], capture_output=True, text=True, check=True).stdout
    return next(word for word in said.split() if word.startswith("/") and "libc.so" in word)


def test_each_part_of_the_frozen_program_has_its_text_and_its_line(handed_out: Path) -> None:
    texts = {path.parent.name: path for path in handed_out.glob("licences/*/*")}
    assert {"numpy", "pyside6-essentials", "python", "tabib", "pyinstaller"} <= set(texts)
    assert {"IBM Plex Sans Arabic", "Lucide"} <= set(texts)
    assert "sqlalchemy" not in texts
    lines = (handed_out / "NOTICE.txt").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("numpy ")]
    assert line.split()[:2] == ["numpy", np.__version__]
    assert "BSD-3-Clause" in line


def test_the_notice_says_that_the_libraries_of_qt_may_be_replaced(handed_out: Path) -> None:
    notice = (handed_out / "NOTICE.txt").read_text("utf-8")
    assert "Lesser General" in notice
    assert "replace them" in notice
    folder = handed_out / "licences/pyside6-essentials"
    assert "LESSER GENERAL PUBLIC" in (folder / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC" in (folder / "GPL-3.0.txt").read_text("utf-8")


@pytest.mark.skipif(not Path("/usr/share/doc/libc6/copyright").exists(), reason="not Debian")
def test_a_library_of_the_system_comes_with_the_words_of_its_package(handed_out: Path) -> None:
    system = handed_out / "licences/system"
    assert "common-licenses/LGPL-2.1" in (system / "libc6/copyright").read_text("utf-8")
    assert "LESSER GENERAL PUBLIC" in (system / "LGPL-2.1").read_text("utf-8")


def test_the_libraries_of_a_system_are_not_those_of_the_python_that_comes_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(licences.sys, "base_prefix", "/usr")
    monkeypatch.setattr(licences, "_debian_package", lambda _library: None)
    assert licences.system_texts(["/usr/lib/libmade-up.so.1"]) == {"libmade-up.so.1": None}
    monkeypatch.setattr(licences.sys, "base_prefix", "/opt/python")
    assert licences.system_texts(["/opt/python/lib/libpython.so.1"]) == {}


def test_what_is_only_for_tests_is_not_handed_out(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Not made to be handed out: pytest"):
        licences.hand_out([pytest.__file__], tmp_path)


def test_a_package_without_the_text_of_its_licence_is_not_handed_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(licences.metadata, "files", lambda _package: [])
    with pytest.raises(SystemExit, match="the text of its licence is missing"):
        licences.texts("made-up")
