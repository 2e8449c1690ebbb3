"""Edits: each one knows its opposite, its name, what it moves, and its text in the journal."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from app.models.rows import Names
from app.planning.edit_text import read_edit, read_name, write_edit, write_name
from app.planning.edits import (
    Add,
    AddContract,
    AddScenario,
    Edit,
    Remove,
    RemoveContract,
    RemoveSource,
    Set,
    SetAssumption,
    SetContract,
    SetFacts,
    SetStaff,
    Together,
    changes,
    label,
    name_of,
)
from app.planning.plan import Plan
from app.problems import Message, Quoted, message
from tests.models.plan_states import dump, refused
from tests.models.small_plan import ASSUMPTIONS, CONTRACTS, FACTS, SCENARIOS, SMALL, SOURCES, STAFF
from tests.planning.any_edits import changes as any_change
from tests.planning.any_edits import edits as any_edits

MORE = replace(STAFF[0], persons=12.0)


@settings(max_examples=40)
@given(edit=any_edits())
def test_edit_undo_close_reopen_redo_give_the_same_plan(edit: Together) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.tabib"
        Plan.create(path, SMALL)
        before = dump(path)
        with Plan.open(path, write=True) as plan:
            plan.apply(edit)
            after, rows = dump(path), plan.rows()
            if plan.can_undo:
                plan.undo()
            assert dump(path) == before
            assert plan.rows() == SMALL
        with Plan.open(path, write=True) as plan:
            plan.redo()
            assert dump(path) == after
            assert plan.rows() == rows


@given(edit=any_edits())
def test_an_edit_reads_back_from_its_text_as_it_was(edit: Together) -> None:
    assert read_edit(write_edit(edit)) == edit


@given(change=any_change())
def test_a_change_reads_back_from_its_text_as_it_was(change: Edit) -> None:
    assert read_edit(write_edit(change)) == change


def test_edits_within_edits_read_back_side_by_side() -> None:
    inner = Together(message("Inner"), (SetStaff(MORE), RemoveContract(CONTRACTS[0])))
    outer = Together(message("Outer"), (inner, SetContract(CONTRACTS[1])))
    assert read_edit(write_edit(outer)) == Together(outer.name, tuple(changes(outer)))
    assert outer.touches == {"staff", "contracts"}


def test_the_text_of_many_changes_names_its_columns_once() -> None:
    many = Together(message("Import"), tuple(SetStaff(row) for row in STAFF))
    assert write_edit(many).count('"age_group"') == 1


def test_names_keep_their_values_and_what_they_touch() -> None:
    name = message("{what}: from {a} to {b}", what="x", a=1, b=2.5)
    assert read_name(write_name(name, frozenset({"staff"}))) == (name, {"staff"})


def test_names_keep_messages_quotes_and_names_in_three_languages() -> None:
    inside = message("Fill rate of {who}", who=Names("Médecins", "الأطباء", "Doctors"))
    name = message("{what}: from {a} to {b}", what=inside, a=1, b=Quoted("Tata-style contract"))
    assert read_name(write_name(name, frozenset())) == (name, frozenset())
    assert read_edit(write_edit(Together(name, (SetStaff(MORE),)))).name == name


@pytest.mark.parametrize(
    ("edit", "inverse", "expected"),
    [
        (Set(MORE), Set(STAFF[0]), ("{what}: from {a} to {b}", 4.0, 12.0)),
        (
            Set(replace(FACTS, horizon=2050)),
            Set(FACTS),
            ("{what}: from {a} to {b}", 2040, 2050),
        ),
        (Set(replace(MORE, note="x")), Set(STAFF[0]), ("Changed: {what}", None, None)),
        (Set(replace(STAFF[0], note="x")), Set(STAFF[0]), ("Changed: {what}", None, None)),
        (
            Set(replace(ASSUMPTIONS[0], low=None)),
            Set(ASSUMPTIONS[0]),
            ("Changed: {what}", None, None),
        ),
        (
            Set(replace(CONTRACTS[0], in_base_stock=True)),
            Set(CONTRACTS[0]),
            ("Changed: {what}", None, None),
        ),
        (Set(MORE), Remove(MORE), ("Added: {what}", None, None)),
        (Add(MORE), Remove(MORE), ("Added: {what}", None, None)),
        (Remove(MORE), Add(MORE), ("Removed: {what}", None, None)),
    ],
)
def test_a_change_is_named_by_what_it_did(
    edit: Edit, inverse: Edit, expected: tuple[str, object, object]
) -> None:
    name = name_of(edit, inverse)
    assert (name.text, name.values.get("a"), name.values.get("b")) == expected


def test_rows_are_known_by_their_codes_and_the_plan_by_its_title() -> None:
    assert label(replace(STAFF[0], employer="")) == "09.551 · public · MED_GP · F · 25-29"
    assert label(FACTS) == FACTS.names.fr


def test_adding_what_is_there_and_removing_what_is_not_are_refused(plan: Plan) -> None:
    assert "already in the plan" in refused(lambda: plan.apply(AddContract(CONTRACTS[0]))).what.text
    gone = replace(CONTRACTS[0], id="C404")
    assert "is not in the plan" in refused(lambda: plan.apply(RemoveContract(gone))).what.text
    assert plan.rows() == SMALL
    assert plan.history() == ()


def test_what_others_refer_to_cannot_be_removed(plan: Plan) -> None:
    assert "is used by" in refused(lambda: plan.apply(RemoveSource(SOURCES[0]))).what.text
    assert plan.rows() == SMALL


def test_a_removed_row_returns_to_its_place(plan: Plan) -> None:
    plan.apply(RemoveContract(CONTRACTS[0]))
    plan.undo()
    assert plan.rows().contracts == CONTRACTS


def test_an_edit_of_several_is_kept_whole_or_not_at_all(plan: Plan, path: Path) -> None:
    before = dump(path)
    edit = Together(
        message("Two"), (SetStaff(MORE), RemoveContract(replace(CONTRACTS[0], id="C404")))
    )
    refused(lambda: plan.apply(edit))
    assert dump(path) == before
    assert not plan.can_undo


def test_setting_a_row_that_is_not_there_adds_it_and_undo_takes_it_away(plan: Plan) -> None:
    new = replace(ASSUMPTIONS[0], id="A9", sector="private")
    plan.apply(SetAssumption(new))
    assert plan.rows().assumptions == (*ASSUMPTIONS, new)
    plan.undo()
    assert plan.rows().assumptions == ASSUMPTIONS


def test_a_locked_scenario_can_be_added_and_undone(plan: Plan) -> None:
    plan.apply(AddScenario(replace(SCENARIOS[0], id="FIXED")))
    plan.undo()
    assert plan.rows() == SMALL


def test_the_title_in_the_name_of_a_change_is_that_of_the_plan(plan: Plan) -> None:
    plan.apply(SetFacts(replace(FACTS, horizon=2050)))
    assert plan.history()[0].what == Message(
        "{what}: from {a} to {b}", {"what": FACTS.names.fr, "a": 2040, "b": 2050}
    )
