"""Several tables on one sheet (一表多段): where one ends and the next begins. Pure.

A table begins with its headings and the titles directly above them. Headings that are repeated
at the top of each page begin no table, unless what stands above them is about something else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import dropwhile, islice, takewhile
from typing import Final

from loaders.readers.longtable import HEAD, PORTION, LongRows
from loaders.readers.spreadsheet import Row, Table
from loaders.registers.below import declares
from loaders.registers.headings import heading_key
from loaders.registers.sheetform import sheet_forms
from loaders.registers.titles import Above
from loaders.registers.values import text_of
from loaders.registers.vocabulary import answers, forms_of, is_asked

__all__ = ["below", "parts_of", "row_below"]

_SECTION: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.\uff0e]")
_LEAST: Final = 3
"""So many different headings make a row of headings."""
_SHARE: Final = 0.8
"""Least share of its cells that a form must know."""


def parts_of(table: Table) -> Iterator[Table]:
    """Yield the tables of a sheet, up to the first that is too long to be held.

    Whoever reads that one to its end knows by `row_below` whether there are more.
    """
    part: list[Row] = []
    opening: tuple[Row, ...] | None = None
    for row, begins in _told_apart(table.rows):
        if begins:
            yield replace(table, rows=_opened(part, opening))
            opening = _opening(part) if opening is None else opening
            part = []
        part.append(row)
        if table.is_long and len(part) > PORTION:
            tail = _of_one(part[:HEAD], table.tail)
            if any(map(declares, tail)) and _is_followed(table, part[0].number):
                tail = ()  # it is declared for the last table
            yield replace(table, rows=_OnePart(tuple(part[:HEAD]), tail, table))
            return
    yield replace(table, rows=_opened(part, opening))


def _opening(part: Sequence[Row]) -> tuple[Row, ...]:
    """Return the titles above the first of the numbered sections of a sheet; none without such."""
    titles = tuple(takewhile(lambda row: _is_title(row) and not _is_section(row), part))
    return titles if len(titles) < len(part) and _is_section(part[len(titles)]) else ()


def _opened(part: Sequence[Row], opening: tuple[Row, ...] | None) -> tuple[Row, ...]:
    """Return a section with the titles above all of them; another table stands for itself."""
    return (*opening, *part) if opening and part and _is_section(part[0]) else tuple(part)


def _is_section(row: Row) -> bool:
    return _SECTION.match(next(filter(None, map(text_of, row.cells)), "")) is not None


def row_below(table: Table) -> int | None:
    """Return the row in which another table begins below one that was read; None if none does."""
    return table.rows.following if isinstance(table.rows, _OnePart) else None


def below(table: Table, number: int) -> Table:
    """Return what a sheet holds from a row on."""
    rows = LongRows[Row]((), tuple(table.tail), table.length, partial(_from, table, number))
    return replace(table, rows=rows)


class _OnePart(LongRows[Row]):
    """The rows of one table of a sheet, which ends where the next begins (一段的行).

    Attributes:
        following: Row in which another begins, once all rows were read; None if none does.
    """

    def __init__(self, head: tuple[Row, ...], tail: tuple[Row, ...], sheet: Table) -> None:
        super().__init__(head, tail, sheet.length, partial(_from, sheet, head[0].number))
        self.following: int | None = None

    def __iter__(self) -> Iterator[Row]:
        """Yield every row of the table."""
        self.following = None
        for index, (row, begins) in enumerate(_told_apart(super().__iter__())):
            if begins and index:
                self.following = row.number
                return
            yield row


def _from(table: Table, start: int) -> Iterator[Row]:
    return dropwhile(lambda row: row.number < start, table.rows)


def _of_one(first: Sequence[Row], tail: Sequence[Row]) -> tuple[Row, ...]:
    """Return the last rows of a sheet, as far as they are of the table that begins with others."""
    joined = takewhile(lambda each: not each[1], _told_apart((*first, *tail)))
    return tuple(row for row, _ in joined)[len(first) :]


def _is_followed(table: Table, start: int) -> bool:
    """Tell whether another table begins below the one that begins in a row."""
    begun = (begins for _, begins in _told_apart(_from(table, start)))
    return any(islice(begun, 1, None))


def _told_apart(rows: Iterable[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield rows, each with whether a table begins there above which there is another."""
    keys: tuple[str, ...] = ()
    titles: list[Row] = []
    beneath = False
    for row in rows:
        if _has_headings(row):
            found = tuple(heading_key(text_of(cell)) for cell in row.cells)
            other = keys and not beneath and (found != keys or _speaks_of_another(titles))
            for index, each in enumerate((*titles, row)):
                yield each, bool(other) and index == 0
            keys, titles, beneath = (keys if beneath else found), [], True
            continue
        beneath = beneath and _is_among_headings(row)
        if _is_title(row):
            if len(titles) == HEAD:
                yield titles.pop(0), False
            titles.append(row)
        else:
            yield from ((title, False) for title in titles)
            titles = []
            yield row, False
    yield from ((title, False) for title in titles)


def _is_title(row: Row) -> bool:
    said = (text for cell in row.cells if (text := text_of(cell)))
    first, second = next(said, ""), next(said, "")
    if not second:
        return True
    if not _is_pair(first) and not is_asked(first):
        return False  # nearly all rows of data
    pairs = _is_pair(first) and _is_pair(second) and all(map(_is_pair, said))
    return pairs or _is_needed([text for text, _ in answers(row) or ()])


def _is_pair(text: str) -> bool:
    return ":" in text or "\uff1a" in text


def _speaks_of_another(titles: Sequence[Row]) -> bool:
    """Tell whether titles give a value that rows may be about, such as the name of a hazard."""
    return _is_needed([name for name, _ in Above.of(titles, ()).pairs])


def _is_needed(headings: Sequence[str]) -> bool:
    """Tell whether a form is about what stands under one of these headings."""
    keys = [heading_key(heading) for heading in headings]
    return any(form.fields.get(key) in form.needed for key in keys for form in sheet_forms())


def _is_among_headings(row: Row) -> bool:
    """Tell whether a row between two rows of headings belongs to them, as of headings in three."""
    texts = [text for cell in row.cells if (text := text_of(cell))]
    return len(texts) > 1 and sum(map(is_asked, texts)) * _LEAST >= len(texts)


def _has_headings(row: Row) -> bool:
    first = next((cell for cell in row.cells if isinstance(cell, str) and cell.strip()), "")
    if not is_asked(first):
        return False  # nearly all rows of data
    texts = [cell.strip() for cell in row.cells if isinstance(cell, str) and cell.strip()]
    if len(texts) < _LEAST or len(set(texts)) < _LEAST:
        return False
    if len(texts) < sum(1 for cell in row.cells if text_of(cell)):
        return False
    known = [forms_of(text) for text in texts]
    most = max(sum(form.key in forms for forms in known) for form in sheet_forms())
    return most >= _LEAST and most >= _SHARE * len(texts)
