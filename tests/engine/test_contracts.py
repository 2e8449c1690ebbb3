"""Foreign contracts: who counts at each 31 December, and the work done between two of them."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.contracts import ContractFlows, Stages, answer_calls, run_contracts
from tests.engine import builders
from tests.engine.builders import contracts, group

WORLD = builders.axes(regions=(0, 0), cadres=2, years=6)
YEARS = range(2024, 2031)


def run(*groups: dict[str, float]) -> ContractFlows:
    return run_contracts(contracts(*groups), WORLD)


def by_year(flow: np.ndarray) -> dict[int, float]:
    """Persons of all cells in each year that has any."""
    totals = zip(YEARS, flow.sum(axis=(1, 2, 3)).tolist(), strict=True)
    return {year: persons for year, persons in totals if persons}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_contract_of_l_years_counts_from_its_start_to_the_year_before_its_end(
    length: int,
) -> None:
    flows = run(group(first_year=2026, last_year=2026 + length - 1))
    assert by_year(flows.stock) == dict.fromkeys(range(2026, 2026 + length), 10.0)
    assert by_year(flows.start) == {2026: 10.0}
    assert by_year(flows.end) == {2026 + length: 10.0}
    assert by_year(flows.fte) == by_year(flows.stock)


def test_the_renewed_share_stays_for_the_renewal_years_and_is_renewed_again() -> None:
    flows = run(group(last_year=2026, renewal_share=0.5, renewal_years=2))
    expected = {2025: 10.0, 2026: 10.0, 2027: 5.0, 2028: 5.0, 2029: 2.5, 2030: 2.5}
    assert by_year(flows.stock) == expected
    assert by_year(flows.end) == {2027: 5.0, 2029: 2.5}


def test_a_renewal_share_without_years_renews_nobody() -> None:
    assert by_year(run(group(renewal_share=0.5)).end) == {2027: 10.0}


def test_early_breaks_spare_the_year_of_entry() -> None:
    flows = run(group(last_year=2027, break_hazard=0.1))
    assert by_year(flows.break_off) == pytest.approx({2026: 1.0, 2027: 0.9})
    assert by_year(flows.stock) == pytest.approx({2025: 10.0, 2026: 9.0, 2027: 8.1})
    assert by_year(flows.end) == pytest.approx({2028: 8.1})


def test_breaks_are_not_met_in_the_year_in_which_the_contract_ends() -> None:
    flows = run(group(last_year=2025, renewal_share=0.5, renewal_years=1, break_hazard=0.1))
    assert by_year(flows.break_off) == {}


def test_an_end_six_months_later_leaves_the_count_and_shows_in_the_work() -> None:
    plain, later = run(group()), run(group(end_share=0.5))
    assert np.array_equal(plain.stock, later.stock)
    assert by_year(later.fte - plain.fte) == {2027: 5.0}


def test_a_start_in_july_counts_whole_persons_and_half_a_year_of_work() -> None:
    flows = run(group(start_share=0.5))
    assert by_year(flows.stock)[2025] == 10.0
    assert by_year(flows.fte) == {2025: 5.0, 2026: 10.0}


def test_a_contract_inside_one_year_is_work_without_a_head() -> None:
    flows = run(group(first_year=2026, last_year=2025, start_share=0.75, end_share=0.75))
    assert by_year(flows.stock) == by_year(flows.start) == by_year(flows.end) == {}
    assert by_year(flows.fte) == {2026: 5.0}


def test_a_person_on_contract_may_be_less_than_a_full_time_equivalent() -> None:
    assert by_year(run(group(fte=0.4)).fte) == {2025: 4.0, 2026: 4.0}


def test_a_contract_begun_before_the_base_year_is_there_without_having_started() -> None:
    flows = run(group(first_year=2022, last_year=2025, break_hazard=0.5))
    assert by_year(flows.stock) == {2024: 2.5, 2025: 1.25}
    assert by_year(flows.start) == {}
    assert by_year(flows.break_off) == {2025: 1.25}


def test_a_contract_over_before_the_base_year_leaves_no_trace() -> None:
    flows = run(group(first_year=2020, last_year=2022))
    assert not any(flow.any() for flow in vars(flows).values())


def test_a_contract_that_begins_after_the_horizon_leaves_no_trace() -> None:
    assert by_year(run(group(first_year=2031, last_year=2033)).stock) == {}


def test_groups_meet_in_their_own_cells_alone() -> None:
    flows = run(group(territory=1, cadre=1), group(territory=1, cadre=1), group(sector=1))
    assert flows.stock[1, 1, 0, 1] == 20.0
    assert flows.stock[1, 0, 1, 0] == 10.0
    assert flows.stock[1].sum() == 30.0


def test_a_renewal_inside_the_first_year_counts_those_who_are_renewed() -> None:
    flows = run(group(last_year=2024, end_share=0.5, renewal_share=0.4, renewal_years=2))
    expected = {2025: 4.0, 2026: 4.0, 2027: 1.6, 2028: 1.6, 2029: 0.64, 2030: 0.64}
    assert by_year(flows.stock) == pytest.approx(expected)
    assert by_year(flows.start) == {2025: 4.0}
    assert by_year(flows.end) == pytest.approx({2027: 2.4, 2029: 0.96})
    assert by_year(flows.fte)[2025] == pytest.approx(10 * 0.5 + 4 * 0.5)


def test_the_terms_of_a_year_are_those_of_that_year() -> None:
    plain = contracts(group(last_year=2025))
    years = len(YEARS)
    share = np.zeros((1, years))
    share[0, YEARS.index(2026)] = 0.5
    span = np.full((1, years), 1)
    flows = run_contracts(replace(plain, renewal_share=share, renewal_years=span), WORLD)
    assert by_year(flows.stock) == {2025: 10.0, 2026: 5.0}


def call(posts: float, per_post: float, licensed: float, arriving: float) -> Stages:
    return answer_calls(*(np.array([value]) for value in (posts, per_post, licensed, arriving)))


@pytest.mark.parametrize(
    ("asked", "stages"),
    [
        ((20, 3.0, 0.5, 0.8), (60, 30, 20, 16)),  # the posts bind
        ((20, 1.5, 0.4, 0.5), (30, 12, 12, 6)),  # the licensed applicants bind
        ((20, 0.5, 1.0, 1.0), (10, 10, 10, 10)),  # hardly anybody applies
        ((20, 2.0, 0.5, 0.9), (40, 20, 20, 18)),  # both at once
        ((20, 5.0, 0.0, 1.0), (100, 0, 0, 0)),  # nobody is licensed
        ((0, 5.0, 1.0, 1.0), (0, 0, 0, 0)),
    ],
)
def test_the_stages_of_a_call_by_hand(asked: tuple[float, ...], stages: tuple[float, ...]) -> None:
    found = call(*asked)
    names = ("applicants", "licensed", "hired", "arrived")
    assert [getattr(found, name)[0] for name in names] == pytest.approx(list(stages))


def test_posts_bind_at_the_licensed_applicants_and_not_at_all_of_them() -> None:
    """Binding before the licence would leave posts empty that a licensed applicant could take."""
    (hired,) = call(20, 3.0, 0.5, 1.0).hired
    assert hired == 20 != min(20, 60) * 0.5


def test_a_call_that_loses_nobody_changes_no_bit() -> None:
    for posts in (20.0, 0.1, 1 / 3, 453.7):
        assert call(posts, 1.0, 1.0, 1.0).arrived[0].hex() == posts.hex()


def test_nobody_arrives_who_was_not_hired_and_nobody_is_hired_without_a_post_or_a_licence() -> None:
    drawn = np.random.default_rng(1).uniform(size=(4, 500)) * [[50], [4], [1], [1]]
    found = answer_calls(*drawn)
    assert np.all(found.arrived <= found.hired)
    assert np.all(found.hired <= np.minimum(drawn[0], found.licensed))
    assert np.all(found.licensed <= found.applicants)
