"""What the steps of the sample stories say: the same in three languages, short, and of the plan."""

import re
from collections import Counter

import pytest

from app.language import CODES, language
from app.planning.starter import sample
from app.planning.stories import base_of, steps, stories
from app.planning.study import run
from app.reports.story_words import Told, caption, plain

MOST = 210  # letters: two lines before a room, three on a small projector
SEPARATORS = "\u202f ,.\u2066\u2069"


def said(name: str) -> dict[tuple[str, int], dict[str, str]]:
    """Return what each step says, by the codes of the languages."""
    rows = sample(name)
    base = run(rows)
    found: dict[tuple[str, int], dict[str, str]] = {}
    for story in stories(rows):
        before = run(rows, base_of(rows, story), before=base)
        for at, step in enumerate(steps(rows, story), start=1):
            study = run(rows, step.id, before=base)
            view = study.view(story.territory, story.cadre or None, norm=story.norm or None)
            told = Told(study, before, view, story.year)
            found[story.id, at] = {
                code: plain(caption(language(code).name(step.caption), told, language(code)))
                for code in CODES
            }
    return found


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text, whatever sets their digits apart."""
    joined = re.sub(rf"(?<=\d)[{re.escape(SEPARATORS)}](?=\d)", "", text)
    return Counter(re.findall(r"\d+", joined))


@pytest.fixture(scope="module", params=["tata-2017", "morocco-2024"])
def captions(request: pytest.FixtureRequest) -> dict[tuple[str, int], dict[str, str]]:
    return said(request.param)


def test_every_figure_of_a_caption_is_known(
    captions: dict[tuple[str, int], dict[str, str]],
) -> None:
    for texts in captions.values():
        for text in texts.values():
            assert "{" not in text
            assert "*" not in text


def test_a_caption_names_the_same_numbers_in_three_languages(
    captions: dict[tuple[str, int], dict[str, str]],
) -> None:
    for step, texts in captions.items():
        french, arabic, english = (numbers(texts[code]) for code in ("fr", "ar", "en"))
        assert french == english == arabic, step


def test_a_caption_is_short_enough_for_a_room_and_speaks_of_physicians(
    captions: dict[tuple[str, int], dict[str, str]],
) -> None:
    for step, texts in captions.items():
        assert max(map(len, texts.values())) <= MOST, step
        assert "doctor" not in texts["en"].lower()
        assert not any("!" in text for text in texts.values())


def test_a_step_that_hides_asks_what_it_hides_and_one_that_answers_names_a_figure(
    captions: dict[tuple[str, int], dict[str, str]],
) -> None:
    rows = {
        (story.id, at): step
        for name in ("tata-2017", "morocco-2024")
        for plan in (sample(name),)
        for story in stories(plan)
        for at, step in enumerate(steps(plan, story), start=1)
    }
    for step, texts in captions.items():
        if rows[step].asks:
            assert all(text.endswith(("?", "؟")) for text in texts.values()), step
        else:
            assert numbers(texts["en"]), step


def test_the_target_of_3300_is_told_beside_what_the_places_open_give() -> None:
    third = said("morocco-2024")["graduates", 3]["en"]
    assert "larger, not smaller: 21,517, as against 17,828" in third
    assert "the places open give 5,283 in 2030" in third
