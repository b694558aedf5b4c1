"""Reader of workbooks (工作簿读取): sheets as rows of cells, nothing interpreted."""

import hashlib
import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from loaders.errors import LoaderError
from loaders.readers.calamine import read_other_workbook
from loaders.readers.cellstyles import CellStyles, unstruck
from loaders.readers.longtable import held
from loaders.readers.spreadsheet import (
    Cell,
    Merged,
    RegisterFile,
    Row,
    Table,
    UnreadableWorkbookError,
    filled,
    merged_columns,
)
from loaders.readers.text import UnreadableFileError
from loaders.readers.unpacking import SHEETS_MAX, refuse_vast

__all__ = ["read_workbook"]

_PLAIN: Final = (str, int, float, bool, date, datetime, time, timedelta)

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]{0,80}?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNKNOWN: Final = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+\d+)"[^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
"""A cell with a formula that no program has calculated; a text without characters is a result."""
_STRIKE: Final = b"<strike"
_BLOCK, _LONGEST = 1 << 20, 10_000
"""Bytes read at a time, and the most that one merged range or formula takes."""
_SHOWN: Final = 5

_NOT_A_WORKBOOK: Final = (
    *(BadZipFile, InvalidFileException, OSError, SyntaxError, zlib.error),
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError),
    *(TypeError, ValueError),
)
"""What openpyxl raises on damaged or foreign files; `SyntaxError` is the XML parser's."""

_ODD: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What openpyxl raises on styles and parts of other programs, which say nothing of the cells."""


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
    faults: list[LoaderError] = []
    try:
        with _told(path, but=_ODD):
            tables = tuple(_tables(path, faults))
    except _ODD as error:
        return _read_otherwise(path, error)
    return RegisterFile(
        name=path.name,
        sha256=sha256,
        media_type=MEDIA_TYPE,
        tables=tables,
        faults=tuple(faults),
    )


def _read_otherwise(path: Path, error: Exception) -> RegisterFile:
    """Read with the library of the other workbooks, which looks at cells alone."""
    try:
        return replace(read_other_workbook(path), media_type=MEDIA_TYPE)
    except UnreadableWorkbookError:
        raise UnreadableWorkbookError(str(path), _reason(error)) from error


def _first_of(cells: Sequence[str]) -> str:
    return "、".join(cells[:_SHOWN]) + ("……" if len(cells) > _SHOWN else "")


class UncalculatedError(LoaderError):
    """Formulas of a sheet have no result (公式没有计算结果): such cells are read as empty."""

    def __init__(self, file: str, sheet: str, cells: Sequence[str]) -> None:
        shown = _first_of(cells)
        super().__init__(
            zh=f"文件“{file}”工作表“{sheet}”有 {len(cells)} 个公式没有计算结果（{shown}），"
            "这些单元格未读；请用表格软件打开，重新计算并保存后再导入。",
            en=f"{len(cells)} formulas of sheet “{sheet}” in “{file}” have no result ({shown}), so "
            "these cells were not read; open it in a spreadsheet program, save and load it again.",
            file=file,
            value=shown,
            expected="results of formulas",
        )


class StruckError(LoaderError):
    """Cells of a sheet are struck through (删除线): what they held is withdrawn, and not read."""

    def __init__(self, file: str, sheet: str, cells: Sequence[str]) -> None:
        shown = _first_of(cells)
        super().__init__(
            zh=f"文件“{file}”工作表“{sheet}”有 {len(cells)} 个单元格带删除线（{shown}），"
            "划去的文字视为已删去，未读；如仍有效，请去掉删除线后再导入。",
            en=f"{len(cells)} cells of sheet “{sheet}” in “{file}” are struck through ({shown}), "
            "and what is struck was not read; if it still holds, remove the strike and load again.",
            file=file,
            value=shown,
            expected="cells that are not struck through",
        )


@contextmanager
def _told(path: Path, but: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    try:
        yield
    except but:
        raise
    except _NOT_A_WORKBOOK as error:
        raise UnreadableWorkbookError(str(path), _reason(error)) from error


@contextmanager
def _opened(path: Path, *, rich: bool) -> Iterator[Workbook]:
    with warnings.catch_warnings():
        # It warns of styles and validations that it drops; only values are read here.
        warnings.simplefilter("ignore", UserWarning)
        workbook = load_workbook(path, read_only=True, data_only=True, rich_text=rich)
        try:
            yield workbook
        finally:
            workbook.close()


def _tables(path: Path, faults: list[LoaderError]) -> Iterator[Table]:
    rich = _checked(path)
    with _opened(path, rich=rich) as workbook:
        for sheet in workbook.worksheets:
            merged, unknown = _behind(path, sheet)
            if unknown:
                faults.append(UncalculatedError(path.name, sheet.title, unknown))
            reading = partial(_again, path, sheet.title, merged, rich=rich)
            struck: list[str] = []
            rows = held(_rows(sheet, merged, struck, rich=rich), reading)
            if struck:
                faults.append(StruckError(path.name, sheet.title, struck))
            yield Table(
                name=sheet.title,
                sheet=sheet.title,
                rows=rows,
                hidden=sheet.sheet_state != "visible",
            )


def _checked(path: Path) -> bool:
    """Read every part of a workbook once; return whether a part of a text is struck through.

    Raises:
        BadZipFile: If a part is broken.
    """
    found = False
    with ZipFile(path) as archive:
        for name in archive.namelist():
            of_text = name.endswith("sharedStrings.xml")
            with archive.open(name) as file:
                kept = b""
                while block := file.read(_BLOCK):
                    found = found or (of_text and _STRIKE in kept + block)
                    kept = block[-len(_STRIKE) :]
    return found


def _again(path: Path, title: str, merged: Sequence[Merged], *, rich: bool) -> Iterator[Row]:
    with _told(path), _opened(path, rich=rich) as workbook:
        yield from _rows(workbook[title], merged, [], rich=rich)


def _rows(sheet: Any, merged: Sequence[Merged], struck: list[str], *, rich: bool) -> Iterator[Row]:
    sheet.reset_dimensions()  # the size that a file states is often wrong
    styles = CellStyles.of(sheet.parent)
    whole = _shown(sheet, styles, struck) if styles or rich else sheet.iter_rows(values_only=True)
    cells = (tuple(map(_plain, row)) for row in whole)
    rows = enumerate(zip(filled(cells, merged), merged_columns(merged), strict=False), start=1)
    return (Row(number, each, merged=of) for number, (each, of) in rows if _said(each))


def _shown(sheet: Any, styles: CellStyles, struck: list[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the values of rows as they are shown, without what is struck through and so noted."""
    for row in sheet.iter_rows():
        values = []
        for cell in row:
            value = unstruck(cell.value)
            if cell.value is not None and getattr(cell, "_style_id", 0) in styles.struck:
                value = None
            if value is not cell.value and str(value) != str(cell.value):
                struck.append(cell.coordinate)
            values.append(value if value is not cell.value else styles.value_of(cell))
        yield tuple(values)


def _behind(path: Path, sheet: Any) -> tuple[Sequence[Merged], Sequence[str]]:
    """Return the merged cells of a sheet, and those whose formula has no result."""
    kept = b""
    merged: list[Merged] = []
    unknown: list[str] = []
    # The library tells the part of the archive that a sheet is nowhere else.
    part: str = sheet._worksheet_path  # noqa: SLF001 - told by nothing public
    with ZipFile(path) as archive, archive.open(part) as file:
        while block := file.read(_BLOCK):
            kept += block
            end = 0
            for found in _MERGED.finditer(kept):
                end = found.end()
                left, top, _, bottom = (part.decode() for part in found.groups())
                if bottom != top:
                    merged.append(Merged(int(top), int(bottom), column_index_from_string(left) - 1))
            for found in _UNKNOWN.finditer(kept) if b"<f" in kept else ():
                end = max(end, found.end())
                unknown.append(found[1].decode())
            kept = kept[max(end, len(kept) - _LONGEST) :]
    return tuple(merged), unknown


def _plain(cell: object) -> Cell:
    """Return a cell as one of the plain kinds; formatted text and the like as its text."""
    return cell if cell is None or isinstance(cell, _PLAIN) else str(cell)


def _said(cells: tuple[object, ...]) -> bool:
    return any(cell is not None and str(cell).strip() for cell in cells)


def _reason(error: BaseException) -> str:
    if isinstance(error, (BadZipFile, InvalidFileException)):
        return "不是 .xlsx 文件 / not an .xlsx file"
    return f"{type(error).__name__}: {error}"
