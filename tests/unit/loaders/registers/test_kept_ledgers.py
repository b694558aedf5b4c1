"""Ledgers that stewards keep (常用台账): what their rows say, and what is told as not read."""

import pytest

from graph.model.labels import Label
from loaders.identity import RelationDraft
from loaders.readers.spreadsheet import Cell
from loaders.registers import Reading
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related


def relations(reading: Reading, kind: str) -> list[RelationDraft]:
    return [relation for relation in reading.relations if relation.type == kind]


def told(reading: Reading) -> list[tuple[int | None, str | None, str | None]]:
    faults = reading.rejected
    return [(f.place.row, f.place.column, f.value) for f in faults if f.kind != "column"]


def facts(reading: Reading) -> dict[str, object]:
    return {
        d.name: d.properties.get("value", d.properties.get("value_text"))
        for d in drafts(reading, Label.INDICATOR)
    }


TANK = ("企业名称", "罐区名称", "储罐编号", "储罐名称", "储存介质", "CAS号", "容积（m³）", "罐型")


def test_a_tank_is_known_by_its_number_in_its_area_and_holds_its_design_maximum() -> None:
    reading = read(
        (
            *TANK,
            "最大储存量(t)",
            "围堰面积(㎡)",
            "设计压力(MPa)",
            "储存压力",
            "储存温度",
            "投用日期",
        ),
        (
            *(ENTERPRISE, "一罐区", "T-101", "苯罐", "苯", "71-43-2", "650立方", "内浮顶"),
            *("750", "600", "2.16", "常压", "常温", "2018.5"),
        ),
        name="储罐台账",
    )
    (unit,) = drafts(reading, Label.UNIT)
    assert unit.properties == {
        "name": "一罐区：T-101",
        "aliases": ["T-101", "苯罐"],
        "volume": 650.0,
        "bund_area": 600.0,
        "equipment": "ATMOSPHERIC",
        "roof": "INTERNAL_FLOATING",
    }
    (holds,) = relations(reading, "HOLDS")
    assert holds.properties == {"quantity": 750.0, "pressure": 0.0}
    assert facts(reading)["设计压力"] == 2.16  # of the vessel, not of what it holds
    assert facts(reading)["储存温度"] == "常温"
    assert facts(reading)["投用日期"] == "2018.5"  # a month, and no number
    assert (ENTERPRISE, "OPERATES", "一罐区：T-101") in related(reading)
    assert not reading.rejected


def test_tanks_of_one_number_in_two_areas_are_two_and_a_name_will_do() -> None:
    reading = read(
        TANK,
        (ENTERPRISE, "一罐区", "1#", None, "苯", None, "100", "球罐"),
        (ENTERPRISE, "二罐区", "1#", None, "苯", None, "200", "卧罐"),
        (ENTERPRISE, None, None, "氨水罐", "氨水", None, "50", None),
    )
    units = {u.name: u.properties for u in drafts(reading, Label.UNIT)}
    assert set(units) == {"一罐区：1#", "二罐区：1#", "氨水罐"}
    assert units["一罐区：1#"]["equipment"] == "PRESSURISED"
    assert "equipment" not in units["二罐区：1#"]  # a lying tank may be either
    assert facts(reading)["罐型"] == "卧罐"


INVENTORY = ("单位名称", "化学品名称", "别名", "CAS号", "最大储存量", "单位", "储存地点")


def test_an_amount_is_read_in_the_unit_of_the_next_column() -> None:
    reading = read(
        INVENTORY,
        (ENTERPRISE, "甲醇", "木醇", "67-56-1", "120", "吨", "甲类仓库"),
        (ENTERPRISE, "苯", None, "71-43-2", "500", "kg", "甲类仓库"),
        (ENTERPRISE, "乙炔", None, "74-86-2", "40", "瓶", "气瓶间"),
        (ENTERPRISE, "甲苯", None, "71-43-2", "3", "t", "甲类仓库"),
    )
    assert [(r.properties, getattr(r.target, "name", "")) for r in relations(reading, "HOLDS")] == [
        ({"quantity": 120.0}, "甲醇"),
        ({"quantity": 0.5}, "苯"),
        ({}, "乙炔"),
    ]
    assert told(reading) == [(4, "最大储存量", "40"), (5, "CAS号", "71-43-2")]
    assert drafts(reading, Label.SUBSTANCE)[0].aliases == ["木醇"]


def test_an_inventory_without_places_is_not_read_and_told_what_it_lacks() -> None:
    reading = read(INVENTORY[:-1], (ENTERPRISE, "甲醇", None, "67-56-1", "120", "吨"))
    assert not reading.entities
    assert "危险化学品存量清单" in reading.rejected[0].zh
    assert "缺少：储存地点" in reading.rejected[0].zh


CUSTODY = (
    "园区",
    "托管单位",
    "被托管企业",
    "合同编号",
    "服务开始日期",
    "服务结束日期",
    "项目负责人",
)


def test_a_contract_gives_custody_for_its_term_of_the_park_or_of_the_enterprise() -> None:
    reading = read(
        CUSTODY,
        ("石门澳", "海安公司", None, "A-1", "2024.1.15", "2025.1.14", "林志强"),
        ("石门澳", "海安公司", ENTERPRISE, "A-2", None, "2025/6/30", "王某"),
    )
    held = [
        (getattr(r.target, "name", ""), r.properties["contract"], r.valid_from, r.valid_to)
        for r in relations(reading, "HAS_CUSTODY_OF")
    ]
    assert held == [
        ("石门澳", "A-1", "2024-01-15", "2025-01-15"),
        (ENTERPRISE, "A-2", "0001-01-01", "2025-07-01"),
    ]
    (duty,) = relations(reading, "RESPONSIBLE_FOR")
    assert duty.properties == {"line": "CUSTODY", "role": "PROJECT_LEAD"}
    assert (duty.valid_from, duty.valid_to) == ("2024-01-15", "2025-01-15")
    assert ("项目负责人", "BELONGS_TO", "海安公司") in related(reading)
    assert told(reading) == [(3, "项目负责人", "王某")]  # 某 is nobody's name


@pytest.mark.parametrize(
    ("begin", "end"), [("2024.1.15", "明年"), ("2024.13.1", ""), ("2024.1.15", "2023.1.14")]
)
def test_a_contract_of_which_the_term_is_not_clear_is_not_in_force(begin: str, end: str) -> None:
    reading = read(CUSTODY, ("石门澳", "海安公司", None, "A-1", begin, end, "林志强"))
    assert not relations(reading, "HAS_CUSTODY_OF")
    assert not relations(reading, "RESPONSIBLE_FOR")
    assert len(told(reading)) == 1


OFFICE = ("企业名称", "姓名", "职务", "任职时间", "任期", "离任日期", "任命文号")


@pytest.mark.parametrize(
    ("since", "term", "left", "expected"),
    [
        ("2023.3.1", "三年", "", ("2023-03-01", "2026-03-01")),
        ("2023-03-01至2026-02-28", "", "", ("2023-03-01", "2026-03-01")),
        ("2022年1月5日", "至今", "", ("2022-01-05", None)),
        ("", "2023.3.1-2026.2.28", "", ("2023-03-01", "2026-03-01")),
        ("2023.3.1", "三年", "2024.5.1", ("2023-03-01", "2024-05-01")),
        ("2022.1", "至今", "", ("0001-01-01", None)),
        ("", "", "", ("0001-01-01", None)),
        ("2023.3.1", "三年多", "", None),
    ],
)
def test_a_term_of_office_is_read_as_it_is_written(
    since: str, term: str, left: str, expected: tuple[str, str | None] | None
) -> None:
    reading = read(OFFICE, (ENTERPRISE, "张三", "安全总监", since, term, left, "甲化5号"))
    held = [(r.valid_from, r.valid_to) for r in relations(reading, "HOLDS_POST")]
    assert held == ([expected] if expected else [])
    assert len(told(reading)) == (since == "2022.1" or expected is None)
    (duty,) = relations(reading, "RESPONSIBLE_FOR")
    assert duty.properties == {"line": "ENTERPRISE", "role": "SAFETY_MANAGER"}
    assert duty.valid_to is None  # the post answers on, whoever holds it


def test_another_office_is_a_post_without_a_role_and_the_instrument_is_kept() -> None:
    reading = read(OFFICE, (ENTERPRISE, "张三", "生产部部长", "2023.3.1", None, None, "甲化5号"))
    assert not relations(reading, "RESPONSIBLE_FOR")
    (held,) = relations(reading, "HOLDS_POST")
    assert held.properties == {"appointment": "甲化5号"}


INSPECTION = (
    "检查日期",
    "检查单位",
    "被检查单位",
    "存在问题",
    "发现问题数",
    "整改情况",
    "复查日期",
)


def test_several_problems_in_one_cell_are_several_findings_of_one_inspection() -> None:
    reading = read(
        (*INSPECTION, "复查结果"),
        (
            "2024.3.5",
            "应急局",
            ENTERPRISE,
            "1.配电箱未接地；2.灭火器过期",
            2,
            "",
            "2024.3.12",
            "已整改",
        ),
        ("2024.4.5", "应急局", ENTERPRISE, "1.围堰破损", 3, "整改中", "2024.4.12", ""),
        ("2024.5.5", "应急局", ENTERPRISE, "未发现问题", 0, "", "", ""),
    )
    found = {f.name: f.properties for f in drafts(reading, Label.FINDING)}
    assert set(found) == {"配电箱未接地", "灭火器过期", "围堰破损"}
    assert found["灭火器过期"] == {
        "name": "灭火器过期",
        "status": "VERIFIED",
        "found_on": "2024-03-05",
        "verified_on": "2024-03-12",
    }
    assert found["围堰破损"]["status"] == "ASSIGNED"
    assert "verified_on" not in found["围堰破损"]  # a check that found it open verified nothing
    assert told(reading) == [(3, "复查日期", "2024.4.12"), (3, "发现问题数", "3")]
    assert len(drafts(reading, Label.INSPECTION)) == 3
    assert ("灭火器过期", "RAISED_BY", "安全检查 应急局：2024-03-05") in related(reading)


def test_a_finding_ledger_with_inspection_days_stays_a_finding_ledger() -> None:
    reading = read(
        (
            "检查日期",
            "受检单位",
            "隐患内容",
            "隐患等级",
            "整改责任人",
            "整改情况",
            "复查人",
            "复查日期",
        ),
        ("2024-03-01", ENTERPRISE, "报警器失效", "重大", "李四", "已整改", "吴志明", "2024.3.16"),
        ("2024-03-01", ENTERPRISE, "通道堵塞", "一般", "李四", "未整改", "吴志明", "2024.3.16"),
    )
    assert reading.sheets[0].form == "隐患排查治理台账"
    first, second = (f.properties for f in drafts(reading, Label.FINDING))
    assert (first["verified_on"], first["verified_by"]) == ("2024-03-16", "吴志明")
    assert not {"verified_on", "verified_by"} & set(second)
    assert told(reading) == [(3, "复查日期", "2024.3.16"), (3, "复查人", "吴志明")]


def test_a_protection_target_is_placed_by_its_coordinates_alone() -> None:
    reading = read(
        ("敏感目标名称", "方位", "距离(m)", "人数", "经度", "纬度", "防护目标类别"),
        ("石门澳小学", "东北", "850", "420", "119.08", "25.21", "高敏感防护目标"),
        ("后海村", "西", "1200", "1500户", "25.20", "119.05", "一类"),
    )
    first, second, doubted = drafts(reading, Label.RECEPTOR)
    assert first.properties == {
        "name": "石门澳小学",
        "population": 420,
        "protection_class": "HIGHLY_SENSITIVE",
        "longitude": 119.08,
        "latitude": 25.21,
    }
    assert second.properties == {"name": "后海村", "protection_class": "GENERAL_ONE"}
    assert doubted.trust.doubt is not None
    assert doubted.properties["longitude"] == 119.05
    assert told(reading) == [(3, "人数", "1500户")]
    assert "单位应为 人" in next(f.zh for f in reading.rejected if f.value == "1500户")
    unread = {f.place.column for f in reading.rejected if f.kind == "column"}
    assert unread == {"方位", "距离(m)"}


def test_what_flows_through_a_device_is_a_substance_only_where_the_standard_names_it() -> None:
    heads = ("企业名称", "设备名称", "设备位号", "安装位置", "介质", "操作压力", "操作温度", "数量")
    reading = read(
        heads,
        (ENTERPRISE, "苯输送泵", "P-101A", "一罐区", "苯", "0.4", "常温", "2"),
        (ENTERPRISE, "循环水泵", "P-201", "泵房", "循环水", "0.3", "32", "1"),
    )
    assert [d.name for d in drafts(reading, Label.SUBSTANCE)] == ["苯"]
    assert [d.name for d in drafts(reading, Label.UNIT)] == ["一罐区：P-101A", "泵房：P-201"]
    (holds,) = relations(reading, "HOLDS")
    assert holds.properties == {"pressure": 0.4}
    assert facts(reading)["介质"] == "循环水"


HAZARDS: tuple[tuple[Cell, ...], ...] = (
    ("企业名称", "重大危险源名称", "级别", "危险化学品", None, None, "主要负责人"),
    (None, None, None, "名称", "CAS号", "最大量（吨）", None),
)


def test_a_ledger_of_major_hazards_says_what_each_of_them_holds() -> None:
    reading = read(
        *HAZARDS,
        (ENTERPRISE, "罐区", "二级", "液氨", "7664-41-7", "120", "张三"),
        (ENTERPRISE, "罐区", "二级", "苯", "71-43-2", "500公斤", "张三"),
        (ENTERPRISE, "氯库", "三级", "氯", "71-43-2", "5", ""),
    )
    assert reading.sheets[0].form == "重大危险源台账"
    assert [
        (getattr(r.source, "name", ""), getattr(r.target, "name", ""), r.properties["quantity"])
        for r in relations(reading, "HOLDS")
    ] == [("罐区", "液氨", 120.0), ("罐区", "苯", 0.5)]
    assert told(reading) == [(5, "危险化学品/CAS号", "71-43-2")]
    assert ("罐区", "HAS_HAZARD", "罐区") in related(reading)


@pytest.mark.parametrize("word", ["不构成", "未构成", "—", "/", "无"])
def test_what_does_not_say_that_it_is_a_major_hazard_does_not_become_one(word: str) -> None:
    reading = read(*HAZARDS, (ENTERPRISE, "柴油罐", word, "柴油", None, "30", "张三"))
    assert not drafts(reading, Label.HAZARD)
    assert not relations(reading, "RESPONSIBLE_FOR")
    assert [u.name for u in drafts(reading, Label.UNIT)] == ["柴油罐"]
    assert told(reading) == [(3, "级别", word)]


def test_an_empty_grade_is_still_a_major_hazard_of_its_ledger() -> None:
    reading = read(*HAZARDS, (ENTERPRISE, "柴油罐", None, "柴油", None, "30", None))
    assert [h.name for h in drafts(reading, Label.HAZARD)] == ["柴油罐"]


@pytest.mark.parametrize(("total", "faults"), [("620", 0), ("700", 1), (None, 0)])
def test_a_total_is_told_once_and_held_against_the_sum(total: str | None, faults: int) -> None:
    reading = read(
        *HAZARDS,
        (ENTERPRISE, "罐区", "二级", "液氨", "7664-41-7", "120", "张三"),
        (ENTERPRISE, "苯库", "三级", "苯", "71-43-2", "500吨", ""),
        ("合 计", None, None, None, None, total, None),
        (None, None, None, None, None, None, None),
        ("填表人：张三", None, None, "审核人：李四", None, "日期：2024.3.1", None),
        ("备注：以上为设计最大量", None, None, None, None, None, None),
    )
    assert told(reading)[0] == (5, None, "合计")
    assert len(told(reading)) == 1 + faults
    if faults:
        assert "620" in reading.rejected[-1].zh
    assert {h.name for h in drafts(reading, Label.HAZARD)} == {"罐区", "苯库"}


def test_parts_are_held_against_their_own_rows_and_what_is_no_number_is_not_compared() -> None:
    rows = (
        (ENTERPRISE, "甲", None, None, "1", "吨", "仓库"),
        (ENTERPRISE, "乙", None, None, "2000", "kg", "仓库"),
        ("小计", None, None, None, "3", "吨", None),
        (ENTERPRISE, "丙", None, None, "4", "吨", "仓库"),
        ("小计", None, None, None, "5", "吨", None),
    )
    reading = read(INVENTORY, *rows, ("合计", None, None, None, "7", "吨", None))
    assert told(reading) == [
        (4, None, "小计"),
        (6, None, "小计"),
        (6, "最大储存量", "5"),
        (7, None, "合计"),
    ]
    doubtful = read(
        INVENTORY,
        (ENTERPRISE, "甲", None, None, "约300", "吨", "仓库"),
        ("合计", None, None, None, "300", "吨", None),
    )
    assert "无法与各行之和核对" in doubtful.rejected[-1].zh


def test_a_row_that_lacks_its_name_and_signs_nothing_is_still_told() -> None:
    reading = read(INVENTORY, (ENTERPRISE, None, None, None, "1", "吨", "仓库"))
    assert told(reading) == [(2, "化学品名称", None)]


@pytest.mark.parametrize("name", ["临港化工园区", "临港化工园区管委会", "秀屿区应急管理局"])
def test_a_park_or_an_authority_is_no_enterprise(name: str) -> None:
    reading = read(
        ("服务机构", "服务对象", "服务期限"),
        ("熙宝源集团", name, "2024.1.1-2024.12.31"),
        ("熙宝源集团", ENTERPRISE, "2024.1.1-2024.12.31"),
        name="安全管家服务台账",
    )
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert told(reading) == [(2, "服务对象", name)]


@pytest.mark.parametrize("said", ["符合要求", "基本符合相关规定", "现场检查均合格。"])
def test_what_is_in_order_is_no_finding(said: str) -> None:
    reading = read(
        ("检查时间", "检查单位", "受检单位", "存在问题"),
        ("2024.3.5", "应急局", ENTERPRISE, said),
        name="安全检查记录",
    )
    assert not drafts(reading, Label.FINDING)
    assert len(drafts(reading, Label.INSPECTION)) == 1


def test_a_number_that_counts_nothing_keeps_every_figure() -> None:
    reading = read(
        ("使用单位", "设备名称", "设备编号", "安装位置", "使用登记证编号", "出厂编号"),
        (ENTERPRISE, "储气罐", "RQ-1", "空压站", "21703505002019000112", "00123"),
        name="特种设备台账",
    )
    said = {d.name: d.properties.get("value_text") for d in drafts(reading, Label.INDICATOR)}
    assert said == {"使用登记证编号": "21703505002019000112", "出厂编号": "00123"}


@pytest.mark.parametrize(
    ("sample", "why"),
    [
        ("示例：甲化工有限公司", "示例"),
        ("（例）", "示例"),
        ("XX化工有限公司", "哪一家"),
        ("某化工厂", "哪一家"),
    ],
)
def test_a_row_that_shows_how_to_fill_in_is_told_and_not_read(sample: str, why: str) -> None:
    reading = read(
        ("*企业名称（必填）", "*姓名（必填）", "*职务（必填）", "任职时间"),
        (sample, "张三", "安全总监", "2024-01-01"),
        (ENTERPRISE, "李四", "安全总监", "2024-01-01"),
        name="任职登记表",
    )
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert [d.name for d in drafts(reading, Label.PERSON)] == ["李四"]
    (fault,) = reading.rejected
    assert fault.place.row == 2
    assert why in fault.zh


def test_one_number_of_several_substances_is_of_none_of_them() -> None:
    reading = read(
        ("企业名称", "储罐编号", "储存介质", "CAS号", "最大储存量（t）"),
        (ENTERPRISE, "V-3", "苯/甲苯", "71-43-2", 390),
        name="储罐台账",
    )
    held = {r[2] for r in related(reading) if r[1] == "HOLDS"}
    assert held == {"苯", "甲苯"}
    assert all("quantity" not in r.properties for r in reading.relations)
    assert told(reading) == [(2, "CAS号", "71-43-2"), (2, "最大储存量（t）", "390")]


def test_the_registered_code_of_a_device_is_not_the_number_of_its_certificate() -> None:
    reading = read(
        ("企业名称", "设备编号", "设备名称", "注册代码", "使用登记证号"),
        (ENTERPRISE, "V-101", "储气罐", "21703207002018000002", "容2LG苏G00123(18)"),
        name="特种设备台账",
    )
    assert facts(reading) == {
        "注册代码": "21703207002018000002",
        "使用登记证编号": "容2LG苏G00123(18)",
    }


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("立式内浮顶罐", {"equipment": "ATMOSPHERIC", "roof": "INTERNAL_FLOATING"}),
        ("立式锥顶罐", {"equipment": "ATMOSPHERIC", "roof": "FIXED"}),
        ("固定顶+氮封", {"equipment": "ATMOSPHERIC", "roof": "FIXED"}),
        ("地上球罐", {"equipment": "PRESSURISED", "siting": "ABOVE_GROUND"}),
        ("埋地卧罐", {"siting": "UNDERGROUND"}),
        ("非压力容器", {}),
        ("立式", {}),
        ("拱顶或内浮顶", {"equipment": "ATMOSPHERIC"}),
    ],
)
def test_a_kind_of_tank_is_read_by_the_words_in_it(printed: str, said: dict[str, str]) -> None:
    """The roof, and how a tank stands, decide what can happen to it; ledgers have one column."""
    reading = read(
        TANK, (ENTERPRISE, "一罐区", "V-1", "罐", "苯", "", "100", printed), name="储罐台账"
    )
    (unit,) = drafts(reading, Label.UNIT)
    told = {k: v for k, v in unit.properties.items() if k in ("equipment", "roof", "siting")}
    assert told == said
    assert facts(reading)["罐型"] == printed


def test_a_file_of_enterprises_has_telephones_of_whom_it_names() -> None:
    reading = read(
        ("企业全称", "信用代码", "法人姓名", "法人电话", "专职安全员", "安全员电话", "所属镇街"),
        (ENTERPRISE, "", "张三", "13900000001", "李四", "13900000002", "东峤镇"),
        name="一企一档",
    )
    phones = {person.name: person.properties["phone"] for person in drafts(reading, Label.PERSON)}
    assert phones == {"张三": "13900000001", "李四": "13900000002"}
    assert not reading.rejected


def test_what_may_be_of_the_vessel_or_of_its_content_is_asked() -> None:
    heads = ("企业名称", "位号", "物质名称", "压力（MPa）", "设计压力（MPa）")
    sure = read(heads, (ENTERPRISE, "V-1", "液氨", "1.2", "2.16"), name="储罐台账")
    (holds,) = relations(sure, "HOLDS")
    assert holds.properties == {"pressure": 1.2}
    unsure = read(heads[:-1], (ENTERPRISE, "V-1", "液氨", "1.2"), name="储罐台账")
    (refused,) = unsure.rejected
    assert "可指“储存压力”，也可指“设计压力”" in refused.zh
