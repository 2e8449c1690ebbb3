"""The lines of a scenario as rows: what is not known yet says so, what is refused says why."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.scenarios.differences import Difference, Differences, Heading
from app.ui.scenarios.effect_bar import EffectBar

FR = language("fr")
HEADING = Heading("Référence", "Effet sur le déficit 2036", usable=True, waits=True)


def _line(number: int, effect: float | None, refused: str = "", source: str = "RULE") -> Difference:
    what = f"Ligne {number}"
    return Difference(number, what, "de 2027 à 2040", "0", "5", effect, "", source, refused)


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> Differences:
    made = Differences(QPushButton())
    qtbot.addWidget(made)
    made.resize(860, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_rows_come_and_go_with_the_lines(table: Differences) -> None:
    for count in (3, 1, 2, 0):
        table.show_lines([_line(at, -1.0) for at in range(1, count + 1)], HEADING, FR)
        assert [row.what.name.text() for row in table.rows] == [
            f"Ligne {at}" for at in range(1, count + 1)
        ]


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_large_letters_leave_each_line_one_row_with_its_reason_under_the_hand(
    table: Differences, dress: Dress, code: str
) -> None:
    name = "Taux de pourvoi des postes · Médecins généralistes des provinces du Sud"
    line = replace(_line(1, -3.0), what=name, why="Concours", source="Arrêté")
    dress.document.speak(code)
    table.show_lines([line], HEADING, language(code))
    QApplication.processEvents()
    (row,) = table.rows
    assert row.what.name.text() == name
    assert row.parts[4].isVisible()
    dress.change(text_size=150)
    table.show_lines([line], HEADING, language(code))
    QApplication.processEvents()
    assert not row.parts[4].isVisible()
    assert row.what.name.text().endswith("…")
    assert row.what.name.accessibleName() == name
    assert row.what.name.toolTip().split("\n") == [name, "Concours", "Arrêté"]
    assert row.what.height() < 3.5 * row.what.fontMetrics().lineSpacing()
    table.resize(1400, 200)  # room enough for all of it
    QApplication.processEvents()
    assert row.parts[4].isVisible()
    assert row.what.name.text() == name
    dress.change(text_size=100)


def test_an_effect_that_is_awaited_shows_dots_and_one_that_nobody_can_say_a_dash(
    table: Differences,
) -> None:
    table.show_lines([_line(1, None)], HEADING, FR)
    assert table.rows[0].effect.text == "…"
    still = Heading("Référence", "Effet", usable=False, waits=False)
    table.show_lines([_line(1, None, "Le plan refuse.")], still, FR)
    assert table.rows[0].effect.text == "—"
    assert table.rows[0].effect.toolTip() == "Le plan refuse."
    assert not table.rows[0].edit.isVisible()


def test_a_line_without_a_source_offers_one_where_it_can_be_changed(table: Differences) -> None:
    lines = [_line(1, -3.0, source=""), _line(2, 3.0)]
    table.show_lines(lines, HEADING, FR)
    QApplication.processEvents()
    assert [row.source.isVisible() for row in table.rows] == [True, False]
    asked: list[tuple[int, str]] = []
    table.edit_asked.connect(lambda *what: asked.append(what))
    table.rows[0].source.click()
    table.rows[1].edit.click()
    assert asked == [(1, "source"), (2, "")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_a_bar_grows_from_its_number_on_both_sides_of_reading(
    qtbot: QtBot, dress: Dress, code: str, theme: str
) -> None:
    dress.document.speak(code)
    dress.change(theme=theme, text_size=100)
    bar = EffectBar()
    qtbot.addWidget(bar)
    bar.show_effect(-50.0, 100.0, language(code), waits=False)
    bar.resize(160, 20)
    bar.show()
    QApplication.processEvents()
    picture = bar.grab().toImage()
    blue = {"light": "#0072b2", "dark": "#56b4e9"}[theme]
    xs = [x for x in range(picture.width()) if picture.pixelColor(x, 10).name() == blue]
    assert 30 < len(xs) < 60  # half of the bar
    near = min(xs) if code == "ar" else picture.width() - max(xs)
    assert near < 90
    dress.change(theme="system", text_size=100)
