"""Cells without a heading (无表头的格): remarks beside a table, or a row that has slipped. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from loaders.readers.spreadsheet import Row
from loaders.registers.values import text_of

__all__ = ["FOOTER", "SLIPPED", "slipped", "strays"]

SLIPPED: Final = (
    "此行的格数比表头多，可能串列，此行未读；含逗号的数或文字请加引号",
    "has more cells than headings, which may have slipped; not read. Quote what holds a comma",
)


FOOTER: Final = (
    "像是说明或填表信息，不作为数据读入",
    "looks like a remark, or who filled in the table; not loaded as data",
)


def strays(headings: Sequence[object], row: Row) -> Iterator[tuple[int, str]]:
    """Yield what stands under no heading, with its column from 0."""
    for index, cell in enumerate(row.cells):
        under = index < len(headings) and headings[index]
        if not under and (text := text_of(cell)):
            yield index, text


def slipped(headings: Sequence[object], row: Row) -> str:
    """Return what stands in a row beyond the last heading; in a CSV file its row has slipped.

    >>> slipped(("名称", "人数", "地址"), Row(2, ("甲", "1", "200", "某路")))
    '某路'
    """
    width = max((index for index, heading in enumerate(headings, 1) if heading), default=0)
    return next((text for index, text in strays(headings, row) if index >= width), "")
