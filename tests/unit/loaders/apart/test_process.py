"""Reading apart (隔离读取): as reading here; what takes too much ends another process."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from graph.responsibility.refusals import InputRefusedError
from loaders.apart.process import read_apart
from loaders.readers.longtable import PORTION
from loaders.readers.spreadsheet import RegisterFile
from loaders.sources import read_files
from tests.files.office import as_docx, as_html, as_pdf, saved
from tests.fuzz.files import spanning

MOST, NEXT_TO_NOTHING = 400, 1
TEXT = [
    "甲县应急管理局2024年工作总结",
    "一、甲县化工园区由乙公司托管，园区内有危险化学品企业23家。",
]
MAP = """{"type": "FeatureCollection", "features": [
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [119.1, 25]},
   "properties": {"title": "东岸", "类型": "园区"}},
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": "?"}, "properties": {}}]}"""


def workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["名称", "日期", "时刻", "时间", "历时", "数", "量", "否"])
    moment = datetime(2024, 5, 1, 8, 30)  # noqa: DTZ001 - spreadsheets know no zones
    days = (date(2024, 5, 1), moment, time(8, 30), timedelta(days=2, hours=3))
    sheet.append(["东岸", *days, 10**12, 0.1, True])
    sheet.append([None, "次\n行"])
    sheet.merge_cells("A2:A3")
    book.create_sheet("暗").append(["x"])
    book["暗"].sheet_state = "hidden"
    return saved(book)


def long_table(rows: int) -> bytes:
    book = Workbook()
    book.worksheets[0].append(["名称"])
    for number in range(rows):
        book.worksheets[0].append([f"{number}号"])
    return saved(book)


FILES: Mapping[str, bytes] = {
    "园区.csv": "名称,安全风险等级\n东岸,甲\n".encode("gb18030"),
    "单元.xlsx": workbook(),
    "长.xlsx": long_table(PORTION + 1),
    "企业.ods": spanning(columns=3, rows=4),
    "企业.xls": b"\xd0\xcf\x11\xe0 none",
    "边界.geojson": MAP.encode(),
    "总结.docx": as_docx([*TEXT, "姓名 | 职务", "王某 | 局长"]),
    "通报.html": as_html(TEXT).encode(),
    "通报.pdf": as_pdf([TEXT, []], pictures={1}),
    "报告.txt": "\n".join(TEXT).encode(),
    "空.txt": b"",
    "a.exe": b"x",
}


def laid(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    (folder := tmp_path / "aside").mkdir()
    return folder


def shown(file: RegisterFile) -> Iterator[Any]:
    yield file.name, file.sha256, file.media_type, file.reread is not None
    yield [vars(fault) | {"type": "", "args": fault.args} for fault in file.faults]
    for table in file.tables:
        yield table.name, table.sheet, table.hidden, table.is_long, table.head, table.tail
        yield [[(type(cell), cell) for cell in row.cells] for row in table.rows]
        yield list(table.rows)


async def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path, aside: Path) -> None:
    paths = laid(tmp_path, FILES)
    here, apart = read_files(paths), await read_apart(paths, aside)
    assert len(here.registers) == 5
    assert len(here.documents) == 4
    assert [source for source, _ in apart.registers] == [source for source, _ in here.registers]
    for (_, one), (_, other) in zip(apart.registers, here.registers, strict=True):
        assert list(shown(one)) == list(shown(other))
    assert apart.documents == here.documents
    assert sorted(apart.rejected, key=str) == sorted(here.rejected, key=str)


async def test_a_map_is_read_again_with_what_its_properties_mean(
    tmp_path: Path, aside: Path
) -> None:
    (path,) = laid(tmp_path, {"边界.geojson": MAP.encode()})
    ((_, here),) = read_files([path]).registers
    ((_, apart),) = (await read_apart([path], aside)).registers
    more = {f"第{k}列": "出处" for k in range(9000)}  # more than a command line may hold
    columns = {"title": "名称", **more}
    assert here.reread
    assert apart.reread

    def again() -> RegisterFile:
        assert apart.reread
        return apart.reread(columns)

    assert list(shown(await asyncio.to_thread(again))) == list(shown(here.reread(columns)))


async def test_one_cell_that_spans_a_sheet_is_refused_and_we_live(
    tmp_path: Path, aside: Path
) -> None:
    good, vast = laid(
        tmp_path,
        {
            "甲.ods": spanning(columns=3, rows=4),
            "乙.ods": spanning(columns=16_384, rows=3_000),
        },
    )
    assert vast.stat().st_size < 2000
    with pytest.raises(InputRefusedError) as refused:
        await read_apart([good, vast], aside, most=MOST)
    assert (refused.value.field, refused.value.value) == ("files", "乙.ods")
    assert f"{MOST} MB" in refused.value.zh


@pytest.mark.parametrize(("columns", "rows"), [(100, PORTION * 2), (400, PORTION // 2)])
async def test_what_another_process_can_read_but_we_could_not_hold_is_refused(
    tmp_path: Path, aside: Path, columns: int, rows: int
) -> None:
    """Of a long table no more is held at once than of short ones."""
    line = ",".join(["123"] * columns) + "\n"
    paths = laid(tmp_path, {"甲.csv": b"x", "乙.csv": (line * rows).encode()})
    with pytest.raises(InputRefusedError) as refused:
        await read_apart(paths, aside, held=1)
    assert refused.value.value == "乙.csv"
    assert "1 MB" in refused.value.zh
    assert len((await read_apart(paths, aside, held=8)).registers) == 2


async def test_a_long_table_is_held_by_portions(tmp_path: Path, aside: Path) -> None:
    (path,) = laid(tmp_path, {"a.csv": ("1234567,1234567\n" * 50 * PORTION).encode()})
    ((_, read),) = (await read_apart([path], aside, held=1)).registers
    assert sum(1 for _ in read.tables[0].rows) == 50 * PORTION


async def test_how_large_we_are_does_not_count(tmp_path: Path, aside: Path) -> None:
    ballast = b"x" * (MOST << 20)
    read = await read_apart(laid(tmp_path, {"a.csv": b"x"}), aside, most=MOST)
    assert len(read.registers) == 1
    assert ballast


async def test_no_bound_is_no_more_than_a_process_needs(tmp_path: Path, aside: Path) -> None:
    with pytest.raises(InputRefusedError):
        await read_apart(laid(tmp_path, {"a.csv": b"x"}), aside, most=NEXT_TO_NOTHING)
