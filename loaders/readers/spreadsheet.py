"""Reader of workbooks (电子表格读取): sheets as rows of cells, nothing interpreted."""

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from python_calamine import CalamineError, CalamineWorkbook

from loaders.errors import LoaderError
from loaders.readers.text import UnreadableFileError

__all__ = [
    "Cell",
    "Merged",
    "RegisterFile",
    "Row",
    "Table",
    "UnreadableWorkbookError",
    "down",
    "filled",
    "read_workbook",
]

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_PLAIN: Final = (str, int, float, bool, date, datetime, time, timedelta)

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NOT_A_WORKBOOK: Final = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    OSError,
    SyntaxError,
    ValueError,
)
"""What openpyxl raises on damaged or foreign files; `SyntaxError` is the XML parser's."""


class UnreadableWorkbookError(LoaderError):
    """A file is no workbook that can be opened (工作簿无法打开).

    Attributes:
        reason: What the reader says.
    """

    def __init__(self, file: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f"工作簿“{file}”无法打开（{reason}），"
            "请用表格软件打开后另存为未加密的 .xlsx 再导入。",
            en=f"Workbook “{file}” cannot be opened ({reason}); "
            "open it in a spreadsheet program and save it as .xlsx without a password.",
            file=file,
            expected=".xlsx",
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells of one column that are merged (纵向合并单元格): each row says what the first holds.

    Attributes:
        first: First row, from 1.
        last: Last row.
        column: Column, from 0.
    """

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row (行), numbered from 1 as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet, or a file that is a single table (表).

    Attributes:
        name: What says which register it is: the sheet's name or the file's stem.
        sheet: Name of the sheet; None for a file that has none.
        rows: Its rows; those without any content are left out.
    """

    name: str
    sheet: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """A file of tables (登记册文件)."""

    name: str
    sha256: str
    media_type: str
    tables: tuple[Table, ...]


def filled(
    rows: Iterable[tuple[Cell, ...]], merged: Sequence[Merged]
) -> Iterator[tuple[Cell, ...]]:
    """Yield rows in which merged cells of a column hold what the first of them holds.

    >>> list(filled([("甲", 1), (None, 2)], [Merged(1, 2, 0)]))
    [('甲', 1), ('甲', 2)]
    """
    starting: dict[int, list[Merged]] = {}
    for area in merged:
        starting.setdefault(area.first, []).append(area)
    held: dict[int, tuple[int, Cell]] = {}
    for number, cells in enumerate(rows, 1):
        held = {column: (last, cell) for column, (last, cell) in held.items() if last >= number}
        given = list(cells)
        for column, (_, cell) in held.items():
            given += [None] * (column + 1 - len(given))
            given[column] = cell
        for area in starting.get(number, ()):
            first = cells[area.column] if area.column < len(cells) else None
            held[area.column] = (area.last, first)
        yield tuple(given)


def read_workbook(path: Path) -> RegisterFile:
    """Read every sheet of a workbook, with the results of its formulas.

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
        UnreadableWorkbookError: If it is no workbook.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from error
    try:
        tables = tuple(_tables(raw))
    except _NOT_A_WORKBOOK as error:
        raise UnreadableWorkbookError(str(path), _reason(error)) from error
    sha256 = hashlib.sha256(raw).hexdigest()
    return RegisterFile(name=path.name, sha256=sha256, media_type=MEDIA_TYPE, tables=tables)


def _tables(raw: bytes) -> Iterator[Table]:
    merged = _merged(raw)
    with warnings.catch_warnings():
        # It warns of styles and validations that it drops; only values are read here.
        warnings.simplefilter("ignore", UserWarning)
        workbook = load_workbook(BytesIO(raw), read_only=True, data_only=True)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # the size that a file states is often wrong
                cells = (tuple(map(_plain, row)) for row in sheet.iter_rows(values_only=True))
                rows = enumerate(filled(cells, merged.get(sheet.title, ())), start=1)
                kept = tuple(Row(n, each) for n, each in rows if _said(each))
                yield Table(name=sheet.title, sheet=sheet.title, rows=kept)
        finally:
            workbook.close()


def _merged(raw: bytes) -> dict[str, tuple[Merged, ...]]:
    """Return the merged cells of each sheet; none where the other library cannot read the file."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError):
        return {}
    return {sheet.name: tuple(down(sheet.merged_cell_ranges or ())) for sheet in sheets}


def down(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Merged]:
    """Yield those of a workbook's merged ranges, counted from 0, that lie in one column."""
    for (top, left), (bottom, right) in ranges:
        if left == right:
            yield Merged(top + 1, bottom + 1, left)


def _plain(cell: object) -> Cell:
    """Return a cell as one of the plain kinds; formatted text and the like as its text."""
    return cell if cell is None or isinstance(cell, _PLAIN) else str(cell)


def _said(cells: tuple[object, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _reason(error: BaseException) -> str:
    if isinstance(error, (BadZipFile, InvalidFileException)):
        return "不是 .xlsx 文件 / not an .xlsx file"
    return f"{type(error).__name__}: {error}"
