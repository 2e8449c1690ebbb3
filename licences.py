"""The licences of what Tabib is handed out with: which they are, and where their texts lie.

build.spec puts the texts into the frozen program; tests/test_licences.py reads which they are.
Nothing but the standard library is needed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parent
QT = ("pyside6-essentials", "shiboken6")
BOOTLOADER = "pyinstaller"
_EXCEPTION = "GPL-2.0-or-later WITH Bootloader-exception"
# What lies among our own files, and the words of those who made it.
GIVEN = {
    "IBM Plex Sans Arabic": ("OFL-1.1", ROOT / "resources/fonts/OFL.txt"),
    "Lucide": ("ISC", ROOT / "resources/icons/LICENSE"),
}
# Texts that their packages do not bring: Qt's wheels hold none.
_OWN = ROOT / "resources/licences"
_GNU = (_OWN / "LGPL-3.0.txt", _OWN / "GPL-3.0.txt")
_TEXT = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_COMMON = "/usr/share/common-licenses"
_SHARED = ("/usr", "/usr/local")  # a Python that lives there has no libraries for itself alone
_CODE = frozenset({".py", ".pyc", ".pyi"})
_LIBRARY = re.compile(r"\.(so|dll|dylib)(\.|$)")
_HEAD = """\
Tabib is free software under the MIT licence (licences/tabib). With it come the parts below, each
under its own terms; their texts lie in the folder `licences`.

Qt and Qt for Python (pyside6-essentials and shiboken6) are used under the GNU Lesser General
Public License, version 3. Their libraries are separate files below `_internal/PySide6` and
`_internal/shiboken6`: you may replace them by your own builds of the same version, and change and
examine them to that end. Sources: https://download.qt.io/official_releases/
What Qt itself contains: https://doc.qt.io/qt-6/licenses-used-in-qt.html

The program is started by the bootloader of PyInstaller, which an exception to its licence lets
anybody hand out under any terms.

"""


def locked() -> list[str]:
    """Name the packages that the program needs at run time, on any system."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", text, re.MULTILINE)))


def statement(package: str) -> str:
    """Return what a package says of its licence: the newest kind of field that it fills."""
    about = metadata.metadata(package)
    classifiers = [
        line.rsplit(" :: ", 1)[1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    written = "".join(about.get_all("License-Expression") or []) or " AND ".join(classifiers)
    return written or "".join(about.get_all("License") or [])


def packages(sources: Iterable[str]) -> list[str]:
    """Name the installed packages that these files come from."""
    wanted = {os.path.realpath(source) for source in sources}
    return sorted(
        normal(found.name)
        for found in metadata.distributions()
        if any(os.path.realpath(str(file.locate())) in wanted for file in found.files or ())
    )


def normal(name: str) -> str:
    """Return the name of a package as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def texts(package: str) -> dict[str, Path]:
    """Return the texts of a package's licence by their place; a package must have one."""
    found = {
        re.sub(r"^[^/]*\.dist-info/(licenses/)?", "", file.as_posix()): Path(file.locate())
        for file in metadata.files(package) or ()
        if _TEXT.search(file.as_posix()) and file.suffix not in _CODE
    }
    if package in QT:
        found = {path.name: path for path in _GNU}
    if not found:
        raise SystemExit(f"{package} is to be handed out, but the text of its licence is missing.")
    return found


def python_text() -> Path:
    """Return the licence of this Python; each system keeps it in another place."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (
        Path(os.__file__).with_name("LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path("/usr/share/doc", version, "copyright"),
    )
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise SystemExit("The licence of Python is not found beside its library.")
    return found


def system_texts(sources: Iterable[str]) -> dict[str, Path | None]:
    """Return the terms of the system's own libraries among these files, by package or by name."""
    places: list[str | Path] = [sys.prefix, ROOT, Path(os.__file__).parent]
    if sys.base_prefix not in _SHARED:
        places.append(sys.base_prefix)
    inside = tuple(os.path.realpath(place) for place in places)
    libraries = {os.path.realpath(source) for source in sources if _LIBRARY.search(source)}
    found: dict[str, Path | None] = {}
    for library in sorted(path for path in libraries if not path.startswith(inside)):
        package = _debian_package(library)
        text = Path("/usr/share/doc", package or "-", "copyright")
        found[package or Path(library).name] = text if text.is_file() else None
    return found


def common_texts(texts: Iterable[Path]) -> dict[str, Path]:
    """Return the whole licences that the words of Debian's packages only point to."""
    said = "".join(path.read_text("utf-8", "replace") for path in texts)
    names = sorted(set(re.findall(rf"{_COMMON}/([\w.-]*\w)", said)))
    return {name: Path(_COMMON, name) for name in names if Path(_COMMON, name).is_file()}


def _debian_package(library: str) -> str | None:
    """Name the Debian package of a library; it may be listed without the /usr of today."""
    if shutil.which("dpkg-query") is None:
        return None
    for path in (library, library.removeprefix("/usr")):
        asked = ["dpkg-query", "--search", path]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
        if answer:
            return re.split(r"[:,]", answer, maxsplit=1)[0]
    return None


def hand_out(sources: Iterable[str], folder: Path) -> None:
    """Write the texts and the list of everything that these files come from into a folder."""
    sources, target = list(sources), folder / "licences"
    known = packages(sources)
    strangers = set(known) - set(locked()) - {BOOTLOADER}
    if strangers:
        raise SystemExit(f"Not made to be handed out: {', '.join(sorted(strangers))}")
    lines = [_line("Python", sys.version.split()[0], "PSF-2.0")]
    _copy({"LICENSE": ROOT / "LICENSE"}, target / "tabib")
    _copy({"LICENSE.txt": python_text()}, target / "python")
    for name, (licence, path) in GIVEN.items():
        _copy({path.name: path}, target / name)
        lines.append(_line(name, "", licence))
    for package in sorted({*known, BOOTLOADER}):
        _copy(texts(package), target / package)
        said = _EXCEPTION if package == BOOTLOADER else statement(package)
        lines.append(_line(package, metadata.version(package), said))
    system = system_texts(sources)
    for name, text in system.items():
        _copy({"copyright": text} if text else {}, target / "system" / name)
        lines.append(_line(name, "", "library of the system that this was built on"))
    _copy(common_texts(text for text in system.values() if text), target / "system")
    (folder / "NOTICE.txt").write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


def _line(name: str, version: str, licence: str) -> str:
    return f"{name:<24}{version:<10}{licence.splitlines()[0]}"


def _copy(found: Mapping[str, Path], folder: Path) -> None:
    for place, path in found.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
