"""Series are told apart without colour, in grey, and by eyes that see fewer colours."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

from app.language import language
from app.reports import flows_chart
from app.reports.look import Look, Mode
from app.reports.series import BASE, norm_look, series_look

MARKS = (BASE, "a", "b", "c", "d", "e")
MODES: tuple[Mode, ...] = ("light", "dark")
Colour = NDArray[np.float64]

# What is left of linear red, green and blue without one kind of cone: Machado, Oliveira and
# Fernandes, A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009.
EYES = {
    "all colours": np.eye(3),
    "no red cones": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "no green cones": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "no blue cones": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
# From linear colours to cones and on to lightness and two opponents: Ottosson, Oklab, 2020.
CONES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])  # fmt: skip
OPPONENTS = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])  # fmt: skip
LEAST = 0.06  # three times what is just seen side by side


def linear(colour: str) -> Colour:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> Colour:
    left = np.clip(EYES[eye] @ linear(colour), 0, 1)
    return OPPONENTS @ np.cbrt(CONES @ left)


def light(colour: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear(colour))



@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("mode", MODES)
def test_scenarios_keep_their_distance_for_every_eye(mode: Mode, eye: str) -> None:
    look = Look(language("fr"), mode)
    for one, other in combinations(MARKS, 2):
        away = np.linalg.norm(seen(look.scenario(one), eye) - seen(look.scenario(other), eye))
        assert away >= LEAST, (one, other)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("pair", [("entry", "exit"), ("women", "men"), ("deficit", "surplus"),
                                  ("stock", "deficit"), ("stock", "need")])  # fmt: skip
def test_what_stands_in_one_chart_keeps_its_distance(
    mode: Mode, eye: str, pair: tuple[str, str]
) -> None:
    one, other = (seen(Look(language("fr"), mode).colour(name), eye) for name in pair)
    assert np.linalg.norm(one - other) >= LEAST


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_of_a_line_is_read_on_its_ground(mode: Mode) -> None:
    look = Look(language("fr"), mode)
    ground = light(look.surface("surface"))
    for mark in MARKS:
        low, high = sorted((light(look.scenario(mark)), ground))
        assert (high + 0.05) / (low + 0.05) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_two_lines_differ_by_dash_or_by_sign(mode: Mode) -> None:
    look = Look(language("fr"), mode)
    drawn = [(one.dash, one.sign) for one in (series_look(look, mark) for mark in MARKS)]
    norm = norm_look(look)
    drawn.append((norm.dash, norm.sign))
    assert len(set(drawn)) == len(drawn)
    dashes = [dash for dash, _ in drawn if dash is not None]
    assert len(set(dashes)) == len(dashes)


def test_a_scenario_without_a_mark_of_its_own_is_drawn_as_the_reference() -> None:
    look = Look(language("fr"))
    assert series_look(look, "") == series_look(look, BASE)


def test_signs_stand_apart_so_that_lines_on_each_other_both_show() -> None:
    look = Look(language("fr"))
    first, second = (series_look(look, "a").style(17, shift) for shift in (0, 1))
    assert first["markevery"] == (1, 4)
    assert second["markevery"] == (2, 4)
    assert "marker" not in series_look(look, BASE).style(17)
    assert "markevery" not in series_look(look, "a").style()


@pytest.mark.parametrize("side", ["entry", "exit"])
@pytest.mark.parametrize("mode", MODES)
def test_neighbours_in_a_column_differ_in_grey_and_by_their_hatch(mode: Mode, side: str) -> None:
    look = Look(language("fr"), mode)
    ground, ink = (linear(look.surface("surface")), linear(look.colour(side)))
    weights = np.array([0.2126, 0.7152, 0.0722])
    greys = [
        float(np.cbrt(weights @ (tint * ink + (1 - tint) * ground))) for tint in flows_chart._TINTS
    ]
    for one, other in pairwise(greys):
        assert abs(one - other) > 0.02
    assert len(set(flows_chart._HATCHES)) == len(flows_chart._TINTS)
