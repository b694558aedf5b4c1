"""Rows of headings (表头行): where they may stand, and two rows laid over each other. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.readers.spreadsheet import Row
from loaders.registers.values import text_of

__all__ = ["Header", "headers"]

_WITHIN: Final = 10
"""The headings stand within so many rows that hold anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A possible header (表头).

    Attributes:
        first: Its first row.
        last: Its last row; what follows is data.
        headings: A heading for each column, empty where there is none.
    """

    first: int
    last: int
    headings: tuple[str, ...]


def headers(rows: Sequence[Row]) -> Iterator[Header]:
    """Yield every row that may hold the headings, alone and with the row below it."""
    first = rows[:_WITHIN]
    for index, row in enumerate(first):
        upper = tuple(map(_heading, row.cells))
        yield Header(first=row.number, last=row.number, headings=upper)
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and below.number == row.number + 1:
            lower = tuple(map(_heading, below.cells))
            if _is_second(upper, lower):
                yield Header(
                    first=row.number, last=below.number, headings=tuple(_joined(upper, lower))
                )


def _heading(cell: object) -> str:
    """Return a heading on one line; anything but text is no heading."""
    return "".join(text_of(cell).split()) if isinstance(cell, str) else ""


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a row divides groups of the row above it: one cell there, several here."""
    width = max(len(upper), len(lower))
    up, low = _padded(upper, width), _padded(lower, width)
    return any(not u and w for u, w in zip(up, low, strict=True)) and any(up)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    """Yield ``group/part`` under a group, and a heading of either row where it stands alone."""
    width, group = max(len(upper), len(lower)), ""
    for above, below in zip(_padded(upper, width), _padded(lower, width), strict=True):
        group = above or (group if below else "")
        yield f"{group}/{below}" if below and group and below != group else (group or below)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *([""] * (width - len(row)))]
