"""The levers at hand: sliders that are pinned, and the menu that pins and unpins them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout

from app.reports.lever_names import lever_means, lever_name, lever_value
from app.ui import icons, look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import button, label
from app.ui.controls.lever import LeverFace, LeverSlider
from app.ui.controls.nest import nest
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.scenarios.findings import Pull, usual
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon

    from app.planning.levers import Lever
    from app.planning.lines import View
    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.job import Step

FEWEST, MOST = 1, 8
A_ROW = 4
_LANE = "levers"


class LeverRow(QFrame):
    """Sliders in one row or two; each moves what is tried, and shows where it was before."""

    taken = Signal()  # a hand begins to move one of them
    chosen = Signal(tuple)  # the keys of the levers that are pinned now
    found = Signal()  # what a study offers, for which `seek` was asked

    def __init__(self, document: Document) -> None:
        """Build it without a lever."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._columns = A_ROW
        self._presented = self.moves = False  # moves: whether a hand is on one of them
        self._at_hand: tuple[Lever, ...] = ()
        self._chosen: tuple[str, ...] = ()  # the keys that were asked to be pinned
        self._lent: tuple[str, ...] = ()  # keys that stand before those for a while
        self._asked: Study | None = None
        self._found: dict[str, tuple[Lever, ...]] = {}  # by place, what that study offers
        self._sought: tuple[Study, frozenset[str]] | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(document.problem_met)
        self._was: dict[str, float] = {}  # by key, where the lever of the last gesture began
        self.sliders: list[LeverSlider] = []
        self.heading, self.choose_button, self.keep_button = label("h3"), button(), button()
        self.back, self.again = IconButton("undo-2"), IconButton("redo-2")
        self.menu = QMenu(self)
        self.choose_button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill)
        self._lay_out()
        self._add()
        self.sliders[0].hide()

    def _lay_out(self) -> None:
        self._head = QFrame()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.heading, 1)
        for part in (self.back, self.again, self.choose_button, self.keep_button):
            head.addWidget(part)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.space("l"))
        self._grid.setVerticalSpacing(look.space("s"))
        self._place = QVBoxLayout(self)
        self._place.addWidget(self._head)
        nest(self._place, self._grid)

    # --- What it shows --------------------------------------------------------------------------

    @property
    def at_hand(self) -> tuple[Lever, ...]:
        """The levers that are pinned."""
        return self._at_hand

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, without the row of buttons, or those for a desk."""
        self._presented = presented
        self._head.setVisible(not presented)
        letters(self.heading, "h3", presented=presented)  # another window lets go of its size
        margin = look.space("l") if presented else look.space("m")
        self._place.setContentsMargins(margin, 8, margin, 8 if presented else 10)
        for slider in self.sliders:
            self._size(slider)
        self._keep_room()

    def _keep_room(self) -> None:
        """Keep the room of a row until its levers are found: nothing jumps when they come."""
        self._grid.setRowMinimumHeight(0, 0 if self._at_hand else self.sliders[0].room)

    def _size(self, slider: LeverSlider) -> None:
        """Take the size of now."""
        slider.present(presented=self._presented)

    def arrange(self, columns: int) -> None:
        """Put so many levers side by side."""
        if columns != self._columns:
            self._columns = columns
            for at, slider in enumerate(self.sliders):
                self._grid.addWidget(slider, *divmod(at, columns))
            for at in range(A_ROW):
                self._grid.setColumnStretch(at, int(at < columns))

    def pin(self, keys: Sequence[str], study: Study) -> None:
        """Have these levers at hand, as far as the plan offers them; `seek` has found them."""
        lent = [key for key in self._lent if key not in keys]
        places = dict.fromkeys(map(_place, (*keys, *lent)))
        known = {one.key: one for place in places for one in self._offers(study, place)}
        chosen = [key for key in keys if key in known][:MOST]
        lent = [key for key in lent if key in known]
        found = [known[key] for key in (*lent, *chosen[: MOST - len(lent)])]
        self._at_hand, self._chosen = tuple(found), tuple(chosen)
        while len(self.sliders) < len(found):
            self._add()
        for at, slider in enumerate(self.sliders):
            slider.setVisible(at < len(found))
        self._keep_room()
        self.retell()

    def lend(self, keys: Sequence[str]) -> None:
        """Have levers at hand for a while, whatever is chosen; none gives the choice back."""
        if self._lent != tuple(keys):
            self._lent = tuple(keys)
            self.found.emit()

    def retell(self) -> None:
        """Say every word, and put every slider where it stands."""
        say, trials = self._document.language.say, self._document.trials
        self.heading.setText(say("Levers"))
        self.choose_button.setText(f" {say('Choose the levers')}")  # the gap to the icon
        self.keep_button.setText(say("Save as a scenario…"))
        self.back.say(say("Take the last move back"))
        self.again.say(say("Move it again"))
        self.choose_button.setIcon(self._icon("sliders-horizontal"))
        self.follow()
        self.back.setEnabled(trials.can_undo)
        self.again.setEnabled(trials.can_redo)

    def first_choice(self, study: Study, view: View) -> tuple[str, ...]:
        """Return the levers to begin with where nobody has chosen any: each of another kind.

        Those that move the profession that is asked about come first, as on the page of scenarios.
        """
        every = (*self._offers(study, view.territory), *self._offers(study, study.places.home))
        members = study.places.cadre_indexes
        asked = {at for one in study.cadre_codes(view.cadre, view.norm) for at in members(one)}
        moving = {one.cadre for one in every if not asked.isdisjoint(members(one.cadre))}
        pulls = tuple(Pull(one, one.stands, one.stands) for one in every)
        return usual(pulls, frozenset(moving))[:A_ROW]

    def seek(self, study: Study, keys: Sequence[str], territory: str) -> bool:
        """Tell whether it is known what a study offers for levers, or in a place; else find it."""
        every = (territory, study.places.home, *map(_place, (*keys, *self._lent)))
        places = frozenset(place for place in every if place in study.places.by_code)
        if self._asked is study and places <= self._found.keys():
            return True
        before, sought = self._sought or (None, frozenset())
        if before is not study or sought != places or not self._lanes.busy:
            self._sought = study, places
            self._lanes.start(_LANE, Job(partial(_find, study, places)), self._take)
        return False

    @property
    def seeks(self) -> bool:
        """Whether what a study offers is being found out."""
        return self._lanes.busy

    def _take(self, found: dict[str, tuple[Lever, ...]]) -> None:
        if self._sought is None:
            return
        study, _ = self._sought
        if self._asked is not study:
            self._asked, self._found = study, {}
        self._found |= found
        self.found.emit()

    def _offers(self, study: Study, place: str) -> tuple[Lever, ...]:
        """Return what a study offers to be moved in a place, which `seek` has found."""
        return self._found.get(place, ()) if self._asked is study else ()

    def follow(self) -> None:
        """Put every slider where its lever stands now."""
        trials = self._document.trials
        for slider, lever in zip(self.sliders, self._at_hand, strict=False):
            slider.show_lever(self._face(lever), self._document.language)
            slider.state.setVisible(not self._presented)  # the ring on the track tells it too
        self.keep_button.setEnabled(bool(trials.measures) and self._document.writable)

    def _face(self, lever: Lever) -> LeverFace:
        document = self._document
        band = None if lever.low is None or lever.high is None else (lever.low, lever.high)
        return LeverFace(
            name=lever_name(lever, document.study, document.language),
            least=lever.least,
            most=lever.most,
            step=lever.step,
            text_of=lambda value: lever_value(lever, value, document.language),
            parent=lever.stands,
            value=document.trials.value(lever),
            band=band,
            previous=self._was.get(lever.key),
            whole=lever.is_whole,
            means=lambda value: lever_means(lever, value, document.language),
        )

    def _add(self) -> None:
        slider, at = LeverSlider(), len(self.sliders)
        slider.moved.connect(partial(self._move, at))
        slider.settled.connect(self._settle)
        slider.reverted.connect(partial(self._revert, at))
        self.sliders.append(slider)
        self._grid.addWidget(slider, *divmod(at, self._columns))
        self._grid.setColumnStretch(at % self._columns, 1)
        slider.ensurePolished()  # which takes the letters of the window, whatever it had
        self._size(slider)

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, look.of(self).colour("text_secondary"))

    # --- What a person does ---------------------------------------------------------------------

    def _move(self, at: int, value: float) -> None:
        lever, trials = self._at_hand[at], self._document.trials
        if not self.moves:
            self.taken.emit()
            self._was = {lever.key: trials.value(lever)}
            self.moves = True
        trials.move(lever, value)

    def _settle(self) -> None:
        self.moves = False
        self._document.trials.settle()

    def _revert(self, at: int) -> None:
        lever = self._at_hand[at]
        self._move(at, lever.stands)
        self._settle()

    def forget(self) -> None:
        """Mark no place where a lever was before."""
        self._was, self.moves = {}, False

    def _fill(self) -> None:
        """Offer every lever of the place that is asked about, those at hand with a tick."""
        self.menu.clear()
        document = self._document
        pinned = self._chosen
        lent = [one.key for one in self._at_hand if one.key not in pinned]
        for lever in self._offered():
            name = lever_name(lever, document.study, document.language).replace("&", "&&")
            action = self.menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(lever.key in (*pinned, *lent))
            full = len(pinned) >= MOST and lever.key not in pinned
            last = len(pinned) <= FEWEST and lever.key in pinned
            action.setEnabled(not (full or last or lever.key in lent))
            action.toggled.connect(partial(self._turn, lever.key))

    def _offered(self) -> list[Lever]:
        """Return those at hand, then what else the place and the whole plan offer."""
        study, place = self._document.study, self._document.view.territory
        every = (
            *self._at_hand,
            *self._offers(study, place),
            *self._offers(study, study.places.home),
        )
        return list({lever.key: lever for lever in reversed(every)}.values())[::-1]

    def _turn(self, key: str, wanted: bool) -> None:  # noqa: FBT001  said by Qt
        keys = [one for one in self._chosen if one != key]
        self.chosen.emit((*keys, key) if wanted else tuple(keys))


def _place(key: str) -> str:
    """Return the place that the key of a lever speaks of."""
    return key.split(".", 4)[-1]


def _find(study: Study, places: frozenset[str], step: Step) -> dict[str, tuple[Lever, ...]]:
    """Work out by place what a study offers: what another thread does."""
    from app.planning.levers import levers

    found: dict[str, tuple[Lever, ...]] = {}
    for done, place in enumerate(sorted(places)):
        step(done / len(places))
        found[place] = levers(study, place)
    return found
