"""The first sheets say what is in the workbook, in figures that agree with each other."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.language import CODES, language
from app.planning.outcomes import outer
from app.planning.study import Study
from app.reports import alternative
from app.reports.book import summary
from app.reports.book.content import gather

from .conftest import MADE_AT, Book
from .readable import formulas, values

ROUNDED = "Les nombres affichés sont arrondis"


def words(sheet: Worksheet) -> list[str]:
    """Return the texts of a sheet."""
    found = (cell.value for row in sheet.iter_rows() for cell in row)
    return [text for text in found if isinstance(text, str)]


def row_of(sheet: Worksheet, label: str) -> list[object]:
    """Return the cells to the right of a label, up to the first empty one."""
    row = next(row for row in sheet.iter_rows() if row[0].value == label)
    cells = [cell.value for cell in row[1:]]
    return cells[: cells.index(None)] if None in cells else cells


def test_the_gross_deficit_stands_beside_the_net_one(morocco: Study, book: Book) -> None:
    made = values(book(morocco, norm="MED_153"))
    lines = morocco.lines(morocco.view(norm="MED_153"))
    net, gross = lines[-1].deficit, lines[-1].deficit_gross
    assert (round(net or 0), round(gross or 0)) == (1_913, 12_094)
    summary_row = row_of(made["Synthèse"], "Déficit brut")
    assert summary_row[-2] == pytest.approx(gross)
    heads = [cell.value for cell in made["Projection"][5]]
    at = heads.index("Déficit brut") + 1
    found = [made["Projection"].cell(6 + i, at).value for i in range(len(lines))]
    assert found == pytest.approx([line.deficit_gross for line in lines])
    for name in ("Synthèse", "Projection", "Par région"):
        assert any(text.startswith("Déficit brut\xa0:") for text in words(made[name])), name


def test_each_region_has_its_gross_deficit_and_they_add_up(morocco: Study, book: Book) -> None:
    sheet = values(book(morocco, norm="MED_153"))["Par région"]
    tops = [row[0].row for row in sheet.iter_rows() if row[0].value == "Déficit brut"]
    assert len(tops) == 1
    rows = list(sheet.iter_rows(min_row=tops[0] + 1, max_row=tops[0] + 14))
    souss = morocco.lines(morocco.view("09", norm="MED_153"))
    found = next(row for row in rows if row[0].value == "Souss-Massa")
    assert found[len(souss)].value == pytest.approx(souss[-1].deficit_gross)
    assert rows[-1][len(souss)].value == 0  # the distance of the sum from the projection sheet


def test_a_single_place_has_no_gross_deficit(morocco: Study, book: Book) -> None:
    made = values(book(morocco, territory="09.551", norm="MED_153"))
    texts = [text for sheet in made.worksheets for text in words(sheet)]
    assert not any("Déficit brut" in text for text in texts)


@pytest.mark.parametrize("territory", [None, "03", "09", "09.551", "12"])
def test_the_sentences_add_up_as_printed(morocco: Study, territory: str | None) -> None:
    speaks = language("en")
    content = gather(morocco, morocco.view(territory), speaks, MADE_AT)
    said = " ".join(summary.sentences(content))
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", said)
    a, b = map(int, re.findall(r"from (\d+) to (\d+) between", plain)[0])
    flows = re.findall(r"entries (\d+), exits (\d+), balance ([+\-\u2212]?\d+)", plain)[0]
    entries, exits, net = (int(text.replace("\u2212", "-")) for text in flows)
    assert entries - exits == net == b - a


def test_an_alternative_text_adds_up_in_every_year(morocco: Study) -> None:
    speaks = language("en")
    for line in outer(morocco.lines(morocco.view("12")))[1:]:
        said = alternative.flows("x", line, speaks).replace(",", "")
        found = re.findall(r"entries (\d+) exits (\d+) balance (\S+)\.", said)[0]
        entries, exits, net = (int(text.replace("\u2212", "-")) for text in found)
        assert entries - exits == net


def test_every_sheet_of_sums_says_that_figures_are_rounded(morocco: Study, book: Book) -> None:
    made = values(book(morocco))
    names = ("Synthèse", "Projection", "Entrées et sorties", "Formation et postes", "Par région")
    for name in names:
        assert any(ROUNDED in text for text in words(made[name])), name


def test_a_plan_of_one_year_speaks_of_one_year(founding: Study, book: Book) -> None:
    content = book(founding)
    made = formulas(content)
    texts = words(made["Synthèse"])
    assert "Évolution" not in texts
    assert "2020" in words(made["À lire"])
    assert any("59\u202f412 personnes en 2020" in text for text in texts)
    assert not any("entre" in text and "2020" in text for text in texts)
    assert "Entrées" not in [cell.value for cell in made["Projection"][5]]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if "charts/chart" in name]
        charts = [packed.read(name).decode() for name in names]
    assert ["lineChart" in chart for chart in charts] == [False]


@pytest.mark.parametrize("code", CODES)
def test_the_first_sheet_promises_only_what_is_there(
    morocco: Study, founding: Study, book: Book, code: str
) -> None:
    speaks = language(code)
    ranked = speaks.say("Key figures, what they say, the largest deficits")
    need = speaks.say("Year by year: population, entries, exits, stock, need, deficit")
    nation = words(formulas(book(morocco, code)).worksheets[0])
    assert {ranked, need} <= set(nation)
    province = words(formulas(book(morocco, code, territory="09.551")).worksheets[0])
    assert ranked not in province
    bare = book(morocco, code, cadre="MED_GP", norm="MED_153")
    assert not {ranked, need} & set(words(formulas(bare).worksheets[0]))
    assert not {ranked, need} & set(words(formulas(book(founding, code)).worksheets[0]))


@pytest.mark.parametrize("norm", ["MED_153", "MA_445"])
def test_the_labels_of_two_lines_that_meet_do_not_meet(
    morocco: Study, book: Book, norm: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(book(morocco, norm=norm))) as packed:
        names = [name for name in packed.namelist() if "charts/chart" in name]
        lines = next(c for c in (packed.read(n).decode() for n in names) if "lineChart" in c)
    stock, need = (part for part in lines.split("<c:ser>")[1:])
    assert 'dLblPos val="b"' in stock
    assert 'dLblPos val="t"' in need
