"""Classic mistakes, planted one by one: each check passes, then fails on its mistake.

The engine's own proof of balance is switched off while they are planted, so that the checks stand
alone; where it would have refused the run by itself, a test of its own says so. The multiplier of
demand has no place in the engine: need by a norm asks for a population and the norm, nothing else.
"""

from collections.abc import Callable
from dataclasses import replace
from inspect import signature

import numpy as np
import pytest

from app.engine import contracts, demand, entries, moves, need, outcomes, projection
from app.engine.ageing import Lives, aged
from app.engine.inputs import Refused
from tests.engine import checks

Plant = Callable[[pytest.MonkeyPatch], None]
_Run = projection._Run


def ageing_after_exits(patch: pytest.MonkeyPatch) -> None:
    move = _Run.move

    def moved_and_aged(run, index, people):  # noqa: ANN001, ANN202
        move(run, index, people)
        people[...] = aged(people)

    patch.setattr(Lives, "age", lambda lives: lives.people)
    patch.setattr(_Run, "move", moved_and_aged)


def sum_of_hazards(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projection, "competing", lambda rates: (1.0 - sum(rates.values()), rates))


def _shifted(patch: pytest.MonkeyPatch, **by: int) -> None:
    def shifted(groups, axes):  # noqa: ANN001, ANN202
        columns = {name: getattr(groups, name) + years for name, years in by.items()}
        return contracts.run_contracts(replace(groups, **columns), axes)

    patch.setattr(projection, "run_contracts", shifted)


def contract_that_starts_a_year_late(patch: pytest.MonkeyPatch) -> None:
    _shifted(patch, first_year=1)


def contract_that_ends_a_year_late(patch: pytest.MonkeyPatch) -> None:
    _shifted(patch, last_year=1)


def rounded_stock_fed_back(patch: pytest.MonkeyPatch) -> None:
    age = Lives.age

    def rounded(lives):  # noqa: ANN001, ANN202
        lives.people[...] = np.rint(lives.people)
        return age(lives)

    patch.setattr(Lives, "age", rounded)


def moves_that_lose_heads(patch: pytest.MonkeyPatch) -> None:
    settled = moves._settled

    def losing(arriving, *rest):  # noqa: ANN001, ANN002, ANN202
        arriving *= 0.9
        return settled(arriving, *rest)

    patch.setattr(moves, "_settled", losing)


def entrants_exposed(patch: pytest.MonkeyPatch) -> None:
    enter = _Run.enter

    def exposed(run, index, people, placed):  # noqa: ANN001, ANN202
        before = people.copy()
        enter(run, index, people, placed)
        people -= before
        run.leave(index, people)
        people += before

    patch.setattr(_Run, "enter", exposed)


def norm_read_per_1_000(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(need, "PER", 1_000)


def surpluses_netted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(need, "gross_deficit", lambda need, stock, axis: (need - stock).sum(axis=axis))


def missions_in_the_head_count(patch: pytest.MonkeyPatch) -> None:
    result = projection._result

    def counted(run, *rest):  # noqa: ANN001, ANN002, ANN202
        found = result(run, *rest)
        return replace(found, stock=found.stock + run.inputs.mission_fte)

    patch.setattr(projection, "_result", counted)


def a_zero_need_taken_for_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(need, "ratio", lambda part, whole: part / np.maximum(whole, 1.0))


def a_person_of_two_sectors_counted_twice(patch: pytest.MonkeyPatch) -> None:
    def twice(people, probability, room):  # noqa: ANN001, ANN202
        before = people.copy()
        left = moves.switch_sector(people, probability, room)
        people[...] = np.maximum(people, before)
        return left

    patch.setattr(projection, "switch_sector", twice)


def fifty_one_and_over_read_as_over_51(patch: pytest.MonkeyPatch) -> None:
    share = outcomes.share_from_age
    patch.setattr(outcomes, "share_from_age", lambda by_age, age: share(by_age, age + 1))


def unfilled_posts_opened_again_all_of_them(patch: pytest.MonkeyPatch) -> None:
    again = entries.open_again

    def whole(placed, year, share, *rest):  # noqa: ANN001, ANN002, ANN202
        again(placed, year, np.ones_like(share), *rest)

    patch.setattr(projection, "open_again", whole)


def the_uninsured_taken_for_people_who_use_no_care(patch: pytest.MonkeyPatch) -> None:
    multiplier = demand.insured_multiplier
    patch.setattr(demand, "insured_multiplier", lambda share, use: multiplier(share, use * 0.0))


CASES: list[tuple[Callable[[], None], Plant]] = [
    (checks.exits_are_read_at_the_age_reached, ageing_after_exits),
    (checks.hazards_multiply_and_do_not_add, sum_of_hazards),
    (
        checks.contracts_count_from_their_start_to_the_year_before_their_end,
        contract_that_starts_a_year_late,
    ),
    (
        checks.contracts_count_from_their_start_to_the_year_before_their_end,
        contract_that_ends_a_year_late,
    ),
    (checks.fractions_of_people_survive_from_year_to_year, rounded_stock_fed_back),
    (checks.moves_give_back_every_head, moves_that_lose_heads),
    (checks.entrants_are_all_there_at_the_end_of_their_first_year, entrants_exposed),
    (checks.a_norm_is_per_10_000_inhabitants, norm_read_per_1_000),
    (checks.surpluses_do_not_hide_deficits, surpluses_netted),
    (checks.missions_are_work_and_never_people, missions_in_the_head_count),
    (checks.a_ratio_to_no_need_is_not_a_number, a_zero_need_taken_for_one),
    (checks.a_person_of_two_sectors_counts_in_one_of_them, a_person_of_two_sectors_counted_twice),
    (
        checks.posts_left_unfilled_open_again_by_their_share,
        unfilled_posts_opened_again_all_of_them,
    ),
    (
        checks.the_newly_insured_raise_demand_by_the_published_multiplier,
        the_uninsured_taken_for_people_who_use_no_care,
    ),
    (checks.fifty_one_and_over_counts_those_of_fifty_one, fifty_one_and_over_read_as_over_51),
]


@pytest.mark.parametrize(("check", "plant"), CASES, ids=[p.__name__ for _, p in CASES])
def test_a_check_passes_and_sees_its_defect(
    check: Callable[[], None], plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    monkeypatch.setattr(projection, "BALANCE_TOLERANCE", np.inf)
    check()
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        check()


@pytest.mark.parametrize(
    ("check", "plant"),
    [
        (checks.fractions_of_people_survive_from_year_to_year, rounded_stock_fed_back),
        (checks.moves_give_back_every_head, moves_that_lose_heads),
        (
            checks.a_person_of_two_sectors_counts_in_one_of_them,
            a_person_of_two_sectors_counted_twice,
        ),
    ],
)
def test_the_engine_itself_refuses_a_run_that_loses_people(
    check: Callable[[], None], plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    with pytest.raises(Refused, match="imbalance"):
        check()


def test_a_population_norm_has_no_place_for_a_multiplier_of_demand() -> None:
    assert list(signature(need.need_by_norm).parameters) == ["population", "norm_per_10_000"]
