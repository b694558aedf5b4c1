"""Reader of workbooks (电子表格读取): sheets as rows of cells, nothing interpreted."""

import hashlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from loaders.errors import LoaderError
from loaders.readers.text import UnreadableFileError

__all__ = ["Cell", "RegisterFile", "Row", "Table", "UnreadableWorkbookError", "read_workbook"]

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
    with warnings.catch_warnings():
        # It warns of styles and validations that it drops; only values are read here.
        warnings.simplefilter("ignore", UserWarning)
        workbook = load_workbook(BytesIO(raw), read_only=True, data_only=True)
        try:
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # the size that a file states is often wrong
                rows = enumerate(sheet.iter_rows(values_only=True), start=1)
                kept = tuple(Row(n, tuple(map(_plain, cells))) for n, cells in rows if _said(cells))
                yield Table(name=sheet.title, sheet=sheet.title, rows=kept)
        finally:
            workbook.close()


def _plain(cell: object) -> Cell:
    """Return a cell as one of the plain kinds; formatted text and the like as its text."""
    return cell if cell is None or isinstance(cell, _PLAIN) else str(cell)


def _said(cells: tuple[object, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _reason(error: BaseException) -> str:
    if isinstance(error, (BadZipFile, InvalidFileException)):
        return "不是 .xlsx 文件 / not an .xlsx file"
    return f"{type(error).__name__}: {error}"
