"""Everything Tabib is handed out with may be handed out with it.

The licence of each package is read from its installed metadata, so that a new version with a
new licence is noticed when the lock moves.
"""

import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

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
QT = {"pyside6-essentials", "shiboken6"}


def _locked() -> list[str]:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    return sorted(set(re.findall(r"^([a-z0-9][a-z0-9.-]*)==", lock, re.MULTILINE)))


def _statement(package: str) -> str:
    """Read what a package says of its licence: the newest kind of field that it fills."""
    about = metadata.metadata(package)
    classifiers = [
        line.rsplit(" :: ", 1)[1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    written = about.get("License-Expression") or " AND ".join(classifiers)
    return written or str(about.get("License") or "")


def _is_allowed(package: str, statement: str) -> bool:
    """Tell whether one of the choices offered is made of allowed licences only."""
    allowed = ALLOWED | (WEAK_COPYLEFT if package in QT else set())
    choices = [choice.split(" AND ") for choice in statement.strip("()").split(" OR ")]
    return any({part.strip("() ") for part in choice} <= allowed for choice in choices)


@pytest.mark.parametrize("package", _locked())
def test_a_package_may_be_handed_out_with_tabib(package: str) -> None:
    try:
        statement = _statement(package)
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


def test_the_lock_was_read() -> None:
    assert {"numpy", "pyside6-essentials", "sqlalchemy"} <= set(_locked())


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
