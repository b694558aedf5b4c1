"""Ledgers that every park keeps (常用台账): tanks, stocks, contracts, terms, visits, places."""

import pytest

from graph.evidence import UNKNOWN_START
from graph.model.labels import Label, RelType
from loaders.identity import RelationDraft
from loaders.registers import Reading
from loaders.registers.terms import lasting
from loaders.registers.values import RefusedValueError
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related

TANKS = (
    "企业名称",
    "储罐编号",
    "储罐名称",
    "储存介质",
    "CAS号",
    "公称容积(m³)",
    "罐型",
    "最大储存量(t)",
)


def links(reading: Reading, kind: RelType) -> list[RelationDraft]:
    return [relation for relation in reading.relations if relation.type is kind]


def told(reading: Reading) -> list[tuple[int | None, str | None, str | None]]:
    return [(f.place.row, f.place.column, f.value) for f in reading.rejected]


def test_a_tank_is_known_by_its_number_and_holds_what_the_ledger_says() -> None:
    reading = read(
        TANKS,
        (ENTERPRISE, "T-101", "苯罐", "苯", "71-43-2", 1000, "内浮顶", "750"),
        (ENTERPRISE, "T-102", "苯罐", "苯", "71-43-2", "650立方", "球罐", "340000kg"),
    )
    one, other = drafts(reading, Label.UNIT)
    assert (one.name, one.aliases, one.properties["volume"]) == ("T-101", ["苯罐"], 1000.0)
    assert [d.properties["equipment"] for d in (one, other)] == ["ATMOSPHERIC", "PRESSURISED"]
    assert [h.properties["quantity"] for h in links(reading, RelType.HOLDS)] == [750.0, 340.0]
    assert (ENTERPRISE, "OPERATES", "T-101") in related(reading)
    assert not reading.rejected


def test_a_tank_without_a_number_is_known_by_its_name() -> None:
    reading = read(
        ("企业名称", "储罐名称", "储存介质", "容积", "储存压力"),
        (ENTERPRISE, "苯罐", "苯", 1000, "常压"),
    )
    (unit,) = drafts(reading, Label.UNIT)
    assert (unit.name, unit.aliases) == ("苯罐", [])
    assert links(reading, RelType.HOLDS)[0].properties == {"pressure": 0.0}


def test_the_unit_of_a_stock_stands_in_the_next_column_or_it_is_told() -> None:
    reading = read(
        ("单位名称", "化学品名称", "CAS号", "最大储存量", "单位", "储存地点"),
        (ENTERPRISE, "甲醇", "67-56-1", "120", "吨", "甲类仓库"),
        (ENTERPRISE, "苯", "71-43-2", "500", "kg", "甲类仓库"),
        (ENTERPRISE, "硫酸", "7664-93-9", "30", "桶", "乙类仓库"),
    )
    assert [h.properties.get("quantity") for h in links(reading, RelType.HOLDS)] == [
        120.0,
        0.5,
        None,
    ]
    assert [(row, column) for row, column, _ in told(reading)] == [(4, "最大储存量")]


def test_a_custody_contract_runs_from_its_first_day_to_its_last() -> None:
    reading = read(
        ("序号", "园区", "托管单位", "合同编号", "服务期限", "服务内容", "项目负责人", "联系电话"),
        (
            1,
            "石门澳产业园",
            "厦门熙宝源集团",
            "XB-1",
            "2024.1.15至2025.1.14",
            "驻点",
            "林工强",
            "/",
        ),
    )
    (custody,) = links(reading, RelType.HAS_CUSTODY_OF)
    assert (custody.valid_from, custody.valid_to) == ("2024-01-15", "2025-01-15")
    assert custody.properties == {"contract": "XB-1", "scope": "驻点"}
    (duty,) = links(reading, RelType.RESPONSIBLE_FOR)
    assert duty.properties == {"line": "CUSTODY", "role": "PROJECT_LEAD"}
    assert ("项目负责人", "BELONGS_TO", "厦门熙宝源集团") in related(reading)


def test_a_term_of_years_ends_the_day_before_and_an_open_one_does_not_end() -> None:
    reading = read(
        ("企业名称", "姓名", "职务", "任职时间", "任期", "任命文号"),
        (ENTERPRISE, "张建国", "安全总监", "2023.3.1", "三年", "甲〔2023〕5号"),
        (ENTERPRISE, "李卫东", "主要负责人", "2022-01-01", "至今", ""),
        (ENTERPRISE, "王海生", "资料员", "2022.1", "", ""),
    )
    terms = [(h.valid_from, h.valid_to) for h in links(reading, RelType.HOLDS_POST)]
    assert terms == [("2023-03-01", "2026-03-01"), ("2022-01-01", None), (UNKNOWN_START, None)]
    assert links(reading, RelType.HOLDS_POST)[0].properties == {"appointment": "甲〔2023〕5号"}
    roles = {r.properties["role"] for r in links(reading, RelType.RESPONSIBLE_FOR)}
    assert roles == {"SAFETY_MANAGER", "PRINCIPAL"}
    assert told(reading) == [(4, "任职时间", "2022.1")]


def test_a_term_that_ends_before_it_begins_is_told_and_not_used() -> None:
    reading = read(
        ("企业名称", "姓名", "职务", "任职日期", "离任日期"),
        (ENTERPRISE, "张建国", "安全总监", "2023-03-01", "2022-03-01"),
    )
    (held,) = links(reading, RelType.HOLDS_POST)
    assert (held.valid_from, held.valid_to) == ("2023-03-01", None)
    assert told(reading) == [(2, "离任日期", "2022-03-01")]


def test_a_visit_raises_each_numbered_problem_and_none_where_there_was_none() -> None:
    headings = (
        "检查日期",
        "检查人员",
        "被检查单位",
        "存在问题",
        "整改期限",
        "复查日期",
        "复查结果",
    )
    reading = read(
        headings,
        (
            "2024.3.5",
            "王某",
            ENTERPRISE,
            "1.配电箱未接地；2.灭火器过期",
            "2024.3.12",
            "2024.3.13",
            "已整改",
        ),
        ("2024.4.5", "王某", ENTERPRISE, "防火堤破损；未及时修补", "", "", ""),
        ("2024.5.5", "王某", ENTERPRISE, "未发现问题", "", "", ""),
    )
    found = [(d.name, d.properties.get("status")) for d in drafts(reading, Label.FINDING)]
    assert found == [
        ("配电箱未接地", "VERIFIED"),
        ("灭火器过期", "VERIFIED"),
        ("防火堤破损；未及时修补", None),
    ]
    assert [d.name for d in drafts(reading, Label.INSPECTION)] == [
        f"安全检查 2024.{month}.5" for month in (3, 4, 5)
    ]
    assert drafts(reading, Label.FINDING)[0].properties["verified_on"] == "2024-03-13"


def test_households_are_no_people_and_swapped_places_are_put_to_a_person() -> None:
    reading = read(
        ("敏感目标名称", "方位", "距离(m)", "人数", "防护目标类别", "经度", "纬度"),
        ("石门澳小学", "东北", 850, 420, "高敏感防护目标", 119.08, 25.21),
        ("后海村", "西", 1200, "1500户", "一类", 25.2, 119.05),
    )
    school, *villages = drafts(reading, Label.RECEPTOR)
    assert school.properties["protection_class"] == "HIGHLY_SENSITIVE"
    assert [v.trust.asserted for v in villages] == [True, False]
    assert (3, "人数", "1500户") in told(reading)


def test_equipment_is_a_unit_with_what_is_known_of_it() -> None:
    reading = read(
        ("企业名称", "设备名称", "设备位号", "规格型号", "介质", "操作温度", "是否特种设备"),
        (ENTERPRISE, "苯输送泵", "P-101A", "IH80", "苯", "常温", "否"),
    )
    (unit,) = drafts(reading, Label.UNIT)
    assert (unit.name, unit.aliases) == ("P-101A", ["苯输送泵"])
    assert not links(reading, RelType.HOLDS)
    assert {d.name for d in drafts(reading, Label.INDICATOR)} == {
        "规格型号",
        "介质",
        "操作温度",
        "是否特种设备",
    }


def test_a_ledger_of_major_hazards_tells_what_its_units_hold() -> None:
    reading = read(
        ("石门澳产业园重大危险源台账",),
        ("序号", "企业名称", "重大危险源名称", "级别", "危险化学品", "", "", "主要负责人"),
        ("", "", "", "", "名称", "CAS号", "最大量（吨）", ""),
        (1, ENTERPRISE, "液氨罐区", "二级", "液氨", "7664-41-7", 120, "张建国"),
        (2, ENTERPRISE, "液氨罐区", "二级", "氨水", "", "50t", "张建国"),
        (3, ENTERPRISE, "柴油罐", "不构成", "柴油", "", 30, "张建国"),
        ("合计", "", "", "", "", "", 200, ""),
        ("填表人：张三", "", "", "审核人：李四", "", "", "", ""),
    )
    held = [(r.properties["quantity"]) for r in links(reading, RelType.HOLDS)]
    assert held == [120.0, 50.0, 30.0]
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["液氨罐区"]
    assert [(row, value) for row, _, value in told(reading)] == [
        (6, "不构成"),
        (7, "合计"),
        (8, "填表人：张三"),
    ]


@pytest.mark.parametrize("text", ["三", "2024年", "到期", "2024.13.1至2025.1.1", ""])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError):
        lasting(text)


def test_a_stroke_fills_an_empty_cell() -> None:
    headings = ("企业名称", "储罐编号", "储存介质", "公称容积")
    reading = read(headings, (ENTERPRISE, "T-1", "—", "/"))
    assert [d.name for d in drafts(reading, Label.UNIT)] == ["T-1"]
    assert not drafts(reading, Label.SUBSTANCE)
    assert not reading.rejected
