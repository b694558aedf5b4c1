"""Rows of registers (登记册行): what they say, and that each fault names its place."""

import pytest

from graph.evidence import UNKNOWN_START
from graph.model.labels import Label, RelType
from loaders.identity import EntityDraft, Mention
from loaders.readers.spreadsheet import Cell, RegisterFile, Row, Table
from loaders.registers import Correction, Reading, read_register

SHA = "0" * 64


def read(
    name: str, *rows: tuple[Cell, ...], sheet: str | None = None, given: Correction | None = None
) -> Reading:
    numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, 1))
    table = Table(name=name, sheet=sheet, rows=numbered)
    return read_register(
        RegisterFile(name="登记册.csv", sha256=SHA, media_type="text/csv", tables=(table,)),
        given,
    )


def pointed(end: Mention | EntityDraft) -> Mention:
    assert isinstance(end, Mention)
    return end


def test_a_row_of_things_with_its_dates_source_and_links() -> None:
    reading = read(
        "单元",
        ("单元名称", "所属", "所在园区", "容积（m³）", "生效日期", "截止日期", "出处"),
        ("T1", "甲园区", "甲园区", "1,000", "2020-01-01", "2023-12-31", "台账第3页"),
    )
    assert not reading.rejected
    (unit,) = reading.entities
    assert unit.label is Label.UNIT
    assert unit.properties == {"name": "T1", "volume": 1000.0}
    assert (unit.valid_from, unit.valid_to) == ("2020-01-01", "2024-01-01")
    assert (unit.evidence.row, unit.evidence.column, unit.evidence.note) == (2, None, "台账第3页")
    (link,) = reading.relations
    assert (link.type, link.source, pointed(link.target).text) == (
        RelType.LOCATED_IN,
        unit,
        "甲园区",
    )
    assert link.evidence.column == "所在园区"
    assert link.valid_to == "2024-01-01"


def test_a_row_of_relationships() -> None:
    reading = read(
        "HOLDS",
        ("from", "to", "quantity", "状态"),
        ("甲园区/T1", "乙醇", 250, "液态"),
    )
    (holds,) = reading.relations
    assert holds.properties == {"quantity": 250.0, "state": "LIQUID"}
    assert pointed(holds.source).labels == (Label.UNIT,)
    assert holds.valid_from == UNKNOWN_START


def test_types_of_the_ends_narrow_what_they_may_be() -> None:
    head = ("主体类型", "主体", "客体类型", "客体")
    reading = read("位于", head, ("企业", "甲", "Park", "乙"), ("园区", "甲", "单元", "乙"))
    (relation,) = reading.relations
    assert pointed(relation.source).labels == (Label.ENTERPRISE,)
    assert pointed(relation.target).labels == (Label.PARK,)
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (3, "客体类型", "单元")


def test_a_title_may_stand_above_the_headings_and_empty_rows_between() -> None:
    reading = read("企业", ("2024 年企业登记册",), ("名称",), ("甲公司",))
    assert [draft.name for draft in reading.entities] == ["甲公司"]
    assert reading.entities[0].evidence.row == 3


FAULTS = [
    (("企业", ("名称", "统一社会信用代码"), ("甲", "123")), "统一社会信用代码", "123", "18 位"),
    (("企业", ("名称", "地址"), ("", "某路")), "名称", None, "必填"),
    (("企业", ("名称", "生效日期"), ("甲", "2023-13-01")), "生效日期", "2023-13-01", "日期"),
    (
        ("企业", ("名称", "生效日期", "失效日期"), ("甲", "2023-02-01", "2023-01-01")),
        "失效日期",
        "2023-01-01",
        "应晚于",
    ),
    (
        ("企业", ("名称", "失效日期", "截止日期"), ("甲", "2023-02-01", "2023-02-01")),
        "截止日期",
        "2023-02-01",
        "矛盾",
    ),
    (("园区", ("名称", "安全风险等级"), ("甲", "E")), "安全风险等级", "E", "A、B、C、D"),
    (("行政区", ("名称",), ("甲区",)), "行政区划代码", None, "必填"),
    (("单元", ("名称", "所属"), ("T1", None)), "所属", None, "必填"),
    (("单元", ("名称", "所属", "容积"), ("T1", "甲", "大")), "容积", "大", "数字"),
    (("安全托管", ("主体", "客体"), ("甲", "")), "客体", None, "必填"),
    (("负责", ("主体", "客体", "责任线"), ("甲", "乙", "监管责任")), "责任角色", None, "必填"),
    (
        ("统计对象", ("主体类型", "主体", "客体"), ("企业", "甲", "乙")),
        "主体类型",
        "企业",
        "Indicator",
    ),
]


@pytest.mark.parametrize(("table", "column", "value", "word"), FAULTS)
def test_a_broken_row_is_refused_with_its_place_and_what_is_expected(
    table: tuple[str, tuple[Cell, ...], tuple[Cell, ...]], column: str, value: str | None, word: str
) -> None:
    name, head, row = table
    reading = read(name, head, row, sheet="表一")
    assert not reading.entities
    assert not reading.relations
    (fault,) = reading.rejected
    assert (fault.place.file, fault.place.sheet, fault.place.row) == ("登记册.csv", "表一", 2)
    assert (fault.place.column, fault.value) == (column, value)
    assert word in fault.zh
    assert fault.en
    for part in ("登记册.csv", "表一", "第 2 行", column):
        assert part in fault.sentence("zh")


def test_each_broken_cell_of_a_row_is_told() -> None:
    reading = read(
        "企业",
        ("名称", "经度", "纬度", "生效日期"),
        ("甲", "200", "东", "x"),
        ("乙", 119.1, 25.3, ""),
    )
    assert [f.place.column for f in reading.rejected] == ["经度", "纬度", "生效日期"]
    assert [draft.name for draft in reading.entities] == ["乙"]


def test_rows_around_an_unknown_column_are_read() -> None:
    reading = read("企业", ("名称", "备用"), ("甲", "x"), ("乙", "y"))
    assert len(reading.entities) == 2
    assert [f.kind for f in reading.rejected] == ["column"]


def test_a_sheet_that_is_no_register_is_told_and_an_empty_one_is_not() -> None:
    (fault,) = read("说明", ("请先阅读",), sheet="说明").rejected
    assert (fault.kind, fault.place.sheet) == ("sheet", "说明")
    assert "企业" in fault.zh
    assert not read("Sheet2", sheet="Sheet2").rejected


def test_a_register_without_headings_is_told() -> None:
    (fault,) = read("企业", ("甲公司", "某路"), ("乙公司", "某路")).rejected
    assert "没有找到表头" in fault.zh
    assert "“名称”" in fault.zh


def test_a_short_row_leaves_its_last_cells_empty() -> None:
    (draft,) = read("企业", ("名称", "地址"), ("甲",)).entities
    assert draft.properties == {"name": "甲"}


def test_several_things_in_one_link_cell() -> None:
    reading = read("园区", ("名称", "试点"), ("甲", "托管试点；风险分级、管控试点; "))
    assert [pointed(r.target).text for r in reading.relations] == ["托管试点", "风险分级、管控试点"]


def test_a_ledger_named_after_a_type_is_read_by_the_form_that_reads_more_of_it() -> None:
    reading = read(
        "危险源",
        ("企业名称", "危险源名称", "危险源等级", "主要负责人"),
        ("福建海岸化工有限公司", "液氨罐区", "三级", "王建国"),
    )
    assert [sheet.form for sheet in reading.sheets] == ["重大危险源台账"]
    assert {draft.label for draft in reading.entities} == {
        Label.ENTERPRISE,
        Label.HAZARD,
        Label.POST,
        Label.PERSON,
    }
    plain = read("危险源", ("名称", "所属", "风险等级"), ("液氨罐区", "甲园区", "红"))
    assert not plain.sheets
    assert [draft.label for draft in plain.entities] == [Label.HAZARD]


@pytest.mark.parametrize("word", ["合计", "同上", "无", "/", "不详", "#REF!"])
def test_a_row_whose_name_names_nothing_is_refused(word: str) -> None:
    reading = read("企业", ("名称", "地址"), ("甲公司", "某路"), (word, "某路"))
    assert [draft.name for draft in reading.entities] == ["甲公司"]
    (fault,) = reading.rejected
    assert (fault.place.row, fault.place.column, fault.value) == (3, "名称", word)


def test_a_user_says_what_the_columns_of_a_table_named_after_a_type_are() -> None:
    given = Correction(columns={"厂名": "名称", "门牌": "地址", "备用": "没有"})
    reading = read("企业", ("厂名", "门牌", "备用"), ("甲公司", "东路1号", "x"), given=given)
    (firm,) = reading.entities
    assert firm.properties == {"name": "甲公司", "address": "东路1号"}
    (fault,) = reading.rejected
    assert fault.place.column == "备用"
    assert "没有" in fault.zh
    assert "没有" in fault.en


def test_the_unit_that_is_printed_counts_where_a_user_names_the_column() -> None:
    rows = ("名称", "所属", "大小（L）"), ("T1", "甲园区", "1000")
    reading = read("单元", *rows, given=Correction(columns={"大小（L）": "容积"}))
    assert "volume" not in reading.entities[0].properties
    assert "m³" in reading.rejected[0].zh
