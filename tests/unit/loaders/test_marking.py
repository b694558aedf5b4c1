"""Marked copies (标注副本): the fault stands at its cell, and the rest of the workbook is kept."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from loaders.errors import LoaderError
from loaders.marking import marked_copy
from loaders.report import Entry, LoadReport, Place

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


@pytest.mark.parametrize("name", ["a.docx", "a.geojson"])
def test_what_is_no_register_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LoaderError):
        marked_copy(tmp_path / name, LoadReport(name=name))
