"""Days that count (日历): sums of days and months, and terms that end on a day off."""

import calendar
import tomllib
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["Year", "later", "prolonged", "resting", "years"]

_SATURDAY: Final = 5
_LONGEST_REST: Final = 20
"""Days off in a row that no calendar reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Days off of one year, as the yearly notice lays them down (节假日安排)."""

    off: frozenset[date]
    work: frozenset[date]


@cache
def years() -> dict[int, Year]:
    """Return the years whose days off are on file."""
    text = (files("graph.evidence") / "holidays.toml").read_text(encoding="utf-8")
    return {
        int(year): Year(
            off=frozenset(day for run in rows["off"] for day in _days(year, run)),
            work=frozenset(date.fromisoformat(f"{year}-{day}") for day in rows["work"]),
        )
        for year, rows in tomllib.loads(text).items()
    }


def later(day: str, *, days: int = 0, months: int = 0) -> str:
    """Return the day so many months and days after another; a short month ends it earlier.

    Registers write 9999-12-31 for "without end"; no day lies behind it.

    >>> later("2022-11-30", months=3)
    '2023-02-28'
    """
    start = date.fromisoformat(day)
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    if year >= MAXYEAR:
        return date.max.isoformat()
    last = calendar.monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(start.day, last))
    return (moved + timedelta(days=days)).isoformat()


def prolonged(end: str) -> tuple[str, bool]:
    """Return when a term is over by 民法典 203, and whether the days off of its year are known.

    A term whose last day is a day off ends with the next working day. In a year that is not
    on file only Saturdays and Sundays are known to be days off.

    Args:
        end: First day on which it is no longer true by its own words.

    >>> prolonged("2022-01-02")
    ('2022-01-05', True)
    """
    if end <= later(date.min.isoformat(), days=1) or date.fromisoformat(end).year >= MAXYEAR:
        return end, True
    last = date.fromisoformat(end) - timedelta(days=1)
    for _ in range(_LONGEST_REST):
        if _works(last):
            break
        last += timedelta(days=1)
    return (last + timedelta(days=1)).isoformat(), last.year in years()


@cache
def resting(day: str) -> tuple[str, ...]:
    """Return the ends, by their own words, of terms that only days off keep from being over.

    Args:
        day: On which they last still.

    >>> resting("2022-01-03")
    ('2022-01-02', '2022-01-03')
    """
    before = (later(day, days=-k) for k in reversed(range(_LONGEST_REST + 1)))
    if day <= later(date.min.isoformat(), days=_LONGEST_REST + 1):
        return ()
    return tuple(end for end in before if prolonged(end)[0] > day)


def _works(day: date) -> bool:
    known = years().get(day.year)
    if known is None or (day not in known.off and day not in known.work):
        return day.weekday() < _SATURDAY
    return day in known.work


def _days(year: str, run: str) -> tuple[date, ...]:
    first, last = (date.fromisoformat(f"{year}-{day}") for day in run.split("/"))
    return tuple(first + timedelta(days=k) for k in range((last - first).days + 1))
