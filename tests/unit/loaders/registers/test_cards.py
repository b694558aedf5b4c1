"""Cards (一企一张表): a sheet about one thing, what is asked on the left of what is answered."""

import pytest

from graph.model.labels import Label
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related

CARD = (
    ("企业基本信息表",),
    ("企业名称", ENTERPRISE, "统一社会信用代码", "91350100M000100Y43"),
    ("企业地址", "临港路1号", None, None),
    ("主要负责人", "张三", "主要负责人电话", "13800138000"),
    ("员工人数", "120", "经度", None),
)


def test_a_card_is_one_row_and_each_answer_keeps_its_place() -> None:
    reading = read(*CARD, name="一企一档")
    (enterprise,) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties == {
        "name": ENTERPRISE,
        "credit_code": "91350100M000100Y43",
        "address": "临港路1号",
    }
    (person,) = drafts(reading, Label.PERSON)
    assert (person.name, person.properties["phone"]) == ("张三", "13800138000")
    assert (person.place.row, person.place.column) == (4, "主要负责人、主要负责人电话")
    (figure,) = drafts(reading, Label.INDICATOR)
    assert (figure.properties["value"], figure.place.row) == (120.0, 5)
    assert not reading.rejected


def test_a_fault_on_a_card_names_its_row() -> None:
    reading = read(*CARD[:3], ("主要负责人", "张三", "主要负责人电话", "1380"), name="一企一档")
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (4, "主要负责人电话", "1380")


def test_a_table_below_a_card_is_about_the_enterprise_of_the_card() -> None:
    reading = read(
        *CARD,
        ("主要设备", None, None, None),
        ("名称", "规格", "数量", "备注"),
        ("反应釜", "5m³", "2", None),
        ("离心机", "SS800", "3", None),
        name="一企一档",
    )
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert [d.name for d in drafts(reading, Label.UNIT)] == ["反应釜", "离心机"]


def test_what_is_asked_is_no_name_of_an_enterprise() -> None:
    reading = read(
        ("企业名称", "统一社会信用代码", "联系人"),
        (ENTERPRISE, None, "甲"),
        ("员工人数", None, "乙"),
        name="企业信息表",
    )
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert (3, "员工人数") in [(f.place.row, f.value) for f in reading.rejected]


def test_what_stands_above_a_board_in_neighbouring_cells_is_its_hazard() -> None:
    reading = read(
        ("重大危险源安全包保责任人公示牌",),
        ("企业名称", ENTERPRISE),
        ("重大危险源名称", "苯罐区", "重大危险源等级", "三级"),
        ("包保职责", "姓名", "职务", "联系电话"),
        ("主要负责人", "张三", "总经理", "13800138000"),
        ("企业名称", ENTERPRISE),
        ("重大危险源名称", "液氨罐区", "重大危险源等级", "三级"),
        ("包保职责", "姓名", "职务", "联系电话"),
        ("主要负责人", "李四", "总经理", "13900139000"),
        name="公示牌",
    )
    assert {d.name for d in drafts(reading, Label.HAZARD)} == {"苯罐区", "液氨罐区"}
    held = {
        (getattr(r.source, "name", ""), getattr(getattr(r.target, "within", ""), "name", ""))
        for r in reading.relations
        if r.type == "HOLDS_POST"
    }
    assert held == {("张三", "苯罐区"), ("李四", "液氨罐区")}
    assert (ENTERPRISE, "HAS_HAZARD", "苯罐区") in related(reading)


@pytest.mark.parametrize(
    "above",
    [
        "企业信息表（坐标系：高德地图）",
        "注：经纬度为高德坐标",
        "坐标采用GCJ-02坐标系",
        "坐标系统：火星坐标",
    ],
)
def test_a_system_that_is_declared_in_a_line_above_is_undone(above: str) -> None:
    heads = ("企业名称", "经度", "纬度")
    reading = read((above,), heads, (ENTERPRISE, "119.1", "25.3"), name="企业信息表")
    (enterprise,) = drafts(reading, Label.ENTERPRISE)
    assert enterprise.properties["longitude"] == pytest.approx(119.0951, abs=1e-4)


def test_cards_below_each_other_are_several_things() -> None:
    cards = [
        row
        for number in (1, 2, 3)
        for row in (
            (f"企业信息卡（{number}）",),
            ("企业名称", f"第{number}化工有限公司", "法定代表人", "张三"),
            ("地址", f"临港路{number}号", "员工人数", 30 + number),
            ("行业", "化工", "占地面积", None),
        )
    ]
    reading = read(*cards, name="企业信息")
    said = {d.name: d.properties["address"] for d in drafts(reading, Label.ENTERPRISE)}
    assert said == {f"第{n}化工有限公司": f"临港路{n}号" for n in (1, 2, 3)}
    counted = {d.properties["value"] for d in drafts(reading, Label.INDICATOR)}
    assert counted == {31.0, 32.0, 33.0}
    assert not reading.rejected


def test_a_card_of_an_inspection_that_is_signed_says_what_was_found() -> None:
    reading = read(
        ("安全检查记录表",),
        ("被检查单位", ENTERPRISE, "检查时间", "2024年3月5日"),
        ("检查单位", "秀屿区应急管理局", "检查人员", "王强、李丽"),
        ("存在问题", "1.可燃气体探测器故障；2.法兰缺跨接线", None, None),
        ("整改要求", "立即整改", "整改期限", "2024年3月15日"),
        ("受检单位签字：", None, "检查人员签字：", None),
        name="安全检查记录表",
    )
    found = {d.name: d.properties["deadline"] for d in drafts(reading, Label.FINDING)}
    assert found == {"可燃气体探测器故障": "2024-03-15", "法兰缺跨接线": "2024-03-15"}
    assert [fault.kind for fault in reading.rejected] == ["column"]


BOARD = (
    ("重大危险源安全包保责任人公示牌",),
    ("企业名称", ENTERPRISE, None, None),
    ("重大危险源名称", "苯罐区", "级别", "一级"),
    ("主要负责人", "张三", "职务", "总经理"),
    ("联系电话", "13800138000", None, None),
    ("技术负责人", "李四", "职务", "总工程师"),
    ("联系电话", "13900139000", None, None),
    ("监督电话", "12350", None, None),
    ("公示日期：2023年1月1日",),
)


def test_a_board_that_asks_the_same_of_each_person_is_one_card() -> None:
    reading = read(*BOARD, name="公示牌")
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["苯罐区"]
    people = {d.name: d.properties["phone"] for d in drafts(reading, Label.PERSON)}
    assert people == {"张三": "13800138000", "李四": "13900139000"}
    assert {d.name for d in drafts(reading, Label.POST)} == {"总经理", "总工程师"}
    assert [(f.place.row, f.value) for f in reading.rejected] == [(8, "监督电话")]


def test_what_is_asked_is_no_name_of_a_hazard() -> None:
    reading = read(
        ("企业名称", "重大危险源名称", "级别"),
        (ENTERPRISE, "苯罐区", "一级"),
        (ENTERPRISE, "技术负责人", "二级"),
        name="重大危险源台账",
    )
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["苯罐区"]
    assert [(f.place.row, f.value) for f in reading.rejected] == [(3, "技术负责人")]


def test_a_card_may_ask_several_things_in_a_row_that_no_form_knows() -> None:
    more = ("主要产品及产能", "甲醛 3万吨/年", "消防验收意见", "合格")
    reading = read(*CARD, more, ("所属园区", "临港产业园", "集团公司名称", None), name="一企一档")
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [ENTERPRISE]
    assert (ENTERPRISE, "LOCATED_IN", "临港产业园") in related(reading)
    assert {(f.place.row, f.value) for f in reading.rejected} == {
        (6, "主要产品及产能"),
        (6, "消防验收意见"),
    }


def test_rows_that_answer_what_they_ask_are_no_headings_where_the_sheet_is_no_card() -> None:
    odd = ("甲醛", "3万吨/年", "乙醇", "2万吨/年", "丙酮")
    reading = read(*CARD, odd, name="一企一档")
    assert not reading.entities
    assert [f.kind for f in reading.rejected] == ["sheet"]
