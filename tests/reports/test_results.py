"""The tables of the results: whole people add up, flows close, files say the same."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import CODES, Language, language
from app.planning import fan
from app.planning.compared_bands import ComparedBand
from app.planning.study import Study
from app.reports import deficit, pictures, result_everything, result_files, result_words
from app.reports.book.cells import clean
from app.reports.deficit import READ, Measure
from app.reports.frame import Frame
from app.reports.ranked_ranges import with_ranges
from app.reports.ranking import rank
from app.reports.result_course import Course, hindrance
from app.reports.result_sheet import MEASURES, Sheet, flows_in, known, sheet
from app.reports.rounding import spread, whole
from app.reports.table import Kind

from .conftest import MADE_AT

EN = language("en")
YEARS = list(range(2017, 2031))
TATA_STOCK = [8, 28, 28, 28, 28, *[8] * 9]  # 8 physicians; 20 on contract from 2018 to 2021
MOVING = ("+ ", "− ")


def _frame(study: Study, spoken: Language = EN, **asked: str) -> Frame:
    return Frame(study, study.view(**asked), spoken)  # type: ignore[arg-type]


def _rows(made: Sheet) -> dict[str, tuple[object, ...]]:
    return {row.name.strip(): row.cells for row in made.rows}


# --- Tata by hand ---------------------------------------------------------------------------------


def test_tata_is_8_then_28_then_8_and_its_flows_say_why(tata: Study) -> None:
    rows = _rows(sheet(_frame(tata), "stock", {"09.551"}))
    assert list(rows) == [
        "Tata",
        "Stock at 1 January",
        "+ Contracts: entries",
        "− Contracts: exits",
        "Stock at 31 December",
        "Difference",
    ]
    assert rows["Tata"] == tuple(TATA_STOCK)
    assert rows["Stock at 1 January"] == (None, *TATA_STOCK[:-1])
    assert rows["+ Contracts: entries"] == (None, 20, *[0] * 12)
    assert rows["− Contracts: exits"] == (None, 0, 0, 0, 0, 20, *[0] * 8)
    assert rows["Difference"] == (None, *[0] * 13)


def test_tata_needs_184_of_whom_176_156_176_are_lacking(tata: Study) -> None:
    # 120 000 inhabitants times 15.3 for 10 000 are 183.6, in the table 184.
    lacking = _rows(sheet(_frame(tata), "deficit"))["Tata"]
    assert lacking == tuple(whole(183.6 - stock) for stock in TATA_STOCK)
    assert (lacking[0], lacking[1], lacking[5]) == (176, 156, 176)
    coverage = _rows(sheet(_frame(tata), "coverage"))["Tata"]
    assert coverage[1] == pytest.approx(28 / 183.6)


def test_one_year_of_tata_from_stock_to_stock(tata: Study) -> None:
    arrival = _rows(flows_in(_frame(tata), 2018))
    assert arrival == {
        "Stock at 1 January": (8,),
        "+ Contracts: entries": (20,),
        "Stock at 31 December": (28,),
        "Difference": (0,),
    }
    assert _rows(flows_in(_frame(tata), 2022))["− Contracts: exits"] == (20,)
    assert _rows(flows_in(_frame(tata), 2017)) == {"Stock at 31 December": (8,)}


# --- What adds up ---------------------------------------------------------------------------------


@pytest.mark.parametrize("territory", ["MA", "06", "08", "09"])
def test_what_can_be_seen_of_the_flows_closes_in_every_row_and_year(
    morocco: Study, territory: str
) -> None:
    frame = _frame(morocco, territory=territory)
    codes = {territory, *morocco.children(territory)}
    made = sheet(frame, "stock", codes)
    for code in codes:
        rows = {row.name.strip(): row for row in made.rows if row.code == code}
        shown = next(row for row in made.rows if row.code == code)
        opening, closing = (
            rows[name].cells for name in ("Stock at 1 January", "Stock at 31 December")
        )
        assert closing == shown.cells
        for at in range(1, len(made.years)):
            come = sum(_cell(row.cells[at]) for name, row in rows.items() if name[:2] == "+ ")
            gone = sum(_cell(row.cells[at]) for name, row in rows.items() if name[:2] == "− ")
            rounding = _cell(rows["Rounding"].cells[at]) if "Rounding" in rows else 0
            assert _cell(opening[at]) + come - gone + rounding == _cell(closing[at])
            assert abs(rounding) <= 1
        assert set(rows["Difference"].cells[1:]) == {0}


def _cell(cell: object) -> float:
    assert isinstance(cell, int | float)
    return cell


def test_each_flow_stays_within_one_person_of_what_was_projected(morocco: Study) -> None:
    frame = _frame(morocco, territory="08")
    made = sheet(frame, "stock", {"08"})
    flows = [row for row in made.rows if row.name.strip()[:2] in MOVING]
    lines = frame.lines()
    for at, line in enumerate(lines[1:], start=1):
        true = sorted([*line.entries.values(), *line.exits.values()])
        for row in flows:
            assert min(abs(_cell(row.cells[at]) - value) for value in true) < 1


@pytest.mark.parametrize("measure", ["stock", "need", "deficit"])
@pytest.mark.parametrize("territory", ["MA", "06", "11"])
def test_whole_territories_add_up_to_the_whole_in_every_year(
    morocco: Study, measure: Measure, territory: str
) -> None:
    made = sheet(_frame(morocco, territory=territory), measure)
    *parts, total = (row.cells for row in made.rows)
    lines = morocco.lines(morocco.view(territory))
    for at, line in enumerate(lines):
        assert sum(_cell(part[at]) for part in parts) == total[at]
        assert total[at] == whole(READ[measure](line) or 0.0)


@given(st.lists(st.floats(-500, 500), min_size=1, max_size=12), st.floats(-2, 2))
def test_spread_values_stay_near_and_name_what_the_total_lacks(
    values: list[float], beside: float
) -> None:
    total = whole(math.fsum(values) + beside)
    found, left = spread(values, total)
    assert sum(found) + left == total
    assert all(abs(one - value) <= 1 for one, value in zip(found, values, strict=True))


def test_a_row_that_does_not_balance_says_so(tata: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = tata.lines(tata.view())
    broken = (*lines[:3], replace(lines[3], stock=lines[3].stock + 2.5), *lines[4:])
    monkeypatch.setattr(Study, "lines", lambda _self, _view: broken)
    left = _rows(sheet(_frame(tata), "stock", {"09.551"}))["Difference"]
    assert left[2:5] == (0, 2.5, -2.5)


# --- Which way it lies ----------------------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES)
def test_a_turned_sheet_says_the_same(morocco: Study, measure: Measure) -> None:
    frame = _frame(morocco)
    usual, turned = (sheet(frame, measure, {"06"}, turned=on) for on in (False, True))
    assert usual.size == turned.size[::-1]
    assert usual.headings == turned.headings[::-1]
    for row in range(usual.size[0]):
        for column in range(usual.size[1]):
            assert usual.text((row, column)) == turned.text((column, row))


def test_without_a_need_only_stock_and_density_are_known(morocco: Study) -> None:
    lines = morocco.lines(morocco.view(cadre="MED_GP", norm="MED_153"))
    assert [key for key in MEASURES if known(key, lines)] == ["stock", "density"]
    made = sheet(_frame(morocco, cadre="MED_GP", norm="MED_153"), "need")
    assert {cell for row in made.rows for cell in row.cells} == {None}
    assert made.text((0, 0)) == "—"


# --- Everything -----------------------------------------------------------------------------------


def test_everything_has_every_territory_in_every_year(morocco: Study) -> None:
    view = morocco.view()
    told: list[float] = []
    table = result_everything.everything(morocco, view, EN, told.append)
    assert len(table.rows) == (1 + 12 + 75) * 17 == result_everything.rows(morocco, view)
    assert [row[0] for row in table.rows[:17]] == ["MA"] * 17
    assert table.values("level").count("Region") == 12 * 17
    assert told == sorted(told)
    assert set(table.numbers("difference")) <= {None, *table.numbers("difference")}
    for row in table.numbers("difference"):
        assert row is None or abs(row) < 1e-6


def test_regions_add_up_to_the_nation_and_provinces_to_their_region_in_all_years(
    morocco: Study,
) -> None:
    table = result_everything.everything(morocco, morocco.view(), EN)
    keys = [column.key for column in table.columns]
    adds = [
        at for at, column in enumerate(table.columns)
        if column.kind in {Kind.PERSONS, Kind.POPULATION, Kind.FTE}
    ]  # fmt: skip
    rows = {(str(row[0]), row[3]): row for row in table.rows}
    for code in ("MA", *morocco.children("MA")):
        inside = morocco.children(code)
        for year in range(2024, 2041):
            for at in adds:
                whole_of, parts = rows[code, year][at], [rows[c, year][at] for c in inside]
                if whole_of is None:
                    assert set(parts) == {None}
                    continue
                added = math.fsum(_cell(part) for part in parts)
                assert added == pytest.approx(_cell(whole_of), abs=1e-6), (code, year, keys[at])


def test_everything_of_a_year_opens_with_the_stock_of_the_year_before(tata: Study) -> None:
    table = result_everything.everything(tata, tata.view(), EN)
    assert table.numbers("stock") == tuple(TATA_STOCK)
    assert table.numbers("opening") == (None, *TATA_STOCK[:-1])
    for before, after in pairwise(table.rows):
        assert after[3] == before[3] + 1  # type: ignore[operator]


# --- Files ----------------------------------------------------------------------------------------


def _cells(book: bytes) -> list[list[object]]:
    made = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    return [list(row) for row in made.iter_rows(min_row=5, values_only=True)]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("measure", ["stock", "density", "coverage"])
def test_what_is_displayed_is_what_is_written_row_by_row(
    morocco: Study, code: str, *, turned: bool, measure: Measure
) -> None:
    frame = _frame(morocco, language(code))
    made = sheet(frame, measure, {"06"}, turned=turned)
    sheetful = result_files.of_sheet(made)
    down, across = made.headings
    found = _cells(result_files.shown_book(sheetful, frame, MADE_AT))
    plain = [clean(name).strip() for name in across]
    assert [str(one) for one in found[0]] == [made.corner[turned], *plain]
    for at, name in enumerate(down):
        assert str(found[at + 1][0]) == clean(name).strip()
        for column in range(len(across)):
            cell, kind = made.cell((at, column))
            value = found[at + 1][column + 1]
            if cell is None:
                assert value is None
            else:
                assert _cell(value) == pytest.approx(_cell(cell))
                assert kind is not Kind.PERSONS or value == int(_cell(value))


def test_plain_text_has_the_same_cells_in_the_signs_of_the_language(tata: Study) -> None:
    shown = result_files.of_sheet(sheet(_frame(tata), "stock", {"09.551"}))
    lines = shown.csv(EN).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(["Territory", *map(str, YEARS)])
    assert lines[1] == ",".join(["Tata", *map(str, TATA_STOCK)])
    assert lines[2] == ",".join(["Stock at 1 January", "", *map(str, TATA_STOCK[:-1])])
    french = result_files.of_sheet(sheet(_frame(tata, language("fr")), "density"))
    assert french.csv(language("fr")).decode("utf-8-sig").splitlines()[1].startswith("Tata;0,7;2,3")


@pytest.mark.parametrize("turned", [False, True])
def test_no_unseen_sign_leaves_with_the_years_of_an_arabic_table(
    tata: Study, turned: bool
) -> None:
    spoken = language("ar")
    made = replace(sheet(_frame(tata, spoken), "stock"), turned=turned)
    lines = result_files.of_sheet(made).csv(spoken).decode("utf-8-sig").splitlines()
    years = [line.split(";")[0] for line in lines] if turned else lines[0].split(";")
    assert years[1:] == [str(year) for year in YEARS]
    table = deficit.by_territory(tata, _frame(tata).view, spoken, "stock")
    for text in (pictures.as_text(table, spoken), pictures.as_csv(table, spoken).decode()):
        assert "2017" in text.splitlines()[0]
        assert "\u2066" not in text.splitlines()[0]


def test_the_question_stands_once_above_a_table(tata: Study) -> None:
    frame = _frame(tata)
    shown = result_files.of_table(Course(frame, "stock").table())
    book = io.BytesIO(result_files.shown_book(shown, frame, MADE_AT))
    made = openpyxl.load_workbook(book).worksheets[0]
    assert [made.cell(row, 1).value for row in range(1, 5)].count(frame.subtitle) == 1


def test_a_table_leaves_with_the_whole_people_of_the_screen(morocco: Study) -> None:
    table = Course(_frame(morocco, territory="08"), "stock").table()
    rounded = result_files.of_table(table)
    assert [row[1].cell for row in rounded.rows] == [whole(v or 0) for v in table.numbers("value")]
    exact = result_files.of_table(table, rounded=False)
    assert [row[1].cell for row in exact.rows] == list(table.numbers("value"))


def test_the_workbook_of_everything_holds_all_digits_and_can_be_filtered(tata: Study) -> None:
    frame = _frame(tata)
    table = result_everything.everything(tata, frame.view, EN)
    told: list[float] = []
    book = result_files.everything_book(table, frame, MADE_AT, told.append)
    made = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert made.auto_filter.ref is not None
    found = _cells(book)
    assert found[0] == [column.heading for column in table.columns]
    for row, cells in zip(table.rows, found[1:], strict=False):
        assert list(cells[: len(row)]) == [
            pytest.approx(cell) if isinstance(cell, float) else cell for cell in row
        ]


@pytest.mark.parametrize("code", CODES)
def test_everything_as_plain_text_adds_up_when_it_is_read_back(morocco: Study, code: str) -> None:
    frame, spoken = _frame(morocco, language(code)), language(code)
    table = result_everything.everything(morocco, frame.view, spoken)
    text = result_files.of_table(table, rounded=False).csv(spoken).decode("utf-8-sig")
    keys = [column.key for column in table.columns]
    signs = {"delimiter": ","} if code == "en" else {"delimiter": ";"}
    found = [
        dict(zip(keys, line, strict=True))
        for line in list(csv.reader(io.StringIO(text), **signs))[1:]  # type: ignore[arg-type]
    ]
    assert len(found) == len(table.rows)
    for line, row in zip(found, table.rows, strict=True):
        for key, cell in zip(keys, row, strict=True):
            if isinstance(cell, float):
                assert _number(line[key]) == pytest.approx(cell, abs=1e-6)
    for line in (line for line in found if line["opening"]):
        moved = _number(line["entries"]) - _number(line["exits"])
        closing = _number(line["closing"])
        assert _number(line["opening"]) + moved == pytest.approx(closing, abs=1e-6)
    _assert_regions_are_the_nation(found, morocco)


def _number(written: str) -> float:
    return float(written.replace(",", "."))


def _assert_regions_are_the_nation(found: list[dict[str, str]], study: Study) -> None:
    home, regions = study.places.home, study.children(study.places.home)
    for key in ("population", "stock", "need", "deficit"):
        for year in {line["year"] for line in found}:
            cells = {line["code"]: line[key] for line in found if line["year"] == year}
            whole_of = math.fsum(_number(cells[region]) for region in regions)
            assert whole_of == pytest.approx(_number(cells[home]), abs=1e-6)


def test_a_file_that_is_stopped_is_not_finished(tata: Study) -> None:
    frame = _frame(tata)

    def stop(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        result_everything.everything(tata, frame.view, EN, stop)


# --- The course -----------------------------------------------------------------------------------


def test_history_stands_before_the_projection_with_its_source_and_grade(morocco: Study) -> None:
    course = Course(_frame(morocco, norm="MED_153"), "stock", with_history=True)
    table = course.table()
    assert table.numbers("year")[:5] == (2020, 2021, 2022, 2023, 2024)
    assert table.numbers("observed")[:5] == (25_575, 27_095, 28_295, 29_904, None)
    assert table.numbers("value")[:5] == (None, None, None, None, 31_860)
    assert table.values("grade")[:5] == ("published",) * 4 + (None,)
    assert all(table.values("source")[:4])
    assert any("Observed" in note for note in table.notes)
    assert course.drawn().history == [
        (2020, 25_575),
        (2021, 27_095),
        (2022, 28_295),
        (2023, 29_904),
    ]
    assert course.reading(2021)[0] == ("Observed", "27,095")
    assert course.reading(2024)[0] == ("Stock", "31,860")
    assert course.reading(2010) == ()


@pytest.mark.parametrize("measure", MEASURES)
def test_what_cannot_be_shown_says_why(tata: Study, measure: Measure) -> None:
    course = Course(_frame(tata), measure)
    assert "2017" in hindrance(course, "history")
    assert hindrance(course, "split")
    assert bool(hindrance(course, "ranges")) is (measure == "need")
    assert course.observed == ()


def test_people_who_are_few_stand_as_plateaus(tata: Study, morocco: Study, empty: Study) -> None:
    assert Course(_frame(tata), "stock").drawn().stepped
    assert Course(_frame(tata), "deficit").drawn().stepped
    assert not Course(_frame(tata), "density").drawn().stepped
    assert not Course(_frame(morocco), "stock").drawn().stepped
    assert not Course(_frame(empty), "deficit").drawn().stepped  # nobody: the need alone moves


def test_the_ranges_of_each_measure_follow_from_those_of_the_stock(tata: Study) -> None:
    frame = _frame(tata)
    made = fan.fanned(tata, frame.view, 20).fan
    low, high = made.stock_80[2]
    need, people = 183.6, 120_000
    spans = {
        measure: Course(frame, measure, fan=made).spans(80)
        for measure in ("stock", "deficit", "density", "coverage")
    }  # type: dict[Measure, tuple[tuple[float, float], ...]]
    assert spans["stock"][2] == (low, high)
    assert spans["deficit"][2] == pytest.approx((need - high, need - low))
    assert spans["density"][2] == pytest.approx((low / people * 1e4, high / people * 1e4))
    assert spans["coverage"][2] == pytest.approx((low / need, high / need))
    assert Course(frame, "need", fan=made).spans(80) == ()
    table = Course(frame, "stock", fan=made).table()
    assert table.numbers("low_80")[2] == low
    assert table.numbers("high_95")[2] == made.stock_95[2][1]
    assert ("80% range", f"{low:.0f} to {high:.0f}") in Course(frame, "stock", fan=made).reading(
        2019
    )


def test_each_territory_has_a_panel_on_the_question_of_the_whole(morocco: Study) -> None:
    panels = Course(_frame(morocco, norm="MED_153"), "density").panels(2030)
    assert len(panels.panels) == 12
    assert panels.norm_name == "Norm"
    lines = morocco.lines(morocco.view("01", norm="MED_153"))
    assert panels.panels[0].lines[0] == [line.density_per_10_000 for line in lines]
    assert set(panels.panels[0].norm or ()) == {15.3}


# --- Words ----------------------------------------------------------------------------------------


def test_words_say_what_tables_hold(morocco: Study, tata: Study) -> None:
    frame = _frame(morocco)
    first, *_ = result_words.of_flows(frame, 2030)
    assert "2030" in first
    line = frame.lines()[6]
    assert EN.number(line.stock - frame.lines()[5].stock) in first
    assert result_words.of_flows(frame, 2024)[0].startswith("The base year")
    assert "Casablanca-Settat" in result_words.of_table(frame, "deficit", 2030)[0]
    assert "Draa-Tafilalet" in result_words.of_map(frame, 2030)[0]
    assert "25-29" in result_words.of_pyramid(frame, 2030)[1]
    assert result_words.of_course(_frame(tata), "stock", 2018) == ("Stock: 8 in 2017, 28 in 2018.",)
    assert result_words.of_course(_frame(tata), "stock", 2017) == ("Stock: 8 in 2017.",)
    assert result_words.of_map(_frame(tata), 2018) == ("Deficit: 176 in 2017, 156 in 2018.",)
    assert "Main entry: Contracts: entries 20." in result_words.of_flows(_frame(tata), 2018)


def test_a_norm_for_other_groups_leaves_the_map_its_densities(morocco: Study) -> None:
    frame = _frame(morocco, cadre="MED_GP", norm="MED_153")
    assert "least dense" in result_words.of_map(frame, 2030)[0]


def test_nobody_has_no_ages_and_no_flows(empty: Study) -> None:
    frame = _frame(empty)
    assert "nobody at work" in result_words.of_pyramid(frame, 2030)[0]
    assert len(result_words.of_flows(frame, 2030)) == 1


def test_a_map_of_one_colour_says_so_and_where_most_people_are_lacking(empty: Study) -> None:
    same, people = result_words.of_map(_frame(empty), 2040)
    assert same == "In 2040, the same part of the need is lacking in every territory: 100%."
    assert "largest in Casablanca-Settat 38,942, smallest in Dakhla-Oued Ed-Dahab 1,568" in people


def test_a_year_is_not_set_beside_itself_and_one_place_has_no_others(founding: Study) -> None:
    frame = _frame(founding)
    assert result_words.of_pyramid(frame, 2020)[0] == "In 2020, 23% are 55 or older."
    assert result_words.of_map(frame, 2020) == ("Deficit: 97,161 in 2020.",)


def test_a_place_tells_its_range_where_it_is_known(morocco: Study) -> None:
    view = morocco.view(norm="MED_153")
    found = rank(morocco, view, EN)
    assert found is not None
    band = ComparedBand((1_000.4, 1_200.2), (300.2, 500.0), None)
    place = found.in_year(2030)[0]
    ranged = with_ranges(found, {(place.code, 2030): band})
    assert ranged.about(place) == (*found.about(place), ("Deficit, 80% range", "300 to 500"))
    assert ranged.about(found.in_year(2031)[0]) == found.about(found.in_year(2031)[0])
    stock_alone = with_ranges(found, {(place.code, 2030): replace(band, deficit_80=None)})
    assert stock_alone.about(place)[-1] == ("Stock, 80% range", "1,000 to 1,200")
    assert ranged.in_year(2030) == found.in_year(2030)
