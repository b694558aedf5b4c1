"""Several tables on one sheet (一表多段): where one ends and the next begins. Pure.

A table begins with its headings and the titles directly above them. Headings that are repeated
at the top of each page begin no table, unless what stands above them is about something else.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from loaders.readers.spreadsheet import Row, Table
from loaders.registers.headings import heading_key
from loaders.registers.sheetform import sheet_forms
from loaders.registers.titles import Above
from loaders.registers.values import text_of
from loaders.registers.vocabulary import answers, forms_of, is_asked

__all__ = ["parts_of"]

_LEAST: Final = 3
"""So many different headings make a row of headings."""
_SHARE: Final = 0.8
"""Least share of its cells that a form must know."""


def parts_of(table: Table) -> Sequence[Table]:
    """Return the tables of a sheet; of one that is too long to be held, itself."""
    if table.is_long:
        return [table]
    rows = tuple(table.rows)
    starts = [0, *_starts(rows), len(rows)]
    if len(starts) == 2:  # noqa: PLR2004 - the whole sheet
        return [table]
    return [
        Table(name=table.name, sheet=table.sheet, rows=rows[start:end])
        for start, end in pairwise(starts)
    ]


def _starts(rows: Sequence[Row]) -> Iterator[int]:
    """Yield the first row of each table but the first."""
    keys: tuple[str, ...] = ()
    last = -1
    for index, row in enumerate(rows):
        if not _has_headings(row):
            continue
        found = tuple(heading_key(text_of(cell)) for cell in row.cells)
        titles = _titles_above(rows, index, last)
        beneath = last >= 0 and all(map(_is_among_headings, rows[last + 1 : index]))
        if keys and not beneath and (found != keys or _speaks_of_another(titles)):
            yield index - len(titles)
        keys, last = (keys if beneath else found), index


def _titles_above(rows: Sequence[Row], index: int, last: int) -> Sequence[Row]:
    """Return the rows directly above headings that are titles, or say what the table is about."""
    first = index
    while first - 1 > last and _is_title(rows[first - 1]):
        first -= 1
    return rows[first:index]


def _is_title(row: Row) -> bool:
    texts = [text for cell in row.cells if (text := text_of(cell))]
    pairs = all(":" in text or "\uff1a" in text for text in texts)
    return len(texts) == 1 or pairs or _is_needed([text for text, _ in answers(row) or ()])


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
    texts = [cell.strip() for cell in row.cells if isinstance(cell, str) and cell.strip()]
    filled = sum(1 for cell in row.cells if text_of(cell))
    if len(set(texts)) < _LEAST or len(texts) < filled or not is_asked(texts[0]):
        return False
    known = [forms_of(text) for text in texts]
    most = max(sum(form.key in forms for forms in known) for form in sheet_forms())
    return most >= _LEAST and most >= _SHARE * len(texts)
