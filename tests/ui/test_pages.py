"""Pages that nobody sees: another look waits for a pause, or for the moment they are shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.ahead import Ahead
from app.ui.controls.labels import button, frame, label
from app.ui.controls.pages import Pages
from app.ui.dress import Dress
from app.ui.look import Look
from app.ui.preferences import Theme

LOOKS: tuple[Theme, ...] = ("dark", "light", "dark")


class Told(QLabel):
    """A word that counts how often it is told of another style."""

    told = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  as Qt calls it
        super().changeEvent(event)
        self.told += event.type() is QEvent.Type.StyleChange


class Page(QWidget):
    """A page with a few things on it that the style sheet speaks of."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.title, self.note, self.card = label("h2"), label("caption"), frame("card")
        self.title.setText("Title")
        self.note.setText("Note")
        self.button, self.step, self.word = button("primary"), button("step"), Told("Word")
        self.place = QVBoxLayout(self)
        for part in (self.title, self.note, self.card, self.button, self.step, self.word):
            self.place.addWidget(part)

    @property
    def worn(self) -> tuple[object, ...]:
        return tuple(
            (part.palette(), part.font().toString(), part.sizeHint(), part.minimumSize())
            for part in (self, *self.findChildren(QWidget))
        )

    @property
    def note_colour(self) -> QColor:
        return self.note.palette().color(QPalette.ColorRole.WindowText)


class Book:
    """A stack of pages, each of which has been shown, so that it has a look."""

    def __init__(self) -> None:
        self.stack, self.pages = Pages(), [Page(), Page(), Page()]
        for page in self.pages:
            self.stack.addWidget(page)
        self.stack.resize(400, 300)
        self.stack.show()
        for page in reversed(self.pages):
            self.stack.setCurrentWidget(page)

    def waiting(self) -> list[bool]:
        return [self.stack.waits(page) for page in self.pages]


@pytest.fixture
def book(qtbot: QtBot, dress: Dress) -> Iterator[Book]:
    made = Book()
    qtbot.addWidget(made.stack)
    yield made
    dress.change(theme="light", text_size=100)


def _colour(name: str, *, dark: bool) -> QColor:
    return Look(dark).colour(name)


def test_another_look_is_put_on_what_is_seen_and_waits_for_the_rest(
    book: Book, dress: Dress
) -> None:
    dress.change(theme="dark")
    assert book.waiting() == [False, True, True]
    assert book.pages[0].note_colour == _colour("text_secondary", dark=True)
    assert book.pages[1].note_colour == _colour("text_secondary", dark=False)


def test_a_page_is_shown_in_the_look_of_now(book: Book, dress: Dress) -> None:
    dress.change(theme="dark", text_size=150)
    book.stack.setCurrentWidget(book.pages[1])
    assert book.waiting() == [False, False, True]
    assert book.pages[1].worn == book.pages[0].worn
    assert book.pages[1].title.font().pixelSize() == 30


def test_what_measures_itself_by_its_style_is_told_once_it_is_dressed(
    book: Book, dress: Dress
) -> None:
    before = book.pages[1].word.told
    dress.change(theme="dark")
    assert book.pages[1].word.told == before
    book.stack.setCurrentWidget(book.pages[1])
    assert book.pages[1].word.told == before + 1


def test_at_pauses_the_others_follow_one_after_another(
    book: Book, dress: Dress, qtbot: QtBot
) -> None:
    dress.change(theme="dark")
    ahead: Ahead = book.stack._ahead
    ahead._go_on()
    assert book.waiting() == [False, False, True]
    qtbot.waitUntil(lambda: not any(book.waiting()))
    assert book.pages[2].worn == book.pages[1].worn == book.pages[0].worn


def test_after_many_looks_a_page_wears_what_one_wears_that_was_always_seen(
    book: Book, dress: Dress
) -> None:
    for theme in LOOKS:
        dress.change(theme=theme)
    for page in book.pages:
        page.note.setProperty("role", "h3")
        page.step.setProperty("role", "link")
    dress.change(theme="light", text_size=125)
    book.stack.setCurrentWidget(book.pages[1])
    assert book.pages[1].worn == book.pages[0].worn
    assert book.pages[1].note_colour == _colour("text", dark=False)


def test_letters_of_another_script_wait_as_well(book: Book, dress: Dress) -> None:
    dress.document.speak("ar")
    assert book.waiting() == [False, True, True]
    book.stack.setCurrentWidget(book.pages[2])
    assert book.pages[2].worn == book.pages[0].worn


def test_a_page_that_is_new_needs_no_waiting(book: Book, dress: Dress) -> None:
    new = Page()
    book.stack.addWidget(new)
    dress.change(theme="dark")
    book.stack.setCurrentWidget(new)
    assert new.worn == book.pages[0].worn


def test_pages_inside_a_page_wait_by_themselves(book: Book, dress: Dress) -> None:
    inner, shown, other = Pages(), QLabel("one"), QLabel("two")
    for one in (shown, other):
        one.setProperty("role", "caption")
        inner.addWidget(one)
    book.pages[1].place.addWidget(inner)
    book.stack.setCurrentWidget(book.pages[1])
    inner.setCurrentWidget(other)
    inner.setCurrentWidget(shown)
    book.stack.setCurrentWidget(book.pages[0])
    dress.change(theme="dark")
    book.stack.setCurrentWidget(book.pages[1])
    found = [one.palette().windowText().color() for one in (shown, other)]
    assert found == [_colour("text_secondary", dark=dark) for dark in (True, False)]
    inner.setCurrentWidget(other)
    assert other.palette().windowText().color() == _colour("text_secondary", dark=True)


def test_a_page_that_is_gone_before_the_pause_is_no_matter(
    book: Book, dress: Dress, qtbot: QtBot
) -> None:
    dress.change(theme="dark")
    gone = book.pages.pop()
    book.stack.removeWidget(gone)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    qtbot.waitUntil(lambda: book.stack._ahead.idle)
    book.stack.setCurrentWidget(book.pages[1])
    assert book.waiting() == [False, False]


def test_the_ground_of_a_page_that_waited_is_painted_in_its_colour(
    book: Book, dress: Dress, qapp: QApplication
) -> None:
    dress.change(theme="dark")
    page = book.pages[2]
    book.stack.setCurrentWidget(page)
    qapp.processEvents()
    picture = page.grab(page.rect()).toImage()
    assert (
        picture.pixelColor(2, 2) == look.of(page).colour("window") == _colour("window", dark=True)
    )
