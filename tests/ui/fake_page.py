"""A page as the grid knows one: it describes columns, shows rows and keeps every gesture."""

from collections.abc import Mapping

from app.language import Language, language
from app.problems import message
from app.reports.table import Cell, Kind
from app.ui.grid.columns import Change, Column, Role, Rows
from app.ui.grid.grid import Grid

COLUMNS = (
    Column("province", message("Territory"), Kind.TEXT, Role.GROUP),
    Column("cadre", "Profession", Kind.TEXT, Role.LABEL, aliases=("المهنة",)),
    Column("young", "25–29", Kind.PERSONS, editable=True, empty=0),
    Column("old", "60–64", Kind.PERSONS, editable=True, empty=0),
    Column("total", message("Total"), Kind.PERSONS, Role.SUM),
    Column("share", "Part", Kind.SHARE, editable=True),
    Column("since", "Depuis", Kind.YEAR, editable=True),
    Column("kind", "Statut", Kind.TEXT, editable=True, choices=("Titulaire", "Contractuel")),
)
KEYS = [column.key for column in COLUMNS]
PROVINCES = ("Agadir", "Taroudannt", "Tata")
CADRES = ("Généraliste", "Spécialiste", "Médecins")


class FakePage:
    """Three provinces, two professions each and a subtotal; `calls` are the gestures kept."""

    def __init__(self, code: str = "fr") -> None:
        self.calls: list[tuple[Change, ...]] = []
        self.refusal: str | None = None
        self.given: dict[tuple[int, str], Cell] = {}
        self.locked: frozenset[tuple[int, str]] = frozenset()
        self.grid = Grid(self.keep)
        self.tell(language(code))

    def tell(self, spoken: Language) -> None:
        self.grid.describe(COLUMNS, spoken, title="Effectifs")
        self.grid.show(self.rows())

    def rows(self) -> Rows:
        return full_rows(self.given, self.locked)

    def keep(self, changes: tuple[Change, ...]) -> str | None:
        self.calls.append(changes)
        if self.refusal:
            return self.refusal
        self.given |= {(change.row, change.column): change.value for change in changes}
        self.grid.show(self.rows())
        return None

    def texts(self, key: str) -> list[str]:
        """Return what a column shows, row by row."""
        model = self.grid.model
        return [model.text(row, KEYS.index(key)) for row in range(model.rowCount())]


def full_rows(
    given: Mapping[tuple[int, str], Cell] | None = None,
    locked: frozenset[tuple[int, str]] = frozenset(),
) -> Rows:
    """Return the rows of the three provinces, with the values that a person gave."""
    given = given or {}
    lines: list[list[Cell]] = []
    for at, province in enumerate(PROVINCES):
        for cadre in CADRES[:2]:
            row = len(lines)
            young = given.get((row, "young"), 10 * at + row)
            old = given.get((row, "old"), 0)
            share = given.get((row, "share"), 0.125)
            since = given.get((row, "since"), 2020)
            kind = given.get((row, "kind"), "Titulaire")
            lines.append([province, cadre, young, old, _sum(young, old), share, since, kind])
        young, old = (_sum(lines[-2][at], lines[-1][at]) for at in (2, 3))
        lines.append([province, CADRES[2], young, old, young + old, None, None, None])
    total = [sum(_sum(line[at], 0) for line in lines[2::3]) for at in (2, 3, 4)]
    return Rows(
        cells=tuple(zip(*lines, strict=True)),
        ids=tuple((line[0], line[1]) for line in lines),
        subtotals=frozenset({2, 5, 8}),
        total=("Souss-Massa", CADRES[2], *total, None, None, None),
        changed=frozenset(given),
        locked=locked,
        notes={(0, "young"): "était 0"},
    )


def _sum(one: Cell, other: Cell) -> float:
    return sum(value for value in (one, other) if isinstance(value, int | float))
