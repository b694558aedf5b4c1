"""Reader of workbooks (电子表格读取): sheets as rows of cells, nothing interpreted."""

import hashlib
import re
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from loaders.errors import LoaderError
from loaders.readers.longtable import HEAD, LongRows, held
from loaders.readers.text import UnreadableFileError
from loaders.readers.unpacking import SHEETS_MAX, refuse_vast

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

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]{0,80}?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_BLOCK, _LONGEST = 1 << 20, 200
"""Bytes read at a time, and the most that one merged range takes."""

_NOT_A_WORKBOOK: Final = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    OSError,
    SyntaxError,
    ValueError,
    zlib.error,
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
        rows: Its rows, to go through as often as one likes; those without content are left out.
    """

    name: str
    sheet: str | None
    rows: Iterable[Row]

    @property
    def is_long(self) -> bool:
        """Whether its rows are read from the file each time, and not held."""
        return isinstance(self.rows, LongRows)

    @property
    def head(self) -> tuple[Row, ...]:
        """Its first rows, among which the headings stand."""
        return tuple(islice(self.rows, HEAD))


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFile:
    """A file of tables (登记册文件).

    Attributes:
        name: File name.
        sha256: SHA-256 of its bytes, hexadecimal.
        media_type: Media type.
        tables: What it holds.
        faults: What in it could not be read, of a file whose parts are read one by one.
        reread: Reads it again with what the user says of its headings, where that decides more
            than the meaning of a column.
    """

    name: str
    sha256: str
    media_type: str
    tables: tuple[Table, ...]
    faults: tuple[LoaderError, ...] = ()
    reread: "Callable[[Mapping[str, str]], RegisterFile] | None" = None


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
        TooLargeError: If it unpacks to more than is read.
        UnreadableWorkbookError: If it is no workbook.
    """
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from error
    refuse_vast(path, SHEETS_MAX)
    with _told(path):
        tables = tuple(_tables(path))
    return RegisterFile(name=path.name, sha256=sha256, media_type=MEDIA_TYPE, tables=tables)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except _NOT_A_WORKBOOK as error:
        raise UnreadableWorkbookError(str(path), _reason(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    with warnings.catch_warnings():
        # It warns of styles and validations that it drops; only values are read here.
        warnings.simplefilter("ignore", UserWarning)
        workbook = load_workbook(path, read_only=True, data_only=True)
        try:
            yield workbook
        finally:
            workbook.close()


def _tables(path: Path) -> Iterator[Table]:
    with ZipFile(path) as archive:
        if broken := archive.testzip():
            raise BadZipFile(broken)
    with _opened(path) as workbook:
        for sheet in workbook.worksheets:
            merged = tuple(_merged(path, sheet))
            reading = partial(_again, path, sheet.title, merged)
            yield Table(
                name=sheet.title, sheet=sheet.title, rows=held(_rows(sheet, merged), reading)
            )


def _again(path: Path, title: str, merged: Sequence[Merged]) -> Iterator[Row]:
    with _told(path), _opened(path) as workbook:
        yield from _rows(workbook[title], merged)


def _rows(sheet: Any, merged: Sequence[Merged]) -> Iterator[Row]:
    sheet.reset_dimensions()  # the size that a file states is often wrong
    cells = (tuple(map(_plain, row)) for row in sheet.iter_rows(values_only=True))
    rows = enumerate(filled(cells, merged), start=1)
    return (Row(number, each) for number, each in rows if _said(each))


def _merged(path: Path, sheet: Any) -> Iterator[Merged]:
    """Yield the merged cells of a sheet, which stand behind its rows."""
    kept = b""
    # The library tells the part of the archive that a sheet is nowhere else.
    part: str = sheet._worksheet_path  # noqa: SLF001 - see above
    with ZipFile(path) as archive, archive.open(part) as file:
        while block := file.read(_BLOCK):
            kept += block
            end = 0
            for found in _MERGED.finditer(kept):
                end = found.end()
                left, top, right, bottom = (part.decode() for part in found.groups())
                if left == right:
                    column = column_index_from_string(left) - 1
                    yield Merged(int(top), int(bottom), column)
            kept = kept[max(end, len(kept) - _LONGEST) :]


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
