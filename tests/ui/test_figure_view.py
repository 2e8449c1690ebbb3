"""A still chart on the screen: drawn when it is needed, kept, and taken out of the window."""

from __future__ import annotations

import threading
import weakref
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.problems import Message
from app.reports import ranked_bars
from app.reports.look import Look as ChartLook
from app.reports.plate import Size
from app.reports.ranked_bars import Place, Ranked
from app.reports.table import Column, Kind, Table
from app.ui import look
from app.ui.controls import figure_copies
from app.ui.controls.figure_view import FigureView

PATIENCE_MS = 20_000
TABLE = Table(
    "Déficit par région",
    "Maroc, 2030",
    (Column("place", "Région", Kind.TEXT), Column("deficit", "Déficit", Kind.PERSONS)),
    (("Oriental", 897.0), ("Souss-Massa", 1710.0)),
    sources=("Plan d’essai",),
)


class Maker:
    """Makes a figure, and counts how often and where."""

    def __init__(self, first: float = 897.0) -> None:
        self.first = first
        self.made: list[tuple[ChartLook, Size]] = []
        self.threads: set[int] = set()
        self.figures: list[weakref.ref[Figure]] = []

    def __call__(self, worn: ChartLook, size: Size) -> Figure:
        self.made.append((worn, size))
        self.threads.add(threading.get_ident())
        places = [Place("Oriental", self.first), Place("Souss-Massa", 1710.0)]
        figure = ranked_bars.figure(Ranked(places), worn, size)
        self.figures.append(weakref.ref(figure))
        return figure


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    made = FigureView()
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def _show(view: FigureView, make: Maker, code: str = "fr", *, heavy: bool = False) -> None:
    view.show_figure(make, TABLE, language(code), "Souss-Massa en tête.", heavy=heavy)


def test_nothing_is_drawn_before_it_is_asked_for(view: FigureView) -> None:
    assert view.grab().toImage().width() > 0
    assert not view.busy
    view.copies.copy()
    view.copies.copy_data()
    view.copies.save("png")
    assert not view.copies.busy
    assert [action.text() for action in view.menu().actions()] == []


def test_a_picture_is_drawn_once_for_a_size_and_a_look(view: FigureView) -> None:
    make = Maker()
    _show(view, make)
    first = view.grab().toImage()
    assert view.grab().toImage() == first
    assert [size for _, size in make.made] == [Size(420, 200)]
    view.resize(500, 240)
    assert view.grab().toImage().size() != first.size()
    view.setPalette(look.Look(dark=True).palette())
    assert view.grab().toImage().pixelColor(3, 3) == look.Look(dark=True).colour("surface")
    assert [worn.mode for worn, _ in make.made] == ["light", "light", "dark"]
    _show(view, Maker(10.0))
    assert view.grab().toImage() != first


def test_a_heavy_one_is_drawn_beside_the_window_while_the_one_before_stays(
    qtbot: QtBot, view: FigureView
) -> None:
    _show(view, Maker(10.0))
    before = view.grab().toImage()
    make = Maker()
    with qtbot.waitSignal(view.drawn, timeout=PATIENCE_MS):
        _show(view, make, heavy=True)
        assert view.grab().toImage() == before
        assert view.busy
    assert view.grab().toImage() != before
    assert threading.get_ident() not in make.threads
    assert not view.busy


@pytest.mark.parametrize("heavy", [False, True])
def test_what_was_drawn_leaves_a_picture_alone(
    qtbot: QtBot, view: FigureView, heavy: bool
) -> None:
    """Thousands of parts that hold each other would wait for the collector at every change."""
    make = Maker()
    _show(view, make, heavy=heavy)
    view.grab()
    qtbot.waitUntil(lambda: not view.busy, timeout=PATIENCE_MS)
    assert [one() for one in make.figures] == [None]


def test_an_earlier_heavy_one_never_comes_in_place_of_a_later_light_one(
    qtbot: QtBot, view: FigureView
) -> None:
    _show(view, Maker(10.0), heavy=True)
    view.grab()
    _show(view, Maker(500.0))
    wanted = view.grab().toImage()
    qtbot.waitUntil(lambda: not view.busy, timeout=PATIENCE_MS)
    QApplication.processEvents()
    assert view.grab().toImage() == wanted


def test_what_is_wrong_in_a_heavy_figure_is_told(qtbot: QtBot, view: FigureView) -> None:
    from app.problems import Problem, message

    def refused(worn: ChartLook, size: Size) -> Figure:
        raise Problem(message("Years are whole: one per cent of them says nothing."))

    with qtbot.waitSignal(view.problem_met, timeout=PATIENCE_MS):
        view.show_figure(refused, TABLE, language("fr"), "", heavy=True)
        view.grab()


def test_a_larger_size_shows_the_old_picture_until_the_new_one_is_there(
    qtbot: QtBot, view: FigureView
) -> None:
    with qtbot.waitSignal(view.drawn, timeout=PATIENCE_MS):
        _show(view, Maker(), heavy=True)
        view.grab()
    view.resize(600, 300)
    stretched = view.grab().toImage()
    assert stretched.pixelColor(300, 150).isValid()
    qtbot.waitUntil(lambda: not view.busy, timeout=PATIENCE_MS)
    assert view.grab().toImage() != stretched


def test_the_focus_is_seen_and_the_chart_is_read_aloud(view: FigureView) -> None:
    _show(view, Maker())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.hasFocus()
    before = view.grab().toImage()
    view.clearFocus()
    assert view.grab().toImage() != before
    assert view.accessibleName() == "Déficit par région"
    assert view.accessibleDescription() == "Souss-Massa en tête."
    assert view.focusPolicy() is Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize("code", CODES)
def test_the_menu_offers_copies_files_and_the_table(
    qtbot: QtBot, view: FigureView, code: str
) -> None:
    _show(view, Maker(), code)
    spoken = language(code)
    said = [action.text() for action in view.menu().actions() if action.text()]
    assert said == [
        spoken.say("Copy the chart"), spoken.say("Copy the data"), spoken.say("Save as PNG…"),
        spoken.say("Save as SVG…"), spoken.say("Save the data as CSV…"),
        spoken.say("Show the table"),
    ]  # fmt: skip
    with qtbot.waitSignal(view.table_asked):
        view.menu().actions()[-1].trigger()


def test_the_menu_opens_where_it_is_asked_for(
    view: FigureView, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _, place: opened.append(place))
    _show(view, Maker())
    place = view.mapToGlobal(QPoint(20, 20))
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(20, 20), place, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, asked)
    assert opened == [place]


def test_picture_drawing_and_data_go_to_the_clipboard_at_once(
    qtbot: QtBot, view: FigureView
) -> None:
    _show(view, Maker())
    told: list[Message] = []
    view.told.connect(told.append)
    with qtbot.waitSignal(view.told, timeout=PATIENCE_MS):
        view.copies.copy()
    taken = QGuiApplication.clipboard().mimeData()
    assert taken.hasImage()
    svg = bytes(taken.data("image/svg+xml").data()).decode()
    for said in ("Déficit par région", "Souss-Massa", "Plan d’essai", "IBM Plex Sans Arabic"):
        assert said in svg
    assert taken.text().splitlines()[0] == "Région\tDéficit"
    view.copies.copy_data()
    assert len(told) == 2


@pytest.mark.parametrize(
    ("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", "\ufeffRégion".encode())]
)
def test_it_is_saved_in_the_form_that_was_asked(
    qtbot: QtBot, view: FigureView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    form: str, begins: bytes,
) -> None:  # fmt: skip
    _show(view, Maker())
    target = tmp_path / "figure"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(view.told, timeout=PATIENCE_MS):
        view.copies.save(form)
    assert target.with_suffix(f".{form}").read_bytes().startswith(begins)


def test_in_arabic_time_turns_where_it_is_asked_to(view: FigureView) -> None:
    worn = look.worn()
    look.wear(look.Appearance(turned=True), language("ar"))
    try:
        for code in CODES:
            make = Maker()
            _show(view, make, code)
            view.grab()
            assert make.made[0][0].mirrored == (code == "ar")
    finally:
        look.wear(worn, language("fr"))


def test_a_file_is_proposed_by_the_name_of_the_figure_in_the_folder_of_documents(
    view: FigureView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def ask(*said: object) -> tuple[str, str]:
        asked.append(str(said[2]))
        return "", ""

    monkeypatch.setattr(figure_copies, "documents_folder", lambda: tmp_path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    _show(view, Maker())
    view.copies.save("png")
    (begin,) = map(Path, asked)
    assert (begin.parent, begin.suffix) == (tmp_path, ".png")
    assert len(begin.stem) > 3
