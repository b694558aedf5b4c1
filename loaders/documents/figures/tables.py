"""Rows of plain tables (文本表格): cells between bars, a figure under its column's heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Counted, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import ExtractedFact, Span
from loaders.documents.text.numerals import ARABIC, number

__all__ = ["table_facts"]

_LINE: Final = re.compile(r"^[^\n|]*\|[^\n]*", re.MULTILINE)
_BETWEEN: Final = re.compile(r"[^|\n]+")
_MEASURED: Final = rf"{alternation('count.symbol')}|[万亿]?{alternation('count.unit')}"
_UNIT: Final = rf"{_MEASURED}|{alternation('count.measure')}"
_CELL: Final = re.compile(rf"(?P<figure>{ARABIC})\s*(?P<unit>{_UNIT})?")
_HEADED: Final = re.compile(rf"(?P<metric>.+?)\s*[(（/](?:单位[:：])?(?P<unit>{_UNIT})[)）]?")
_COUNT: Final = re.compile(r".+(?<![系序分指参倍函])数量?|.+[人家户起]次")
"""Headings under which a bare figure is a count: 检查次数, 隐患数."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    printed: str
    span: Span


def table_facts(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield the figures of tables that have a unit or are under a count's heading (表中数字).

    The nearest cell before that is no figure names the subject, the heading the metric.
    """
    heading: tuple[_Cell, ...] = ()
    previous = -1
    for line in _LINE.finditer(reading.text):
        cells = _cells(reading, Span(*line.span()))
        if line.start() != previous + 1 or len(cells) != len(heading):
            heading = cells
        else:
            yield from _row(reading, Span(*line.span()), heading, cells)
        previous = line.end()


def _cells(reading: Reading, line: Span) -> tuple[_Cell, ...]:
    found = []
    for match in _BETWEEN.finditer(reading.text, line.start, line.end):
        printed = match.group().strip()
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        found.append(_Cell(printed=printed, span=Span(start, start + len(printed))))
    return tuple(found)


def _row(
    reading: Reading, line: Span, heading: tuple[_Cell, ...], cells: tuple[_Cell, ...]
) -> Iterator[ExtractedFact]:
    subject = ""
    for column, cell in zip(heading, cells, strict=True):
        match = _CELL.fullmatch(cell.printed)
        value = number(match.group("figure")) if match else None
        if match is None or value is None:
            subject = cell.printed
            continue
        headed = _HEADED.fullmatch(column.printed)
        unit = match.group("unit") or (headed.group("unit") if headed else "")
        if subject and (unit or _COUNT.fullmatch(column.printed)):
            counted = Counted(
                subject=subject,
                metric=headed.group("metric") if headed else column.printed,
                value=value,
                unit=unit,
                figure=cell.span,
            )
            yield reading.fact(counted, line, "fact.table/row")
