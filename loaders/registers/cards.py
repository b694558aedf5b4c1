"""Cards (一企一张表): a sheet about one thing, asked on the left and answered on the right. Pure.

It becomes a table of one row, in which each cell knows the row in which it stands.
"""

from typing import Final

from loaders.readers.spreadsheet import Cell, Row, Table
from loaders.registers.below import declares
from loaders.registers.values import text_of
from loaders.registers.vocabulary import answers

__all__ = ["flattened"]

_LEAST_ROWS: Final = 3
_LEAST_ANSWERS: Final = 4
"""A sheet of fewer is no card: two rows may as well be headings and data."""


def flattened(table: Table) -> Table:
    """Return a card as a table of one row; any other table as it is."""
    if table.is_long:
        return table
    titles: list[Row] = []
    below: list[Row] = []
    headings: list[Cell] = []
    values: list[Cell] = []
    numbers: list[int] = []
    for row in table.rows:
        found = answers(row)
        if found is None:
            if sum(1 for cell in row.cells if text_of(cell)) > 1:
                return table
            titles += [row] if not headings else []
            below += [row] if headings and declares(row) else []
            continue
        headings += [text for text, _ in found]
        values += [row.cells[index] for _, index in found]
        numbers += [row.number] * len(found)
    if len(set(numbers)) < _LEAST_ROWS or len(numbers) < _LEAST_ANSWERS:
        return table
    first, last = numbers[0], numbers[-1]
    rows = (*titles, Row(first, tuple(headings)), Row(last, tuple(values), tuple(numbers)), *below)
    return Table(name=table.name, sheet=table.sheet, rows=rows)
