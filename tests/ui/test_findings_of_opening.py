"""What the opening of a plan found out about its file is said where the plan is shown."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.planning import starter
from app.planning.plan import Plan
from app.ui.document import Document
from app.ui.window import Window

PLANS = Path(__file__).parents[1] / "data" / "plans"


def _open(qtbot: QtBot, document: Document, path: Path) -> None:
    with qtbot.waitSignal(document.work_ended):
        document.open(path)


def test_an_upgrade_of_the_file_is_said_in_the_language_of_now_until_it_is_put_away(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    path = shutil.copyfile(PLANS / "schema_1.tabib", tmp_path / "earlier.tabib")
    _open(qtbot, document, path)
    assert document.writable
    for code in ("fr", "ar", "en"):
        document.speak(code)
        said = "This plan came from an earlier version: it has been upgraded."
        assert window.problem.isVisible()
        assert document.language.say(said) in window.problem.text
        assert "earlier.tabib" in window.problem.text
    assert window.problem.property("tone") == "info"
    _open(qtbot, document, path.rename(tmp_path / "again.tabib"))
    assert not window.problem.isVisible()


def test_a_plan_that_is_only_looked_at_is_not_said_to_be_upgraded(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    path = shutil.copyfile(PLANS / "schema_1.tabib", tmp_path / "held.tabib")
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.models.plan_file.PlanFile.may_be_written", _refuse)
        _open(qtbot, document, path)
    assert not document.writable
    document.speak("en")
    assert "you see an upgraded copy" in window.problem.text
    assert "has not been touched" in window.problem.text
    assert path.read_bytes() == before


def test_a_sound_plan_has_nothing_to_say(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    Plan.create(tmp_path / "sound.tabib", starter.sample("tata-2017"))
    _open(qtbot, document, tmp_path / "sound.tabib")
    assert not window.problem.isVisible()


def _refuse(_file: object) -> None:
    from app.models.refusals import read_only

    raise read_only(Path("held.tabib"))
