"""Words that stand in a cell and name nothing (占位词): /, 无, 同上, a formula error. Pure."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from loaders.readers.spreadsheet import Row

__all__ = [
    "DASHES",
    "FORMULA_ERRORS",
    "NONE",
    "PARTS",
    "UNKNOWN",
    "WHOLES",
    "as_above",
    "names_nothing",
]

DASHES: Final = frozenset({"/", "\uff0f", "\\", "-", "--", "\uff0d", "–", "—", "——", "―"})
"""Cells that are crossed out, and say as much as empty ones."""
NONE: Final = frozenset({"无", "暂无", "没有", "不涉及", "不适用", "N/A", "n/a"})
"""Words that say that there is no such thing."""
FORMULA_ERRORS: Final = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
)
PARTS: Final = frozenset({"小计", "本页小计", "本页合计"})
WHOLES: Final = frozenset({"合计", "总计", "共计", "总合计", "累计", "合计数"})
"""Words that begin a row of totals, of the rows since the last such row and of all."""
_AS_ABOVE: Final = frozenset({"同上", "〃", "″", "同上行", "同上一行"})
UNKNOWN: Final = _AS_ABOVE | {"不详", "未知", "不明", "待定", "待补充", "待核实"}
"""Words that say that there is one, and not which."""
_NO_NAMES: Final = DASHES | NONE | UNKNOWN | PARTS | WHOLES


def names_nothing(text: str) -> bool:
    """Tell whether a text stands where a name should, and is none.

    >>> names_nothing("同上"), names_nothing("合计"), names_nothing("甲公司")
    (True, True, False)
    """
    return text in _NO_NAMES


def as_above(row: Row, above: Row | None, but: Collection[int] = ()) -> Row:
    """Return a row in which 同上 is what stands above it, but in some columns.

    >>> as_above(Row(3, ("同上", "乙")), Row(2, ("甲公司", "甲"))).cells
    ('甲公司', '乙')
    """
    if above is None or _AS_ABOVE.isdisjoint(row.cells):
        return row
    upper = above.cells
    cells = tuple(
        upper[index] if cell in _AS_ABOVE and index < len(upper) and index not in but else cell
        for index, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)
