"""Names of scenarios are one line each, and no two of them alike."""

from dataclasses import replace

from app.models.rows import Names, ScenarioRow
from app.planning import scenario_edits
from app.planning.scenario_names import is_taken, one_line
from tests.planning.hand import hand


def _row(code: str, name: str, kind: str = "scenario") -> ScenarioRow:
    row = ScenarioRow(code, Names(name, "", f"{name} in English"), 0, locked=False)
    return replace(row, kind=kind)  # type: ignore[arg-type]


def test_a_name_loses_its_line_breaks_and_keeps_its_narrow_spaces() -> None:
    assert one_line("\nDeux\r\nlignes\tet\u2028trois\x00 ") == "Deux lignes et trois"
    assert one_line("3\u202f300 diplômés") == "3\u202f300 diplômés"


def test_a_scenario_is_begun_with_names_of_one_line() -> None:
    row = scenario_edits.begun(hand(), "", Names("a\nb", "ج\nد", ""))
    assert row.names == Names("a b", "ج د", "")


def test_a_name_is_taken_by_another_scenario_and_not_by_itself_or_a_step() -> None:
    rows = replace(hand(), scenarios=(_row("one", "Un"), _row("two", "Pas", "step")))
    assert is_taken(rows, "un", "other")
    assert is_taken(rows, "UN in English", "other")
    assert not is_taken(rows, "Un", "one")
    assert not is_taken(rows, "Pas", "other")
    assert not is_taken(rows, "", "other")
