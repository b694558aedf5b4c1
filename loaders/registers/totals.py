"""Rows that are no data (合计行与表尾): totals, held against the sums of columns, and who signs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from graph.model.registry import node_spec, relation_spec
from graph.model.spec import Kind, Property
from loaders.readers.spreadsheet import Row
from loaders.registers.headings import declared_unit, factor_of
from loaders.registers.placeholders import PARTS, WHOLES
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetForm
from loaders.registers.values import text_of

__all__ = ["Totals", "is_footer", "is_note", "is_sample"]

_COUNT: Final = "计"
"""Every word of a total has it."""
_LOOKED_AT: Final = 4
"""A total is named in one of the first cells."""
_FOOTER: Final = re.compile(
    r"(?:填表|制表|编制|填报|审核|审批|复核|校核|批准|统计|记录|签字|签章|盖章|打印|报送|单位负责人|"
    r"负责人签|企业负责人签|[^：:]{0,6}(?:日期|时间|电话)|备注|附注|注|说明|填表说明|[^：:]{0,12}(?:签字|签名|签章|盖章))[^：:]{0,8}[：:]"
)
_NOTE: Final = re.compile(
    r"以上|上述|本[台]?[表账]|此表|数据(?:来源|截[至止])|[（(]?[一二三四五六七八九十]{1,3}[)）、.\uff0e]|.*。"
)
"""A remark, or the heading of a group of rows."""
_SAMPLE: Final = re.compile(
    r"[（(【\[]?(?:填[写报表])?(?:示例|样例|范例|举例|例)(?:[)）\]】：:].*|行|\d{0,2})", re.DOTALL
)
_WITH_MORE: Final = re.compile(r"(\w{2,3}?)(?:[：:(（].*|\d+\s*[家户项个台处条份].{0,4})")
_COUNTED_ROWS: Final = re.compile(r"[共总]\s*\d+\s*[家户项个台处条份]\w{0,4}")
_NUMBER: Final = re.compile(
    r"([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?)\s*([^\d\s.,].*)?"
)


def is_footer(row: Row) -> bool:
    """Tell whether a row stands below the table: who filled it in, who checked it, a remark."""
    first = next(filter(None, map(text_of, row.cells)), "")
    return _FOOTER.match(first) is not None


def is_note(text: str) -> bool:
    """Tell whether what stands alone in a row is a remark, or the heading of the rows below.

    >>> is_note("以上数据截至3月"), is_note("一、生产企业"), is_note("一方化工有限公司")
    (True, True, False)
    """
    return _NOTE.match(text) is not None


def is_sample(row: Row) -> bool:
    """Tell whether a row shows how to fill in the table.

    >>> is_sample(Row(3, ("示例：甲公司", "乙"))), is_sample(Row(3, ("例外化工厂", "乙")))
    (True, False)
    """
    first = (cell for cell in row.cells[:_LOOKED_AT] if isinstance(cell, str) and "例" in cell)
    return any(_SAMPLE.fullmatch(cell.strip()) for cell in first)


@dataclass(slots=True)
class _Sum:
    """Sum of a column (列合计): of all rows, of those since the last part, and in which unit."""

    unit: str = ""
    whole: Decimal = Decimal(0)
    part: Decimal = Decimal(0)
    exact: bool = True


@dataclass(slots=True)
class Totals:
    """What the columns of a sheet add up to (合计核对).

    Attributes:
        form: Its form.
        sums: By field; a column in which something is no number adds up to nothing certain.
        ended: Whether the total of all rows was met, below which no row of data is alone.
    """

    form: SheetForm
    sums: dict[str, _Sum] = field(default_factory=dict)
    ended: bool = False
    _counts: bool = True
    _fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Find the fields that hold amounts."""
        self._fields = tuple(dict.fromkeys(_amounts(self.form)))

    def stop(self) -> None:
        """Count no more: rows of so long a list are not added up."""
        self._counts = False

    def add(self, cells: SheetCells) -> None:
        """Add the numbers of a row."""
        if not self._counts:
            return
        for name in self._fields:
            text = cells.text(name)
            if text:
                found = self.sums.setdefault(name, _Sum())
                value = _value(text, cells.unit(name) or "", found)
                if value is None or cells.is_merged(name):
                    found.exact = False
                else:
                    found.whole += value
                    found.part += value

    def tell(self, row: Row, cells: SheetCells) -> bool:
        """Tell of a total and of each column that it disagrees with; whether the row is one."""
        named = next((word for text in row.cells[:_LOOKED_AT] if (word := _total(text))), None)
        named = named or _total_with_more(row)
        if named is None:
            return False
        self.ended |= named in WHOLES
        cells.remark(
            named,
            zh=f"{named}行，不作为数据读入",
            en="a row of totals, not loaded as data",
        )
        for name, found in self.sums.items():
            self._compare(name, found, cells, part=named in PARTS)
        return True

    def _compare(self, name: str, found: _Sum, cells: SheetCells, *, part: bool) -> None:
        added = found.part if part else found.whole
        found.part = Decimal(0)
        text = cells.written(name)
        if not (text and self._counts):
            return
        stated = _value(text, cells.unit(name) or "", found)
        if not found.exact or stated is None:
            cells.refuse(
                name,
                text,
                zh="此列有读不出的数，无法与各行之和核对",
                en="not every cell above is a number, so it cannot be held against their sum",
            )
        elif stated != added:
            cells.refuse(
                name,
                text,
                zh=f"与各行之和 {added.normalize():f} 不符，请核实",
                en=f"the rows add up to {added.normalize():f}; find out which is right",
            )


def _amounts(form: SheetForm) -> Iterator[str]:
    for thing in form.things:
        for name, source in thing.properties.items():
            if _adds_up(node_spec(thing.label).declared(name)):
                yield source
    for link in form.links:
        for name, source in link.properties.items():
            if _adds_up(relation_spec(link.type).declared(name)):
                yield source
    for figures in form.figures.values():
        yield from (name for name, unit in figures.items() if unit in _COUNTED)


_COUNTED: Final = frozenset({"人", "项", "台", "万元", "t", "m²", "个"})
_UNITS: Final = frozenset({"t", "m³", "m²", "people"})


def _adds_up(prop: Property | None) -> bool:
    return prop is not None and prop.kind in (Kind.DECIMAL, Kind.INTEGER) and prop.unit in _UNITS


def _value(text: str, unit: str, into: _Sum) -> Decimal | None:
    """Return an amount in the unit of its column; None if it is no number of such a unit."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    number = Decimal(match[1].replace(",", ""))
    written = declared_unit((match[2] or unit).strip())
    into.unit = into.unit or written
    if written in ("", into.unit):
        return number
    factor = factor_of(written, into.unit)
    return number * Decimal(factor) if factor else None


def _total(cell: object) -> str | None:
    if not isinstance(cell, str) or _COUNT not in cell:
        return None  # as nearly all cells
    plain = "".join(cell.split()).strip("：:")
    return plain if plain in PARTS or plain in WHOLES else None


def _total_with_more(row: Row) -> str | None:
    """Return the word of a total that a row begins with, where its number stands in one cell."""
    first = next((cell for cell in row.cells if cell is not None and text_of(cell)), None)
    if not isinstance(first, str) or first.isascii():
        return None
    if _COUNTED_ROWS.fullmatch(first.strip()):
        return "共计"
    match = _WITH_MORE.fullmatch(first.strip())
    return _total(match[1]) if match else None
