"""Headings that are merged downwards (纵向合并表头): the rows below say them too, and no data."""

import pytest

from graph.model.labels import Label
from loaders.readers.spreadsheet import Cell
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

CONTRACT = ("厦门熙宝源集团", "临港化工园区", ENTERPRISE, "2023-01-01", "2025-12-31", "郑和")


def test_a_term_below_a_merged_heading_begins_and_ends() -> None:
    upper = ("托管机构", "园区名称", "被托管单位", "合同期限", None, "项目负责人")
    lower = ("托管机构", "园区名称", "被托管单位", "起", "止", "项目负责人")
    reading = read(("安全托管合同台账",), upper, lower, CONTRACT, name="托管合同")
    assert [d.name for d in drafts(reading, Label.PARK)] == ["临港化工园区"]
    (custody,) = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert (custody.valid_from, custody.valid_to) == ("2023-01-01", "2026-01-01")
    assert not reading.rejected


def test_groups_of_headings_keep_what_is_designed_apart_from_what_is_operated() -> None:
    reading = read(
        (f"使用单位：{ENTERPRISE}",),
        ("设备名称", "设备位号", "介质", "设计参数", None, "操作参数", None, "安装位置"),
        (
            "设备名称",
            "设备位号",
            "介质",
            "压力(MPa)",
            "温度(℃)",
            "压力(MPa)",
            "温度(℃)",
            "安装位置",
        ),
        ("液氨储罐", "V-201", "液氨", 2.16, 50, 1.6, 40, "液氨罐区"),
        name="设备设施清单",
    )
    assert [d.name for d in drafts(reading, Label.UNIT)] == ["液氨罐区：V-201"]
    (held,) = [r.properties for r in reading.relations if r.type == "HOLDS"]
    assert held == {"pressure": 1.6, "temperature": 40.0}
    said = {d.name: d.properties.get("value") for d in drafts(reading, Label.INDICATOR)}
    assert (said["设计压力"], said["设计温度"]) == (2.16, 50.0)


@pytest.mark.parametrize("depth", [2, 3])
def test_headings_in_several_rows_are_no_data(depth: int) -> None:
    rows: list[tuple[Cell, ...]] = [
        ("企业名称", "储罐编号", "储存介质", "储罐情况", None),
        ("企业名称", "储罐编号", "储存介质", "规格", None),
        ("企业名称", "储罐编号", "储存介质", "容积（m³）", "罐型"),
    ]
    reading = read(*rows[3 - depth :], (ENTERPRISE, "T-1", "苯", 100, "内浮顶"), name="储罐台账")
    (tank,) = drafts(reading, Label.UNIT)
    assert (tank.name, tank.properties["volume"]) == ("T-1", 100.0)
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]


def test_headings_of_a_page_that_differ_in_a_group_are_no_data() -> None:
    heads = ("企业名称", "储罐编号", "储存介质", "容积（m³）", "罐型")
    again = ("企业名称", "储罐编号", "储存介质", "储罐情况", None)
    tanks = [(ENTERPRISE, f"T-{k}", "苯", 100, None) for k in (1, 2)]
    reading = read(heads, tanks[0], again, heads, tanks[1], name="储罐台账")
    assert {d.name for d in drafts(reading, Label.UNIT)} == {"T-1", "T-2"}
    assert not reading.rejected


def test_units_and_numbers_below_merged_headings_are_no_data() -> None:
    reading = read(
        (f"{ENTERPRISE}储罐一览表",),
        ("储罐名称", "位号", "物料", None, "规格", "设计", "最大储量"),
        ("储罐名称", "位号", "名称", "CAS号", "容积", "压力", "最大储量"),
        ("储罐名称", "位号", None, None, "m³", "MPa", "t"),
        ("甲", "乙", 1, 2, 3, 4, 5),
        ("苯储罐", "V-1", "苯", "71-43-2", 1000, 0.002, 785),
        name="储罐一览表",
    )
    (tank,) = drafts(reading, Label.UNIT)
    assert (tank.name, tank.properties["volume"], tank.evidence.note) == ("V-1", 1000.0, None)
    assert not reading.rejected


def test_a_heading_beside_one_that_nobody_knows_is_still_a_heading() -> None:
    reading = read(
        ("企业名称", "分管领导", "地址"), (ENTERPRISE, "张三", "临港路"), name="企业信息"
    )
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
