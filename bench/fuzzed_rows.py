"""Fuzzed registers (乱填的台账): thousands of rows with anything in them; none is lost unsaid.

Each row is filled at random from cells that people and programs leave behind; in some of them a
fault is planted whose cell is known. The load must not break off, every row must be somewhere in
the report, every planted fault among what was refused, and marked in the copy.

Run: ``python -m bench.fuzzed_rows [ROWS] [SEED]``.
"""

import asyncio
import random
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from openpyxl import Workbook, load_workbook

from bench.engines import running
from graph.store.opening import open_store
from graph.store.port import Store
from loaders.marking import marked_copy
from loaders.pipeline import load
from loaders.report import LoadReport

__all__ = ["fuzzed", "told", "unsaid"]

HEADINGS: Final = (
    *("企业名称", "统一社会信用代码", "企业地址", "所属行业", "经度", "纬度"),
    *("主要负责人", "主要负责人联系电话", "员工人数", "成立日期", "物料名称", "CAS号"),
)
PLANTED: Final[Mapping[str, str]] = {
    "企业名称": "",
    "统一社会信用代码": "91350100M000100Y44",
    "经度": "海堤以东",
    "纬度": "二十五度多",
}
"""A fault for each of these columns; an enterprise without a name is a row about nothing."""
ODD: Final = (
    *(None, "", " ", "—", "/", "无", "N/A", "nan", "#REF!", "=1/0", "'", '"', "\\", "%s", "{}"),
    *(
        0,
        -1,
        10**15,
        1e308,
        -0.0,
        3.14,
        True,
        False,
        "1e999",
        "\uff11\uff12\uff13",
        "٣",
        "二〇二三年",
    ),
    *(
        "甲\n乙",
        "甲\t乙",
        "a" * 500,
        "\u200b",
        "\ufeff",
        "\u202e文本",
        "😀",
        "é",
        "<b>",
        "2023.13.45",
    ),
    *(
        "张三、李四",
        "13800138000",
        "138001380",
        "2023-11-07",
        "7664-41-7",
        "液氨",
        "119.11",
        "25.2",
    ),
)
HEADER_ROW: Final = 1


def fuzzed(path: Path, rows: int, seed: int = 0) -> dict[int, str]:
    """Write a register of random rows, and return the column of the fault planted in each row."""
    chance = random.Random(seed)  # noqa: S311 - fills cells, no secret
    book, planted = Workbook(), {}
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    for number in range(HEADER_ROW + 1, HEADER_ROW + 1 + rows):
        cells = {name: chance.choice(ODD) for name in HEADINGS}
        cells |= {"企业名称": f"第{number}化工有限公司", "统一社会信用代码": None}
        cells |= {"经度": "119.11", "纬度": "25.2"}
        if chance.random() < 0.5:  # noqa: PLR2004 - every other row
            planted[number] = chance.choice(tuple(PLANTED))
            cells[planted[number]] = PLANTED[planted[number]]
        for column, name in enumerate(HEADINGS, 1):
            cell = sheet.cell(number, column)
            cell.value = cells[name]
            if isinstance(cells[name], str) and name != "员工人数":
                cell.data_type = "s"  # text stays text, even where it looks like a formula
    book.save(path)
    return planted


def told(report: LoadReport) -> set[int]:
    """Return the rows that some line of a report is about."""
    return {line.place.row for lines in report.entries.values() for line in lines if line.place.row}


def unsaid(
    path: Path, rows: int, planted: Mapping[int, str], report: LoadReport, marked: Path
) -> Iterator[str]:
    """Yield what is missing: rows that no line is about, faults not refused or not marked."""
    heard = told(report)
    refused = {
        (line.place.row, column)
        for line in report.rejected
        for column in (line.place.column or "").split("、")
    }
    marked_copy(path, report).save(marked)
    sheet = load_workbook(marked).worksheets[0]
    for number in range(HEADER_ROW + 1, HEADER_ROW + 1 + rows):
        if number not in heard:
            yield f"row {number}: no line"
        column = planted.get(number)
        if column is None:
            continue
        if (number, column) not in refused:
            yield f"row {number}, {column}: not refused"
        cell = sheet.cell(number, HEADINGS.index(column) + 1)
        if cell.comment is None or cell.fill.fill_type != "solid":
            yield f"row {number}, {column}: not marked"


async def _run(store: Store, folder: Path, rows: int, seed: int) -> int:
    path = folder / "企业基本信息.xlsx"
    planted = fuzzed(path, rows, seed)
    began = time.monotonic()
    report = await load(store, [path])
    spent = time.monotonic() - began
    missing = list(unsaid(path, rows, planted, report, folder / "标注.xlsx"))
    print(f"{rows} rows, {len(planted)} planted faults, {spent:.1f} s: {report.counts}")
    print("\n".join(missing[:20]) or "every row is in the report, every fault refused and marked")
    return len(missing)


async def _main(rows: int, seed: int) -> int:
    with running("arcadedb") as bench, TemporaryDirectory(prefix="custody-bench-") as folder:
        async with open_store(bench.settings) as store:
            return await _run(store, Path(folder), rows, seed)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    raise SystemExit(min(asyncio.run(_main(*(given + [10_000, 0][len(given) :]))), 1))
