"""Spreadsheets (电子表格): files of tables as rows of cells, whatever they are read from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from typing import Final

from loaders.errors import LoaderError
from loaders.readers.longtable import HEAD, TAIL, LongRows

__all__ = [
    "Cell",
    "Merged",
    "RegisterFile",
    "Row",
    "Table",
    "UnreadableWorkbookError",
    "down",
    "filled",
    "merged_columns",
]

Cell = str | int | float | bool | date | datetime | time | timedelta | None


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
    """Cells of several rows that are merged (纵向合并单元格): each row says what the first holds.

    Attributes:
        first: First row, from 1.
        last: Last row.
        column: Their first column, from 0.
    """

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row (行), numbered from 1 as a spreadsheet shows it.

    Attributes:
        number: Its number.
        cells: Its cells.
        numbers: The row of each cell, where they stand below each other.
        merged: Columns, from 0, of the cells that are merged with those of other rows.
    """

    number: int
    cells: tuple[Cell, ...]
    numbers: tuple[int, ...] = ()
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet, or a file that is a single table (表).

    Attributes:
        name: What says which register it is: the sheet's name or the file's stem.
        sheet: Name of the sheet; None for a file that has none.
        rows: Its rows, to go through as often as one likes; those without content are left out.
        hidden: Whether whoever opens the file does not see it.
    """

    name: str
    sheet: str | None
    rows: Iterable[Row]
    hidden: bool = False

    @property
    def is_long(self) -> bool:
        """Whether its rows are read from the file each time, and not held."""
        return isinstance(self.rows, LongRows)

    @property
    def length(self) -> int:
        """How many rows are read from the file each time."""
        return len(self.rows) if isinstance(self.rows, LongRows) else 0

    @property
    def head(self) -> tuple[Row, ...]:
        """Its first rows, among which the headings stand."""
        return tuple(islice(self.rows, HEAD))

    @property
    def tail(self) -> Sequence[Row]:
        """Its last rows, among which lines below it stand."""
        return self.rows.tail if isinstance(self.rows, LongRows) else tuple(self.rows)[-TAIL:]


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


def merged_columns(merged: Sequence[Merged]) -> Iterator[frozenset[int]]:
    """Yield for each row, without end, the columns in which it is merged with others.

    >>> list(islice(merged_columns([Merged(2, 3, 0)]), 4))
    [frozenset(), frozenset({0}), frozenset({0}), frozenset()]
    """
    starting: dict[int, list[Merged]] = {}
    for area in merged:
        starting.setdefault(area.first, []).append(area)
    held: list[Merged] = []
    for number in count(1):
        if held or number in starting:
            held = [area for area in held if area.last >= number] + starting.get(number, [])
        yield frozenset(area.column for area in held) if held else _NO_COLUMNS


_NO_COLUMNS: Final[frozenset[int]] = frozenset()


def down(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[Merged]:
    """Yield a workbook's merged ranges, counted from 0, of several rows, by their first column."""
    for (top, left), (bottom, _) in ranges:
        if bottom > top:
            yield Merged(top + 1, bottom + 1, left)
