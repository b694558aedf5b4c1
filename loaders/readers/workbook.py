"""Reader of workbooks (工作簿读取): sheets as rows of cells, nothing interpreted."""

import hashlib
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from loaders.readers.longtable import held
from loaders.readers.spreadsheet import (
    Cell,
    Merged,
    RegisterFile,
    Row,
    Table,
    UnreadableWorkbookError,
    filled,
)
from loaders.readers.text import UnreadableFileError
from loaders.readers.unpacking import SHEETS_MAX, refuse_vast

__all__ = ["read_workbook"]

_PLAIN: Final = (str, int, float, bool, date, datetime, time, timedelta)

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]{0,80}?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_BLOCK, _LONGEST = 1 << 20, 200
"""Bytes read at a time, and the most that one merged range takes."""

_NOT_A_WORKBOOK: Final = (
    *(BadZipFile, InvalidFileException, OSError, SyntaxError, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError),
    *(TypeError, ValueError),
)
"""What openpyxl raises on damaged or foreign files; `SyntaxError` is the XML parser's."""


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


def _plain(cell: object) -> Cell:
    """Return a cell as one of the plain kinds; formatted text and the like as its text."""
    return cell if cell is None or isinstance(cell, _PLAIN) else str(cell)


def _said(cells: tuple[object, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _reason(error: BaseException) -> str:
    if isinstance(error, (BadZipFile, InvalidFileException)):
        return "不是 .xlsx 文件 / not an .xlsx file"
    return f"{type(error).__name__}: {error}"
