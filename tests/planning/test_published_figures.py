"""The samples give back the figures that were published, and balance in every cell."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from app.planning import starter, study
from app.planning.lines import Line
from app.planning.study import Study

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
# Figures were printed without decimals, some rounded and some cut: both agree within one unit.
PRINTED = 1.0
EVERY = [
    (name, scenario.id) for name in starter.samples() for scenario in starter.sample(name).scenarios
]


@pytest.fixture(scope="module")
def nation() -> Study:
    return study.run(starter.sample("morocco-2024"))


def _first(made: Study, *asked: str, **named: str) -> Line:
    return made.lines(made.view(*asked, **named))[0]


def test_the_nation_in_2024_is_as_published(nation: Study) -> None:
    doctors = _first(nation, "MA", "doctors")
    private = _first(nation, "MA", "doctors", sector="private")
    assert doctors.population == 36_828_330
    assert doctors.stock == pytest.approx(31_860)
    assert private.stock / doctors.stock == pytest.approx(0.540, abs=0.0005)
    assert doctors.density_per_10_000 == pytest.approx(8.65, abs=0.005)
    assert _first(nation, "MA", "paramedical", sector="public").stock == pytest.approx(40_102)
    assert _first(nation, "09.551", "doctors").stock == pytest.approx(34)


@pytest.mark.parametrize(("norm", "deficit"), [("MA_445", 91_924), ("WHO_445", 107_352)])
def test_the_deficit_of_2024_is_the_published_one(
    nation: Study, norm: str, deficit: float
) -> None:
    assert _first(nation, norm=norm).deficit == pytest.approx(deficit, abs=PRINTED)


def test_tata_had_eight_doctors_in_2021() -> None:
    made = study.run(starter.sample("morocco-2021"))
    assert _first(made, "Tata", "doctors").stock == pytest.approx(8)


def test_the_founding_text_is_reproduced() -> None:
    made = study.run(starter.sample("founding-2020"))
    (line,) = made.lines(made.view())
    assert (line.population, line.cadre) == (35_185_000, "ALL")
    assert line.stock == pytest.approx(59_412)
    assert line.deficit == pytest.approx(97_161.25)


TATA = {
    "reference": {2017: 8, 2018: 28, 2019: 28, 2020: 28, 2021: 28, 2022: 8, 2030: 8},
    "renewal-50": {2017: 8, 2018: 28, 2021: 28, 2022: 18, 2025: 18},
    "posts-5-fill-40": {2017: 8, 2018: 28, 2019: 30, 2020: 32, 2021: 34, 2022: 16},
}


@pytest.mark.parametrize("scenario", TATA)
def test_the_three_stories_of_tata_are_exact(scenario: str) -> None:
    made = study.run(starter.sample("tata-2017"), scenario)
    lines = {line.year: line for line in made.lines(made.view())}
    for year, stock in TATA[scenario].items():
        assert lines[year].need == pytest.approx(183.6)
        assert lines[year].stock == pytest.approx(stock, abs=1e-9)
        assert lines[year].deficit == pytest.approx(183.6 - stock, abs=1e-9)


# --- The reference to 2040, year by year ---------------------------------------------------------


def _golden(name: str) -> list[dict[str, float]]:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]


def test_the_reference_stocks_needs_and_deficits_are_the_recorded_ones(nation: Study) -> None:
    def series(figure: str, **asked: str) -> list[float]:
        return [getattr(line, figure) for line in nation.lines(nation.view("MA", **asked))]

    found = {
        "gp_public": series("stock", cadre="MED_GP", sector="public"),
        "gp_private": series("stock", cadre="MED_GP", sector="private"),
        "sp_public": series("stock", cadre="MED_SP", sector="public"),
        "sp_private": series("stock", cadre="MED_SP", sector="private"),
        "doctors": series("stock", cadre="doctors"),
        "paramedical": series("stock", cadre="paramedical"),
        "need_ma_445": series("need", norm="MA_445"),
        "deficit_ma_445": series("deficit", norm="MA_445"),
        "need_med_153": series("need", norm="MED_153"),
        "deficit_med_153": series("deficit", norm="MED_153"),
    }
    for column, values in found.items():
        wanted = [row[column] for row in _golden("reference-stocks")]
        assert values == pytest.approx(wanted, abs=PRINTED), column


def test_the_reference_exits_are_the_recorded_ones(nation: Study) -> None:
    kinds = {"limit_age": "limit_age", "early_retirement": "early", "death": "death"}
    for group, also in (
        ("doctors", {"private_exit": "private_exit", "emigration": "emigration"}),
        ("paramedical", {"emigration": "emigration", "resignation": "resignation"}),
    ):
        lines = nation.lines(nation.view("MA", group))[1:]
        for kind, column in {**kinds, **also}.items():
            wanted = [row[f"{group}_{column}"] for row in _golden("reference-flows")]
            assert [x.exits[kind] for x in lines] == pytest.approx(wanted, abs=PRINTED), kind


def test_the_reference_entries_and_training_are_the_recorded_ones(nation: Study) -> None:
    doctors, paramedical = (nation.lines(nation.view("MA", g)) for g in ("doctors", "paramedical"))
    public = nation.lines(nation.view("MA", "doctors", sector="public"))
    training = nation.projection.training
    came = [(x.entries["private_opening"], x.entries["trained_abroad"]) for x in doctors[1:]]
    found = {
        "graduates": training.graduates.tolist(),
        "new_specialists": training.new_specialists.tolist(),
        "left_before_entry": (training.graduates_abroad + training.specialists_abroad).tolist(),
        "doctors_in_public": [x.entries["recruitment"] for x in doctors[1:]],
        "doctors_in_private": [sum(both) for both in came],
        "paramedical_in": [x.entries["recruitment"] for x in paramedical[1:]],
        "switch_to_private": [x.exits["switch_out"] for x in public[1:]],
        "doctors_public_net": [b.stock - a.stock for a, b in itertools.pairwise(public)],
    }
    for column, values in found.items():
        wanted = [row[column] for row in _golden("reference-flows")]
        assert values == pytest.approx(wanted, abs=PRINTED), column


# --- What holds in every sample and scenario -----------------------------------------------------


@pytest.mark.parametrize(("name", "scenario"), EVERY)
def test_every_cell_balances_and_nothing_is_below_zero(name: str, scenario: str) -> None:
    made = study.run(starter.sample(name), scenario)
    result = made.projection
    assert result.imbalance() < 1e-6
    assert result.stock.min(initial=0) >= -1e-9
    assert np.isfinite(result.fte).all()


def test_provinces_add_up_to_regions_and_regions_to_the_nation(nation: Study) -> None:
    def stocks(territory: str) -> np.ndarray:
        lines = nation.lines(nation.view(territory))
        return np.array([[x.stock, x.need, x.population, sum(x.exits.values())] for x in lines])

    regions = nation.children("MA")
    assert sum(map(stocks, regions)) == pytest.approx(stocks("MA"), rel=1e-12)
    for region in regions[:3]:
        provinces = nation.children(region)
        assert sum(map(stocks, provinces)) == pytest.approx(stocks(region), rel=1e-12)


@pytest.mark.parametrize("name", ["morocco-2024", "morocco-2021"])
def test_no_false_wave_of_retirements_comes_in_the_first_years(name: str) -> None:
    made = study.run(starter.sample(name))
    retired = [line.exits["limit_age"] for line in made.lines(made.view())[1:6]]
    assert max(retired) <= 1.5 * sum(retired) / len(retired)


def test_more_contracts_are_gone_again_after_their_four_years(nation: Study) -> None:
    made = study.run(starter.sample("morocco-2024"), "CONTRACTS")

    def doctors(which: Study) -> list[float]:
        return [line.stock for line in which.lines(which.view("MA", "doctors"))]

    more = np.array(doctors(made)) - doctors(nation)
    assert more[3] == pytest.approx(160)
    assert more[6] == pytest.approx(160 * 0.95**3)
    assert more[7:] == pytest.approx(0, abs=1e-6)
