"""The first word decides between the window and the command line."""

import pytest

from app import __main__ as start
from app import cli
from app.ui import application


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], []),
        (["open"], []),
        (["open", "mine.tabib"], ["mine.tabib"]),
        (["mine.tabib"], ["mine.tabib"]),
        (["MINE.TABIB"], ["MINE.TABIB"]),
        (["check", "mine.tabib"], None),
    ],
)
def test_a_plan_alone_opens_the_window(
    words: list[str], window: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(application, "main", lambda given: opened.append(given) or 0)
    monkeypatch.setattr(cli, "main", lambda _: 5)
    assert start.main(words) == (5 if window is None else 0)
    assert opened == ([] if window is None else [window])
