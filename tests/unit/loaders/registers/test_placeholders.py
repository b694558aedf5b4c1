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


CONTRACTS = ("托管单位", "园区", "企业", "合同编号", "开始日期", "结束日期", "项目负责人")


@pytest.mark.parametrize(
    "text",
    [
        f"{ENTERPRISE}、莆田东海石化有限公司",
        f"{ENTERPRISE}\n莆田东海石化有限公司",
        f"{ENTERPRISE}等12家企业",
        "12家企业",
        "重点企业",
        "详见附件",
    ],
)
def test_several_enterprises_are_not_one_nor_the_park(text: str) -> None:
    reading = read(
        CONTRACTS,
        ("云岭公司", "石门澳产业园", text, "A-1", "2023-1-1", "2024-12-31", "张三"),
        name="安全托管合同台账",
    )
    assert not drafts(reading, Label.ENTERPRISE)
    assert not [r for r in reading.relations if r.type in ("HAS_CUSTODY_OF", "RESPONSIBLE_FOR")]
    assert told(reading) == [(2, text)]


@pytest.mark.parametrize("text", [None, "/", "无", "全部企业", "园区内所有企业", "入园企业"])
def test_a_contract_for_all_enterprises_covers_the_park(text: str | None) -> None:
    reading = read(
        CONTRACTS,
        ("云岭公司", "石门澳产业园", text, "A-1", "2023-1-1", "2024-12-31", "张三"),
        name="安全托管合同台账",
    )
    assert ("云岭公司", "HAS_CUSTODY_OF", "石门澳产业园") in related(reading)
    assert not told(reading)


INSPECTIONS = ("受检单位", "检查日期", "检查单位", "存在问题", "整改情况")


@pytest.mark.parametrize(
    "text", ["无明显问题", "未发现明显安全隐患", "现场检查未发现问题。", "暂未发现异常", "没有隐患"]
)
def test_where_nothing_was_found_there_is_no_defect(text: str) -> None:
    reading = read(INSPECTIONS, (ENTERPRISE, "2024.3.5", "应急局", text, None), name="安全检查记录")
    assert not drafts(reading, Label.FINDING)
    assert len(drafts(reading, Label.INSPECTION)) == 1
    assert not told(reading)


@pytest.mark.parametrize("text", ["详见附件", "见附件1", "略", "见《责令整改通知书》"])
def test_what_stands_elsewhere_is_told(text: str) -> None:
    reading = read(INSPECTIONS, (ENTERPRISE, "2024.3.5", "应急局", text, None), name="安全检查记录")
    assert not drafts(reading, Label.FINDING)
    assert told(reading) == [(2, text)]


def test_a_count_of_rows_is_no_place_to_protect() -> None:
    reading = read(
        ("防护目标", "人数", "经度", "纬度"),
        ("石门小学", 500, "119.1", "25.3"),
        ("共 1 处", 500, None, None),
        name="防护目标清单",
    )
    assert names(reading, Label.RECEPTOR) == ["石门小学"]
    assert [row for row, _ in told(reading)] == [3]


def test_who_holds_an_office_beside_another_holds_it() -> None:
    reading = read(
        ("企业名称", "姓名", "职务", "任职时间"),
        (ENTERPRISE, "张三", "安全总监（兼）", "2023.11.7"),
        name="安全管理人员任职台账",
    )
    roles = {r.properties["role"] for r in reading.relations if r.type == "RESPONSIBLE_FOR"}
    assert roles == {"SAFETY_MANAGER"}


def test_numbered_measures_on_one_line_are_several() -> None:
    reading = read(
        ("企业名称", "风险点", "工程技术措施"),
        (ENTERPRISE, "苯罐", "1、设置围堰 2、设置喷淋"),
        name="安全风险分级管控清单",
    )
    assert names(reading, Label.MEASURE) == ["设置围堰", "设置喷淋"]


def test_a_tank_without_a_number_is_known_by_its_name() -> None:
    heads = ("企业名称", "储罐编号", "储罐名称", "储存介质", "容积（m³）")
    reading = read(
        heads,
        (ENTERPRISE, "无", "苯罐", "苯", 100),
        (ENTERPRISE, "无", "无", "苯", 100),
        name="储罐台账",
    )
    assert names(reading, Label.UNIT) == ["苯罐"]
    assert told(reading) == [(3, "无")]
