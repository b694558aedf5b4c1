"""Rows of plain tables (文本表格): cells between bars, a figure under its column's heading."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.numerals import ARABIC, number
from loaders.documents.reading import Reading
from loaders.documents.statements import ExtractedFact, Span

__all__ = ["table_facts"]

_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*", re.MULTILINE)
_CELL: Final = re.compile(
    rf"(?P<figure>{ARABIC})\s*"
    rf"(?P<unit>{alternation('count.symbol')}|[万亿]?{alternation('count.unit')})"
)


def table_facts(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield the figures of tables; the cell before names the subject, the heading the metric."""
    heading: list[str] = []
    previous = -1
    for line in _LINE.finditer(reading.text):
        cells = [cell.strip() for cell in line.group().split("|")]
        if line.start() != previous + 1 or len(cells) != len(heading):
            heading = cells
        else:
            yield from _row(reading, Span(*line.span()), heading, cells)
        previous = line.end()


def _row(
    reading: Reading, line: Span, heading: list[str], cells: list[str]
) -> Iterator[ExtractedFact]:
    for index, cell in enumerate(cells[1:], start=1):
        match = _CELL.fullmatch(cell)
        value = number(match.group("figure")) if match else None
        if match and value is not None and cells[index - 1]:
            counted = (cells[index - 1], heading[index])
            figure = (value, match.group("unit"), "")
            yield reading.fact(counted, figure, line, "fact.table/row")
