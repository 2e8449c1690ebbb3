"""The stops of the tour on the overview, and its last one in the menu of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.rounding import whole as whole_number
from app.ui.tour.stops import Stop, Target, whole

if TYPE_CHECKING:
    from app.planning.lines import Line


class _Figures(Stop):
    """A stop at one of the key figures: pressing it tells where it comes from."""

    figure = ""
    before = ""

    def prepare(self) -> None:
        """Begin with another figure, and with the inspector in sight."""
        self._ask_again()
        page = self._overview
        if page is not None:
            page.look_into(self.before)
        self._document.inspector_asked.emit()

    def target(self) -> Target | None:
        """Point at the card of the figure."""
        page = self._overview
        return None if page is None else whole(page.figures.cards[self.figure])

    def done(self) -> bool:
        """Tell whether the card is pressed."""
        page = self._overview
        return page is not None and page.figures.cards[self.figure].isChecked()


class Density(_Figures):
    """Look at how few physicians there are for so many people."""

    figure, before = "density", "deficit"

    def prepare(self) -> None:
        """Begin in the base year."""
        self._document.choose_year(self._document.rows.facts.base_year)
        super().prepare()

    def tell(self) -> str:
        """Say the figures of the base year."""
        language, line = self._document.language, self._lines[0]
        return language.plural(
            "{place}, {year}: {n} physician for {population} inhabitants. Open the density.",
            "{place}, {year}: {n} physicians for {population} inhabitants. Open the density.",
            whole_number(line.stock),
            place=self._place,
            year=line.year,
            population=language.number(line.population),
        )


class Arrival(Stop):
    """Go to the year in which people on contract arrive."""

    def prepare(self) -> None:
        """Begin in the base year."""
        self._ask_again()
        self._document.choose_year(self._document.rows.facts.base_year)

    def tell(self) -> str:
        """Say who arrives, and when."""
        line = self._arriving()
        return self._document.language.plural(
            "In {year}, {n} physician on contract arrives. Move the year to {year}.",
            "In {year}, {n} physicians on contract arrive. Move the year to {year}.",
            whole_number(sum(line.entries.values())),
            year=line.year,
        )

    def found(self) -> str:
        """Say how many are there then."""
        return self._course("stock", self._arriving().year)

    def target(self) -> Target | None:
        """Point at the slider of years."""
        page = self._overview
        return None if page is None else whole(page.where.years)

    def done(self) -> bool:
        """Tell whether the year is chosen."""
        return self._document.year == self._arriving().year

    def _arriving(self) -> Line:
        lines = self._lines
        return next((line for line in lines[1:] if sum(line.entries.values()) > 0), lines[-1])


class Why(_Figures):
    """Ask why a number is what it is."""

    figure, before = "deficit", "stock"

    def tell(self) -> str:
        """Say where the answer stands."""
        return self._document.language.say(
            "Open “Why this number?” on the deficit: press the figure, and read beside it where it "
            "comes from."
        )


class Export(Stop):
    """Write the report; the last stop."""

    def tell(self) -> str:
        """Say how it goes on without the tour."""
        return self._document.language.say(
            "Export the report, from the menu of files. The tour ends here; it is also in the Help "
            "menu."
        )

    def target(self) -> Target | None:
        """Point at the menu of files."""
        bar = self._window.head.bar
        menu = self._window.head.menus.by_key["file"]
        return Target(bar, bar.actionGeometry(menu.menuAction()))

    def done(self) -> bool:
        """Tell whether a workbook has been written."""
        from app.ui.dialogs.export import ExportDialog

        dialogs = self._window.findChildren(ExportDialog)
        return any(one.banner.property("tone") == "success" for one in dialogs)
