"""Terms (任期与期限): how long something lasts, as registers write it. Pure.

A period stands in one cell (2024.1.15 至 2025.1.14), in two, or as a length behind its first day
(三年). The last day that a register names still counts; 至今 and 长期 name no end.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final, NamedTuple

from loaders.registers.days import calendar_day, is_month
from loaders.registers.values import RefusedValueError, day_of

__all__ = ["Span", "later", "months_of", "span_of"]

_OPEN: Final = frozenset({"至今", "今", "长期", "长期有效", "在任", "在职", "现任", "无固定期限"})
_BETWEEN: Final = re.compile(r"至|到|[~—–]+|-{2,}|(?<=[\d日号])\s*-\s*(?=\d{4})")
_LENGTH: Final = re.compile(
    r"(?:任期|期限|为期)?(\d{1,2}|[一二两三四五六七八九十]+)(年|个月)(?:期|制)?"
)
_FROM: Final = re.compile(rf"[自从]?(.+?)起[,、]?({_LENGTH.pattern})")
_FIGURES: Final = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_MONTHS: Final = 12


class Span(NamedTuple):
    """A period (起止): its first day, and the first day after it; None where none is named."""

    begin: str | None
    end: str | None


def span_of(text: str) -> Span | None:
    """Return the period that one cell writes with both its ends; None if it writes no such thing.

    >>> span_of("自2024.1.15起至2025.1.14止"), span_of("2022年1月5日至今")
    (Span(begin='2024-01-15', end='2025-01-15'), Span(begin='2022-01-05', end=None))

    Raises:
        RefusedValueError: If one of its ends is no day, or it ends before it begins.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _OPEN:
        return Span(None, None)
    if (match := _FROM.fullmatch(plain)) and (months := months_of(match[2])):
        first = day_of(match[1].strip())
        return Span(first, _end(first, months))
    if plain.endswith("起") and (day := calendar_day(plain.lstrip("自从").removesuffix("起"))):
        return Span(day.isoformat(), None)
    found = _BETWEEN.search(plain)
    if found is None or calendar_day(plain) or is_month(plain):
        return None
    begin = plain[: found.start()].strip().lstrip("自从").rstrip("起").strip()
    last = plain[found.end() :].strip().rstrip("止").strip()
    span = Span(
        day_of(begin) if begin else None,
        None if last in _OPEN else day_of(last, following=True),
    )
    if span.begin and span.end and span.end <= span.begin:
        raise RefusedValueError(text, zh="结束日期早于开始日期", en="ends before it begins")
    return span


def months_of(text: str) -> int | None:
    """Return a length in months; None if the text is none.

    >>> months_of("三年"), months_of("18个月"), months_of("至今")
    (36, 18, None)
    """
    match = _LENGTH.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        return None
    figure = match[1]
    number = int(figure) if figure.isdecimal() else _number(figure)
    return number * (_MONTHS if match[2] == "年" else 1) or None


def later(day: str, months: int) -> str:
    """Return the day that lies so many months after another, or the last of a shorter month.

    >>> later("2023-03-01", 36), later("2024-01-31", 1)
    ('2026-03-01', '2024-02-29')
    """
    begin = date.fromisoformat(day)
    years, month = divmod(begin.month - 1 + months, _MONTHS)
    first = date(begin.year + years, month + 1, 1)
    following = date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1)
    last = (following - timedelta(days=1)).day
    return first.replace(day=min(begin.day, last)).isoformat()


def _end(begin: str | None, months: int) -> str | None:
    """Return the end of a length behind its first day; None beyond the calendar."""
    try:
        return later(begin, months) if begin else None
    except ValueError:
        return None


def _number(figure: str) -> int:
    tens, ten, ones = figure.rpartition("十")
    if not ten:
        return _FIGURES.get(figure, 0)
    return 10 * _FIGURES.get(tens, 1) + _FIGURES.get(ones, 0)
