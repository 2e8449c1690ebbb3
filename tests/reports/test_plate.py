"""The ground of still charts: a figure that nobody looks at any more leaves nothing behind."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.language import language
from app.reports.look import Look
from app.reports.plate import Box, Plate, Size, let_go


@pytest.fixture
def _by_counting_alone() -> Iterator[None]:
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    yield
    if collects:
        gc.enable()


def _drawn() -> Plate:
    plate = Plate(Look(language("ar")), Size(300, 200))
    axes = plate.axes(Box(0, 0, 300, 200))
    axes.plot([2024, 2030], [1, 2], marker="o")
    plate.years(axes, Box(0, 0, 300, 200), (2024, 2030))
    plate.figure.canvas.draw()  # type: ignore[no-untyped-call]
    return plate


@pytest.mark.usefixtures("_by_counting_alone")
def test_a_figure_that_is_taken_apart_goes_by_counting_alone() -> None:
    plate = _drawn()
    seen = [weakref.ref(part) for part in plate.figure.findobj()]
    assert len(seen) > 10
    let_go(plate.figure)
    del plate
    assert [one() for one in seen if one() is not None] == []
