"""Long tables (长表): rows that are read again from the file instead of being held in memory."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, Generic, TypeVar

__all__ = ["HEAD", "PORTION", "STATEMENTS", "TAIL", "LongRows", "held", "portions"]

T = TypeVar("T")

PORTION: Final = 2000
"""Rows that are held, and loaded, at a time."""
STATEMENTS: Final = 6000
"""Statements of fewer rows that are held, and loaded, at a time: some rows make twenty each."""
HEAD: Final = 12
"""Rows that are looked at to tell what a table is."""
TAIL: Final = 50
"""Last rows, among which lines below a table stand."""


class LongRows(Generic[T]):
    """The rows of a table that is too long to be held (长表的行); each pass reads the file.

    Args:
        head: Its first rows, which are asked for again and again.
        tail: Its last rows.
        count: How many there are at most.
        reading: Opens the file and yields every row, from the first.
    """

    def __init__(
        self,
        head: tuple[T, ...],
        tail: tuple[T, ...],
        count: int,
        reading: Callable[[], Iterator[T]],
    ) -> None:
        self._head = head
        self.tail = tail
        self._count = count
        self._reading = reading

    def __len__(self) -> int:
        """Return how many rows there are at most."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """Yield every row; the file is opened only where the first of them are not enough."""
        yield from self._head
        yield from islice(self._reading(), len(self._head), None)


def held(rows: Iterator[T], reading: Callable[[], Iterator[T]]) -> Iterable[T]:
    """Return rows to go through more than once: held if they are few, else read each time.

    Args:
        rows: The rows, which are read to the end here, so that a broken file is known at once.
        reading: Opens the file again.
    """
    head = tuple(islice(rows, PORTION + 1))
    if len(head) <= PORTION:
        return head
    tail, count = deque(head, TAIL), len(head)
    for row in rows:
        tail.append(row)
        count += 1
    return LongRows(head[:HEAD], tuple(tail), count, reading)


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield rows by portions.

    >>> [len(portion) for portion in portions(range(PORTION + 1))] == [PORTION, 1]
    True
    """
    rest = iter(rows)
    while portion := list(islice(rest, PORTION)):
        yield portion
