"""The reference run gives the published results: 475 figures, and the ready scenarios.

The figures were computed by another program from the same assumptions and printed as whole persons
and one decimal of a density. Ten of them end a hair or half a person apart, so 465 of the 475 are
equal once rounded (498 of 508 if the years themselves are counted, as the publication does).
"""

import re

import pytest

from tests.planning.reference_run import (
    DOCTORS,
    GOLDEN,
    PARAMEDICAL,
    flows,
    published,
    run,
    stock,
    stocks,
)

YEARS = (2030, 2035, 2040)


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, int, float, float, int]]:
    """Column, year, ours, the published figure and its decimals."""
    done = run("morocco-2024")
    tables = {"reference-stocks": stocks(done), "reference-flows": flows(done)}
    return [
        (column, year, ours[column][year], figure, decimals)
        for name, ours in tables.items()
        for column, year, figure, decimals in published(name)
    ]


def test_the_published_tables_hold_475_figures(
    pairs: list[tuple[str, int, float, float, int]],
) -> None:
    assert len(pairs) == 475


def test_every_published_figure_is_met_within_one_person_or_0_06_per_10_000(
    pairs: list[tuple[str, int, float, float, int]],
) -> None:
    apart = [p for p in pairs if abs(p[2] - p[3]) > (0.06 if p[4] else 1.0)]
    assert apart == []


def test_at_least_465_of_the_475_are_equal_once_rounded(
    pairs: list[tuple[str, int, float, float, int]],
) -> None:
    equal = [p for p in pairs if round(p[2], p[4]) == p[3]]
    assert len(equal) >= 465


@pytest.mark.parametrize(
    ("scenario", "more_doctors"),
    [
        ("GRAD3300", (459, 705, 670)),
        ("SEATS7543", (0, 3312, 8586)),
        ("FILL70", (0, 0, 0)),
        ("RETIRE2", (686, 972, 538)),
        ("EMIGHALF", (1549, 4561, 7087)),
        ("CONTRACTS", (137, 0, 0)),
        ("DIASPORA", (794, 1757, 2656)),
        ("COVER26", (0, 0, 0)),
    ],
)
def test_a_ready_scenario_differs_from_the_reference_as_published(
    scenario: str, more_doctors: tuple[int, int, int]
) -> None:
    plain = stock(run("morocco-2024"), DOCTORS)
    found = stock(run("morocco-2024", scenario), DOCTORS)
    assert [found[y] - plain[y] for y in YEARS] == pytest.approx(list(more_doctors), abs=1.5)


def test_filling_more_posts_takes_882_generalists_from_private_practice_by_2035() -> None:
    plain, found = run("morocco-2024"), run("morocco-2024", "FILL70")
    more = stock(found, "MED_GP", "public")[2035] - stock(plain, "MED_GP", "public")[2035]
    assert more == pytest.approx(882, abs=1.5)


def test_retiring_two_years_later_keeps_858_paramedical_staff_in_2040() -> None:
    """The publication prints 858 for 2035; it is its figure of 2040, and 2035 has 892."""
    plain, found = run("morocco-2024"), run("morocco-2024", "RETIRE2")
    more = stock(found, PARAMEDICAL)[2040] - stock(plain, PARAMEDICAL)[2040]
    assert more == pytest.approx(858, abs=1.5)


def test_missions_of_the_diaspora_are_83_full_time_equivalents_and_no_heads() -> None:
    done = run("morocco-2024", "DIASPORA")
    assert done.inputs.mission_fte[-1].sum() == pytest.approx(1000 / 12)
    assert done.projection.imbalance() <= 1e-6


def test_residents_outside_the_stock_are_those_published() -> None:
    training = run("morocco-2024").projection.training
    assert training is not None
    expected = [5391, 7731, 10450, 12114]
    assert training.residents[[0, 5, 10, 15]].tolist() == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize(("year", "doctors"), [(2022, 28_005), (2023, 28_926), (2024, 29_819)])
def test_the_back_test_from_2021_gives_the_published_doctors_within_half_a_percent(
    year: int, doctors: int
) -> None:
    assert stock(run("morocco-2021"), DOCTORS)[year] == pytest.approx(doctors, rel=0.005)


def test_the_back_test_told_in_the_method_note_is_the_one_computed() -> None:
    note = (GOLDEN.parents[2] / "docs" / "method.md").read_text("utf-8")
    told = re.findall(r"^\| physicians (\d{4}) \| ([\d ]+) \|", note, re.MULTILINE)
    found = stock(run("morocco-2021"), DOCTORS)
    assert [(int(year), int(text.replace(" ", ""))) for year, text in told] == [
        (year, round(found[year])) for year in (2022, 2023, 2024)
    ]
