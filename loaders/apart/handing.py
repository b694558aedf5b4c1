"""Handing on (移交): what was read of files, written down as plain data within bounds.

Of each table there is a file of rows, one a line, and one file for all the rest. Whoever takes it
over holds no more than a part of it at once: the rows of a long table are read by portions.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from loaders.apart.plain import as_cell, as_plain
from loaders.readers.longtable import portions
from loaders.readers.spreadsheet import RegisterFile, Row, Table
from loaders.sources import DocumentFile, ReadFiles

__all__ = ["FAULT", "HELD_MAX", "INDEX", "ROWS_MAX", "Handing", "TooVastError", "rows_file"]

INDEX: Final = "read.json"
"""File that holds all but the rows."""
HELD_MAX: Final = 32
"""Most that is handed on of what is held in memory at once [MB]."""
ROWS_MAX: Final = 200_000
"""Most rows that are handed on; longer lists are better loaded by a process of their own."""
_ALL_MAX: Final = 1024
"""Most that is handed on altogether [MB]."""
_MEGABYTE: Final = 1 << 20
FAULT: Final = ("zh", "en", "file", "location", "column", "value", "expected")
"""What is told of a fault, in this order."""


class TooVastError(Exception):
    """What was read is more than is handed on (内容过多)."""


class Handing:
    """Writes down what was read (移交), file by file.

    Args:
        folder: Where to; it is empty.
        most: Most that is handed on of what is held in memory at once [MB].
        rows: Most rows that are handed on.
    """

    def __init__(self, folder: Path, most: int = HELD_MAX, rows: int = ROWS_MAX) -> None:
        self._folder, self._most, self._most_rows = folder, most * _MEGABYTE, rows
        self._held = self._all = self._rows = self._tables = 0
        self._registers: list[bytes] = []
        self._documents: list[bytes] = []
        self._rejected: list[bytes] = []

    def add(self, files: ReadFiles) -> None:
        """Hand on what was read.

        Raises:
            TooVastError: If that is more than is handed on.
        """
        for source, file in files.registers:
            self._registers.append(self._kept([as_plain(source), self._register(file)]))
        self._documents += [self._kept(_document(each)) for each in files.documents]
        self._rejected += [self._kept(as_plain(each)) for each in files.rejected]

    def end(self) -> None:
        """Write down the rest, once everything is read."""
        parts = (self._registers, self._documents, self._rejected)
        lists = b",".join(b"[%b]" % b",".join(part) for part in parts)
        (self._folder / INDEX).write_bytes(b"[%b]" % lists)

    def _register(self, file: RegisterFile) -> list[Any]:
        tables = [self._table(table) for table in file.tables]
        faults = [[getattr(fault, name) for name in FAULT] for fault in file.faults]
        return [file.name, file.sha256, file.media_type, tables, faults, file.reread is not None]

    def _table(self, table: Table) -> list[Any]:
        number, self._tables = self._tables, self._tables + 1
        with rows_file(self._folder, number).open("xb") as file:
            for portion in portions(table.rows):
                self._rows += len(portion)
                size = sum(file.write(_line(row)) for row in portion)
                self._count(size, held=not table.is_long)
        return [table.name, table.sheet, table.hidden, table.is_long, number]

    def _kept(self, plain: Any) -> bytes:
        text = _json(plain)
        self._count(len(text), held=True)
        return text

    def _count(self, size: int, *, held: bool) -> None:
        """Note what is handed on, which is held to the end or for the moment."""
        self._all += size
        much = self._held + size > self._most or self._all > _ALL_MAX * _MEGABYTE
        if much or self._rows > self._most_rows:
            raise TooVastError
        self._held += size if held else 0


def rows_file(folder: Path, number: int) -> Path:
    """Return where the rows of a table are written down."""
    return folder / f"{number}.rows"


def _json(plain: Any) -> bytes:
    """Return plain data as JSON; halves of characters, which files hold too, as they stand."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=as_cell)
    return text.encode(errors="surrogatepass")


def _line(row: Row) -> bytes:
    return _json([row.number, row.cells, row.numbers, sorted(row.merged)]) + b"\n"


def _document(read: DocumentFile) -> list[Any]:
    source = replace(read.source, text=None)  # it is that of the text
    return [as_plain(source), as_plain(read.text), as_plain(read.extraction)]
