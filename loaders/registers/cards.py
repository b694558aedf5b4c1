"""Cards (一企一张表): a sheet about one thing, asked on the left and answered on the right. Pure.

It becomes a table of one row, in which each cell knows the row in which it stands. Of several
below each other, the next begins where it asks again what the first asks first. What a card asks
of each of several (姓名, 电话) is told apart by what it asked before, which it asks once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from loaders.readers.spreadsheet import Cell, Row, Table
from loaders.registers.below import declares
from loaders.registers.headings import heading_key
from loaders.registers.totals import is_footer
from loaders.registers.values import text_of
from loaders.registers.vocabulary import CARD_ROWS, answers, is_asked

__all__ = ["flattened", "is_card"]

_MOST_ROWS: Final = 50_000
"""Cards on a longer sheet are not held."""
_LEAST_ANSWERS: Final = 4
"""A sheet of fewer is no card: two rows may as well be headings and data."""


def flattened(table: Table) -> list[Table]:
    """Return each card of a sheet as a table of one row; any other table as it is."""
    if table.is_long and not (table.length <= _MOST_ROWS and is_card(table.head)):
        return [table]
    cards: list[_Card] = []
    titles: list[Row] = []
    for row in table.rows:
        found = answers(row)
        if found is None and is_footer(row):
            continue
        found = found or (cards[-1].answers(row) if cards else None)
        if found is None:
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
    return len(said) >= CARD_ROWS and all(answers(row) for row in said)


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
        self._headings: list[str] = []
        self._values: list[Cell] = []
        self._numbers: list[int] = []
        self._columns: set[int] = set()
        self._sure = False

    def take(self, row: Row, found: Sequence[tuple[str, int]]) -> None:
        """Take in what a row asks and answers."""
        self._headings += [text for text, _ in found]
        self._values += [row.cells[index] for _, index in found]
        self._numbers += [row.number] * len(found)
        self._columns |= {row.cells.index(text) for text, _ in found if text in row.cells}
        self._sure = any(is_asked(text) for text, _ in found)

    def answers(self, row: Row) -> list[tuple[str, int]] | None:
        """Return what a row asks, as `answers`, where not all of it is known to be a question.

        It asks in the columns in which the rows above it do. Of two such rows below each other
        that ask nothing known, the second may as well be data; so may one that asks several
        things, unless the rows above it make a card.
        """
        filled = [index for index, cell in enumerate(row.cells) if text_of(cell)]
        pairs = list(zip(filled[::2], filled[1::2], strict=False))
        asked = [text_of(row.cells[index]) for index, _ in pairs]
        known = any(map(is_asked, asked))
        if (
            len(filled) % 2
            or not {index for index, _ in pairs} <= self._columns
            or not all(isinstance(row.cells[index], str) for index, _ in pairs)
            or any(is_asked(text_of(row.cells[index])) for _, index in pairs)
            or not (known or (self._sure and (len(pairs) == 1 or self.is_one)))
        ):
            return None
        return [(text, index) for text, (_, index) in zip(asked, pairs, strict=True)]

    def _told_apart(self) -> Iterator[str]:
        """Yield what it asks; what it asks again behind what it asks but once."""
        often = Counter(map(heading_key, self._headings))
        group = ""
        for heading in self._headings:
            again = often[heading_key(heading)] > 1
            group = group if again else heading.strip("*:：")
            yield f"{group}/{heading}" if again and group else heading

    @property
    def is_one(self) -> bool:
        """Whether it is more than two rows that may as well be headings and data."""
        return len(set(self._numbers)) >= CARD_ROWS and len(self._numbers) >= _LEAST_ANSWERS

    @property
    def rows(self) -> tuple[Row, ...]:
        """It as a table, each cell of which knows its row."""
        numbers = tuple(self._numbers)
        headings = Row(numbers[0], tuple(self._told_apart()), numbers)
        return (
            *self._titles,
            headings,
            Row(numbers[-1], tuple(self._values), numbers),
            *self.below,
        )
