"""Columns of a table while it is read (表格列): cells that span others keep their place."""

import re
from typing import Final

from loaders.readers.layout import Fragment

__all__ = ["OpenTable"]

_COLUMNS: Final = re.compile(r"\bcolspan\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_ROWS: Final = re.compile(r"\browspan\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_SPAN_MAX: Final = 20

Cell = list[list[Fragment]]


class OpenTable:
    """A table with its open row (正在读取的表格).

    A cell that spans rows stands in its first; those below get an empty one in its column, so that
    every figure stays under its heading.

    Attributes:
        cells: Cells of the open row, each with its paragraphs.
        is_in_cell: Whether a cell is open.
        is_layout: Whether the table only places other tables on the page.
    """

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.is_in_cell = False
        self.is_layout = False
        self._open = 0
        self._below: dict[int, int] = {}
        self._spans: dict[int, int] = {}

    def begin_cell(self, attributes: str) -> None:
        """Open the next cell of the row."""
        self._fill()
        rows = _whole(_ROWS, attributes)
        for index in range(_whole(_COLUMNS, attributes)):
            if rows > 1:
                self._spans[len(self.cells)] = rows - 1
            if not index:
                self._open = len(self.cells)
            self.cells.append([])
        self.is_in_cell = True

    def add(self, paragraph: list[Fragment]) -> None:
        """Put a paragraph into the open cell."""
        self.cells[self._open].append(paragraph)

    def take_row(self) -> list[Cell]:
        """Close the row and return its cells; none if it has none."""
        if not self.cells:
            return []
        self._fill()
        row = self.cells
        left = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        self._below, self._spans = left | self._spans, {}
        self.cells, self.is_in_cell = [], False
        return row

    def _fill(self) -> None:
        """Put empty cells into the columns that a cell above reaches into."""
        while len(self.cells) in self._below:
            self.cells.append([])


def _whole(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return min(max(int(found.group(1)), 1), _SPAN_MAX) if found else 1
