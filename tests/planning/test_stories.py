"""Stories: their steps, what each tries out, and edits of them that can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.rows import Names, PlanRows
from app.planning import starter, stories
from app.planning.plan import Plan
from app.planning.scenario_tree import shown
from app.planning.story_figures import figure, on_contract
from app.planning.study import run
from app.planning.typed_names import in_all, with_text

TYPED = "Entered in this plan"
CAPTION = Names("Et si tous restent ?", "وماذا لو بقي الجميع؟", "What if all stay?")


@pytest.fixture(scope="module")
def tata() -> PlanRows:
    return starter.sample("tata-2017")


@pytest.fixture
def plan(tata: PlanRows, tmp_path: Path) -> Iterator[Plan]:
    path = tmp_path / "tata.tabib"
    Plan.create(path, tata)
    with Plan.open(path, write=True) as opened:
        yield opened


def test_a_step_holds_what_it_adds_to_the_scenario_of_its_story(tata: PlanRows) -> None:
    (story,) = stories.stories(tata)
    steps = stories.steps(tata, story)
    assert [len(step.measures) for step in steps] == [0, 0, 0, 0, 1, 2]
    assert [step.parameter for step in steps[5].measures] == ["posts", "fill_rate"]
    on_posts = replace(story, scenario="posts-5-fill-40")
    assert [len(step.measures) for step in stories.steps(tata, on_posts)] == [0, 0, 0, 0, 1, 2]


def test_a_story_without_a_scenario_begins_with_that_of_the_plan(tata: PlanRows) -> None:
    (story,) = stories.stories(tata)
    assert stories.base_of(tata, story) == "reference"
    assert stories.base_of(tata, replace(story, scenario="")) == "reference"
    assert stories.base_of(tata, replace(story, scenario="renewal-50")) == "renewal-50"


def test_a_step_is_added_at_the_end_and_undone_in_one(plan: Plan) -> None:
    rows = plan.rows()
    (story,) = stories.stories(rows)
    measures = stories.steps(rows, story)[4].measures
    plan.apply(stories.added(rows, story, stories.Told(CAPTION, measures, 2022, asks=True), TYPED))
    last = stories.steps(plan.rows(), story)[-1]
    assert (last.caption, last.hold_from, last.asks) == (CAPTION, 2022, True)
    assert [one.value for one in last.measures] == [0.5]
    assert [row.id for row in shown(plan.rows())] == [row.id for row in shown(rows)]
    plan.undo()
    assert plan.rows() == rows


def test_what_a_person_tried_has_the_plan_itself_as_its_source(plan: Plan) -> None:
    rows = plan.rows()
    (story,) = stories.stories(rows)
    (measure,) = stories.steps(rows, story)[4].measures
    tried = stories.Told(CAPTION, (replace(measure, source=""),))
    plan.apply(stories.added(rows, story, tried, TYPED))
    assert stories.steps(plan.rows(), story)[-1].measures[0].source == "ENTERED"
    assert [row.title for row in plan.rows().sources if row.id == "ENTERED"] == [TYPED]


def test_a_name_that_is_typed_once_stands_for_all_languages() -> None:
    assert in_all("Tata") == Names("Tata", "Tata", "Tata")
    assert with_text(in_all("Tata"), "ar", "طاطا") == Names("Tata", "طاطا", "Tata")


def test_a_new_story_comes_with_its_first_step_and_goes_with_its_last(plan: Plan) -> None:
    rows = plan.rows()
    view = run(rows).view()
    story = replace(stories.begun(rows, "reference", view, 2025, ("a.b",)), names=CAPTION)
    assert (story.id, story.position, story.cadre) == ("story-1", 1, "MED_ALL")
    plan.apply(stories.added(rows, story, stories.Told(CAPTION), TYPED))
    now = plan.rows()
    assert stories.stories(now)[-1] == story
    (step,) = stories.steps(now, story)
    plan.apply(stories.removed(now, step.id))
    assert plan.rows() == rows
    plan.undo()
    assert plan.rows() == now


def test_a_story_about_what_the_norm_covers_names_no_cadre(tata: PlanRows) -> None:
    view = replace(run(tata).view(), cadre="COVERED")
    assert stories.begun(tata, "", view, 2025, ()).cadre == ""


def test_steps_are_recaptioned_moved_and_removed(plan: Plan) -> None:
    rows = plan.rows()
    (story,) = stories.stories(rows)
    first, second, *_ = stories.steps(rows, story)
    plan.apply(stories.recaptioned(rows, first.id, CAPTION))
    assert stories.steps(plan.rows(), story)[0].caption == CAPTION
    edit = stories.moved(plan.rows(), first.id, 1)
    assert edit is not None
    plan.apply(edit)
    assert [one.id for one in stories.steps(plan.rows(), story)][:2] == [second.id, first.id]
    plan.apply(stories.removed(plan.rows(), second.id))
    assert len(stories.steps(plan.rows(), story)) == 5
    for _ in range(3):
        plan.undo()
    assert plan.rows() == rows


def test_the_first_step_has_none_before_it_and_the_last_none_after(tata: PlanRows) -> None:
    (story,) = stories.stories(tata)
    steps = stories.steps(tata, story)
    assert stories.moved(tata, steps[0].id, -1) is None
    assert stories.moved(tata, steps[-1].id, 1) is None


def test_figures_of_captions_are_those_of_the_lines(tata: PlanRows) -> None:
    study = run(tata)
    view = study.view()
    known = {name: figure(study, view, name, 2018) for name in ("stock", "need", "population")}
    assert known == {"stock": 28.0, "need": pytest.approx(183.6), "population": 120_000.0}
    assert figure(study, view, "density", 2017) == pytest.approx(8 / 12)
    assert figure(study, view, "deficit", 2022) == pytest.approx(175.6)
    assert figure(study, view, "entries", 2018) == pytest.approx(20)
    assert figure(study, view, "retired", 2022) == 0
    assert figure(study, view, "missions", 2022) == 0
    assert on_contract(study, view)[:6] == (0, 20, 20, 20, 20, 0)


def test_a_figure_that_nobody_knows_is_none(tata: PlanRows) -> None:
    study = run(tata)
    view = study.view()
    assert figure(study, view, "beauty", 2018) is None
    assert figure(study, view, "stock", 2016) is None
    assert figure(study, view, "stock", 2031) is None
    assert figure(study, view, "insured", 2018) is None
    assert figure(study, view, "care", 2018) is None
    assert figure(study, view, "graduates", 2018) is None


def test_the_insured_share_moves_the_use_of_care_and_no_need() -> None:
    rows = starter.sample("morocco-2024")
    base = run(rows)
    view = base.view("MA", norm="MED_153")
    all_insured = run(rows, "newly-insured-3", before=base)
    assert figure(base, view, "insured", 2024) == pytest.approx(0.88, abs=0.1)
    assert figure(all_insured, view, "insured", 2026) == 1.0
    grown = figure(all_insured, view, "care", 2030)
    as_before = figure(base, view, "care", 2030)
    assert grown is not None
    assert as_before is not None
    assert grown > as_before
    assert figure(all_insured, view, "need", 2030) == figure(base, view, "need", 2030)


def test_graduates_are_those_of_the_year_and_follow_what_is_tried() -> None:
    rows = starter.sample("morocco-2024")
    base = run(rows)
    fixed = run(rows, "graduates-3", before=base)
    view = base.view("MA", norm="MED_153")
    assert figure(fixed, view, "graduates", 2030) == pytest.approx(3300)
    assert figure(base, view, "graduates", 2030) == base.training()[5].graduates
    assert figure(base, view, "graduates", 2024) is None  # nobody is counted in the base year
