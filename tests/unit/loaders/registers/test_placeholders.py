"""Cells and rows that name nothing (占位词与表尾): nothing is stated by them, and rows are told."""

from datetime import date

import pytest

from graph.model.labels import Label
from loaders.registers import Reading
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related

ENTERPRISES = ("企业名称", "地址", "员工人数", "所属园区", "主要负责人", "联系方式")
TANKS = ("企业名称", "储罐编号", "储存介质", "CAS号", "容积（m³）", "最大储存量(t)")


def names(reading: Reading, label: Label) -> list[str]:
    return [draft.name for draft in drafts(reading, label)]


def told(reading: Reading) -> list[tuple[int | None, str | None]]:
    return [(f.place.row, f.value) for f in reading.rejected if f.kind != "column"]


@pytest.mark.parametrize(
    "row",
    [
        ("填表人：李四", None, None, None, None, "审核人：赵六"),
        ("注：坐标为高德地图坐标",),
        ("备注：略",),
        ("合计：2家", None, 360),
        ("合计2家", None, 360),
        ("总计（2家）", None, 360),
        ("以上数据截至2024年3月",),
        ("本表一式两份。",),
        ("一、危险化学品生产企业",),
        ("（二）危险化学品经营企业",),
    ],
)
def test_what_stands_below_or_between_rows_is_no_enterprise(row: tuple[str | int, ...]) -> None:
    reading = read(ENTERPRISES, (ENTERPRISE, "临港路1号", 120), row, name="企业信息表")
    assert names(reading, Label.ENTERPRISE) == [ENTERPRISE]
    assert [number for number, _ in told(reading)][:1] == [3]


def test_what_stands_alone_below_a_total_is_no_enterprise() -> None:
    reading = read(
        ENTERPRISES,
        (ENTERPRISE, "临港路1号", 120),
        ("甲厂",),  # an enterprise of which nothing else is known
        ("合计", None, 120),
        ("各企业每月报送",),
        name="企业信息表",
    )
    assert names(reading, Label.ENTERPRISE) == [ENTERPRISE, "甲厂"]
    assert told(reading) == [(4, "合计"), (5, "各企业每月报送")]


def test_the_same_as_above_is_what_stands_above() -> None:
    reading = read(
        TANKS,
        (ENTERPRISE, "T-1", "苯", "71-43-2", 100, 80),
        ("同上", "T-2", "〃", "〃", "同上", 70),
        ("同上", "T-3", "甲苯", None, "〃", 70),
        name="储罐台账",
    )
    assert names(reading, Label.ENTERPRISE) == [ENTERPRISE]
    assert {u.name: u.properties["volume"] for u in drafts(reading, Label.UNIT)} == {
        "T-1": 100.0,
        "T-2": 100.0,
        "T-3": 100.0,
    }
    assert ("T-2", "HOLDS", "苯") in related(reading)
    assert not reading.rejected


def test_the_same_as_above_says_nothing_in_the_first_row() -> None:
    reading = read(TANKS, ("同上", "T-1", "苯", None, 100, 80), name="储罐台账")
    assert not drafts(reading, Label.ENTERPRISE)
    assert told(reading) == [(2, "同上")]


@pytest.mark.parametrize("dash", ["/", "-", "—", "——", "\uff0f", "\\"])
def test_a_dash_is_an_empty_cell(dash: str) -> None:
    reading = read(ENTERPRISES, (ENTERPRISE, dash, dash, dash, dash, None), name="企业信息表")
    (enterprise,) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties == {"name": ENTERPRISE}
    assert not drafts(reading, Label.PARK)
    assert not drafts(reading, Label.INDICATOR)
    assert not told(reading)


@pytest.mark.parametrize("word", ["无", "暂无", "不涉及"])
def test_none_is_no_name(word: str) -> None:
    reading = read(ENTERPRISES, (ENTERPRISE, None, 3, word), name="企业信息表")
    assert not drafts(reading, Label.PARK)
    assert not told(reading)


def test_a_row_that_names_nobody_is_told() -> None:
    reading = read(
        ENTERPRISES, ("无", "临港路1号", 3), ("不详", "x", 3), ("#REF!", "y", 3), name="企业信息表"
    )
    assert not drafts(reading, Label.ENTERPRISE)
    assert told(reading) == [(2, "无"), (3, "不详"), (4, "#REF!")]


def test_a_number_that_a_spreadsheet_made_a_day_is_no_name() -> None:
    reading = read(
        TANKS,
        (ENTERPRISE, date(2024, 3, 1), "氯乙烯", date(1975, 1, 4), 100, 80),
        name="储罐台账",
    )
    assert not drafts(reading, Label.UNIT)
    reasons = {f.place.column: f.zh for f in reading.rejected}
    assert "日期" in reasons["储罐编号"]
    assert "文本" in reasons["储罐编号"]


def test_a_cas_number_that_a_spreadsheet_made_a_day_says_so() -> None:
    reading = read(TANKS, (ENTERPRISE, "T-1", "氯乙烯", date(1975, 1, 4), 100, 80), name="储罐台账")
    (fault,) = reading.rejected
    assert (fault.place.column, fault.value) == ("CAS号", "1975-01-04")
    assert "文本" in fault.zh


def test_a_name_broken_over_lines_is_one() -> None:
    reading = read(ENTERPRISES, ("福建海岸\n化工有限公司", "x", 3), name="企业信息表")
    assert names(reading, Label.ENTERPRISE) == [ENTERPRISE]
