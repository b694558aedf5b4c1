"""A register filled with anything (乱填的台账): it loads, and no row and no fault is unsaid."""

from pathlib import Path

from bench.fuzzed_rows import fuzzed, unsaid
from graph.store.port import Store
from loaders.pipeline import load

ROWS = 120


async def test_every_row_is_in_the_report_and_every_fault_is_marked(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "企业基本信息.xlsx"
    planted = fuzzed(path, ROWS)
    assert len(set(planted.values())) > 3
    report = await load(store, [path])
    assert list(unsaid(path, ROWS, planted, report, tmp_path / "标注.xlsx")) == []
    again = await load(store, [path])
    assert not again.added
    assert not again.corrected
