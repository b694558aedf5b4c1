"""Marked copies (标注副本): a register whose unusable cells are coloured and commented."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from loaders.errors import LoaderError
from loaders.readers.spreadsheet import Cell, Table
from loaders.registers.values import text_of
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
                sheet = book.worksheets[index]
                for row, column in _cells(entry, texts, sheet):
                    _mark(_own(sheet, row, column), entry, fill)
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
    entry: Entry, texts: Mapping[str, Sequence[tuple[int, int]]], sheet: Any
) -> Iterator[tuple[int, int]]:
    """Yield row and column of the cells that an entry speaks of; the first of its row if none."""
    row = entry.place.row or 1
    headings = (entry.place.column or "").split("、")
    found = [_column(heading, texts, row, entry.value, sheet) for heading in headings]
    yield from ((row, column) for column in list(filter(None, found)) or [1])


def _column(
    heading: str,
    texts: Mapping[str, Sequence[tuple[int, int]]],
    row: int,
    value: str | None,
    sheet: Any,
) -> int | None:
    """Return the column of a heading, or of the lower part of one in two rows, nearest above.

    Of columns of one heading it is that which holds the value in question, else that below the
    group; of a card it is the cell behind the heading that holds it.
    """
    *groups, part = heading.split("/")
    for wanted in filter(None, (heading, part)):
        found = [place for place in texts.get("".join(wanted.split()), ()) if place[0] <= row]
        if found:
            nearest = max(number for number, _ in found)
            columns = [column for number, column in found if number == nearest]
            begun = [
                c
                for group in groups
                for r, c in texts.get("".join(group.split()), ())
                if r < nearest
            ]
            columns = [c for c in columns if c >= max(begun, default=1)] or columns
            behind = range(columns[0] + 1, sheet.max_column + 1) if nearest == row else ()
            held = (c for c in (*columns, *behind) if value and _text(sheet, row, c) == value)
            return next(held, columns[0])
    return None


def _text(sheet: Any, row: int, column: int) -> str:
    return text_of(_own(sheet, row, column).value)


def _own(sheet: Any, row: int, column: int) -> Any:
    """Return a cell; of merged ones the first, which holds what they hold."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        return sheet.cell(area.min_row, area.min_col)
    return cell


def _mark(cell: Any, entry: Entry, fill: PatternFill) -> None:
    said = f"{entry.zh} / {entry.en}"
    earlier = f"{cell.comment.text}\n" if getattr(cell, "comment", None) else ""
    if said not in earlier:
        cell.comment = Comment(earlier + said, _AUTHOR)
    cell.fill = fill
