"""Long tables (长表): the same rows as short ones, without being held."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from loaders.readers.csv import BrokenCsvError, read_csv
from loaders.readers.longtable import PORTION, LongRows, held
from loaders.readers.spreadsheet import RegisterFile, UnreadableWorkbookError
from loaders.readers.text import UndecodableTextError
from loaders.readers.workbook import read_workbook

LONG = PORTION + 500


def long_csv(folder: Path, encoding: str = "utf-8") -> Path:
    path = folder / "企业.csv"
    lines = ["名称,地址", *(f"甲公司{k},某路{k}号" for k in range(LONG))]
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def long_workbook(folder: Path) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("企业")
    sheet.append(["名称", "地址"])
    for k in range(LONG):
        sheet.append([f"甲公司{k}", f"某路{k}号"])
    book.save(folder / "企业.xlsx")
    return folder / "企业.xlsx"


def test_few_rows_are_held_and_many_are_read_again() -> None:
    opened: list[int] = []

    def reading() -> Iterator[int]:
        opened.append(1)
        return iter(range(LONG))

    assert held(iter(range(PORTION)), reading) == tuple(range(PORTION))
    rows = held(reading(), reading)
    assert isinstance(rows, LongRows)
    assert list(rows) == list(rows) == list(range(LONG))
    assert next(iter(rows)) == 0
    assert len(opened) == 3


@pytest.mark.parametrize(("write", "read"), [(long_csv, read_csv), (long_workbook, read_workbook)])
def test_a_long_file_gives_every_row_as_often_as_it_is_asked(
    tmp_path: Path, write: Callable[[Path], Path], read: Callable[[Path], RegisterFile]
) -> None:
    (table,) = read(write(tmp_path)).tables
    assert isinstance(table.rows, LongRows)
    for _ in range(2):
        rows = list(table.rows)
        assert [row.number for row in rows] == list(range(1, LONG + 2))
        assert rows[-1].cells == (f"甲公司{LONG - 1}", f"某路{LONG - 1}号")
    assert [row.cells for row in table.head[:2]] == [("名称", "地址"), ("甲公司0", "某路0号")]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_long_file_in_another_encoding(tmp_path: Path, encoding: str) -> None:
    (table,) = read_csv(long_csv(tmp_path, encoding)).tables
    assert [row.cells[0] for row in table.rows][:2] == ["名称", "甲公司0"]


def test_a_fault_far_down_refuses_the_whole_file_before_anything_is_written(
    tmp_path: Path,
) -> None:
    path = long_csv(tmp_path)
    with path.open("ab") as file:
        file.write('\n"乙公司,某路'.encode())
    with pytest.raises(BrokenCsvError):
        read_csv(path)
    path = long_csv(tmp_path)
    with path.open("ab") as file:
        file.write(b"\n\xff\xfe\x00\x80")
    with pytest.raises(UndecodableTextError):
        read_csv(path)
    path = long_workbook(tmp_path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(path)


def test_merged_cells_are_found_behind_many_rows(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["企业", "单元"])
    for k in range(30):
        sheet.append(["甲公司" if k % 10 == 0 else None, f"T{k}"])
    for top in (2, 12, 22):
        sheet.merge_cells(start_row=top, end_row=top + 9, start_column=1, end_column=1)
    book.save(tmp_path / "a.xlsx")
    (table,) = read_workbook(tmp_path / "a.xlsx").tables
    assert {row.cells[0] for row in table.rows} == {"企业", "甲公司"}
