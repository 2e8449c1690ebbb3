"""The stops of the tour in the simulator: a guess, two levers, and a scenario that is kept."""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from app.planning import stories
from app.ui.tour.stops import Stop, Target, whole

if TYPE_CHECKING:
    from app.planning.levers import Lever
    from app.ui.simulator.stage import Stage

_RENEWAL, _POSTS, _FILLED = "renewal_share", "posts", "fill_rate"
_HALF, _FIVE = 0.5, 5  # what the stops ask for
_NEAR = 0.005


class _InSimulator(Stop):
    page = "simulator"
    needs: tuple[str, ...] = ()  # levers without which it cannot be done, whoever unpinned them

    def prepare(self) -> None:
        """Have at hand what it needs, as the stories pin it."""
        stage, told = self._stage, stories.stories(self._document.rows)
        if stage is not None:
            every = dict.fromkeys(key for story in told for key in story.pinned)
            stage.levers.lend([key for key in every if key.split(".")[1] in self.needs])

    def leave(self) -> None:
        """Leave at hand what a person chose."""
        stage = self._stage
        if stage is not None:
            stage.levers.lend(())

    @property
    def _stage(self) -> Stage | None:
        page = self._simulator
        return None if page is None else page.stage

    def _told_as_asked(self) -> int:
        """Return the place of the step at which the room is asked."""
        stage = self._stage
        steps = () if stage is None else stage.telling.steps
        return next((at for at, step in enumerate(steps) if step.asks), 0)

    def _stands_after_the_guess(self) -> None:
        """Have the story told as far as its question, everything revealed, nothing tried."""
        stage = self._stage
        if stage is not None and stage.telling.at <= self._told_as_asked():
            stage.telling.go_to(self._told_as_asked() + 1)


class Guess(_InSimulator):
    """Guess before looking."""

    def prepare(self) -> None:
        """Hide what the story hides."""
        super().prepare()
        stage = self._stage
        if stage is not None:
            stage.telling.say(None)
            stage.telling.go_to(self._told_as_asked())

    def tell(self) -> str:
        """Ask for the guess, then for the answer."""
        stage, say = self._stage, self._document.language.say
        if stage is not None and stage.telling.guess is not None and stage.telling.held:
            return say("Your guess is kept. Now reveal what happens.")
        return say("What happens when the contracts end? Make a guess before you reveal it.")

    def found(self) -> str:
        """Say how many are left."""
        return self._course("stock", self._document.year)

    def target(self) -> Target | None:
        """Point at the box of the guess, then at the button that reveals."""
        stage = self._stage
        if stage is None:
            return None
        asked = stage.telling.guess is None
        return whole(stage.result.guess if asked and stage.telling.held else stage.foot.hold)

    def done(self) -> bool:
        """Tell whether the answer is in sight."""
        stage = self._stage
        return stage is not None and stage.telling.step is not None and not stage.telling.held


class _WithLever(_InSimulator):
    """A stop at one lever; the charts over it stay in sight."""

    parameter = ""
    level = True

    def found(self) -> str:
        """Say what the lever does to the deficit."""
        document = self._document
        return self._course("deficit", document.year, document.trials.study)

    def target(self) -> Target | None:
        """Point at the slider of the lever."""
        found = self._lever(self.parameter)
        return None if found is None else whole(found[0])

    def done(self) -> bool:
        """Tell whether the lever stands where it is asked for."""
        found = self._lever(self.parameter)
        return found is not None and self._enough(self._document.trials.value(found[1]))

    def _enough(self, value: float) -> bool:
        raise NotImplementedError


class Renewal(_WithLever):
    """Keep half of the people on contract."""

    parameter = _RENEWAL
    needs = (_RENEWAL,)

    def prepare(self) -> None:
        """Begin where the answer is known and nothing is tried."""
        self._stands_after_the_guess()
        super().prepare()

    def tell(self) -> str:
        """Say how far."""
        language = self._document.language
        return language.say("Drag renewal to {percent}.", percent=language.percent(_HALF))

    def _enough(self, value: float) -> bool:
        return isclose(value, _HALF, abs_tol=_NEAR)


class Posts(_WithLever):
    """Open posts, not all of which find somebody."""

    parameter = _POSTS
    needs = (_POSTS, _FILLED)

    def prepare(self) -> None:
        """Begin with posts filled as often as the story has it."""
        self._stands_after_the_guess()
        super().prepare()
        found = self._lever(_FILLED)
        if found is not None and not self._document.trials.value(found[1]):
            self._try(found[1], self._filled())

    def tell(self) -> str:
        """Say how many, and what to expect."""
        language, found = self._document.language, self._lever(_FILLED)
        share = self._filled() if found is None else self._document.trials.value(found[1])
        return language.say(
            "Open {n} posts a year. Not all are expected to be filled: the fill rate is {percent}.",
            n=_FIVE,
            percent=language.percent(share),
        )

    def _enough(self, value: float) -> bool:
        return value >= _FIVE - _NEAR

    def _filled(self) -> float:
        """Return the share of posts that a step of the story fills."""
        rows = self._document.rows
        measures = [
            measure
            for story in stories.stories(rows)
            for step in stories.steps(rows, story)
            for measure in step.measures
        ]
        return next((one.value for one in measures if one.parameter == _FILLED), 0.0)

    def _try(self, lever: Lever, value: float) -> None:
        self._document.trials.move(lever, value)
        self._document.trials.settle()


class Keep(_InSimulator):
    """Save what is tried as a scenario, then see it beside the reference."""

    needs = (_RENEWAL,)

    def prepare(self) -> None:
        """Have something to save."""
        super().prepare()
        found, trials = self._lever(_RENEWAL), self._document.trials
        if found is not None and not trials.measures and not self._kept:
            trials.move(found[1], _HALF)
            trials.settle()

    @property
    def is_here(self) -> bool:
        """Whether the simulator is shown, or the comparison once there is one to make."""
        shown = self._window.workplace.page_key
        return shown == self.page or self._kept

    def tell(self) -> str:
        """Ask for the scenario, then for the comparison."""
        say = self._document.language.say
        if self._kept:
            return say("It is saved. Now open the comparison with the reference.")
        return say("Save what you have tried as a scenario and compare it with the reference.")

    def target(self) -> Target | None:
        """Point at the button that saves, then at the way to the comparison."""
        if not self._kept:
            stage = self._stage
            return None if stage is None else whole(stage.levers.keep_button)
        from app.ui.sections import section_of

        workplace, section = self._window.workplace, section_of("compare")
        if section == section_of(workplace.page_key) and workplace.tabs.isVisible():
            return whole(workplace.tabs.buttons["compare"])
        return whole(workplace.rail.items[section.key])

    def done(self) -> bool:
        """Tell whether a scenario is kept and the comparison in sight."""
        return self._kept and self._window.workplace.page_key == "compare"

    @property
    def _kept(self) -> bool:
        """Whether a scenario was added to the copy of the sample."""
        history = self._document.history()
        return any(line.state == "done" and "scenarios" in line.touches for line in history)
