"""LibreOffice computes every formula again: each must give the value that was stored with it."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from app.planning.study import Study

from .conftest import Book
from .readable import cells, formulas, is_formula, values

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here"),
]

# Without this setting LibreOffice shows the stored values and the comparison proves nothing.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
TOLERANCE = 1e-6


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "user").mkdir()
    setting = folder / "user" / "registrymodifications.xcu"
    setting.write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    return folder


def recalculated(content: dict[str, bytes], profile: Path, folder: Path) -> dict[str, bytes]:
    """Return workbooks as LibreOffice writes them after computing every formula."""
    made = folder / "made"
    made.mkdir()
    paths = [folder / f"{name}.xlsx" for name in content]
    for path in paths:
        path.write_bytes(content[path.stem])
    command = [str(OFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--norestore", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=300)
    return {path.stem: (made / path.name).read_bytes() for path in paths}


def planted() -> bytes:
    """Return a workbook with a formula whose stored value is wrong on purpose."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        workbook.add_worksheet().write_formula("A1", "=6*7", None, 41)
    return target.getvalue()


def with_norm(content: bytes, norm: float) -> bytes:
    """Return a workbook whose norm cell was changed by hand."""
    workbook = load_workbook(io.BytesIO(content))
    ((sheet, where),) = workbook.defined_names["norme"].destinations
    workbook[sheet][where.replace("$", "")].value = norm
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def written(
    morocco: Study, tata: Study, book: Book, scenario_summary: bytes
) -> dict[str, bytes]:
    """Return the workbooks that are computed again, all by one start of LibreOffice."""
    nation = book(morocco, "fr", norm="MED_153")
    made = {f"tata-{code}": book(tata, code) for code in ("fr", "ar", "en")}
    made |= {f"region-{code}": book(morocco, code, territory="12") for code in ("fr", "ar", "en")}
    gp = book(morocco, "fr", cadre="MED_GP", norm="MED_153")
    made |= {"nation": nation, "gp": gp, "scenarios": scenario_summary}
    return {"planted": planted(), **made, "norm": with_norm(nation, 10)}


@pytest.fixture(scope="session")
def computed(
    written: dict[str, bytes], profile: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    return recalculated(written, profile, tmp_path_factory.mktemp("books"))


def test_a_wrong_stored_value_is_corrected(computed: dict[str, bytes]) -> None:
    assert values(computed["planted"]).active["A1"].value == 42  # type: ignore[index]


@pytest.mark.parametrize(
    "name",
    [
        "nation", "gp", "tata-fr", "tata-ar", "tata-en", "region-fr", "region-ar", "region-en",
        "scenarios",
    ],
)  # fmt: skip
def test_every_formula_gives_the_value_stored_with_it(
    written: dict[str, bytes], computed: dict[str, bytes], name: str
) -> None:
    again, differing, count = values(computed[name]), [], 0
    for sheet, where, what, stored in cells(written[name]):
        if not is_formula(what):
            continue
        count += 1
        found = again[sheet][where].value
        if not same(stored, found):
            differing.append(f"{sheet} {where} {what}: stored {stored!r}, computed {found!r}")
    assert differing == []
    assert count > 150


def same(stored: object, found: object) -> bool:
    """Tell whether two values agree, numbers to a millionth."""
    if isinstance(stored, int | float) and isinstance(found, int | float):
        return abs(stored - found) <= TOLERANCE * max(1.0, abs(stored))
    return stored == found


def test_changing_the_norm_changes_need_and_deficit_as_arithmetic_says(
    morocco: Study, computed: dict[str, bytes]
) -> None:
    sheet = values(computed["norm"])["Projection"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    for row, line in enumerate(morocco.lines(morocco.view(norm="MED_153")), 6):
        need = line.population * 10 / 10_000
        found = {head: sheet.cell(row, at).value for head, at in heads.items()}
        assert found["Besoin"] == pytest.approx(need)
        assert found["Déficit (+) ou excédent (−)"] == pytest.approx(need - line.stock)
        assert found["Taux de couverture du besoin"] == pytest.approx(line.stock / need)


def test_a_changed_norm_reaches_territories_summary_and_checks(
    morocco: Study, computed: dict[str, bytes]
) -> None:
    made = values(computed["norm"])
    lines = morocco.lines(morocco.view("09", norm="MED_153"))
    rows = {row[0].value: row for row in made["Par région"].iter_rows(min_row=6, max_row=20)}
    need = lines[-1].population * 10 / 10_000
    assert rows["Souss-Massa"][len(lines)].value == pytest.approx(need - lines[-1].stock)
    verdicts = [row[3].value for row in made["Contrôles"].iter_rows(min_row=6, max_row=12)]
    assert verdicts.count("À vérifier") == 1
    texts = [cell.value for row in made["À lire"].iter_rows() for cell in row]
    assert "À vérifier" in texts


def test_no_formula_is_lost_on_the_way(
    written: dict[str, bytes], computed: dict[str, bytes]
) -> None:
    before, after = formulas(written["nation"]), formulas(computed["nation"])
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert after[sheet.title][cell.coordinate].data_type == "f"
