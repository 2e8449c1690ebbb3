"""Draws that are kept say what new ones would, bit for bit, whatever is tried in between."""

from dataclasses import replace

import pytest

from app.engine.inputs import Inputs, named_arrays
from app.models.rows import MeasureRow
from app.planning import kept_draws
from app.planning.bands import drawn_stocks
from app.planning.kept_draws import KeptDraws
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from tests.planning.hand import assume, hand, measure, post, staff

LEAVING = assume("resignation", 0.06, id="A1", low=0.01, high=0.2)
GOING = assume("emigration", 0.02, id="A2", low=0.01, high=0.05)
PLAN = hand(
    staff=(staff(80.0), staff(40.0, territory="02.c")),
    assumptions=(LEAVING, GOING),
    recruitment=(post("01.a", 6.0, 0.5, posts_low=4.0, posts_high=9.0),),
)


def trial(*measures: MeasureRow) -> Study:
    return run(tried(PLAN, "base", measures), TRIAL)


def contents(inputs: Inputs) -> list[tuple[str, bytes]]:
    return [(name, array.tobytes()) for name, array in named_arrays(inputs)]


def some(kept: KeptDraws, study: Study) -> list[list[tuple[str, bytes]]]:
    return [contents(inputs) for inputs in kept.inputs(study, range(5), 0)]


TRIALS = (
    trial(),
    trial(measure("assumptions", "emigration", "multiply", 0.5)),
    trial(measure("assumptions", "emigration", "multiply", 0.25)),
    trial(measure("recruitment", "fill_rate", "set", 1.0, cadre="MED_GP")),
    trial(),
)


def test_kept_draws_are_those_that_would_be_made_anew() -> None:
    kept = KeptDraws(3)
    for study in TRIALS:
        assert some(kept, study) == some(KeptDraws(0), study)


def test_only_what_a_measure_touches_is_made_again() -> None:
    kept = KeptDraws(2)
    first = list(kept.inputs(TRIALS[1], range(3), 0))
    again = list(kept.inputs(TRIALS[2], range(3), 0))
    assert [a.switch is b.switch for a, b in zip(first, again, strict=True)] == [True, True, False]
    assert all(a.hazards is not b.hazards for a, b in zip(first, again, strict=True))


def test_draws_of_figures_that_have_changed_are_made_anew() -> None:
    kept = KeptDraws(5)
    some(kept, TRIALS[0])
    changed = replace(PLAN, assumptions=(replace(LEAVING, high=0.4), GOING))
    study = run(tried(changed, "base", ()), TRIAL)
    assert some(kept, study) == some(KeptDraws(0), study)


def test_kept_rows_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, view = KeptDraws(4), TRIALS[0].view()
    before = drawn_stocks(TRIALS[0], view, range(4), 0, kept=kept)
    monkeypatch.setattr(kept_draws.Ranges, "draw", None)
    after = drawn_stocks(TRIALS[0], view, range(4), 0, kept=kept)
    assert (before == after).all()
