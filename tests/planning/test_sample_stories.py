"""The stories of the samples: their steps, and the numbers that they stand on."""

import pytest

from app.models.rows import PlanRows, ScenarioRow, StoryRow
from app.planning import starter, stories, study
from app.planning.study import Study

TOLD = ("tata-2017", "morocco-2024")


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[PlanRows, Study]]:
    rows = {name: starter.sample(name) for name in TOLD}
    return {name: (one, study.run(one)) for name, one in rows.items()}


def steps_of(rows: PlanRows, story: StoryRow) -> list[ScenarioRow]:
    return [row for row in rows.scenarios if row.story == story.id]


def test_the_story_of_tata_goes_8_28_8_then_18_then_16(
    plans: dict[str, tuple[PlanRows, Study]],
) -> None:
    rows, base = plans["tata-2017"]
    (story,) = rows.stories
    told = []
    for step in steps_of(rows, story):
        made = study.run(rows, step.id, before=base)
        view = made.view(story.territory, story.cadre, norm=story.norm)
        lines = {line.year: line for line in made.lines(view)}
        stocks = [round(lines[year].stock) for year in (2017, 2018, 2021, story.year)]
        told.append((*stocks, round(lines[story.year].deficit or 0.0)))
    nothing_done = (8, 28, 28, 8, 176)
    assert told[:4] == [nothing_done] * 4
    assert told[4] == (8, 28, 28, 18, 166)
    assert told[5] == (8, 28, 34, 16, 168)  # two of five posts filled in each year from 2019
    assert story.year == 2022


def test_each_step_of_tata_hides_what_the_next_one_tells(
    plans: dict[str, tuple[PlanRows, Study]],
) -> None:
    rows, _ = plans["tata-2017"]
    steps = steps_of(rows, rows.stories[0])
    assert [step.hold_from for step in steps] == [2018, 2022, 2022, None, None, None]
    assert [step.asks for step in steps] == [False, False, True, False, False, False]


def test_the_nation_tells_five_stories_each_with_a_question_a_veil_and_an_answer(
    plans: dict[str, tuple[PlanRows, Study]],
) -> None:
    rows, _ = plans["morocco-2024"]
    assert len(rows.stories) == 5
    for story in rows.stories:
        steps = steps_of(rows, story)
        assert 3 <= len(steps) <= 5
        assert 4 <= len(story.pinned) <= 8
        asked = next(at for at, step in enumerate(steps) if step.asks)
        assert steps[asked].hold_from is not None
        assert steps[asked + 1].hold_from is None


@pytest.mark.parametrize("name", TOLD)
def test_every_step_stands_on_the_scenario_of_its_story_and_can_be_run(
    name: str, plans: dict[str, tuple[PlanRows, Study]]
) -> None:
    rows, base = plans[name]
    known = {story.id: story for story in rows.stories}
    for step in (row for row in rows.scenarios if row.kind == "step"):
        assert step.parent == known[step.story].scenario
        assert all((step.purpose.fr, step.purpose.ar, step.purpose.en))
        assert study.run(rows, step.id, before=base).scenario.id == step.id


def test_what_a_step_changes_acts_on_the_figure_of_its_story(
    plans: dict[str, tuple[PlanRows, Study]],
) -> None:
    rows, base = plans["morocco-2024"]
    moved = {}
    for story in rows.stories:
        view = base.view(story.territory, story.cadre, norm=story.norm, until=story.year)
        before = base.lines(view)[-1].deficit or 0.0
        made = [study.run(rows, step.id, before=base) for step in steps_of(rows, story)]
        moved[story.id] = [round((one.lines(view)[-1].deficit or 0.0) - before) for one in made]
    assert moved["graduates"][1] > 3000  # 3,300 a year is less than what the places open give
    assert moved["graduates"][3] < 0
    assert moved["south-posts"][4] < moved["south-posts"][2] < moved["south-posts"][3] < 0
    assert moved["retirement-wave"][2] < moved["retirement-wave"][3] < 0
    assert moved["newly-insured"] == [0, 0, 0, 0]  # a norm counts every inhabitant
    assert moved["diaspora"][2] < -1000
    assert moved["diaspora"][3] == 0  # missions are work, not people


def test_an_answer_tries_out_the_very_same_as_its_question(
    plans: dict[str, tuple[PlanRows, Study]],
) -> None:
    rows, _ = plans["morocco-2024"]
    for story in rows.stories:
        told = stories.steps(rows, story)
        asked = next(at for at, step in enumerate(told) if step.asks)
        assert told[asked].measures == told[asked + 1].measures  # the line of before stays
