"""Marked copies (标注副本): a register whose unusable cells are coloured and commented."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.errors import LoaderError
from loaders.readers.spreadsheet import Cell, Table
from loaders.report import Entry, LoadReport
from loaders.sources import read_table

__all__ = ["marked_copy"]

_REJECTED: Final = PatternFill("solid", start_color="FFC7CE")
_PROPOSED: Final = PatternFill("solid", start_color="FFEB9C")
_AUTHOR: Final = "custody"


def marked_copy(path: Path, report: LoadReport) -> Workbook:
    """Return a copy of a register in which each fault stands as a comment at its cell.

    Formats, formulas and everything else of an .xlsx workbook are kept; any other file becomes a
    plain workbook. Red cells were refused, yellow ones wait for a person.

    Args:
        path: The register.
        report: What its load told.

    Raises:
        LoaderError: If the file cannot be read, or is a map.
    """
    if path.suffix.lower() == ".geojson":
        raise LoaderError(
            zh=f"“{path}”是地理数据，没有可标注的单元格；哪个要素有误见报告。",
            en=f"“{path}” is geodata and has no cells to mark; the report names the features.",
            file=str(path),
        )
    file = read_table(path)
    book = _copy(path, file.tables)
    tables = {table.sheet: (index, _texts_of(table)) for index, table in enumerate(file.tables)}
    for entries, fill in ((report.proposed, _PROPOSED), (report.rejected, _REJECTED)):
        for entry in entries:
            found = tables.get(entry.place.sheet)
            if entry.place.file in (file.name, str(path)) and found:
                index, texts = found
                for row, column in _cells(entry, texts):
                    _mark(book.worksheets[index].cell(row, column), entry, fill)
    return book


def _copy(path: Path, tables: Sequence[Table]) -> Workbook:
    if path.suffix.lower() == ".xlsx":
        return load_workbook(path)
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet((table.sheet or table.name)[:31])
        for row in table.rows:
            for column, cell in enumerate(row.cells, 1):
                _put(sheet.cell(row.number, column), cell)
    return book


def _put(target: Any, cell: Cell) -> None:
    """Put a value into a cell; text stays text, even where it looks like a formula."""
    if isinstance(cell, str):
        target.value = ILLEGAL_CHARACTERS_RE.sub("", cell)
        target.data_type = "s"
    else:
        target.value = cell


def _texts_of(table: Table) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return rows and columns by the text that stands there; of a long table only of its head."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in table.head if table.is_long else table.rows:
        for column, cell in enumerate(row.cells, 1):
            if isinstance(cell, str):
                found.setdefault("".join(cell.split()), []).append((row.number, column))
    return found


def _cells(
    entry: Entry, texts: Mapping[str, Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells that an entry speaks of; the first of its row if none."""
    row = entry.place.row or 1
    headings = (entry.place.column or "").split("、")
    columns = [found for heading in headings if (found := _column(heading, texts, row))]
    yield from ((row, column) for column in columns or [1])


def _column(heading: str, texts: Mapping[str, Sequence[tuple[int, int]]], row: int) -> int | None:
    """Return the place of a heading, or of the lower part of one in two rows, nearest above."""
    for wanted in filter(None, (heading, heading.rpartition("/")[2])):
        found = [place for place in texts.get("".join(wanted.split()), ()) if place[0] <= row]
        if found:
            nearest = max(number for number, _ in found)
            return next(column for number, column in found if number == nearest)
    return None


def _mark(cell: Any, entry: Entry, fill: PatternFill) -> None:
    said = f"{entry.zh} / {entry.en}"
    earlier = f"{cell.comment.text}\n" if getattr(cell, "comment", None) else ""
    if said not in earlier:
        cell.comment = Comment(earlier + said, _AUTHOR)
    cell.fill = fill
