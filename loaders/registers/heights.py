"""Rows of headings (表头行): where they may stand, and two rows laid over each other. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from loaders.readers.spreadsheet import Row
from loaders.registers.headings import is_unit, split_unit
from loaders.registers.values import text_of

__all__ = ["Header", "headers"]

_WITHIN: Final = 10
"""The headings stand within so many rows that hold anything."""
_LETTERS: Final = "甲乙丙丁戊己庚辛"
_LABELS: Final = frozenset({"单位", "计量单位"})
_FEW: Final = 3
"""Fewer columns that seem numbered may be data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A possible header (表头).

    Attributes:
        first: Its first row.
        last: Its last row; what follows is data.
        headings: A heading for each column, empty where there is none.
        units: A unit for each column, from a row below the headings; empty without such a row.
        numbers: The row of each heading, where they stand in several as on a card; else empty.
    """

    first: int
    last: int
    headings: tuple[str, ...]
    units: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    def row_of(self, index: int) -> int:
        """Return the row in which the heading of a column stands."""
        return self.numbers[index] if self.numbers else self.last


def headers(rows: Sequence[Row]) -> Iterator[Header]:
    """Yield every row that may hold the headings, alone and with the row below it.

    A heading that is merged downwards stands in the rows below as well, which then hold no data.
    """
    for index, row in enumerate(rows[:_WITHIN]):
        alone = Header(
            first=row.number,
            last=row.number,
            headings=tuple(map(_heading, row.cells)),
            numbers=tuple(row.numbers or ()),
        )
        both = _with_second(alone, rows[index + 1 :])
        if both is None or not _reaches(alone, rows[index + 1]):
            yield _whole(alone, rows[index + 1 :])
        if both is not None:
            third = _with_second(both, rows[index + 2 :])
            deep = third is not None and _reaches(both, rows[index + 2])
            yield _whole(third if third and deep else both, rows[index + 2 + deep :])


def _with_second(header: Header, below: Sequence[Row]) -> Header | None:
    """Return headings with the row below them, if it divides groups of them."""
    if not below or below[0].number != header.last + 1:
        return None
    lower = tuple(map(_heading, below[0].cells))
    if not _is_second(header.headings, lower):
        return None
    joined = tuple(_joined(header.headings, lower))
    return replace(header, last=below[0].number, headings=joined)


def _reaches(header: Header, below: Row) -> bool:
    """Tell whether a heading is merged down into the row below."""
    lower = map(_heading, below.cells)
    return any(
        part and part in heading.split("/")
        for heading, part in zip(header.headings, lower, strict=False)
    )


def _whole(header: Header, below: Sequence[Row]) -> Header:
    """Return headings with the rows below them that give units, or number the columns."""
    for row in below:
        texts = _but_merged(header, row)
        if row.number != header.last + 1:
            break
        if _numbers_columns(texts):
            header = replace(header, last=row.number)
        elif units := _units(header.headings, texts):
            header = replace(header, last=row.number, units=tuple(units))
        else:
            break
    return header


def _but_merged(header: Header, row: Row) -> list[str]:
    """Return what a row holds, but for headings that are merged down into it."""
    headings = _padded(header.headings, len(row.cells))
    texts = map(text_of, row.cells)
    return [
        "" if "".join(text.split()) in heading.split("/") else text
        for text, heading in zip(texts, headings, strict=False)
    ]


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Tell whether a row numbers the columns: 甲, 乙, 1, 2 and so on."""
    said = [text for text in texts if text not in ("", "栏次", "行次")]
    left = [text for text in said if text in _LETTERS]
    numbers = [str(number) for number in range(1, len(said) - len(left) + 1)]
    return len(said) >= _FEW and said == [*_LETTERS[: len(left)], *numbers]


def _units(headings: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the unit of each column where a row holds nothing else; else nothing."""
    found = ["" if text in _LABELS else _bare(text) for text in texts]
    filled = list(zip(_padded(headings, len(texts)), found, strict=False))
    if not any(found) or not all(heading and is_unit(unit) for heading, unit in filled if unit):
        return []
    return _padded(found, len(headings))


def _bare(text: str) -> str:
    return (split_unit(f"量（{text.strip('()（）[]【】 ')}）")[1] or "").strip()


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
