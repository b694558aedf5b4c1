"""``custody export`` (导出命令): the graph as registers, or as spreadsheets of some forms."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graph.evidence import At
from graph.store.port import Store
from loaders.export import ExportReport, export
from loaders.export_form import export_forms
from loaders.registers.sheetform import SheetForm
from server.exits import ExitCode
from server.speaking import Voice
from server.tabulating import table

__all__ = ["export_graph"]


async def export_graph(
    store: Store,
    voice: Voice,
    folder: Path,
    forms: Sequence[SheetForm] = (),
    day: date | None = None,
) -> ExitCode:
    """Write the graph as registers; 1 if something cannot be written as a register.

    Args:
        store: Where from.
        voice: Who tells.
        folder: Where to.
        forms: The forms of spreadsheets to write; none for a register of each type.
        day: Day as of which to write; today if left out.
    """
    at = At.of(day)
    report = await (
        export_forms(store, forms, folder, at=at) if forms else export(store, folder, at=at)
    )
    _show(voice, report)
    return ExitCode.REJECTED if report.left_out else ExitCode.OK


def _show(voice: Voice, report: ExportReport) -> None:
    """Show the files written, and what could not be written as a register."""
    shown = table(voice.choose("文件", "file"), voice.choose("行数", "rows"))
    for name, rows in report.files.items():
        shown.add_row(name, f"{rows:,}")
    voice.out.print(shown)
    if report.left_out:
        voice.tell(
            f"有 {len(report.left_out)} 条陈述无法写成登记册（名称只在其来源文件内唯一），未导出：",
            f"{len(report.left_out)} statements cannot be written as a register "
            "(their name is unique in their source alone):",
        )
        for line in report.left_out:
            voice.err.print(f"  {line}", markup=False, soft_wrap=True)
