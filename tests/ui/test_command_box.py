"""The command box: what was typed leads to what is named so, in whichever language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.document import Document
from app.ui.frame.command_box import CommandBox
from app.ui.window import Window
from tests.ui.conftest import Open


@pytest.fixture
def box(window: Window) -> CommandBox:
    """Return the box as a part of the window: without a screen nothing can pop up."""
    window.box.setWindowFlags(Qt.WindowType.Widget)
    return window.box


@pytest.mark.parametrize("typed", ["Khénifra", "khenifra", "خنيفرة", "KHENIFRA"])
def test_a_province_comes_before_the_region_that_is_named_after_it(
    box: CommandBox, document: Document, open_sample: Open, typed: str
) -> None:
    open_sample("morocco-2024")
    box.ask()
    box.field.setText(typed)
    assert len(box.found.texts) > 1
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    place = document.study.places.by_code[document.view.territory]
    assert place.names.fr == "Khénifra"


def test_what_has_no_name_leads_nowhere(
    box: CommandBox, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    before = document.view
    box.ask()
    box.field.setText("xyzzy")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.isVisible()
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert document.view == before
