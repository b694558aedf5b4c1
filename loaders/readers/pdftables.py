"""Ruled tables of PDF pages (PDF 表格线): their cells, found by the lines drawn round them.

A PDF has no tables, only characters and strokes. A page whose strokes form cells is read with
them, row by row; what stands above, between and below its tables is read as text.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException
from pypdf import PageObject

__all__ = ["Line", "has_rules", "with_tables"]

_STROKE: Final = re.compile(rb"(?<=[\d\s])(?:re|l)\s")
_STROKES: Final = range(5, 3000)
"""How many strokes a page with tables has; a drawing has more, and would take minutes."""

_UNREADABLE: Final = (
    *(PdfminerException, PSException, ArithmeticError, AttributeError, LookupError),
    *(OSError, RecursionError, TypeError, ValueError),
)
_SHAPE_MIN: Final = 2
"""Least rows and columns of a table; a box with one cell is a frame round a paragraph."""

_LEAN: Final = 0.4
"""How far apart the tops of one line's characters may be, for the tallest; digits sit lower."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a row of a table (一行).

    Attributes:
        cells: What its cells say; of plain text, one.
        row: Its number in its table and the table's on the page, counted from 1; None of text.
    """

    cells: tuple[str, ...]
    row: tuple[int, int] | None = None


def has_rules(page: PageObject) -> bool:
    """Tell whether a page draws as many strokes as one with tables; finding them takes longer."""
    content = page.get_contents()
    return content is not None and len(_STROKE.findall(content.get_data())) in _STROKES


def with_tables(raw: bytes, numbers: Sequence[int]) -> dict[int, list[Line]]:
    """Return the lines of those pages, counted from 0, on which there are tables (含表格的页).

    A page some of whose characters fall between its cells is left out: nothing may be lost. So is
    one that the finder of tables cannot read, though its text can be.
    """
    found: dict[int, list[Line]] = {}
    if not numbers:
        return found
    with suppress(*_UNREADABLE), pdfplumber.open(BytesIO(raw)) as opened:
        for number in numbers:
            with suppress(*_UNREADABLE):
                page = opened.pages[number]
                lines = list(_lines(page))
                if _is_whole(page, lines):
                    found[number] = lines
                page.close()
    return found


def _lines(page: Any) -> Iterator[Line]:
    """Yield the lines of a page from top to bottom."""
    tables = sorted((t for t in page.find_tables() if _is_table(t)), key=lambda t: t.bbox[1])
    boxes = [table.bbox for table in tables]
    top = 0.0
    for number, table in enumerate(tables, start=1):
        yield from _text(page, boxes, top, table.bbox[1])
        rows = table.extract()
        for index, row in enumerate(rows, start=1):
            yield Line(tuple(map(_joined, row)), (number, index))
        top = table.bbox[1]
    yield from _text(page, boxes, top, float("inf"))


def _is_table(table: Any) -> bool:
    return len(table.rows) >= _SHAPE_MIN and len(table.columns) >= _SHAPE_MIN


def _text(
    page: Any, tables: Sequence[tuple[float, ...]], top: float, bottom: float
) -> Iterator[Line]:
    """Yield the lines that begin between two heights and are within no table."""

    def is_meant(thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return False
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        inside = any(x0 <= x < x1 and y0 <= y < y1 for x0, y0, x1, y1 in tables)
        return top <= y < bottom and not inside

    meant = page.filter(is_meant)
    tallest = max((char["size"] for char in meant.chars), default=0.0)
    text: str = meant.extract_text(y_tolerance=_LEAN * tallest)
    for line in text.split("\n"):
        if line.strip():
            yield Line((line,))


def _joined(cell: str | None) -> str:
    """Return what a cell says on one line; None stands for a part of a cell that spans several."""
    lines = [line.strip() for line in (cell or "").split("\n")]
    return re.sub(r"(?<=[\x21-\x7e])\n(?=[\x21-\x7e])", " ", "\n".join(lines)).replace("\n", "")


def _is_whole(page: Any, lines: Sequence[Line]) -> bool:
    """Tell whether there is a table, and every character of the page is on one of the lines."""
    printed = _letters(char["text"] for char in page.chars)
    said = _letters(cell for line in lines for cell in line.cells)
    return printed == said and any(line.row for line in lines)


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Count the characters besides space; a ligature is its letters."""
    return Counter("".join(unicodedata.normalize("NFKC", "".join(texts)).split()))
