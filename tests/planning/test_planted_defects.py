"""Classic mistakes in reading a plan, planted one by one: each check passes, then fails on it."""

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.models.rows import CadreRow, PlanRows
from app.planning import answer, asking, starter, stock, study
from app.planning.lines import Line
from app.planning.places import Places
from tests.planning.hand import CADRES, hand, mission, names, staff

Plant = Callable[[pytest.MonkeyPatch], None]

DENTISTS = CadreRow("DENTIST", "ALL", "cadre", "2261", "Dentists", names("Dentists"))


def first(rows: PlanRows, **asked: str) -> Line:
    made = study.run(rows)
    return made.lines(made.view(**asked))[0]


# --- Checks --------------------------------------------------------------------------------------


def a_surplus_in_one_province_hides_no_deficit_in_another() -> None:
    line = first(hand(staff=(staff(30.0),)), cadre="doctors")
    assert (line.need, line.deficit, line.deficit_gross) == (15.0, -15.0, 9.0)


def missions_bring_work_and_no_heads() -> None:
    made = study.run(hand(staff=(staff(30.0, cadre="MED_SP"),), missions=(mission(),)))
    line = made.lines(made.view(cadre="doctors"))[1]
    assert (line.stock, line.fte) == (30.0, 31.0)


def dentists_are_no_doctors() -> None:
    held = (staff(10.0), staff(3.0, cadre="DENTIST"))
    line = first(hand(cadres=(*CADRES, DENTISTS), staff=held), cadre="doctors")
    assert line.stock == 10.0
    assert line.deficit == pytest.approx(5.0)


def doctors_of_2024_are_the_medical_corps_without_dentists_and_pharmacists() -> None:
    line = first(starter.sample("morocco-2024"), territory="MA", cadre="doctors", sector="public")
    assert line.stock == pytest.approx(15_452 - 560 - 245)


def a_doctor_of_both_sectors_is_one_doctor() -> None:
    rows = hand(staff=(staff(10.0), staff(4.0, sector="private")))
    apart = [first(rows, cadre="doctors", sector=sector).stock for sector in ("public", "private")]
    assert first(rows, cadre="doctors").stock == sum(apart) == 14.0


def fifty_one_and_over_begins_at_51() -> None:
    rows = hand(staff=(staff(10.0, age_group="51+"),))
    by_age = stock.base_stock(rows, Places(rows)).sum(axis=(1, 2, 3, 4))
    assert np.flatnonzero(by_age)[0] + 20 == 51


# --- Mistakes ------------------------------------------------------------------------------------


def surpluses_netted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(answer, "gross_deficit", lambda need, there, axis: (need - there).sum(axis=axis))


def missions_in_the_head_count(patch: pytest.MonkeyPatch) -> None:
    project = study.project

    def counted(inputs, **kept):  # noqa: ANN001, ANN003, ANN202
        found = project(inputs, **kept)
        return replace(found, stock=found.stock + inputs.mission_fte)

    patch.setattr(study, "project", counted)


def the_whole_medical_corps_taken_for_doctors(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(asking._GROUPS, "doctors", "ALL")


def dentists_and_pharmacists_left_in_the_staff(patch: pytest.MonkeyPatch) -> None:
    def whole(rows: PlanRows, places: Places) -> np.ndarray:
        return stock.base_stock(rows, places) * (15_452 / 14_647)

    patch.setattr("app.planning.reuse.base_stock", whole)


def both_sectors_counted_in_each(patch: pytest.MonkeyPatch) -> None:
    cells = study.Study.cells

    def both(made, view):  # noqa: ANN001, ANN202
        territories, _, cadres = cells(made, view)
        return territories, [0, 1], cadres

    patch.setattr(study.Study, "cells", both)


def fifty_one_and_over_read_as_over_51(patch: pytest.MonkeyPatch) -> None:
    def over(text: str) -> re.Match[str] | None:
        raised = re.sub(r"^(\d+)\+$", lambda found: f"{int(found[1]) + 1}+", text)
        return re.fullmatch(r"(\d{1,3})(?:-(\d{1,3})|\+)?", raised)

    patch.setattr(stock, "_AGES", type("Over", (), {"fullmatch": staticmethod(over)}))


CASES: list[tuple[Callable[[], None], Plant]] = [
    (a_surplus_in_one_province_hides_no_deficit_in_another, surpluses_netted),
    (missions_bring_work_and_no_heads, missions_in_the_head_count),
    (dentists_are_no_doctors, the_whole_medical_corps_taken_for_doctors),
    (
        doctors_of_2024_are_the_medical_corps_without_dentists_and_pharmacists,
        dentists_and_pharmacists_left_in_the_staff,
    ),
    (a_doctor_of_both_sectors_is_one_doctor, both_sectors_counted_in_each),
    (fifty_one_and_over_begins_at_51, fifty_one_and_over_read_as_over_51),
]


@pytest.mark.parametrize(("check", "plant"), CASES, ids=[p.__name__ for _, p in CASES])
def test_a_check_passes_and_sees_its_defect(
    check: Callable[[], None], plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        check()
