"""Marked copies (标注副本): the fault stands at its cell, and the rest of the workbook is kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from loaders.errors import LoaderError
from loaders.marking import marked_copy
from loaders.readers.spreadsheet import Cell
from loaders.registers import read_register
from loaders.report import Entry, LoadReport, Place
from loaders.sources import read_table

ROWS = (("标题", None), ("企业名称", "风险等级"), ("甲公司", "紫"), ("乙公司", "红"))


def fault(file: str, row: int | None, column: str | None, sheet: str | None) -> Entry:
    place = Place(file=file, sheet=sheet, row=row, column=column)
    return Entry(kind="cell", subject="甲", place=place, value="紫", zh="应为红", en="not red")


def test_a_workbook_keeps_its_formats_and_its_faults_are_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    book.worksheets[0].column_dimensions["A"].width = 33
    book.save(path)
    report = LoadReport(name="a.xlsx")
    report.add("rejected", fault("a.xlsx", 3, "风险等级", "Sheet"))
    report.add("proposed", fault("a.xlsx", 4, None, "Sheet"))
    report.add("rejected", fault("other.xlsx", 4, "风险等级", "Sheet"))
    marked_copy(path, report).save(tmp_path / "marked.xlsx")
    sheet = load_workbook(tmp_path / "marked.xlsx").worksheets[0]
    comments = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    assert comments == {"B3": "应为红 / not red", "A4": "应为红 / not red"}
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["B3"].fill.start_color.rgb != sheet["A4"].fill.start_color.rgb
    assert [cell.value for cell in sheet[3]] == ["甲公司", "紫"]


def test_a_csv_file_becomes_a_workbook_with_the_same_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("企业名称,风险等级\n=1+1,紫\n", encoding="utf-8")
    report = LoadReport(name="a.csv")
    report.add("rejected", fault("a.csv", 2, "风险等级", None))
    sheet = marked_copy(path, report).worksheets[0]
    assert sheet["B2"].value == "紫"
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert "应为红" in sheet["B2"].comment.text


def test_of_two_tables_on_a_sheet_the_column_of_the_nearer_headings_is_marked(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "企业名称,风险等级\n甲公司,紫\n风险等级,企业名称\n紫,乙公司\n", encoding="utf-8"
    )
    report = LoadReport(name="a.csv")
    report.add("rejected", fault("a.csv", 2, "风险等级", None))
    report.add("rejected", fault("a.csv", 4, "风险等级", None))
    sheet = marked_copy(path, report).worksheets[0]
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["B2", "A4"]


def marked(rows: Sequence[Sequence[Cell]], merged: Sequence[str], folder: Path) -> dict[str, str]:
    """Return the comments of a workbook that is read and marked, by cell."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    path = folder / "设备设施清单.xlsx"
    book.save(path)
    report = LoadReport(name=path.name)
    report.extend("rejected", read_register(read_table(path)).rejected)
    sheet = marked_copy(path, report).worksheets[0]
    return {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}


def test_a_fault_of_merged_cells_stands_at_the_first_of_them(tmp_path: Path) -> None:
    rows = (
        ("企业名称", "储罐编号", "储存介质", "容积（m³）"),
        ("福建海岸化工有限公司", "T-1", "苯", "不大"),
        (None, "T-2", "苯", None),
    )
    comments = marked(rows, ["D2:D3", "A2:A3"], tmp_path)
    assert list(comments) == ["D2"]


def test_of_two_groups_with_one_heading_the_cell_below_its_own_group_is_marked(
    tmp_path: Path,
) -> None:
    rows = (
        (
            "企业名称",
            "设备名称",
            "设备位号",
            "介质",
            "设计参数",
            None,
            "操作参数",
            None,
            "安装位置",
        ),
        (None, None, None, None, "压力(MPa)", "温度(℃)", "压力(MPa)", "温度(℃)", None),
        ("福建海岸化工有限公司", "反应釜", "R-1", "环氧乙烷", 1, 200, "0.3~0.4", "200", "一车间"),
    )
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1", "I1:I2"]
    assert list(marked(rows, merged, tmp_path)) == ["G3"]


def test_of_two_columns_of_one_heading_that_with_the_value_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "企业名称,联系电话,技术,联系电话\n甲公司,13800138000,李四,紫\n", encoding="utf-8"
    )
    report = LoadReport(name="a.csv")
    report.add("rejected", fault("a.csv", 2, "联系电话", None))
    sheet = marked_copy(path, report).worksheets[0]
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["D2"]


def test_of_a_card_the_answer_is_marked_and_not_the_question(tmp_path: Path) -> None:
    rows = (
        ("企业名称", "福建海岸化工有限公司", "法定代表人", "张三"),
        ("地址", "临港路", "统一社会信用代码", "91350000"),
        ("行业", "化工", "成立日期", "2001-01-01"),
    )
    assert list(marked(rows, [], tmp_path)) == ["D2"]


@pytest.mark.parametrize("name", ["a.docx", "a.geojson"])
def test_what_is_no_register_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoaderError):
        marked_copy(tmp_path / name, LoadReport(name=name))
