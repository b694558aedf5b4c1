"""Numbers whose unit nobody states (未写明的计量单位): told, and never passed off as stated."""

from collections.abc import Sequence

import pytest

from graph.model.labels import Label
from loaders.export_cells import fact_cell
from loaders.readers.spreadsheet import Cell
from loaders.registers import Correction, Reading
from loaders.report import Entry
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

TANKS = ("企业名称", "罐区名称", "储罐编号", "储存介质")
TANK = (ENTERPRISE, "苯罐区", "T-1", "苯")
FILE = ("企业名称", "统一社会信用代码", "企业地址")
ROW = (ENTERPRISE, None, "港区路 1 号")


def figures(reading: Reading) -> list[tuple[str, object, object]]:
    found = (draft.properties for draft in drafts(reading, Label.INDICATOR))
    return [(p["name"], p.get("value"), p.get("unit")) for p in found]


def told(reading: Reading) -> list[Entry]:
    return [entry for entry in reading.rejected if "计量单位" in entry.zh]


def notes(reading: Reading, kind: str) -> list[str | None]:
    return [r.evidence.note for r in reading.relations if r.type == kind]


def test_a_figure_whose_unit_nobody_states_has_none() -> None:
    reading = read((*FILE, "注册资金"), (*ROW, 500), name="企业档案")
    assert figures(reading) == [("注册资金", 500.0, None)]
    (line,) = told(reading)
    assert (line.kind, line.place.row, line.place.column) == ("column", 2, "注册资金")
    assert "--map 注册资金=注册资金（万元）" in line.zh
    assert "--map 注册资金=注册资金（万元）" in line.en


def test_a_quantity_whose_unit_nobody_states_says_in_its_evidence_what_it_was_taken_for() -> None:
    reading = read((*TANKS, "最大储存量"), (*TANK, 50), name="储罐台账")
    (holds,) = [r for r in reading.relations if r.type == "HOLDS"]
    assert holds.properties["quantity"] == 50.0
    assert (
        holds.evidence.note
        == "未写明计量单位：最大储存量按 t 理解 / unit not stated: 最大储存量 taken as t"
    )
    (line,) = told(reading)
    assert "按 t 理解" in line.zh
    assert "taken as t" in line.en
    assert "--map 最大储存量=存量（t）" in line.zh


def test_what_is_said_of_a_thing_names_each_number_that_has_no_unit() -> None:
    reading = read(
        (*TANKS, "容积", "围堰面积"), (*TANK, 1000, 400), (*TANK[:2], "T-2", "苯", "1000m³", None),
        name="储罐台账",
    )  # fmt: skip
    first, second = drafts(reading, Label.UNIT)
    assert first.properties["volume"] == second.properties["volume"] == 1000.0
    assert first.evidence.note == (
        "未写明计量单位：容积按 m³、围堰面积按 m² 理解 / "
        "unit not stated: 容积 taken as m³; 围堰面积 taken as m²"
    )
    assert second.evidence.note is None


def test_a_column_is_told_once_and_its_rows_are_not_doubted() -> None:
    rows = [(ENTERPRISE, "苯罐区", f"T-{number}", "苯", 12) for number in range(5)]
    reading = read((*TANKS, "高度"), *rows, name="储罐台账")
    assert [unit for _, _, unit in figures(reading)] == [None] * 5
    assert len(told(reading)) == len(reading.rejected) == 1


@pytest.mark.parametrize(
    ("above", "row", "heading"),
    [
        ([], 12, "高度（m）"),
        ([], "12m", "高度"),
        ([("单位：m",)], 12, "高度"),
        ([], "12米", "罐高"),
        ([], "—", "高度"),
        ([], "见图纸", "高度"),
    ],
)
def test_a_unit_that_is_stated_anywhere_is_no_matter(
    above: Sequence[Sequence[Cell]], row: Cell, heading: str
) -> None:
    reading = read(*above, (*TANKS, heading), (*TANK, row), name="储罐台账")
    assert not told(reading)


def test_what_counts_people_or_years_says_so_in_its_heading() -> None:
    reading = read((*FILE, "员工人数"), (*ROW, 120), name="企业档案")
    assert figures(reading) == [("员工人数", 120.0, "人")]
    assert not told(reading)


def test_the_user_may_name_the_unit_with_the_field() -> None:
    meant = Correction(columns={"最大储存量": "存量（kg）", "高度": "高度（mm）"})
    reading = read(
        (*TANKS, "最大储存量", "高度"), (*TANK, 50000, 12000), name="储罐台账", correction=meant
    )
    (holds,) = [r for r in reading.relations if r.type == "HOLDS"]
    assert holds.properties["quantity"] == 50.0
    assert holds.evidence.note is None
    assert figures(reading) == [("高度", 12000.0, "mm")]
    assert not reading.rejected


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize(
    ("line", "unit"), [("单位：元", "元"), ("金额单位：亿元", "亿元"), ("单位：万元", "万元")]
)
def test_a_unit_above_or_below_the_table_reaches_its_figures(
    where: str, line: str, unit: str
) -> None:
    table = ((*FILE, "注册资金", "厂区面积"), (*ROW, 5_000_000, 300))
    rows = ((line,), *table) if where == "above" else (*table, (f"注：{line}",))
    reading = read(*rows, name="企业档案")
    assert figures(reading) == [("厂区面积", 300.0, None), ("注册资金", 5_000_000.0, unit)]
    (line_told,) = told(reading)
    assert line_told.place.column == "厂区面积"
    assert f"“{unit}”不能用于此列" in line_told.zh
    assert unit in line_told.en


def test_an_area_is_converted_between_units_exactly() -> None:
    reading = read((*TANKS, "围堰面积（公顷）"), (*TANK, 0.04), name="储罐台账")
    assert drafts(reading, Label.UNIT)[0].properties["bund_area"] == 400.0
    assert not reading.rejected


def test_a_figure_without_a_unit_is_written_so_that_it_has_none_when_it_is_read() -> None:
    cell = fact_cell({"value": 500.0, "value_text": None, "unit": None}, "万元")
    reading = read((*FILE, "注册资金（万元）"), (*ROW, cell), name="企业档案")
    assert figures(reading) == [("注册资金", 500.0, None)]
    assert not told(reading)
    assert fact_cell({"value": 0.9, "value_text": None, "unit": None}, "") == "0.9"
