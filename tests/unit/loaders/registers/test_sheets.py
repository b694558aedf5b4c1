"""Rows of kept spreadsheets (台账行): what they say, and that a broken cell costs only itself."""

import pytest

from graph.model.labels import Label
from loaders.identity import Mention
from loaders.readers.spreadsheet import Cell
from tests.unit.loaders.registers.sheets import (
    ENTERPRISE,
    drafts,
    heading_sets,
    read,
    related,
    row_of,
)


def test_a_risk_control_list_gives_hazards_measures_and_who_answers() -> None:
    headings = heading_sets()[1]["columns"]
    reading = read(
        (f"{ENTERPRISE}安全风险分级管控清单",),
        headings,
        row_of(
            headings,
            风险点编号="F-01",
            风险点名称="液氨罐区",
            风险等级="红",
            工程技术措施="1.设置围堰；2.安装氨气检测报警器",
            管理措施="每班巡检",
            责任人="张三",
            L值=3,
            评价日期="2023-11-07",
        ),
    )
    (hazard,) = drafts(reading, Label.HAZARD)
    assert hazard.properties == {
        "name": "液氨罐区",
        "kind": "RISK_POINT",
        "level": "RED",
        "registration_number": "F-01",
    }
    assert (hazard.evidence.sheet, hazard.evidence.row) == ("Sheet1", 3)
    assert hazard.evidence.column == "风险点名称、风险等级、风险点编号"
    assert {(m.name, m.properties["kind"]) for m in drafts(reading, Label.MEASURE)} == {
        ("设置围堰", "ENGINEERING"),
        ("安装氨气检测报警器", "ENGINEERING"),
        ("每班巡检", "MANAGEMENT"),
    }
    assert related(reading) >= {
        (ENTERPRISE, "HAS_HAZARD", "液氨罐区"),
        ("设置围堰", "CONTROLS", "液氨罐区"),
        ("风险点责任人", "RESPONSIBLE_FOR", "液氨罐区"),
        ("风险点责任人", "BELONGS_TO", ENTERPRISE),
        ("张三", "HOLDS_POST", "风险点责任人"),
        ("L值", "MEASURES", "液氨罐区"),
    }


def test_owners_of_two_risk_points_are_two_posts() -> None:
    reading = read(
        ("企业名称", "风险点", "责任人"),
        (ENTERPRISE, "液氨罐区", "张三"),
        (ENTERPRISE, "装卸台", "李四"),
    )
    one, other = drafts(reading, Label.POST)
    assert one.within is not other.within
    assert len(drafts(reading, Label.ENTERPRISE)) == 1


def test_a_finding_ledger_gives_findings_of_inspections() -> None:
    headings = heading_sets()[4]["columns"]
    reading = read(
        (f"单位名称：{ENTERPRISE}",),
        headings,
        row_of(
            headings,
            检查地点存在问题及隐患="装卸台静电接地线断开",
            隐患等级="一般",
            排查时间="2023-11-07",
            整改时间="2023-11-14",
            完成情况="已整改",
            销号日期="2023-11-15",
            整改措施="更换接地线",
            整改资金="800元",
            整改责任人="张三",
            验收人="李四",
        ),
    )
    (finding,) = drafts(reading, Label.FINDING)
    assert finding.properties == {
        "name": "装卸台静电接地线断开",
        "severity": "GENERAL",
        "status": "RECTIFIED",
        "found_on": "2023-11-07",
        "closed_on": "2023-11-15",
        "treatment": "更换接地线",
        "funding": "800元",
    }
    duties = [r for r in reading.relations if r.type == "RESPONSIBLE_FOR"]
    assert [r.properties["role"] for r in duties] == ["RECTIFIER", "VERIFIER"]
    assert related(reading) == {
        ("整改责任人", "RESPONSIBLE_FOR", finding.name),
        ("整改责任人", "BELONGS_TO", ENTERPRISE),
        ("张三", "HOLDS_POST", "整改责任人"),
        ("验收人", "RESPONSIBLE_FOR", finding.name),
        ("验收人", "BELONGS_TO", ENTERPRISE),
        ("李四", "HOLDS_POST", "验收人"),
        (finding.name, "FOUND_AT", ENTERPRISE),
        (finding.name, "RAISED_BY", "隐患排查 2023-11-07"),
        ("隐患排查 2023-11-07", "INSPECTS", ENTERPRISE),
    }


@pytest.mark.parametrize(
    ("beside", "means"),
    [("整改期限", "rectified_on"), ("整改完成日期", "deadline"), ("备注", None)],
)
def test_a_time_of_rectification_is_what_the_other_column_is_not(
    beside: str, means: str | None
) -> None:
    reading = read(
        ("企业名称", "隐患描述", "排查时间", "隐患状态", "整改时间", beside),
        (ENTERPRISE, "灭火器失压", "2023-11-07", "已整改", "2023-11-14", "2023-11-15"),
    )
    (finding,) = drafts(reading, Label.FINDING)
    said = {name for name, value in finding.properties.items() if value == "2023-11-14"}
    assert said == ({means} if means else set())
    told = [entry.zh for entry in reading.rejected if entry.value == "整改时间"]
    assert bool(told) is (means is None)
    assert all("可指“整改期限”，也可指“整改完成日期”" in line for line in told)


def test_the_same_defect_in_two_inspections_is_two_findings() -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查部位", "检查日期"),
        (ENTERPRISE, "灭火器失压", "罐区", "2023-11-07"),
        (ENTERPRISE, "灭火器失压", "罐区", "2023-12-07"),
    )
    one, other = drafts(reading, Label.FINDING)
    assert one.name == other.name == "罐区：灭火器失压"
    assert one.within is not other.within


def test_a_major_hazard_ledger_with_headings_twice() -> None:
    headings = heading_sets()[7]["columns"]
    values: dict[str, Cell] = {
        "企业名称": ENTERPRISE,
        "危险源名称": "液氨罐区",
        "危险源编码": "BA350305001",
        "危险源等级": "三级",
        "主要负责人": "王建国",
        "主要负责人电话": "13800138000",
        "主要负责人职务": "总经理",
        "R值": 23.5,
        "经度": 119.1,
        "纬度": 25.3,
        "园区名称": "东岸化工园区",
        "外边界500米返回人数估算": 120,
    }
    reading = read(headings, row_of(headings, **values))
    assert {tuple(p.properties.items()) for p in drafts(reading, Label.PERSON)} == {
        (("name", "王建国"), ("phone", "13800138000"))
    }
    assert related(reading) >= {
        ("总经理", "RESPONSIBLE_FOR", "液氨罐区"),
        (ENTERPRISE, "LOCATED_IN", "东岸化工园区"),
        (ENTERPRISE, "OPERATES", "液氨罐区"),
    }
    duty = next(r for r in reading.relations if r.type == "RESPONSIBLE_FOR")
    assert duty.properties == {"line": "ENTERPRISE", "role": "PRINCIPAL_GUARANTOR"}
    (unit,) = drafts(reading, Label.UNIT)
    assert unit.properties["people_within_500_m"] == 120


def test_the_region_of_a_register_is_that_of_the_national_table() -> None:
    reading = read(
        ("公司名称", "统一社会信用编码", "法定代表人", "区县名称", "城市名称", "镇名称"),
        (ENTERPRISE, None, "王建国", "秀屿区", "莆田市", "埭头镇"),
        ("福建山海化工有限公司", None, "李卫东", "秀屿区", "福州市", "没有镇"),
    )
    regions = {d.name: d.code for d in drafts(reading, Label.REGION)}
    assert regions == {
        "埭头镇": "350305105",
        "秀屿区": "350305",
        "莆田市": "350300",
        "福建省": "350000",
    }
    assert related(reading) >= {
        (ENTERPRISE, "LOCATED_IN", "埭头镇"),
        (ENTERPRISE, "LOCATED_IN", "秀屿区"),
        ("埭头镇", "PART_OF", "秀屿区"),
        ("莆田市", "PART_OF", "福建省"),
    }
    # What the table does not have so is left to the registers of regions.
    loose = [r.target.text for r in reading.relations if isinstance(r.target, Mention)]
    assert loose == ["没有镇", "秀屿区"]
    evidence = drafts(reading, Label.REGION)[0].evidence
    assert (evidence.row, evidence.column) == (2, "镇名称")
    assert "350305105" in (evidence.note or "")


def test_columns_of_one_heading_that_differ_are_told_and_the_first_is_read() -> None:
    reading = read(
        ("企业名称", "危险源名称", "主要负责人", "主要负责人"),
        (ENTERPRISE, "液氨罐区", "王建国", "李明"),
    )
    assert [p.name for p in drafts(reading, Label.PERSON)] == ["王建国"]
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (2, "主要负责人", "李明")


def test_a_board_of_guarantors_with_the_installation_above_it() -> None:
    headings = heading_sets()[14]["columns"]
    reading = read(
        (f"企业名称：{ENTERPRISE}",),
        ("危险源名称：", "液氨罐区"),
        headings,
        ("主要负责人", "王建国", "总经理", "13800138000"),
        ("技术负责人", "李明", "总工程师", "13900139000"),
        ("看门人", "赵六", "门卫", "13700137000"),
    )
    roles = {r.properties["role"] for r in reading.relations if r.type == "RESPONSIBLE_FOR"}
    assert roles == {"PRINCIPAL_GUARANTOR", "TECHNICAL_GUARANTOR"}
    (fault,) = reading.rejected
    assert (fault.place.row, fault.value) == (6, "看门人")


def test_a_broken_cell_costs_itself_and_a_row_without_a_name_is_told() -> None:
    reading = read(
        ("企业名称", "风险点", "风险等级", "责任人", "责任人电话"),
        (ENTERPRISE, "液氨罐区", "紫", "安环部", ""),
        (ENTERPRISE, "", "红", "", ""),
        (ENTERPRISE, "装卸台", "橙色", "张三、李四", "13800138000"),
        ("企业名称", "风险点", "风险等级", "责任人", "责任人电话"),
    )
    assert [h.name for h in drafts(reading, Label.HAZARD)] == ["液氨罐区", "装卸台"]
    assert [p.name for p in drafts(reading, Label.PERSON)] == ["张三", "李四"]
    assert [(f.place.row, f.place.column) for f in reading.rejected] == [
        (2, "风险等级"),
        (2, "责任人"),
        (3, "风险点"),
        (4, "责任人电话"),
    ]


def test_figures_of_an_enterprise_keep_their_unit_or_their_words() -> None:
    reading = read(
        ("公司名称", "员工人数（人）", "注册资金（万元）", "企业规模"),
        (ENTERPRISE, 120, "5,000", "中型"),
    )
    said = {d.name: dict(d.properties) for d in drafts(reading, Label.INDICATOR)}
    assert said == {
        "员工人数": {"name": "员工人数", "value": 120.0, "unit": "人"},
        "注册资金": {"name": "注册资金", "value": 5000.0, "unit": "万元"},
        "企业规模": {"name": "企业规模", "value_text": "中型"},
    }


def test_a_unit_in_the_heading_or_the_cell_is_converted_or_the_cell_refused() -> None:
    reading = read(
        ("企业名称", "危险源名称", "危险化学品名称", "单元内危险化学品存量（kg）", "操作压力"),
        (ENTERPRISE, "液氨罐区", "氨", 500, "1600kPa"),
        (ENTERPRISE, "液氨罐区", "甲醇", "2吨", "0.1MPa"),
        (ENTERPRISE, "液氨罐区", "乙醇", "3立方", "0.1MPa"),
    )
    said = {
        getattr(r.target, "name", ""): r.properties for r in reading.relations if r.type == "HOLDS"
    }
    assert said == {
        "氨": {"quantity": 0.5, "pressure": 1.6},
        "甲醇": {"quantity": 2.0, "pressure": 0.1},
        "乙醇": {"pressure": 0.1},
    }
    (fault,) = reading.rejected
    assert (fault.place.row, fault.value) == (4, "3立方")


def test_a_level_that_the_scores_do_not_earn_is_put_to_a_person_and_stays() -> None:
    reading = read(
        ("企业名称", "风险点", "L值", "E值", "C值", "D值", "风险等级"),
        (ENTERPRISE, "液氨罐区", 3, 6, 15, 270, "蓝"),
        (ENTERPRISE, "装卸台", 3, 6, 15, 250, "橙"),
        (ENTERPRISE, "泵房", 1, 6, 15, 90, "黄"),
    )
    stated, doubted = (
        {h.name: h.properties["level"] for h in drafts(reading, Label.HAZARD) if t(h)}
        for t in (lambda h: h.trust.asserted, lambda h: not h.trust.asserted)
    )
    assert stated == {"液氨罐区": "BLUE", "装卸台": "ORANGE", "泵房": "YELLOW"}
    assert doubted == {"液氨罐区": "ORANGE"}
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (3, "D值", "250")


def test_swapped_coordinates_are_proposed_and_a_declared_system_is_converted() -> None:
    reading = read(
        ("企业名称", "经度", "纬度", "坐标系"),
        (ENTERPRISE, "25.3", "119.1", ""),
        ("福建乙化工有限公司", "116.41024449916938", "39.91640428150164", "GCJ-02"),
        ("福建丙化工有限公司", "10", "-70", ""),
        ("福建丁化工有限公司", "119.1", "", ""),
    )
    one, proposed, other, third, fourth = drafts(reading, Label.ENTERPRISE)
    assert "longitude" not in one.properties
    assert (proposed.name, proposed.trust.asserted) == (ENTERPRISE, False)
    assert proposed.trust.doubt is not None
    assert "颠倒" in proposed.trust.doubt[0]
    assert (proposed.properties["longitude"], proposed.properties["latitude"]) == (119.1, 25.3)
    assert abs(other.properties["longitude"] - 116.404) < 1e-6
    assert "longitude" not in third.properties
    assert "longitude" not in fourth.properties
    assert [(f.place.row, f.place.column) for f in reading.rejected] == [(4, "经度"), (5, "纬度")]


def test_a_name_and_a_cas_number_of_two_substances_say_nothing_of_either() -> None:
    reading = read(
        ("企业名称", "危险源名称", "危险化学品名称", "CAS号", "存量（t）"),
        (ENTERPRISE, "罐区", "液氨", "7664-41-7", 10),
        (ENTERPRISE, "罐区", "氯", "7664-41-7", 5),
        (ENTERPRISE, "罐区", "甲醇", "67-56-2", 3),
    )
    said = [(d.name, d.properties.get("cas")) for d in drafts(reading, Label.SUBSTANCE)]
    assert said == [("液氨", "7664-41-7"), ("甲醇", None)]
    assert [(f.place.row, f.place.column, f.value) for f in reading.rejected] == [
        (3, "CAS号", "7664-41-7"),
        (4, "CAS号", "67-56-2"),
    ]
    assert len([r for r in reading.relations if r.type == "HOLDS"]) == 2
