"""Later editions of long lists (长清单的新版): by portions, they change what they would whole."""

import csv
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from graph.cypher import question
from graph.store.errors import StoreBusyError
from graph.store.port import Store, Transaction
from graph.store.retracting import said_by_portions, said_in
from graph.store.wrapped import WrappedStore
from loaders.pipeline import load
from loaders.report import Entry, LoadReport
from tests.conftest import emptied
from tests.contract.test_loading import graph

T = TypeVar("T")
Rows = Mapping[str, tuple[str, ...]]
HEADINGS = ("企业名称", "危险源名称", "危险源等级", "主要负责人", "主要负责人电话")
ENTERPRISE = "福建海岸化工有限公司"
FIRST: Rows = {
    "液氨罐区": ("三级", "王建国", "13800138000"),
    "液氯库": ("二级", "李卫东", "13800138001"),
    "甲醇罐区": ("四级", "陈国强", "13800138002"),
    "硝酸铵库": ("一级", "王建国", ""),
    "苯储罐区": ("三级", "赵海生", "13800138003"),
}
SECOND: Rows = {
    "甲醇罐区": ("三级", "陈国强", ""),
    "硝酸铵库": ("一级", "李卫东", ""),
    "丙烯球罐": ("二级", "吴志明", "13800138004"),
    "液氨罐区": ("三级", "王建国", "13800138009"),
    "苯储罐区": ("三级", "赵海生12", "13800138003"),
}
FEW = 4
"""Statements in a portion here, which is a row of these."""


def written(folder: Path, day: str, rows: Rows, report: str) -> list[Path]:
    """Write one edition of a list and of a report."""
    folder.mkdir()
    path, text = folder / "重大危险源台账.csv", folder / "总结.txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow((f"截至日期：{day}",))
        lines.writerow(HEADINGS)
        lines.writerows((ENTERPRISE, name, *cells) for name, cells in rows.items())
    text.write_text(report, encoding="utf-8")
    return [path, text]


@pytest.fixture
def editions(tmp_path: Path) -> list[list[Path]]:
    """Two editions of a list and a report."""
    told = f"{ENTERPRISE}现有从业人员30人。东海化工有限公司位于临港工业园区。"
    return [
        written(tmp_path / "1", "2023-03-31", FIRST, told),
        written(tmp_path / "2", "2024-03-31", SECOND, told.partition("。")[0] + "。"),
    ]


def lines(report: LoadReport) -> dict[str, Counter[Entry]]:
    """Return the lines of a report, in whatever order they were written."""
    return {outcome: Counter(entries) for outcome, entries in report.entries.items()}


async def test_by_portions_it_says_and_records_the_same(
    store: Store, editions: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = editions
    await load(store, first)
    whole = await load(store, second)
    stands = await graph(store)
    assert whole.ended
    assert whole.corrected
    assert whole.rejected

    await emptied(store)
    await load(store, first)
    monkeypatch.setattr("loaders.registers.rows.STATEMENTS", FEW)
    tried = await load(store, second, dry_run=True)
    report = await load(store, second)
    assert lines(tried) == lines(report) == lines(whole)
    assert await graph(store) == stands
    again = await load(store, second)
    assert not [*again.added, *again.confirmed, *again.corrected, *again.ended, *again.retracted]


async def test_broken_off_anywhere_and_begun_again_it_records_the_same(
    store: Store, editions: list[list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = editions
    monkeypatch.setattr("loaders.registers.rows.STATEMENTS", FEW)
    await load(store, first)
    counting = Breaking(store, at=0)
    await load(counting, second)
    stands = await graph(store)
    assert counting.writes > 2 * len(SECOND)  # each row is a part of its own
    total = counting.writes
    for moment in (total // 3, total - 1):
        await emptied(store)
        await load(store, first)
        with pytest.raises(StoreBusyError):
            await load(Breaking(store, at=moment), second)
        await load(store, second)
        assert await graph(store) == stands, moment


async def test_what_a_document_says_is_read_whole_by_portions(
    store: Store, editions: list[list[Path]]
) -> None:
    paths = editions[0]
    await load(store, paths)
    asked = {"names": [paths[0].name], "digests": []}
    (row,) = await store.read(question("review/lists").text, asked)
    whole = await said_in(store, [row["id"]])
    for limit in (2, 1000):
        portions = [said async for said in said_by_portions(store, row["id"], limit)]
        assert all(len(said.columns) < limit for said in portions)
        columns = {place: name for said in portions for place, name in said.columns.items()}
        assert columns == whole.columns
        assert frozenset().union(*(said.entities for said in portions)) == whole.entities
        assert frozenset().union(*(said.relations for said in portions)) == whole.relations


class Breaking(WrappedStore):
    """A store that fails at a write, as one does whose process is killed then."""

    def __init__(self, store: Store, at: int) -> None:
        super().__init__(store)
        self._at, self.writes = at, 0

    async def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        self.writes += 1
        if self.writes == self._at:
            raise StoreBusyError("planted")
        return await self._store.write(work)
