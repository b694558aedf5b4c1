"""Readers of tables (表格读取): CSV and workbooks give the same rows, or one clear error."""

import csv
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.readers.csv import BrokenCsvError, read_csv
from loaders.readers.spreadsheet import RegisterFile, UnreadableWorkbookError
from loaders.readers.text import UndecodableTextError, UnreadableFileError
from loaders.readers.workbook import read_workbook
from tests.fuzz.files import packed, workbook_of

ROWS = [("名称", "别名"), ("甲公司", "甲"), ("乙公司", "乙；小乙")]


def written(path: Path, encoding: str) -> Path:
    path.write_bytes("\r\n".join(",".join(row) for row in ROWS).encode(encoding))
    return path


def workbook(path: Path, **sheets: Sequence[tuple[object, ...]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_csv_file_in_the_encodings_of_chinese_offices(tmp_path: Path, encoding: str) -> None:
    file = read_csv(written(tmp_path / "企业.csv", encoding))
    (table,) = file.tables
    assert (file.name, table.name, table.sheet) == ("企业.csv", "企业", None)
    assert [row.cells for row in table.rows] == ROWS


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_text('名称,地址\n\n甲,"某路\n1号"\n,\n乙,某路\n', encoding="utf-8")
    assert [row.number for row in read_csv(path).tables[0].rows] == [1, 3, 5]


def test_a_workbook_gives_the_rows_of_the_csv_file(tmp_path: Path) -> None:
    book = read_workbook(workbook(tmp_path / "登记册.xlsx", 企业=ROWS))
    plain = read_csv(written(tmp_path / "企业.csv", "utf-8"))
    assert book.tables[0].rows == plain.tables[0].rows
    assert (book.tables[0].name, book.tables[0].sheet) == ("企业", "企业")


def test_cells_of_a_workbook_keep_their_kind_and_formulas_their_result(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("名称", "容积", "生效日期", "是否"),
        ("T1", 1000.5, datetime.fromisoformat("2023-11-07"), True),
        (None, None, None, None),
        ("T2", "=1+1", None, None),
    ]
    table = read_workbook(workbook(tmp_path / "a.xlsx", 单元=rows)).tables[0]
    assert [row.number for row in table.rows] == [1, 2, 4]
    read = list(table.rows)
    assert read[1].cells == rows[1]
    assert read[2].cells[1] is None  # never calculated, so nothing is known


@pytest.mark.parametrize("read", [read_csv, read_workbook])
def test_a_missing_file_is_one_error_that_names_it(
    tmp_path: Path, read: Callable[[Path], RegisterFile]
) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read(tmp_path / "没有.csv")
    assert "没有.csv" in caught.value.zh


def test_bytes_that_are_no_text_are_one_error_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_bytes("名称,地址\n甲公司,".encode() + b"\xff\xfe\x00\x80")
    with pytest.raises(UndecodableTextError) as caught:
        read_csv(path)
    assert caught.value.offset == len("名称,地址\n甲公司,".encode())


def test_an_open_quotation_mark_is_one_error(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_text('名称,地址\n甲,"某路\n乙,某路\n', encoding="utf-8")
    with pytest.raises(BrokenCsvError) as caught:
        read_csv(path)
    assert "引号" in caught.value.zh


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut short"])
def test_a_file_that_is_no_workbook_is_one_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "登记册.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbookError) as caught:
        read_workbook(path)
    assert "登记册.xlsx" in caught.value.zh
    assert ".xlsx" in caught.value.en


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("title", ["", "企业台账\r\n", "企业台账（2023,2024）\r\n", "sep={}\r\n"])
def test_the_separators_that_spreadsheet_programs_write(
    tmp_path: Path, separator: str, title: str
) -> None:
    path = tmp_path / "企业.csv"
    rows = [("名称", "地址", "面积"), ("甲公司", "路1,2号", "1,5"), ("乙公司", '路"3"号', "2")]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(title.format(separator))
        csv.writer(file, delimiter=separator).writerows(rows)
    read = tuple(read_csv(path).tables[0].rows)
    assert [row.cells for row in read][-3:] == rows
    assert read[-1].number == (4 if title.startswith("企业") else 3)


def test_one_column_is_one_column(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_text("名称\n甲;乙\n丙\t丁\n", encoding="utf-8")
    assert [row.cells for row in read_csv(path).tables[0].rows] == [
        ("名称",),
        ("甲;乙",),
        ("丙\t丁",),
    ]


@pytest.mark.parametrize(
    ("part", "content", "is_read"),
    [
        ("xl/worksheets/sheet1.xml", '<row r="1"><c r="A1" t="s"><v>7</v></c></row>', False),
        ("xl/workbook.xml", "<definedNames><definedName/></definedNames>", True),
    ],
)
def test_a_workbook_that_contradicts_itself_is_one_error_unless_its_cells_are_told(
    tmp_path: Path, part: str, content: str, *, is_read: bool
) -> None:
    parts = dict(workbook_of("<row/>"))
    parts[part] = parts[part].replace("<row/>", content).replace("<sheets>", f"{content}<sheets>")
    path = tmp_path / "企业.xlsx"
    path.write_bytes(packed(parts))
    with nullcontext() if is_read else pytest.raises(UnreadableWorkbookError):
        assert len(read_workbook(path).tables) == 1


def test_a_text_that_is_kept_from_becoming_a_number_is_that_text(tmp_path: Path) -> None:
    path = tmp_path / "企业.csv"
    path.write_text('名称,编号\n甲厂,="013805130001"\n="乙厂",=1+1\n', encoding="utf-8")
    rows = [row.cells for row in read_csv(path).tables[0].rows]
    assert rows == [("名称", "编号"), ("甲厂", "013805130001"), ("乙厂", "=1+1")]
