"""Older and open workbooks (.xls、.ods) give the rows of an .xlsx, or one clear error."""

from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwt  # type: ignore[import-untyped]  # ships no types
from hypothesis import given, strategies as st
from openpyxl import Workbook

from loaders.readers.calamine import read_other_workbook
from loaders.readers.spreadsheet import Merged, UnreadableWorkbookError, filled
from loaders.readers.workbook import read_workbook
from loaders.registers.values import text_of

ROWS: list[list[str | int | datetime]] = [
    ["名称", "数量", "日期"],
    ["甲公司", 120, datetime.fromisoformat("2023-11-07")],
]


def xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("企业")
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            style = (day,) if isinstance(cell, datetime) else ()
            sheet.write(number, column, cell, *style)
    sheet.write_merge(3, 4, 0, 0, "乙公司")
    sheet.write(3, 1, 7)
    sheet.write(4, 1, 8)
    book.save(str(path))
    return path


def ods(path: Path) -> Path:
    cells = (
        '<table:table-cell office:value-type="string"><text:p>甲公司</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="120"/>'
        '<table:table-cell office:value-type="date" office:date-value="2023-11-07"/>'
    )
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ROWS[0]
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="企业"><table:table-row>{head}</table:table-row>'
        f"<table:table-row>{cells}</table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def texts(path: Path) -> list[list[str]]:
    (table,) = read_other_workbook(path).tables
    assert (table.name, table.sheet) == ("企业", "企业")
    return [list(map(text_of, row.cells)) for row in table.rows]


def test_an_xls_workbook_with_merged_cells(tmp_path: Path) -> None:
    assert texts(xls(tmp_path / "登记册.xls")) == [
        ["名称", "数量", "日期"],
        ["甲公司", "120", "2023-11-07"],
        ["乙公司", "7", ""],
        ["乙公司", "8", ""],
    ]


def test_an_ods_workbook(tmp_path: Path) -> None:
    assert texts(ods(tmp_path / "登记册.ods")) == [
        ["名称", "数量", "日期"],
        ["甲公司", "120", "2023-11-07"],
    ]


def test_merged_cells_of_an_xlsx_workbook_go_down_and_titles_stay_one_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("标题", None), ("甲公司", "罐区"), (None, "装卸台")):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    rows = read_workbook(tmp_path / "a.xlsx").tables[0].rows
    assert [row.cells for row in rows] == [("标题",), ("甲公司", "罐区"), ("甲公司", "装卸台")]


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut short"])
def test_what_is_no_workbook_is_one_error(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"登记册{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_other_workbook(path)
    assert path.name in caught.value.zh


ROW = st.tuples(st.integers(), st.integers(), st.integers())


@given(
    st.lists(ROW),
    st.lists(st.builds(Merged, st.integers(1, 9), st.integers(1, 9), st.integers(0, 2))),
)
def test_filling_keeps_every_row_and_all_outside_merged_cells(
    rows: list[tuple[int, int, int]], merged: list[Merged]
) -> None:
    found = list(filled(rows, merged))
    assert len(found) == len(rows)
    for number, (before, after) in enumerate(zip(rows, found, strict=True), 1):
        inside = {m.column for m in merged if m.first < number <= m.last}
        assert all(before[k] == after[k] for k in range(3) if k not in inside)
