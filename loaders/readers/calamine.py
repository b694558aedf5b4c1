"""Reader of older and open workbooks (.xls、.ods 读取), and of the merged cells of every kind.

Cells that hold the error of a formula come as empty: the library keeps no word of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from loaders.readers.spreadsheet import (
    Cell,
    RegisterFile,
    Row,
    Table,
    UnreadableWorkbookError,
    down,
    filled,
    merged_columns,
)
from loaders.readers.text import UnreadableFileError
from loaders.readers.unpacking import WHOLE_MAX, refuse_vast

__all__ = ["MEDIA_TYPES", "read_other_workbook"]

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_OTHER: Final = "application/octet-stream"


def read_other_workbook(path: Path) -> RegisterFile:
    """Read every sheet of an .xls or .ods workbook, with the results of its formulas.

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
        TooLargeError: If it unpacks to more than is read.
        UnreadableWorkbookError: If it is no workbook, or locked with a password.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from error
    refuse_vast(path, WHOLE_MAX)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(raw))
        tables = tuple(
            replace(
                _table(book.get_sheet_by_name(sheet.name)),
                hidden=sheet.visible is not SheetVisibleEnum.Visible,
            )
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise UnreadableWorkbookError(str(path), "有密码 / locked with a password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableWorkbookError(str(path), str(error)) from error
    return RegisterFile(
        name=path.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=MEDIA_TYPES.get(path.suffix.lower(), _OTHER),
        tables=tables,
    )


def _table(sheet: CalamineSheet) -> Table:
    rows = (tuple(map(_cell, cells)) for cells in sheet.to_python(skip_empty_area=False))
    merged = tuple(down(sheet.merged_cell_ranges or ()))
    kept = tuple(_kept(filled(rows, merged), merged_columns(merged)))
    return Table(name=sheet.name, sheet=sheet.name, rows=kept)


def _cell(cell: Cell) -> Cell:
    return None if cell == "" else cell


def _kept(rows: Iterable[tuple[Cell, ...]], merged: Iterable[frozenset[int]]) -> Iterator[Row]:
    for number, (cells, columns) in enumerate(zip(rows, merged, strict=False), 1):
        if any(cell is not None and str(cell).strip() for cell in cells):
            yield Row(number, cells, merged=columns)
