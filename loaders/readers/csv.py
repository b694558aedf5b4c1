"""Reader of CSV registers (CSV 读取): encodings of Chinese offices, any separator, all text."""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TextIO

from loaders.errors import LoaderError
from loaders.readers.longtable import held
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.readers.text import encoding_of

__all__ = ["BrokenCsvError", "read_csv"]

MEDIA_TYPE: Final = "text/csv"
_MARK: Final = "\ufeff"
_SEPARATORS: Final = (",", "\t", ";", "|")
_DECLARED: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""What a spreadsheet program takes from the first line, which it does not show."""
_LOOKED_AT: Final = 20
_LONGEST: Final = 1 << 16
"""So many lines, of so many characters at most, are looked at to tell what parts the cells."""


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
            separator = _begun(file)
            rows = csv.reader(file, delimiter=separator, strict=True)
            for number, cells in enumerate(rows, 1):
                if any(cell.strip() for cell in cells):
                    yield Row(number, tuple(map(_bare, cells)))
    except csv.Error as error:
        raise BrokenCsvError(str(path), number + 1, str(error)) from error


def _bare(cell: str) -> str:
    """Return a cell without what keeps a spreadsheet program from making a number of it.

    >>> _bare('="0138"'), _bare("=1+1")
    ('0138', '=1+1')
    """
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


def _begun(file: TextIO) -> str:
    """Return what parts the cells of a file, which is then at its first row."""
    begin = file.tell() if file.read(1) == _MARK else 0
    file.seek(begin)
    first = file.readline(_LONGEST)
    if declared := _DECLARED.fullmatch(first):
        return declared[1]
    lines = [first, *(file.readline(_LONGEST) for _ in range(_LOOKED_AT))]
    file.seek(begin)
    return _separator([line for line in lines if line.strip()])


def _separator(lines: Sequence[str]) -> str:
    """Return what parts cells: what cuts the earliest line, and half of all lines just so.

    >>> _separator(["台账", "名称;容积", "T1;1,5"])
    ';'
    """
    found = [
        (index, -count, order, separator)
        for order, separator in enumerate(_SEPARATORS)
        for index, count in _cut(lines, separator)
    ]
    return min(found)[-1] if found else _SEPARATORS[0]


def _cut(lines: Sequence[str], separator: str) -> Iterator[tuple[int, int]]:
    """Yield the first line that a separator cuts, and in how many, if that is no chance."""
    counts = [len(next(csv.reader([line], delimiter=separator), ())) for line in lines]
    index = next((index for index, count in enumerate(counts) if count > 1), None)
    if index is not None and counts.count(counts[index]) * 2 >= len(counts):
        yield index, counts[index]
