"""Rows of plain tables (文本表格): cells between bars, a figure under its column's heading."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.reading import Counted, Reading
from loaders.documents.grammar.tabular import TableRow, table_rows
from loaders.documents.lexicon import alternation, terms
from loaders.documents.statements import ExtractedFact
from loaders.documents.text.numerals import ARABIC, number

__all__ = ["table_facts"]

_MEASURED: Final = rf"{alternation('count.symbol')}|[万亿]?{alternation('count.unit')}"
_UNIT: Final = rf"{_MEASURED}|{alternation('count.measure')}"
_CELL: Final = re.compile(rf"(?P<figure>{ARABIC})\s*(?P<unit>{_UNIT})?")
_HEADED: Final = re.compile(rf"(?P<metric>.+?)\s*[(（/](?:单位[:：])?(?P<unit>{_UNIT})[)）]?")
_COUNT: Final = re.compile(r".+(?<![系序分指参倍函])数量?|.+[人家户起]次")
"""Headings under which a bare figure is a count: 检查次数, 隐患数."""

_OWNERS: Final = (
    ("card.enterprise", "column.enterprise"),
    ("card.organisation", "card.supervisor"),
)
_TOTAL: Final = re.compile(r"[合总]\s*计")
_SUBTOTAL: Final = re.compile(r"小\s*计")


def table_facts(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield the figures of tables that have a unit or are under a count's heading (表中数字).

    Whose row it is names the subject: the enterprise or office of the row, or else the nearest
    cell before that is no figure. A row of totals has no subject; a subtotal, of what it is one
    being unsaid, yields nothing. The heading names the metric.
    """
    for row in table_rows(reading):
        yield from _row(reading, row)


def _row(reading: Reading, row: TableRow) -> Iterator[ExtractedFact]:
    if any(_SUBTOTAL.fullmatch(cell.printed) for cell in row.cells):
        return
    owner = _owner(row)
    nearest = ""
    for heading, cell in zip(row.headings, row.cells, strict=True):
        match = _CELL.fullmatch(cell.printed)
        value = number(match.group("figure")) if match else None
        if match is None or value is None:
            nearest = cell.printed or nearest
            continue
        headed = _HEADED.fullmatch(heading)
        unit = match.group("unit") or (headed.group("unit") if headed else "")
        subject = owner or nearest
        if subject and (unit or _COUNT.fullmatch(heading)):
            counted = Counted(
                subject=None if _TOTAL.fullmatch(subject) else subject,
                metric=headed.group("metric") if headed else heading,
                value=value,
                unit=unit,
                figure=cell.span,
            )
            yield reading.fact(counted, row.span, "fact.table/row")


def _owner(row: TableRow) -> str:
    """Return the enterprise, or else the office, that a row is about by its headings (行的主体)."""
    return next(
        (cell.printed for kinds in _OWNERS for cell in row.under(terms(*kinds)) if cell.printed), ""
    )
