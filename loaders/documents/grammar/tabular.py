"""Tables as text (文本表格): rows of cells between bars, under the headings of their columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import Span

__all__ = ["Cell", "TableRow", "table_rows"]

_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*", re.MULTILINE)
_BETWEEN: Final = re.compile(r"[^|\n]+")
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell, without the space around it, and where (单元格)."""

    printed: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row below the headings of a table (表格行).

    Attributes:
        headings: What heads each of its cells, without spaces: 园 区 名 称 is 园区名称.
        cells: Its cells, as many as headings.
        span: Its whole line.
    """

    headings: tuple[str, ...]
    cells: tuple[Cell, ...]
    span: Span

    def under(self, headings: frozenset[str]) -> Iterator[Cell]:
        """Yield the cells under some headings."""
        for heading, cell in zip(self.headings, self.cells, strict=True):
            if heading in headings:
                yield cell


def table_rows(reading: Reading) -> Iterator[TableRow]:
    """Yield the rows of all tables: a line that follows one of as many cells belongs to its table.

    The first line of a table holds the headings, and is no row.
    """
    headings: tuple[str, ...] = ()
    previous = -1
    for line in _LINE.finditer(reading.text):
        span = Span(*line.span())
        cells = _cells(reading, span)
        if line.start() != previous + 1 or len(cells) != len(headings):
            headings = tuple(_SPACE.sub("", cell.printed) for cell in cells)
        else:
            yield TableRow(headings=headings, cells=cells, span=span)
        previous = line.end()


def _cells(reading: Reading, line: Span) -> tuple[Cell, ...]:
    found = []
    for match in _BETWEEN.finditer(reading.text, line.start, line.end):
        printed = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(Cell(printed=printed, span=Span(start, start + len(printed))))
    return tuple(found)
