"""Cards (一企一张表): a sheet about one thing, asked on the left and answered on the right. Pure.

It becomes a table of one row, in which each cell knows the row in which it stands. Of several
below each other, the next begins where it asks again what the first asks first.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from loaders.readers.spreadsheet import Cell, Row, Table
from loaders.registers.below import declares
from loaders.registers.headings import heading_key
from loaders.registers.totals import is_footer
from loaders.registers.values import text_of
from loaders.registers.vocabulary import answers

__all__ = ["flattened", "is_card"]

_LEAST_ROWS: Final = 3
_LEAST_ANSWERS: Final = 4
"""A sheet of fewer is no card: two rows may as well be headings and data."""


def flattened(table: Table) -> list[Table]:
    """Return each card of a sheet as a table of one row; any other table as it is."""
    if table.is_long:
        return [table]
    cards: list[_Card] = []
    titles: list[Row] = []
    for row in table.rows:
        found = answers(row)
        if found is None:
            if is_footer(row):
                continue
            if sum(1 for cell in row.cells if text_of(cell)) > 1:
                return [table]
            titles.append(row)
            continue
        if not cards or heading_key(found[0][0]) == cards[-1].first:
            cards.append(_Card(titles, heading_key(found[0][0])))
        else:
            cards[-1].below += filter(declares, titles)
        cards[-1].take(row, found)
        titles = []
    if not cards or not all(card.is_one for card in cards):
        return [table]
    cards[-1].below += filter(declares, titles)
    return [Table(name=table.name, sheet=table.sheet, rows=card.rows) for card in cards]


def is_card(rows: Iterable[Row]) -> bool:
    """Tell whether rows ask on the left and answer on the right, but for titles."""
    said = [row for row in rows if sum(1 for cell in row.cells if text_of(cell)) > 1]
    return len(said) >= _LEAST_ROWS and all(answers(row) for row in said)


class _Card:
    """One card while it is read (卡片).

    Attributes:
        first: Key of what it asks first.
        below: Rows within and below it that declare something.
    """

    def __init__(self, titles: Iterable[Row], first: str) -> None:
        self.first = first
        self.below: list[Row] = []
        self._titles = tuple(titles)
        self._headings: list[Cell] = []
        self._values: list[Cell] = []
        self._numbers: list[int] = []

    def take(self, row: Row, found: Sequence[tuple[str, int]]) -> None:
        """Take in what a row asks and answers."""
        self._headings += [text for text, _ in found]
        self._values += [row.cells[index] for _, index in found]
        self._numbers += [row.number] * len(found)

    @property
    def is_one(self) -> bool:
        """Whether it is more than two rows that may as well be headings and data."""
        return len(set(self._numbers)) >= _LEAST_ROWS and len(self._numbers) >= _LEAST_ANSWERS

    @property
    def rows(self) -> tuple[Row, ...]:
        """It as a table, each cell of which knows its row."""
        numbers = tuple(self._numbers)
        headings = Row(numbers[0], tuple(self._headings))
        return (
            *self._titles,
            headings,
            Row(numbers[-1], tuple(self._values), numbers),
            *self.below,
        )
