"""Reader of CSV registers (CSV 读取): the encodings of Chinese offices, cells as text."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from loaders.errors import LoaderError
from loaders.readers.longtable import held
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.readers.text import encoding_of

__all__ = ["BrokenCsvError", "read_csv"]

MEDIA_TYPE: Final = "text/csv"
_MARK: Final = "\ufeff"


class BrokenCsvError(LoaderError):
    """A file cannot be cut into rows and cells (CSV 格式有误).

    Attributes:
        reason: What the reader says.
    """

    def __init__(self, file: str, row: int, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f"文件“{file}”第 {row} 行附近不是有效的 CSV（{reason}），请检查引号后重新导入。",
            en=f"“{file}” is no valid CSV near row {row} ({reason}); check its quotation marks.",
            file=file,
            location=row,
            expected="CSV",
        )


def read_csv(path: Path) -> RegisterFile:
    """Read a CSV file as one table.

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
        UndecodableTextError: If its bytes are not text in a known encoding.
        BrokenCsvError: If it cannot be cut into cells.
    """
    encoding, sha256 = encoding_of(path)
    reading = partial(_rows, path, encoding)
    table = Table(name=path.stem, sheet=None, rows=held(reading(), reading))
    return RegisterFile(name=path.name, sha256=sha256, media_type=MEDIA_TYPE, tables=(table,))


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            if file.read(1) != _MARK:
                file.seek(0)
            for number, cells in enumerate(csv.reader(file, strict=True), 1):
                if any(cell.strip() for cell in cells):
                    yield Row(number, tuple(cells))
    except csv.Error as error:
        raise BrokenCsvError(str(path), number + 1, str(error)) from error
