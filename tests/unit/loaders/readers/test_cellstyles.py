"""Styles of cells (单元格样式): what a cell is shown as, and what is struck through in it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from loaders.readers.spreadsheet import RegisterFile
from loaders.readers.workbook import read_workbook

MONTH = datetime.fromisoformat("2024-03-01")


def saved(path: Path, *cells: tuple[Any, str]) -> RegisterFile:
    """Return a workbook of one row, each cell under its format, as it is read."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([value for value, _ in cells])
    for cell, (_, written) in zip(sheet[1], cells, strict=True):
        cell.number_format = written
    workbook.save(path)
    return read_workbook(path)


@pytest.mark.parametrize(
    ("value", "written", "read"),
    [
        (date(2024, 3, 1), 'yyyy"年"m"月"', "2024年3月"),
        (date(2024, 3, 1), "mmm-yy", "2024年3月"),
        (date(2024, 1, 1), 'yyyy"年"', "2024年"),
        (date(2024, 3, 1), 'yyyy"年"m"月"d"日"', MONTH),
        (date(2024, 3, 15), "yyyy-mm", datetime.fromisoformat("2024-03-15")),  # a day was written
        (50, '0.0"kg"', "50kg"),
        (1200.5, '#,##0.00"吨"', "1200.5吨"),
        (3, 'General"台"', "3台"),
        (0.85, "0%", "85%"),
        (123, "000000", "000123"),
        (5, '_ * #,##0.00_ ;_ * "-"??_ ;_ @_ ', 5),
        (5, "¥#,##0", 5),
        (5, '0.0,"千"', 5),
        ("2024", 'yyyy"年"', "2024"),
    ],
)
def test_a_cell_is_read_as_it_is_shown_where_that_says_what_is_meant(
    tmp_path: Path, value: object, written: str, read: object
) -> None:
    (table,) = saved(tmp_path / "表.xlsx", ("值", "General"), (value, written)).tables
    assert [row.cells for row in table.rows] == [("值", read)]


def altered(path: Path, change: dict[str, list[tuple[bytes, bytes]]], **more: bytes) -> Path:
    """Write a workbook anew, with words in its parts replaced and with more parts."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, words in change.items():
        for old, new in words:
            assert old in parts[name]
            parts[name] = parts[name].replace(old, new)
    with ZipFile(path, "w") as archive:
        for name, content in {**parts, **more}.items():
            archive.writestr(name, content)
    return path


def test_a_format_that_a_chinese_program_has_built_in_shows_a_month_or_a_day(
    tmp_path: Path,
) -> None:
    path = tmp_path / "表.xlsx"
    saved(path, (45352, "0.00"), (45353, "#,##0"))  # two styles, to be given the numbers below
    month, day = (b'numFmtId="2"', b'numFmtId="57"'), (b'numFmtId="3"', b'numFmtId="31"')
    (table,) = read_workbook(altered(path, {"xl/styles.xml": [month, day]})).tables
    assert [row.cells for row in table.rows] == [
        ("2024年3月", datetime.fromisoformat("2024-03-02"))
    ]


STRINGS: Final = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><r><rPr><strike/></rPr><t>李明</t></r><r><t>王立</t></r></si>
<si><r><rPr><strike/></rPr><t>李明</t></r></si>
<si><r><rPr><b/></rPr><t>张</t></r><r><t>三</t></r></si><si><t>赵六</t></si></sst>"""


def test_what_is_struck_through_within_a_cell_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    saved(path, *((number, "General") for number in range(4)))
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    change = {
        "[Content_Types].xml": [(b"</Types>", part)],
        "xl/worksheets/sheet1.xml": [(b't="n"', b't="s"')],
    }
    file = read_workbook(altered(path, change, **{"xl/sharedStrings.xml": STRINGS.encode()}))
    (table,) = file.tables
    assert [row.cells for row in table.rows] == [("王立", None, "张三", "赵六")]
    (fault,) = file.faults
    assert "A1、B1" in fault.zh
