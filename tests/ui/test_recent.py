"""The plans opened last: kept, shown, missing, moved, taken off; and a list that is no list."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.language import CODES
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.starter import sample
from app.ui import look
from app.ui.document import Document
from app.ui.pages.start import StartPage
from app.ui.start import recent
from app.ui.start.recent import MOST, Recent, Recents
from app.ui.start.samples import Named
from app.ui.window import Window
from tests.ui.conftest import PATIENCE_MS, Open

Make = Callable[[int], list[Path]]


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))
    return tmp_path / "own"


def entry(path: Path, **other: object) -> Recent:
    values: dict[str, object] = {
        "path": str(path), "uuid": "0", "names": Named("Un plan", "مخطط", "A plan"),
        "about": Named("Médecins", "الأطباء", "Doctors"), "base_year": 2024, "horizon": 2040,
        "opened": datetime.now(UTC), "to_check": 0, "deficits": (3.0, 1.0, 2.0),
    }  # fmt: skip
    return Recent(**{**values, **other})  # type: ignore[arg-type]


@pytest.fixture
def keep(tmp_path: Path) -> Make:
    """Write a list of plans, newest first; their files are there."""

    def kept(count: int) -> list[Path]:
        paths = [tmp_path / f"plan {n}.tabib" for n in range(count)]
        for path in paths:
            path.write_bytes(b"")
        recent._write(recent.folder() / "recent.json", [entry(path) for path in paths])
        return paths

    return kept


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "Tata à moi.tabib"
    Plan.create(path, sample("tata-2017"))
    return path


def open_plan(qtbot: QtBot, document: Document, path: Path) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        document.open(path)


def test_a_plan_that_was_opened_is_first_in_the_list_of_the_next_start(
    qtbot: QtBot, document: Document, keep: Make, plan: Path
) -> None:
    keep(2)
    noted = Recents(document)
    open_plan(qtbot, document, plan)
    first, *others = Recents(document).plans
    assert (first.path, first.names.fr, first.base_year) == (str(plan), "Tata 2017", 2017)
    assert first.about.fr == "Médecins"
    assert len(first.deficits) == 2030 - 2017 + 1
    assert first.to_check == len(document.study.findings)
    assert len(others) == 2
    assert noted.plans == (first, *others)


def test_the_small_picture_follows_a_change(
    qtbot: QtBot, document: Document, plan: Path
) -> None:
    kept = Recents(document)
    open_plan(qtbot, document, plan)
    before = kept.plans[0].deficits
    row = document.rows.staff[0]
    with qtbot.waitSignal(kept.changed, timeout=PATIENCE_MS):
        assert document.apply(Set(replace(row, persons=row.persons + 5)))
    assert kept.plans[0].deficits != before


def test_samples_are_not_noted(document: Document, open_sample: Open) -> None:
    kept = Recents(document)
    open_sample("tata-2017")
    assert kept.plans == ()


def test_at_most_ten_are_kept_and_each_once(
    qtbot: QtBot, document: Document, keep: Make, plan: Path
) -> None:
    keep(MOST)
    kept = Recents(document)
    for _ in range(2):
        open_plan(qtbot, document, plan)
    assert len(kept.plans) == MOST
    assert [one.path for one in kept.plans].count(str(plan)) == 1


@pytest.mark.parametrize(
    "text", ["", "{", "null", "7", "[]", "[1, null, {}]", '[{"path": "x"}]', "\x00", "é"]
)
def test_a_list_that_cannot_be_read_is_an_empty_one(
    document: Document, own_folder: Path, text: str
) -> None:
    own_folder.mkdir()
    (own_folder / "recent.json").write_text(text, encoding="latin-1")
    assert Recents(document).plans == ()


def test_what_is_no_entry_is_left_out_and_the_others_stay(
    document: Document, own_folder: Path, tmp_path: Path
) -> None:
    own_folder.mkdir()
    good = asdict(entry(tmp_path / "a.tabib"))
    good["opened"] = "2026-03-12T14:32:00+00:00"
    wrong = [{**good, "opened": "yesterday"}, {**good, "deficits": 3}, {**good, "names": "x"}]
    (own_folder / "recent.json").write_text(json.dumps([*wrong, good]))
    assert [one.path for one in Recents(document).plans] == [good["path"]]


def test_a_list_that_cannot_be_written_stops_nothing(
    qtbot: QtBot, document: Document, own_folder: Path, plan: Path
) -> None:
    own_folder.write_text("a file where the folder should be")
    kept = Recents(document)
    open_plan(qtbot, document, plan)
    assert document.is_open
    assert [one.path for one in kept.plans] == [str(plan)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("count", [0, 1, MOST])
def test_the_start_page_lists_what_there_is_in_every_language(
    qtbot: QtBot, document: Document, keep: Make, code: str, count: int
) -> None:
    keep(count)
    document.speak(code)
    page = shown(qtbot, document)
    assert len(page.recent.rows) == count
    assert page.recent._empty.isVisible() is (count == 0)
    for row in page.recent.rows.values():
        assert row.accessibleName() == document.language.name(entry(Path()).names)
        assert "2024" in row.note.text()
        assert not row.pill.isVisible()


def shown(qtbot: QtBot, document: Document) -> StartPage:
    page = StartPage(document, dict.fromkeys(("new", "open", "restore", "tour"), lambda: None))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=PATIENCE_MS)
    return page


def test_a_plan_that_is_not_there_is_greyed_and_can_be_taken_off(
    qtbot: QtBot, document: Document, keep: Make
) -> None:
    gone, there = keep(2)
    gone.unlink()
    page = shown(qtbot, document)
    row = page.recent.rows[str(gone)]
    qtbot.waitUntil(row.locate.isVisible, timeout=PATIENCE_MS)
    assert row.pill.text == "introuvable"
    assert row.accessibleName() == gone.name
    assert not page.recent.rows[str(there)].locate.isVisible()
    row.remove.click()
    assert list(page.recent.rows) == [str(there)]
    assert [one.path for one in Recents(document).plans] == [str(there)]


def test_a_plan_that_was_moved_is_located_and_opened_from_there(
    qtbot: QtBot, document: Document, keep: Make, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gone,) = keep(1)
    gone.unlink()
    page = shown(qtbot, document)
    row = page.recent.rows[str(gone)]
    qtbot.waitUntil(row.locate.isVisible, timeout=PATIENCE_MS)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    row.click()
    assert not document.is_busy
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan), ""))
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        row.click()
    assert [one.path for one in page.recents.plans] == [str(plan)]


def test_a_plan_of_the_list_is_opened_by_the_keyboard_alone(
    qtbot: QtBot, window: Window, document: Document, plan: Path
) -> None:
    open_plan(qtbot, document, plan)
    document.close_plan()
    row = window.start.recent.rows[str(plan)]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    qtbot.waitUntil(row.isVisible, timeout=PATIENCE_MS)
    window.start.first.setFocus()
    for tile in ("learn", "restore", "the row"):
        assert not row.hasFocus(), tile
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert row.hasFocus()
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        QTest.keyClick(row, Qt.Key.Key_Return)


def test_the_menu_of_a_row_names_what_can_be_done(
    qtbot: QtBot, document: Document, keep: Make
) -> None:
    (path,) = keep(1)
    page = shown(qtbot, document)
    menu = page.recent.rows[str(path)].menu()
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["Ouvrir", "Afficher dans le dossier", "Retirer de la liste"]


@pytest.mark.parametrize(("code", "keys"), [("fr", "Right"), ("ar", "Left")])
def test_arrows_lead_from_tile_to_tile_in_the_direction_of_reading(
    qtbot: QtBot, document: Document, code: str, keys: str
) -> None:
    document.speak(code)
    page = shown(qtbot, document)
    page.first.setFocus()
    assert page.tiles["open"].hasFocus()
    QTest.keyClick(page.tiles["open"], getattr(Qt.Key, f"Key_{keys}"))
    assert page.tiles["learn"].hasFocus()


def test_each_row_says_when_it_was_open_and_what_deserves_a_look(
    qtbot: QtBot, document: Document, keep: Make
) -> None:
    now = datetime.now(UTC)
    days = {0: "aujourd’hui", 1: "hier", 3: "il y a 3 jours", 90: "/"}
    ages = [
        entry(path, opened=now - timedelta(days=n), to_check=n)
        for n, path in zip(days, keep(len(days)), strict=True)
    ]
    recent._write(recent.folder() / "recent.json", ages)
    page = shown(qtbot, document)
    for words, row in zip(days.values(), page.recent.rows.values(), strict=True):
        assert words in row.moment.text()
    pills = [row.pill.text for row in page.recent.rows.values()]
    assert pills == ["", "1 point à vérifier", "3 points à vérifier", "90 points à vérifier"]


def test_the_small_picture_is_painted_in_the_colour_of_a_deficit_light_and_dark(
    qtbot: QtBot, document: Document, keep: Make
) -> None:
    (path,) = keep(1)
    page = shown(qtbot, document)
    picture = page.recent.rows[str(path)].picture
    for dark in (False, True):
        picture.setPalette(look.Look(dark=dark).palette())
        image = picture.grab().toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert look.Look(dark=dark).chart("deficit").name() in seen
