"""Exports of all forms from one store (合并导出): loaded back into it, they change nothing."""

from pathlib import Path

from graph.store.port import Store
from loaders.export_form import export_form
from loaders.pipeline import load
from loaders.registers.sheetform import sheet_form
from loaders.report import LoadReport
from tests.contract.test_export_form import SHEETS, written
from tests.contract.test_loading import graph

CHANGES = ("added", "corrected", "ended", "proposed", "retracted", "rejected")


def _changed(report: LoadReport) -> list[str]:
    return [
        f"{kind} {e.kind}: {e.sentence('zh')}" for kind in CHANGES for e in report.entries[kind]
    ]


async def _filled(store: Store, folder: Path) -> None:
    files = [written(folder / f"{name}.xlsx", name, rows) for name, rows in SHEETS.items()]
    await load(store, files)


async def _exported(store: Store, folder: Path) -> list[Path]:
    files: list[Path] = []
    for name in SHEETS:
        form = sheet_form(name)
        assert form is not None
        report = await export_form(store, form, folder)
        files += [folder / file for file in report.files]
    return files


async def test_they_change_nothing(store: Store, tmp_path: Path) -> None:
    await _filled(store, tmp_path)
    stands = await graph(store)
    files = await _exported(store, tmp_path / "out")
    assert _changed(await load(store, files)) == []
    assert await graph(store) ^ stands == set()
