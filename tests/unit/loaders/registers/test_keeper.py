"""Whose a register is stands above or below its table, in the words of those who keep them."""

import pytest

from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.registers.keeper import keeper_in, keeper_of

HEADINGS = ("企业名称", "填报单位", "危险源名称")


@pytest.mark.parametrize(
    ("cells", "office"),
    [
        (("填报单位：临港区应急管理局（盖章）",), "临港区应急管理局"),
        (("填 报 单 位：应急管理局 填报人：张三 日期：2024-3-1",), "应急管理局"),
        (("填报单位（盖章）：", "应急局", "填报日期：", "2024"), "应急局"),
        (("重大危险源台账  上报单位：甲局", None), "甲局"),
        (("编制单位:安环部",), "安环部"),
        (("填报部门：  安环部", None, "截至日期：2024-03-31"), "安环部"),
        (("填报单位： 甲公司 2024年3月",), "甲公司"),
        (("制表单位：乙公司", "报送单位：丙局"), "丙局"),
        (("填报单位：某某公司", None, "计量单位：千克"), "某某公司"),
        (("填报单位：________",), ""),
        (("填报单位：（盖章）",), ""),
        (("填报单位：", "填报日期：2024"), ""),
        (("单位：吨",), ""),
        (("检查单位：甲局",), ""),
        (HEADINGS, ""),
    ],
)
def test_a_line_names_the_office(cells: tuple[str | None, ...], office: str) -> None:
    assert keeper_in([Row(1, cells)]) == office


def test_of_one_office_it_does_not_matter_how_it_is_written() -> None:
    written = ("填报单位：临港区 应急管理局  联系人：王某", "填报单位: 临港区应急管理局")
    assert len({keeper_in([Row(1, (text,))]) for text in written}) == 1


def table(*rows: tuple[str, ...], hidden: bool = False) -> Table:
    return Table(
        name="表",
        sheet="表",
        rows=tuple(Row(number, cells) for number, cells in enumerate(rows, 1)),
        hidden=hidden,
    )


def named(*tables: Table) -> str:
    return keeper_of(RegisterFile(name="台账.xlsx", sha256="", media_type="", tables=tables))


def test_it_stands_below_the_table_too_and_in_no_row_of_data_there() -> None:
    rows = [("甲公司", "乙", "罐区")] * 20
    assert named(table(HEADINGS, *rows, ("填报单位：甲局", "", "审核人：王某"))) == "甲局"
    assert not named(table(HEADINGS, *rows, ("甲公司", "填报单位：甲局", "罐区"), *rows))


def test_several_sheets_name_each_office_once_and_hidden_ones_none() -> None:
    ours, theirs = table(("填报单位：乙局",), HEADINGS), table(("填报单位：甲局",), HEADINGS)
    assert named(ours, theirs, ours) == named(theirs, ours) == "乙局、甲局"
    assert named(ours, table(("填报单位：甲局",), HEADINGS, hidden=True)) == "乙局"
