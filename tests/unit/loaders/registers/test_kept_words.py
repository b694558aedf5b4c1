"""Words that stewards use (台账用语): headings and cells that say the same as those of a form."""

import pytest

from graph.model.labels import Label
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers import read_register
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read, related

PERSON = ("姓名", "职务", "手机")


def test_the_three_guarantors_of_a_row_have_their_titles_and_numbers() -> None:
    reading = read(
        (
            "企业名称",
            "重大危险源名称",
            "等级",
            *("主要负责人", None, None, "技术负责人", None, None),
        ),
        (None, None, None, *PERSON, *PERSON),
        (
            ENTERPRISE,
            "苯罐区",
            "二级重大危险源",
            "张三",
            "总经理",
            "13800138000",
            "李四",
            "总工",
            None,
        ),
        name="安全包保责任人清单",
    )
    (hazard,) = drafts(reading, Label.HAZARD)
    assert hazard.properties["grade"] == "TWO"
    assert {d.name: d.properties.get("phone") for d in drafts(reading, Label.PERSON)} == {
        "张三": "13800138000",
        "李四": None,
    }
    assert {("张三", "HOLDS_POST", "总经理"), ("李四", "HOLDS_POST", "总工")} <= related(reading)
    assert not reading.rejected


def test_an_enterprise_file_names_a_safety_director_and_a_principal_under_two_headings() -> None:
    reading = read(
        ("企业名称", "主要负责人", None, "安全总监", None),
        (None, "姓名", "电话", "姓名", "电话"),
        (ENTERPRISE, "张三（总经理）", "13800138000", "李 四", "0594-5556666/13900139000"),
        name="一企一档",
    )
    held = {("张三", "HOLDS_POST", "主要负责人"), ("李四", "HOLDS_POST", "安全总监")}
    assert held <= related(reading)
    phones = {d.name: d.properties["phone"] for d in drafts(reading, Label.PERSON)}
    assert phones == {"张三": "13800138000", "李四": "0594-5556666"}
    assert [fault.zh for fault in reading.rejected] == ["一人有几个号码，只读了第一个"]


@pytest.mark.parametrize("word", ["完成", "已全部整改"])
def test_a_finding_that_is_done_was_rectified_on_its_day(word: str) -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查日期", "整改情况", "完成时间"),
        (ENTERPRISE, "静电接地不良", "2023.11.7", word, "2023.11.9"),
        (ENTERPRISE, "液位计失灵", "2023.11.7", "整改中", "2023.11.9"),
        name="隐患排查治理台账",
    )
    done, open_ = drafts(reading, Label.FINDING)
    assert (done.properties["status"], done.properties["rectified_on"]) == (
        "RECTIFIED",
        "2023-11-09",
    )
    assert "rectified_on" not in open_.properties
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [(3, "2023.11.9")]


def test_an_inventory_gives_state_pressure_and_temperature_in_short() -> None:
    reading = read(
        ("企业名称", "品名", "储存场所", "最大储存量（t）", "状态", "压力（MPa）", "温度（℃）"),
        (ENTERPRISE, "液氨", "液氨罐区", 20, "液", "1.6", "-33"),
        name="危险化学品储存清单",
    )
    (held,) = (r for r in reading.relations if r.type == "HOLDS")
    assert held.properties == {
        "quantity": 20.0,
        "state": "LIQUID",
        "pressure": 1.6,
        "temperature": -33.0,
    }


@pytest.mark.parametrize(
    "text",
    [
        "①应急照明损坏②灭火器过期",
        "① 应急照明损坏；② 灭火器过期。",
        "1.应急照明损坏，2.灭火器过期",
        "（1）应急照明损坏，（2）灭火器过期",
    ],
)
def test_numbered_problems_are_several_however_they_are_parted(text: str) -> None:
    reading = read(
        ("被检查单位", "检查时间", "检查单位", "发现问题"),
        (ENTERPRISE, "2023.11.7", "应急局", text),
        (ENTERPRISE, "2023.11.8", "应急局", "1.罐区2、3号泵漏油，2号泵无防护罩"),
        name="安全检查记录",
    )
    found = [draft.name for draft in drafts(reading, Label.FINDING)]
    assert found == ["应急照明损坏", "灭火器过期", "罐区2、3号泵漏油，2号泵无防护罩"]


def test_a_ledger_on_a_sheet_named_after_a_relationship_is_told_by_what_it_lacks() -> None:
    rows = (("姓名", "职务", "任职时间"), ("张三", "总经理", "2020.1.1"))
    table = Table(
        name="任职",
        sheet="任职",
        rows=tuple(Row(number, row) for number, row in enumerate(rows, 1)),
    )
    file = RegisterFile(name="册.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    (fault,) = read_register(file).rejected
    assert "安全管理人员任职台账" in fault.zh
    assert "缺少：企业" in fault.zh


def test_a_list_that_cannot_say_where_its_things_lie_is_told_once() -> None:
    rows = (
        ("名称", "类别", "人数", "经度", "纬度"),
        ("前云小学", "学校", "600", "119.02", "25.24"),
        ("前云村", "村庄", "3600", "119.02", "25.24"),
    )
    table = Table(
        name="防护目标",
        sheet="防护目标",
        rows=tuple(Row(number, row) for number, row in enumerate(rows, 1)),
    )
    file = RegisterFile(name="册.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    (fault,) = (f for f in read_register(file).rejected if f.zh.startswith("没有"))
    assert "所属" in fault.zh


def test_the_letter_of_a_factor_is_no_unit() -> None:
    reading = read(
        ("企业名称", "风险点名称", "可能性L", "严重性S", "风险值R"),
        (ENTERPRISE, "锅炉房", 4, 5, 20),
        name="风险点清单",
    )
    said = {d.name: d.properties.get("unit") for d in drafts(reading, Label.INDICATOR)}
    assert said == {"L值": None, "S值": None, "风险度R": None}


def test_a_deadline_before_the_day_of_finding_is_told() -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查日期", "整改期限"),
        (ENTERPRISE, "门未上锁", "2023.11.9", "2023.11.5"),
        name="隐患排查治理台账",
    )
    (finding,) = drafts(reading, Label.FINDING)
    assert "deadline" not in finding.properties
    assert [(fault.place.column, fault.value) for fault in reading.rejected] == [
        ("整改期限", "2023.11.5")
    ]


@pytest.mark.parametrize(
    ("name", "headings"),
    [("企业信息", ("企业名称", "员工人数", "地址")), ("企业", ("名称", "行业", "地址"))],
)
def test_a_row_of_a_csv_file_with_more_cells_than_headings_is_not_read(
    name: str, headings: tuple[str, ...]
) -> None:
    rows = (
        headings,
        ("甲化工有限公司", "1", "200", "A路"),
        ("乙化工有限公司", "30", "B路", ""),
    )
    numbered = tuple(Row(number, row) for number, row in enumerate(rows, 1))
    table = Table(name=name, sheet=None, rows=numbered)
    file = RegisterFile(name=f"{name}.csv", sha256="0" * 64, media_type="", tables=(table,))
    reading = read_register(file)
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == ["乙化工有限公司"]
    (fault,) = reading.rejected
    assert (fault.place.row, fault.value) == (2, "A路")


def test_a_cell_without_a_heading_is_told_once_and_its_row_is_read() -> None:
    reading = read(
        ("企业名称", "地址", None),
        (ENTERPRISE, "A路", "已搬迁"),
        ("乙化工有限公司", "B路", "在建"),
        name="企业信息",
    )
    assert len(drafts(reading, Label.ENTERPRISE)) == 2
    (fault,) = reading.rejected
    assert (fault.place.row, fault.value) == (2, "已搬迁")


def test_the_words_of_the_law_for_a_defect_are_known() -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查日期", "隐患等级"),
        (ENTERPRISE, "联锁摘除", "2023.11.7", "重大事故隐患"),
        (ENTERPRISE, "门未上锁", "2023.11.7", "一般事故隐患"),
        name="隐患排查治理台账",
    )
    levels = [d.properties["severity"] for d in drafts(reading, Label.FINDING)]
    assert levels == ["MAJOR", "GENERAL"]
    assert not reading.rejected


def test_how_many_were_found_is_no_finding() -> None:
    reading = read(
        ("被检查单位", "检查时间", "检查单位", "存在问题"),
        (ENTERPRISE, "2023.11.7", "应急局", "共发现3项隐患"),
        name="安全检查记录",
    )
    assert not drafts(reading, Label.FINDING)
    assert [fault.value for fault in reading.rejected] == ["共发现3项隐患"]


def test_who_filled_in_a_register_of_the_model_is_none_of_it_and_the_same_as_above_is_that() -> (
    None
):
    rows = (
        ("名称", "地址"),
        ("甲化工有限公司", "A路"),
        ("乙化工有限公司", "同上"),
        ("填表人：张三", None),
    )
    numbered = tuple(Row(number, row) for number, row in enumerate(rows, 1))
    table = Table(name="企业", sheet="企业", rows=numbered)
    file = RegisterFile(name="企业.xlsx", sha256="0" * 64, media_type="", tables=(table,))
    reading = read_register(file)
    said = {d.name: d.properties["address"] for d in drafts(reading, Label.ENTERPRISE)}
    assert said == {"甲化工有限公司": "A路", "乙化工有限公司": "A路"}
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [(4, "填表人：张三")]


@pytest.mark.parametrize(
    "cell",
    ["丙化工有限公司（停产）", "丙化工有限公司(已注销)", "丙化工有限公司（曾用名：老丙化工厂）"],
)
def test_a_state_behind_a_name_is_none_of_it(cell: str) -> None:
    reading = read(("企业名称", "地址"), (cell, "A路"), name="企业信息")
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == ["丙化工有限公司"]
    assert [fault.value for fault in reading.rejected] == [cell]


@pytest.mark.parametrize("cell", ["1. 丙化工有限公司", "*丙化工有限公司", "丙化工有限公司"])
def test_a_mark_before_a_name_is_none_of_it(cell: str) -> None:
    reading = read(("企业名称", "地址"), (cell, "A路"), name="企业信息")
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == ["丙化工有限公司"]
    assert not reading.rejected


@pytest.mark.parametrize("cell", ["丙（福建）化工有限公司", "丙化工有限公司（一分厂）"])
def test_other_brackets_are_of_the_name(cell: str) -> None:
    reading = read(("企业名称", "地址"), (cell, "A路"), name="企业信息")
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == [cell]


def test_a_number_before_a_finding_is_none_of_its_name_and_no_check_finds_nothing() -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查日期"),
        (ENTERPRISE, "1.阀门渗漏", "2023.11.7"),
        (ENTERPRISE, "2、罐顶液位计失灵", "2023.11.7"),
        (ENTERPRISE, "企业停产，未检查", "2023.11.8"),
        ("甲化工有限公司/乙化工有限公司", "灯坏", "2023.11.7"),
        name="隐患排查治理台账",
    )
    found = [draft.name for draft in drafts(reading, Label.FINDING)]
    assert found == ["阀门渗漏", "罐顶液位计失灵"]
    assert [fault.place.row for fault in reading.rejected] == [4, 5]


def test_the_grade_behind_the_name_of_an_installation_is_none_of_it() -> None:
    reading = read(
        ("企业名称", "重大危险源名称", "包保职责", "姓名"),
        (ENTERPRISE, "苯罐区（一级）", "主要负责人", "张三"),
        (ENTERPRISE, "苯罐区", "操作负责人", "王五（白班）、赵六（夜班）"),
        (ENTERPRISE, "苯罐区", "技术负责人", "（空缺）"),
        name="包保责任人公示牌",
    )
    assert {d.name for d in drafts(reading, Label.HAZARD)} == {"苯罐区"}
    assert {d.name for d in drafts(reading, Label.PERSON)} == {"张三", "王五", "赵六"}
    (fault,) = reading.rejected
    assert (fault.place.row, fault.value) == (2, "苯罐区（一级）")


def test_a_gauge_pressure_is_what_the_model_has() -> None:
    reading = read(
        ("企业名称", "位号", "介质", "操作压力（MPaG）", "罐型"),
        (ENTERPRISE, "V-1", "液氨", "1.6", "球罐"),
        (ENTERPRISE, "V-2", "液氨", "0.5MPa（G）", "球罐"),
        (ENTERPRISE, "V-3", "液氨", "0.5MPa(A)", "球罐"),
        name="储罐台账",
    )
    held = [r.properties for r in reading.relations if r.type == "HOLDS"]
    assert held == [{"pressure": 1.6}, {"pressure": 0.5}, {}]
    assert [fault.value for fault in reading.rejected] == ["0.5MPa(A)"]


LEDGER = ("企业名称", "重大危险源名称", "重大危险源等级", "主要负责人", "备注")


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("液氨罐区", "已注销"),
        ("液氨罐区", "2024年6月拆除"),
        ("液氨罐区", "装置已拆除"),
        ("液氨罐区", "备案编号作废；已于2024.6.30拆除完毕"),
        ("液氨罐区-已拆除", None),
        ("液氨罐区（2024.6拆除）", None),
    ],
)
def test_what_a_row_says_is_gone_is_told_and_nobody_answers_for_it(
    name: str, remark: str | None
) -> None:
    reading = read(LEDGER, (ENTERPRISE, name, "一级", "张三", remark), name="重大危险源清单")
    assert not drafts(reading, Label.HAZARD)
    assert not drafts(reading, Label.PERSON)
    assert (2, remark or name) in [(f.place.row, f.value) for f in reading.rejected]
    assert not reading.doubtful  # so a later edition ends what an earlier one named


@pytest.mark.parametrize(
    "remark", ["计划2026年拆除", "未注销", "原二号罐区已拆除后新建", "停用", "已备案", "待报废"]
)
def test_what_may_still_be_there_is_read(remark: str) -> None:
    reading = read(LEDGER, (ENTERPRISE, "液氨罐区", "一级", "张三", remark), name="重大危险源清单")
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["液氨罐区"]


def test_a_defect_whose_place_was_pulled_down_is_still_a_finding() -> None:
    reading = read(
        ("企业名称", "隐患描述", "检查日期", "备注"),
        (ENTERPRISE, "违章搭建仓库", "2024-11-07", "已拆除"),
        name="隐患台账",
    )
    assert [d.name for d in drafts(reading, Label.FINDING)] == ["违章搭建仓库"]


def test_whoever_left_on_a_day_held_the_office_until_then() -> None:
    heads = ("企业名称", "职务", "姓名", "任职时间", "离任日期", "备注")
    reading = read(
        heads,
        (ENTERPRISE, "安全员", "张三", "2023-01-01", "2024-06-30", "已离职"),
        (ENTERPRISE, "安全员", "李四", "2023-01-01", None, "2024年离职"),
        name="任职台账",
    )
    held = [r for r in reading.relations if r.type == "HOLDS_POST"]
    assert [(getattr(r.source, "name", ""), r.valid_to) for r in held] == [("张三", "2024-06-30")]


def test_a_scrapped_vessel_holds_nothing() -> None:
    reading = read(
        ("企业名称", "储罐编号", "储存介质", "使用状态"),
        (ENTERPRISE, "T-101", "苯", "已报废"),
        (ENTERPRISE, "T-102", "苯", "停用"),
        name="储罐台账",
    )
    assert [d.name for d in drafts(reading, Label.UNIT)] == ["T-102"]


def test_the_state_of_an_installation_is_none_of_its_name() -> None:
    row = (ENTERPRISE, "★甲醇罐区（停用）", "三级", "张三", None)
    reading = read((*LEDGER, "化学品名称"), (*row, "甲醇"), name="重大危险源清单")
    assert {d.name for d in drafts(reading, Label.HAZARD)} == {"甲醇罐区"}
    assert {d.name for d in drafts(reading, Label.UNIT)} == {"甲醇罐区"}
    assert [f.value for f in reading.rejected] == ["★甲醇罐区（停用）"]


@pytest.mark.parametrize(
    "cell",
    [
        "丙化工有限公司（原丁化工有限公司）",
        "丙化工有限公司（已更名为丁化工有限公司）",
        "丙化工有限公司（2024年3月由丁化工有限公司更名）",
    ],
)
def test_another_name_in_brackets_is_none_of_the_name(cell: str) -> None:
    reading = read(("企业名称", "地址"), (cell, "A路"), name="企业信息")
    assert [d.name for d in drafts(reading, Label.ENTERPRISE)] == ["丙化工有限公司"]
    assert [fault.value for fault in reading.rejected] == [cell]


def test_a_row_of_telephone_numbers_below_the_names_is_no_installation() -> None:
    heads = ("企业名称", "重大危险源名称", "重大危险源等级", "主要负责人")
    reading = read(
        heads,
        (ENTERPRISE, "液氨罐区", "一级", "张三"),
        (ENTERPRISE, "联系电话", None, "13800138000"),
        name="重大危险源清单",
    )
    assert [d.name for d in drafts(reading, Label.HAZARD)] == ["液氨罐区"]
    assert {f.zh for f in reading.rejected} == {"是表头用语，不是名称"}


@pytest.mark.parametrize("cell", ["园区内12家危化企业", "辖区十余家重点企业", "3家单位"])
def test_a_number_of_enterprises_is_none(cell: str) -> None:
    reading = read(("企业名称", "地址"), (cell, "A路"), name="企业信息")
    assert not drafts(reading, Label.ENTERPRISE)
    assert [f.value for f in reading.rejected] == [cell]


def test_a_contract_lasts_as_long_as_the_column_of_both_its_days_says() -> None:
    heads = ("乙方", "服务企业", "合同编号", "服务起止日期")
    reading = read(
        heads, ("甲安全公司", ENTERPRISE, "H1", "2024-03-01至2025-02-28"), name="托管合同台账"
    )
    (custody,) = (r for r in reading.relations if r.type == "HAS_CUSTODY_OF")
    assert (custody.valid_from, custody.valid_to) == ("2024-03-01", "2025-03-01")


@pytest.mark.parametrize("cell", ["园区外", "不在园区", "非化工园区", "园区内", "是"])
def test_whether_an_enterprise_is_in_a_park_is_no_name_of_one(cell: str) -> None:
    reading = read(("企业名称", "所属园区"), (ENTERPRISE, cell), name="企业信息")
    assert not drafts(reading, Label.PARK)
    assert [f.value for f in reading.rejected] == [cell]


@pytest.mark.parametrize("cell", ["氨580t、汽油20t", "液氨（最大580吨）", "苯 200kg"])
def test_a_name_that_holds_an_amount_is_none_of_a_substance(cell: str) -> None:
    heads = ("企业名称", "品名", "储存地点")
    reading = read(heads, (ENTERPRISE, cell, "罐区"), name="危险化学品清单")
    assert not drafts(reading, Label.SUBSTANCE)
    assert [f.value for f in reading.rejected] == [cell]


@pytest.mark.parametrize(
    "name", ["2-t-丁基苯酚", "92#汽油", "氢氧化钠溶液[含量≥30%]", "1,2-二氯乙烷"]
)
def test_a_figure_in_the_name_of_a_substance_is_of_it(name: str) -> None:
    heads = ("企业名称", "品名", "储存地点")
    reading = read(heads, (ENTERPRISE, name, "罐区"), name="危险化学品清单")
    assert len(drafts(reading, Label.SUBSTANCE)) == 1
