"""How long a row is true (行内期限), by cells that say it together and words that it is over."""

import pytest

from graph.evidence import UNKNOWN_START
from graph.model.labels import Label
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

OFFICE = ("企业名称", "姓名", "职务", "任职时间", "任期")
CUSTODY = ("托管单位", "园区", "合同编号", "合同期限")


@pytest.mark.parametrize(
    ("begin", "term", "last"),
    [
        ("2024-01-01", "2024-01-01至2026-12-31", "2027-01-01"),
        ("2024-01-01", "至2026-12-31", "2027-01-01"),
        ("2024-01-01", "2026-12-31", "2027-01-01"),
        ("2024-01-01", "3年", "2027-01-01"),
        ("2024-01-01", "长期", None),
    ],
)
def test_a_first_day_does_not_hide_the_end_that_stands_beside_it(
    begin: str, term: str, last: str | None
) -> None:
    reading = read(OFFICE, (ENTERPRISE, "林峰", "安全总监", begin, term), name="任职台账")
    (held,) = [r for r in reading.relations if r.type == "HOLDS_POST"]
    assert (held.valid_from, held.valid_to) == ("2024-01-01", last)


def test_a_list_of_dismissals_ends_offices_and_begins_others() -> None:
    reading = read(
        ("单位名称", "姓名", "任免类型", "职务", "任免日期", "文号"),
        (ENTERPRISE, "张建国", "任命", "安全总监", "2024-01-05", "一号"),
        (ENTERPRISE, "王小明", "免去", "安全总监", "2024-01-05", "一号"),
        (ENTERPRISE, "林峰", "免", "安全员", None, "一号"),
        name="安全管理人员任免台账",
    )
    held = {
        getattr(r.source, "name", ""): (r.valid_from, r.valid_to)
        for r in reading.relations
        if r.type == "HOLDS_POST"
    }
    assert held == {"张建国": ("2024-01-05", None), "王小明": (UNKNOWN_START, "2024-01-05")}
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [(4, "免")]


@pytest.mark.parametrize(
    "term", ["2024年6月1日起至2025年5月31日止", "自2024.6.1至2025.5.31", "2024/6/1—2025/5/31"]
)
def test_a_period_is_read_with_the_words_around_it(term: str) -> None:
    reading = read(CUSTODY, ("熙宝源集团", "临港园区", "一号", term), name="托管合同台账")
    (custody,) = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert (custody.valid_from, custody.valid_to) == ("2024-06-01", "2025-06-01")


def test_one_day_of_a_contract_that_may_be_either_end_is_neither() -> None:
    reading = read(CUSTODY, ("熙宝源集团", "临港园区", "一号", "2024-01-01"), name="托管合同台账")
    assert not [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    (fault,) = reading.rejected
    assert (fault.place.column, fault.value) == ("合同期限", "2024-01-01")
    reading = read(
        (*CUSTODY[:3], "有效期"),
        ("熙宝源集团", "临港园区", "一号", "2024-01-01"),
        name="托管合同台账",
    )
    (custody,) = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert custody.valid_to == "2024-01-02"


@pytest.mark.parametrize(
    ("state", "ended", "stated"),
    [
        ("履行中", None, ("2023-06-01", "2026-06-01")),
        ("已解除", None, None),
        ("已解除", "2024-03-01", ("2023-06-01", "2024-03-01")),
        ("未签订", None, None),
    ],
)
def test_a_contract_that_is_over_since_nobody_says_when_is_not_in_force(
    state: str, ended: str | None, stated: tuple[str, str] | None
) -> None:
    reading = read(
        (*CUSTODY, "合同状态", "解除日期"),
        ("熙宝源集团", "临港园区", "一号", "2023.6.1-2026.5.31", state, ended),
        name="托管合同台账",
    )
    found = [(r.valid_from, r.valid_to) for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert found == ([stated] if stated else [])
    assert [fault.value for fault in reading.rejected] == ([] if stated else [state])


def test_who_has_left_holds_nothing_though_nobody_says_since_when() -> None:
    reading = read(
        (*OFFICE[:4], "任职状态"),
        (ENTERPRISE, "林峰", "安全员", "2022-01-01", "已离职"),
        (ENTERPRISE, "陈强", "安全总监", "2022-01-01", "在职"),
        name="任职台账",
    )
    assert [getattr(r.source, "name", "") for r in reading.relations if r.type == "HOLDS_POST"] == [
        "陈强"
    ]
    assert [(fault.place.row, fault.value) for fault in reading.rejected] == [(2, "已离职")]


@pytest.mark.parametrize(
    ("office", "role"),
    [
        ("主要负责人、总经理", "PRINCIPAL"),
        ("总经理（主要负责人）", "PRINCIPAL"),
        ("车间主任兼安全员", "SAFETY_MANAGER"),
        ("主要负责人/安全员", None),
        ("副总经理", None),
    ],
)
def test_a_title_among_others_gives_its_role(office: str, role: str | None) -> None:
    reading = read(OFFICE[:4], (ENTERPRISE, "林峰", office, "2022-01-01"), name="任职台账")
    assert [d.name for d in drafts(reading, Label.POST)] == [office]
    found = [r.properties["role"] for r in reading.relations if r.type == "RESPONSIBLE_FOR"]
    assert found == ([role] if role else [])


INSPECTION = ("受检企业", "检查时间", "检查单位", "存在问题", "整改情况", "复查时间", "复查结果")


def test_an_inspection_is_the_same_however_its_day_is_written() -> None:
    days = ("2024.3.5", "2024年3月5日上午", "2024/3/5 14:30", "2024-03-05")
    rows = [(ENTERPRISE, day, "应急局", "围堰破损", "未整改", None, None) for day in days]
    reading = read(INSPECTION, *rows, name="安全检查记录")
    (held,) = drafts(reading, Label.INSPECTION)
    assert held.name == "安全检查 应急局：2024-03-05"
    assert held.properties["held_on"] == "2024-03-05"


def test_what_is_said_of_some_of_several_problems_is_said_of_none() -> None:
    reading = read(
        INSPECTION,
        (ENTERPRISE, "2024-03-05", "应急局", "1.围堰破损；2.通道堵塞", "部分整改", None, None),
        (ENTERPRISE, "2024-03-06", "应急局", "静电接地不良", "部分整改", None, None),
        (ENTERPRISE, "2024-03-07", "应急局", "无双人值守", "已整改", None, "未复查"),
        (ENTERPRISE, "2024-03-08", "应急局", "标识缺失", "已整改", "2024-03-01", "合格"),
        name="安全检查记录",
    )
    said = {d.name: d.properties.get("status") for d in drafts(reading, Label.FINDING)}
    assert said == {
        "围堰破损": None,
        "通道堵塞": None,
        "静电接地不良": "ASSIGNED",
        "无双人值守": "RECTIFIED",
        "标识缺失": "VERIFIED",
    }
    told = [(f.place.row, f.place.column, f.value) for f in reading.rejected]
    assert told == [(2, "整改情况", "部分整改"), (5, "复查时间", "2024-03-01")]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("", []),
        ("续签中", []),
        ("履行中", [(UNKNOWN_START, None)]),
        ("有效", [(UNKNOWN_START, None)]),
    ],
)
def test_a_length_that_begins_nowhere_may_be_over_unless_the_row_says_that_it_is_not(
    state: str, expected: list[tuple[str, str | None]]
) -> None:
    reading = read(
        (*CUSTODY, "合同状态"),
        ("熙宝源集团", "临港园区", "一号", "一年", state),
        name="托管合同台账",
    )
    held = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert [(r.valid_from, r.valid_to) for r in held] == expected
    (fault,) = reading.rejected
    assert (fault.place.column, fault.value) == ("合同期限", "一年")
    assert "不知从何日起算" in fault.zh


def test_a_length_behind_a_month_may_be_over() -> None:
    reading = read(OFFICE, (ENTERPRISE, "林峰", "安全总监", "2020.1", "三年"), name="任职台账")
    assert not [r for r in reading.relations if r.type == "HOLDS_POST"]


@pytest.mark.parametrize(
    "term", ["2023年3月1日起三年", "自2023.3.1起，为期36个月", "2023.3.1起3年"]
)
def test_a_length_behind_its_first_day_in_one_cell_is_a_period(term: str) -> None:
    reading = read(CUSTODY, ("熙宝源集团", "临港园区", "一号", term), name="托管合同台账")
    (custody,) = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert (custody.valid_from, custody.valid_to) == ("2023-03-01", "2026-03-01")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("2024.1.1-2024.12.31", [("2024-01-01", "2025-01-01")]),
        ("", []),
        ("2024.1.1至今", []),
    ],
)
def test_what_has_run_out_ended_on_its_last_day_or_is_not_said(
    term: str, expected: list[tuple[str, str | None]]
) -> None:
    reading = read(
        (*CUSTODY, "合同状态"),
        ("熙宝源集团", "临港园区", "一号", term, "已到期"),
        name="托管合同台账",
    )
    held = [r for r in reading.relations if r.type == "HAS_CUSTODY_OF"]
    assert [(r.valid_from, r.valid_to) for r in held] == expected
    assert [fault.value for fault in reading.rejected] == ([] if expected else ["已到期"])


@pytest.mark.parametrize("since", ["2022.3.1起", "自2022年3月1日起"])
def test_a_first_day_may_be_worded_as_one(since: str) -> None:
    reading = read(OFFICE, (ENTERPRISE, "林峰", "安全总监", since, None), name="任职台账")
    (held,) = [r for r in reading.relations if r.type == "HOLDS_POST"]
    assert (held.valid_from, held.valid_to) == ("2022-03-01", None)
    assert not reading.rejected


def test_whoever_is_to_be_appointed_holds_no_office() -> None:
    heads = ("企业名称", "职务", "姓名", "任免类型", "任免日期")
    reading = read(heads, (ENTERPRISE, "主要负责人", "冯新", "拟任", "2025-08-01"), name="任免台账")
    assert not [r for r in reading.relations if r.type == "HOLDS_POST"]
    assert [f.value for f in reading.rejected] == ["拟任"]


TURNS = ("企业名称", "职务", "姓名", "任免类型", "任免日期", "任免文号")


@pytest.mark.parametrize("turned", [False, True])
def test_a_dismissal_ends_the_office_that_another_row_began(turned: bool) -> None:  # noqa: FBT001
    rows = [
        (ENTERPRISE, "主要负责人", "陈大", "任命", "2021-05-06", "一号"),
        (ENTERPRISE, "主要负责人", "陈大", "免职", "2024-06-30", "二号"),
        (ENTERPRISE, "主要负责人", "陈建国", "任命", "2024-07-01", "二号"),
        (ENTERPRISE, "主要负责人", "陈大", "任命", "2025-01-01", "三号"),
    ]
    reading = read(TURNS, *(reversed(rows) if turned else rows), name="任免台账")
    held = {
        (getattr(r.source, "name", ""), r.valid_from, r.valid_to)
        for r in reading.relations
        if r.type == "HOLDS_POST"
    }
    assert held == {
        ("陈大", "2021-05-06", "2024-06-30"),
        ("陈建国", "2024-07-01", None),
        ("陈大", "2025-01-01", None),
    }


def test_a_dismissal_on_no_day_leaves_open_no_office_that_another_row_began() -> None:
    reading = read(
        TURNS,
        (ENTERPRISE, "安全总监", "孙丽", "任命", "2024-03-01", None),
        (ENTERPRISE, "安全总监", "孙丽", "免职", "2025年3月", None),
        (ENTERPRISE, "主要负责人", "孙丽", "任命", "2024-03-01", None),
        name="任免台账",
    )
    held = [getattr(r.target, "name", "") for r in reading.relations if r.type == "HOLDS_POST"]
    assert held == ["主要负责人"]
    assert [(f.place.row, f.value) for f in reading.rejected] == [(3, "2025年3月"), (2, "孙丽")]
