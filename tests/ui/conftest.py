"""A window as a person meets it, on no screen; it is closed and its copies are gone afterwards."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import document as documents
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.preferences import Preferences
from app.ui.window import Window
from tests.ui.every_page import Tour, spoken

PATIENCE_MS = 30_000
Open = Callable[[str], None]


@pytest.fixture(scope="session", autouse=True)
def _cleared(qapp: QApplication) -> Iterator[None]:
    """Empty the clipboard: without a screen Qt keeps it until Python has gone, and ends badly."""
    yield
    QApplication.clipboard().clear()


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Dress]:
    """A document in its clothes; settings of the test before are forgotten."""
    Preferences().forget()
    made = Document("fr")
    dress = Dress(qapp, made)
    yield dress
    made.close()
    dress.take_off()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def document(dress: Dress) -> Document:
    return dress.document


@pytest.fixture
def window(qtbot: QtBot, document: Document, dress: Dress) -> Window:
    made = Window(document, dress)
    # Closing asks what becomes of a changed sample; here nobody answers.
    qtbot.addWidget(made, before_close_func=lambda _: document.give_up_sample())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def open_sample(qtbot: QtBot, document: Document) -> Open:
    def opened(code: str) -> None:
        with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
            document.open_sample(code)

    return opened


@pytest.fixture(scope="module")
def tour(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """One window for all tests of a file; languages that are stretched can be spoken."""
    patched = pytest.MonkeyPatch()
    patched.setattr(documents, "language", spoken)
    patched.setenv("TABIB_DATA_DIR", str(tmp_path_factory.mktemp("own")))
    made = Tour(qapp, tmp_path_factory.mktemp("plans"))
    yield made
    made.end()
    patched.undo()
