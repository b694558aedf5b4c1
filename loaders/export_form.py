"""Export in a form (按样式导出): the graph as the spreadsheets that stewards keep.

A row is put together backwards by the form that reads it (`loaders.registers.sheetform`): from
what it is about to what that is related to, who answers for it, and the facts about it. What the
sheet could not say so that it reads back as the same is left out and told.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from graph.evidence import At
from graph.store.port import Store
from loaders.export import ExportError, ExportReport
from loaders.export_graph import read_for
from loaders.export_rows import FormRows
from loaders.registers.sheetform import SheetForm
from loaders.registers.template import columns_of_form, workbook_of

__all__ = ["export_forms"]


async def export_forms(
    store: Store, forms: Sequence[SheetForm], folder: Path, *, at: At | None = None
) -> ExportReport:
    """Write what is true on a day as spreadsheets, one a form; of several, those that hold a row.

    Args:
        store: Where from.
        forms: The forms.
        folder: Where to; made if it is not there.
        at: Point on both clocks; today and now if left out.

    Raises:
        ExportError: If the folder cannot be written to.
    """
    point, report = at or At.of(), ExportReport()
    graph = await read_for(store, forms, point)
    for form in forms:
        writer = FormRows(form, graph, ExportReport())
        columns = columns_of_form(form)
        rows = [[line.get(column.field, "") for column in columns] for line in writer.lines()]
        if rows or len(forms) == 1:
            path = folder / f"{form.name}.xlsx"
            book = workbook_of(form, point.as_of, rows, part=writer.is_part)
            await asyncio.to_thread(_save, path, book)
            report.files[path.name] = len(rows)
        report.left_out += (t for t in writer.report.left_out if t not in report.left_out)
    return report


def _save(path: Path, book: Workbook) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        raise ExportError(path.parent, error.strerror or str(error)) from error
