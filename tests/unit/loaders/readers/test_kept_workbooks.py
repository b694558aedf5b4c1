"""Workbooks as they are kept (实际工作簿): hidden sheets, formulas, blocks, odd styles."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwt  # type: ignore[import-untyped]  # ships no types
from openpyxl import Workbook
from openpyxl.styles import Font

from loaders.readers.calamine import read_other_workbook
from loaders.readers.spreadsheet import RegisterFile, UnreadableWorkbookError
from loaders.readers.workbook import read_workbook

ROWS = (("企业名称", "地址", "人数"), ("甲公司", "临港路", 3), ("乙公司", "临港路", 4))


def workbook(path: Path, change: Callable[[Workbook], object] | None = None) -> Path:
    book = Workbook()
    for row in ROWS:
        book.worksheets[0].append(row)
    if change is not None:
        change(book)
    book.save(path)
    return path


def altered(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a package in which one part is another."""
    copy = path.with_name(f"altered{path.suffix}")
    with ZipFile(path) as old, ZipFile(copy, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, change(content) if item.filename == part else content)
    return copy


def cells(file: RegisterFile) -> list[tuple[object, ...]]:
    return [row.cells for row in file.tables[0].rows]


def test_styles_that_one_library_cannot_read_do_not_lose_the_rows(tmp_path: Path) -> None:
    odd = b'<fills count="1"><fill/></fills>'
    path = altered(
        workbook(tmp_path / "a.xlsx"),
        "xl/styles.xml",
        lambda styles: styles.partition(b"<fills")[0] + odd + styles.partition(b"</fills>")[2],
    )
    assert cells(read_workbook(path)) == list(ROWS)


def test_a_chart_without_drawing_is_no_sheet_of_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", lambda book: book.create_chartsheet("图"))
    assert cells(read_workbook(path)) == list(ROWS)


def test_a_sheet_that_is_no_xml_is_one_clear_error(tmp_path: Path) -> None:
    path = altered(workbook(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", lambda _: b"<a")
    with pytest.raises(UnreadableWorkbookError):
        read_workbook(path)


def test_formulas_without_a_result_are_told_with_their_cells(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].append(("=A2", "临港路", "=1+2"))

    (fault,) = read_workbook(workbook(tmp_path / "a.xlsx", change)).faults
    for text in (fault.zh, fault.en):
        assert "A4" in text
        assert "C4" in text
        assert "Sheet" in text


def test_formulas_with_their_results_are_no_fault(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].append(("丙公司", "临港路", "=1+2"))

    path = altered(
        workbook(tmp_path / "a.xlsx", change),
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>"),
    )
    file = read_workbook(path)
    assert not file.faults
    assert cells(file)[-1] == ("丙公司", "临港路", 3)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_known_as_such(tmp_path: Path, state: str) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("旧").sheet_state = state

    file = read_workbook(workbook(tmp_path / "a.xlsx", change))
    assert [(table.name, table.hidden) for table in file.tables] == [("Sheet", False), ("旧", True)]


def test_hidden_sheets_of_older_workbooks_are_known_as_such(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("今").write(0, 0, "甲")
    old = book.add_sheet("旧")
    old.write(0, 0, "乙")
    old.visibility = 1
    book.save(str(tmp_path / "a.xls"))
    file = read_other_workbook(tmp_path / "a.xls")
    assert [(table.name, table.hidden) for table in file.tables] == [("今", False), ("旧", True)]


def test_cells_merged_over_columns_and_rows_hold_for_each_row(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(("丙公司", None, 5))
        sheet.append((None, None, 6))
        sheet.merge_cells("A4:B5")

    path = workbook(tmp_path / "a.xlsx", change)
    for file in (read_workbook(path), read_other_workbook(path)):
        assert cells(file)[-2:] == [("丙公司", None, 5), ("丙公司", None, 6)]


def test_a_formula_that_gives_no_characters_has_a_result(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book.worksheets[0].append(("丙公司", "临港路", '=IF(A4="","",3)'))

    path = altered(
        workbook(tmp_path / "a.xlsx", change),
        "xl/worksheets/sheet1.xml",
        lambda sheet: sheet.replace(b'<c r="C4">', b'<c r="C4" t="str">'),
    )
    assert b't="str"' in ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert not read_workbook(path).faults


def test_a_cell_that_is_struck_through_is_told_and_not_read(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("企业名称", "地址"), ("甲化工有限公司", "A路"), ("乙化工有限公司", "B路")):
        sheet.append(row)
    for name in ("A3", "B2"):
        sheet[name].font = Font(strike=True)
    path = tmp_path / "企业.xlsx"
    workbook.save(path)
    file = read_workbook(path)
    (table,) = file.tables
    assert [row.cells for row in table.rows] == [
        ("企业名称", "地址"),
        ("甲化工有限公司", None),
        (None, "B路"),
    ]
    (fault,) = file.faults
    assert "删除线" in fault.zh
    assert "B2、A3" in fault.zh


def test_a_row_knows_which_of_its_cells_are_merged_with_those_of_others(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (("名称", "储量"), ("苯", 500), ("甲苯", None), ("二甲苯", 20)):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    path = tmp_path / "存量.xlsx"
    workbook.save(path)
    (table,) = read_workbook(path).tables
    found = [(row.cells, row.merged) for row in table.rows]
    assert found == [
        (("名称", "储量"), frozenset()),
        (("苯", 500), frozenset({1})),
        (("甲苯", 500), frozenset({1})),
        (("二甲苯", 20), frozenset()),
    ]
