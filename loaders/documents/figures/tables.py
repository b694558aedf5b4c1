"""Rows of plain tables (文本表格): cells between bars, a figure under its column's heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Counted, Reading
from loaders.documents.lexicon import alternation, terms
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

_TOTAL: Final = re.compile(r"[合总]\s*计")
_SUBTOTAL: Final = re.compile(r"小\s*计")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    printed: str
    span: Span


def table_facts(reading: Reading) -> Iterator[ExtractedFact]:
    """Yield the figures of tables that have a unit or are under a count's heading (表中数字).

    Whose row it is names the subject: the enterprise or office of the row, or else the nearest
    cell before that is no figure. A row of totals has no subject; a subtotal, of what it is one
    being unsaid, yields nothing. The heading names the metric.
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
    if any(_SUBTOTAL.fullmatch(cell.printed) for cell in cells):
        return
    owner = _owner(heading, cells)
    nearest = ""
    for column, cell in zip(heading, cells, strict=True):
        match = _CELL.fullmatch(cell.printed)
        value = number(match.group("figure")) if match else None
        if match is None or value is None:
            nearest = cell.printed or nearest
            continue
        headed = _HEADED.fullmatch(column.printed)
        unit = match.group("unit") or (headed.group("unit") if headed else "")
        subject = owner or nearest
        if subject and (unit or _COUNT.fullmatch(column.printed)):
            counted = Counted(
                subject=None if _TOTAL.fullmatch(subject) else subject,
                metric=headed.group("metric") if headed else column.printed,
                value=value,
                unit=unit,
                figure=cell.span,
            )
            yield reading.fact(counted, line, "fact.table/row")


def _owner(heading: tuple[_Cell, ...], cells: tuple[_Cell, ...]) -> str:
    """Return the enterprise, or else the office, that a row is about by its headings (行的主体)."""
    for kind in ("card.enterprise", "card.organisation"):
        for column, cell in zip(heading, cells, strict=True):
            if column.printed in terms(kind) and cell.printed:
                return cell.printed
    return ""
