from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from app.language import CODES, language
from app.models.rows import Names
from app.planning.lines import Line, View
from app.planning.study import Study
from app.reports.book.cells import LONGEST_TEXT, Formula, clean
from app.reports.workbook import projection_bytes, write_projection

from .conftest import MADE_AT, Book
from .readable import cells, formulas, is_formula, values

FR_SHEETS = [
    "À lire", "Synthèse", "Projection", "Entrées et sorties", "Formation et postes", "Par région",
    "Hypothèses et sources", "Sources", "Contrôles",
]  # fmt: skip


def column(sheet: Worksheet, heading: str, top: int = 5) -> list[object]:
    """Return the cells under a heading until the first empty one."""
    at = next(cell.column for cell in sheet[top] if cell.value == heading)
    found: list[object] = []
    for row in range(top + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value is None:
            break
        found.append(sheet.cell(row, at).value)
    return found


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("territory", [None, "09", "09.551"])
def test_every_formula_has_a_stored_value_and_no_number_is_missing(
    morocco: Study, book: Book, code: str, territory: str | None
) -> None:
    count = 0
    for sheet, where, what, value in cells(book(morocco, code, territory=territory)):
        if is_formula(what):
            count += 1
            assert value not in (None, ""), f"{sheet} {where}: {what}"
            assert isinstance(value, str) or math.isfinite(float(value))  # type: ignore[arg-type]
    assert count > 200


def test_the_sheets_are_those_that_a_planner_looks_for(morocco: Study, book: Book) -> None:
    assert formulas(book(morocco)).sheetnames == FR_SHEETS
    region = formulas(book(morocco, territory="09")).sheetnames
    assert "Par province" in region
    province = formulas(book(morocco, territory="09.551")).sheetnames
    assert len(province) == len(FR_SHEETS) - 1


def test_the_projection_sheet_holds_the_lines_of_the_study(morocco: Study, book: Book) -> None:
    sheet = values(book(morocco, norm="MED_153"))["Projection"]
    lines = morocco.lines(morocco.view(norm="MED_153"))
    assert column(sheet, "Année") == [line.year for line in lines]
    for heading, wanted in {
        "Effectif au 31 décembre": [line.stock for line in lines],
        "Besoin": [line.need for line in lines],
        "Déficit (+) ou excédent (−)": [line.deficit for line in lines],
        "Taux de couverture du besoin": [line.coverage for line in lines],
        "Densité pour 10\u202f000 habitants": [line.density_per_10_000 for line in lines],
    }.items():
        assert column(sheet, heading) == pytest.approx(wanted), heading


def test_need_and_stock_are_living_formulas(morocco: Study, book: Book) -> None:
    sheet = formulas(book(morocco))["Projection"]
    assert column(sheet, "Besoin")[1] == "=B7*norme/norme_pour"
    assert column(sheet, "Effectif au 1er janvier")[1] == "=F6"
    assert column(sheet, "Effectif au 31 décembre")[1] == "=C7+D7-E7"
    assert column(sheet, "Déficit (+) ou excédent (−)")[1] == "=G7-F7"


@pytest.mark.parametrize("code", CODES)
def test_named_cells_have_the_same_names_in_each_language(
    morocco: Study, book: Book, code: str
) -> None:
    made = values(book(morocco, code))
    assert {"norme", "norme_pour", "annee_base", "horizon"} <= set(made.defined_names)
    found = {}
    for name in ("norme", "norme_pour", "annee_base", "horizon"):
        ((sheet, where),) = made.defined_names[name].destinations
        found[name] = made[sheet][where.replace("$", "")].value
    assert found == {"norme": 4.45, "norme_pour": 1000, "annee_base": 2024, "horizon": 2040}


def test_every_check_holds_in_a_report_as_written(morocco: Study, book: Book) -> None:
    made = values(book(morocco))
    verdicts = column(made["Contrôles"], "Résultat")
    assert len(verdicts) == 8
    assert set(verdicts) == {"OK"}
    assert any(cell.value == "OK" for row in made["À lire"].iter_rows() for cell in row)


def test_without_a_norm_for_the_group_the_sheets_say_so(morocco: Study, book: Book) -> None:
    content = book(morocco, cadre="MED_GP", norm="MED_153")
    headings = [cell.value for cell in formulas(content)["Projection"][5]]
    assert "Besoin" not in headings
    texts = [str(value) for *_, value in cells(content)]
    assert any("ne couvre pas exactement" in text for text in texts)
    assert not any("MED_153" in text for text in texts)
    assert not any("norme" in str(what) for _, _, what, _ in cells(content) if is_formula(what))


@pytest.mark.parametrize("code", CODES)
def test_a_plan_of_one_year_and_a_plan_without_staff_have_their_workbook(
    founding: Study, empty: Study, book: Book, code: str
) -> None:
    assert len(formulas(book(founding, code)).sheetnames) == 6
    shown = [value for _, _, what, value in cells(book(empty, code)) if is_formula(what)]
    assert "–" in shown


def test_the_same_study_gives_the_same_bytes(tata: Study, book: Book) -> None:
    assert book(tata) == book(tata)


def test_arabic_sheets_run_from_the_right_and_others_from_the_left(
    tata: Study, book: Book
) -> None:
    for code, right in (("ar", True), ("fr", None), ("en", None)):
        sheets = formulas(book(tata, code)).worksheets
        assert {sheet.sheet_view.rightToLeft for sheet in sheets} == {right}
    font = {sheet["A1"].font.name for sheet in formulas(book(tata, "ar")).worksheets}
    assert font == {"Arial"}


@pytest.mark.parametrize("code", CODES)
def test_every_sheet_is_ready_to_print(morocco: Study, book: Book, code: str) -> None:
    for sheet in formulas(book(morocco, code)).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.center.text == "&P / &N"
        assert sheet.sheet_properties.pageSetUpPr is not None or sheet.page_setup.scale
        assert sheet.freeze_panes
        assert len(sheet.title) <= 31


def test_properties_tell_where_the_figures_come_from(tata: Study, book: Book) -> None:
    made = formulas(book(tata))
    custom = {one.name: one.value for one in made.custom_doc_props.props}
    assert custom["PlanId"] == tata.rows.facts.uuid
    assert custom["DataHash"] == tata.fingerprint
    assert (custom["BaseYear"], custom["Scenario"]) == (2017, tata.scenario.id)
    assert made.properties.created == MADE_AT


def test_charts_have_words_for_those_who_do_not_see_them(morocco: Study, book: Book) -> None:
    with zipfile.ZipFile(io.BytesIO(book(morocco))) as packed:
        drawings = [n for n in packed.namelist() if n.startswith("xl/drawings/drawing")]
        words = "".join(packed.read(name).decode() for name in drawings)
    assert words.count('descr="') == 3
    assert "effectif" in words


HOSTILE = (
    '=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "a\x00b\x1fc", "\ud800",
    "\uffff", "{=1}", "x" * 40_000, "&P&N", "'; --", "[x]",
)  # fmt: skip


def living(content: bytes) -> set[object]:
    """Return what computes in a workbook."""
    rows = (row for sheet in formulas(content).worksheets for row in sheet.iter_rows())
    return {cell.value for row in rows for cell in row if cell.data_type == "f"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_plan_becomes_a_formula_or_breaks_the_file(
    tata: Study, book: Book, text: str
) -> None:
    names = Names(text, text, text)
    rows = tata.rows
    sources = tuple(replace(row, title=text, where_found=text) for row in rows.sources)
    contracts = tuple(replace(row, label=text, note=text) for row in rows.contracts)
    places = tuple(replace(row, names=names) for row in rows.territories)
    norms = tuple(replace(row, names=names) for row in rows.norms)
    facts = replace(rows.facts, names=names, note=names)
    hostile = replace(
        tata,
        rows=replace(
            rows, facts=facts, sources=sources, contracts=contracts, territories=places, norms=norms
        ),
        scenario=replace(tata.scenario, names=names),
    )
    made = projection_bytes(hostile, hostile.view(), language("fr"), MADE_AT)
    assert living(made) == living(book(tata))


@given(st.text(max_size=60))
def test_any_text_is_made_fit_for_a_cell(text: str) -> None:
    kept = clean(text)
    assert len(kept) <= LONGEST_TEXT
    assert not any(ord(sign) < 32 and sign not in "\t\n" for sign in kept)
    kept.encode("utf-8")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, ""])
def test_a_formula_without_a_value_is_a_defect(value: float | str) -> None:
    with pytest.raises(ValueError, match="no value to store"):
        Formula("=A1", value)


def test_a_value_that_is_no_number_is_a_defect(
    morocco: Study, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tuple(replace(line, population=math.nan) for line in morocco.lines(morocco.view()))
    monkeypatch.setattr(Study, "lines", lambda _self, _view: broken)
    with pytest.raises(ValueError, match=r"cannot be written|no value to store"):
        book(morocco)


def test_the_workbook_is_written_to_its_file(tata: Study, tmp_path: Path) -> None:
    target = tmp_path / "tata.xlsx"
    write_projection(tata, tata.view(), target, language("fr"), made_at=MADE_AT)
    assert formulas(target.read_bytes()).sheetnames[0] == "À lire"
    assert list(tmp_path.iterdir()) == [target]


def test_a_need_that_no_cell_can_follow_is_given_as_a_value(
    morocco: Study, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Study.lines

    def bent(self: Study, view: View) -> tuple[Line, ...]:
        return tuple(replace(line, need=(line.need or 0) + 7) for line in real(self, view))

    monkeypatch.setattr(Study, "lines", bent)
    content = book(morocco)
    assert not any("norme" in str(what) for what in living(content))
    assert column(formulas(content)["Projection"], "Besoin")[0] == pytest.approx(163893.0685)
