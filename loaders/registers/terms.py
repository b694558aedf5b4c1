"""Terms (起止日期): from which day to which something is so, as a row of a sheet has it. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.evidence import UNKNOWN_START
from loaders.registers.days import calendar_day
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import Term
from loaders.registers.values import RefusedValueError, day_of

__all__ = ["Lasting", "lasting", "term_in"]

_BETWEEN: Final = re.compile(r"\s*(?:至|到|~|～|-+|—+|–|－)\s*")  # noqa: RUF001 - as they are written
_YEARS: Final = re.compile(r"(?:任期|聘期|期限)?\s*([\d一二两三四五六七八九十]{1,2})\s*年(?:期)?")
_OPEN: Final = frozenset({"至今", "现任", "在任", "在职", "长期", "长期有效", "今"})
_NUMBERS: Final = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {
    "两": 2
}


@dataclass(frozen=True, slots=True)
class Lasting:
    """What one cell says of how long something is so (期限).

    Attributes:
        first: First day, if it tells.
        last: Last day, if it tells.
        years: Number of years, where it tells neither.
    """

    first: str | None = None
    last: str | None = None
    years: int | None = None


def lasting(text: str) -> Lasting:
    """Return what a cell says of a term: both days, a number of years, or that it goes on.

    >>> lasting("2024.1.15至2025.1.14")
    Lasting(first='2024-01-15', last='2025-01-14', years=None)
    >>> lasting("2024-01-15-2025-01-14").last, lasting("三年").years, lasting("至今")
    ('2025-01-14', 3, Lasting(first=None, last=None, years=None))

    Raises:
        RefusedValueError: If it says something else.
    """
    if text in _OPEN:
        return Lasting()
    if years := _YEARS.fullmatch(text):
        number = years[1]
        return Lasting(years=int(number) if number.isdigit() else _NUMBERS.get(number))
    for mark in _BETWEEN.finditer(text):
        begin, end = text[: mark.start()], text[mark.end() :]
        first, last = calendar_day(begin), calendar_day(end)
        if first and (last or end in _OPEN):
            return Lasting(first.isoformat(), last.isoformat() if last else None)
    raise RefusedValueError(
        text,
        zh="应为起止日期（如 2024-01-15至2025-01-14）、年数（如 三年）或“至今”",
        en="expected both days (2024-01-15至2025-01-14), a number of years (三年) or 至今",
    )


def term_in(term: Term, cells: SheetCells) -> tuple[str, str | None]:
    """Return the first day on which it is so, and the first on which it no longer is.

    A cell that cannot be used is told, and what it should have said is left open.
    """
    begin = cells.read(term.begins, day_of) if term.begins else None
    last = cells.read(term.ends, lambda cell: _last(str(cell))) if term.ends else None
    if term.lasts:
        told = cells.read(term.lasts, lambda cell: lasting(str(cell).strip()))
        begin, last = _with(told or Lasting(), begin, last, term, cells)
    if begin and last and last < begin:
        cells.refuse(
            term.ends or term.lasts,
            last,
            zh=f"早于开始日期 {begin}，未采用",
            en=f"lies before the first day, {begin}; not used",
        )
        last = None
    end = date.fromisoformat(last) + timedelta(days=1) if last else None
    return begin or UNKNOWN_START, end.isoformat() if end else None


def _last(text: str) -> str | None:
    return None if text.strip() in _OPEN else day_of(text)


def _with(
    told: Lasting, begin: str | None, last: str | None, term: Term, cells: SheetCells
) -> tuple[str | None, str | None]:
    """Return both days with what a cell says of the term as a whole."""
    begin, last = begin or told.first, last or told.last
    if told.years and begin and not last:
        last = _after(date.fromisoformat(begin), told.years).isoformat()
    elif told.years and not begin:
        cells.refuse(
            term.lasts,
            cells.text(term.lasts),
            zh="没有可用的开始日期，期限未采用",
            en="there is no first day to count from; the term is not used",
        )
    return begin, last


def _after(first: date, years: int) -> date:
    """Return the last day of so many years: the day before the same day of the year."""
    try:
        return first.replace(year=first.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(first.year + years, 2, 28)
