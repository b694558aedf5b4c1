"""Days (日期): the habits in which registers write them. Pure.

A month is no day and is never made one; nor is a year of two figures given a century.
"""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

__all__ = ["calendar_day", "is_month", "with_century"]

_TIME: Final = (
    r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?"
    r"| ?(?:上午|中午|下午|晚上|夜间) ?(?:\d{1,2}(?::\d\d|[时点](?:半|\d{1,2}分?)?))?)?"
)
_SHAPES: Final = (
    re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})[-./]?" + _TIME),
    re.compile(r"(\d{4})()年(\d{1,2})月(\d{1,2})[日号]?" + _TIME),
    re.compile(r"((?:19|20)\d\d)()(\d\d)(\d\d)"),
)
_MONTH: Final = re.compile(r"\d{4}(?:[-./]\d{1,2}|年\d{1,2}月(?:份|上旬|中旬|下旬|底|初)?)")
_SHORT: Final = re.compile(r"\d{2}(?:([-./])\d{1,2}\1\d{1,2}|年\d{1,2}月\d{1,2}[日号]?)")
_SERIAL: Final = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
_SERIALS: Final = range(32874, 55154)
"""Days that a spreadsheet counts from the end of 1899, from 1990 to 2050."""
_EPOCH: Final = date(1899, 12, 30)
_FIGURES: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # noqa: RUF001 - as it is written
_TENS: Final = re.compile(r"([一二三]?)十([一二三四五六七八九]?)|廿([一二三四五六七八九]?)")


def calendar_day(text: str) -> date | None:
    """Return the day that a text writes; None if it writes none, or one the calendar has not.

    >>> calendar_day("二〇二三年十一月七日") == calendar_day("2023.11.7") == calendar_day("45237")
    True
    """
    plain = _plain(text)
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        return _EPOCH + timedelta(days=int(float(plain)))
    match = next((m for shape in _SHAPES if (m := shape.fullmatch(plain))), None)
    if match is None:
        return None
    try:
        found = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return found if found < date.max else None


def is_month(text: str) -> bool:
    """Tell whether a text writes a month and no day.

    >>> is_month("2023年11月"), is_month("二〇二三年十一月"), is_month("2023.11.7")
    (True, True, False)
    """
    return _MONTH.fullmatch(_plain(text)) is not None


def with_century(text: str) -> str | None:
    """Return the day of this century that a year of two figures may mean; None if it writes none.

    It is only for the person who must write it out: 24 may also be 1924, or a day.

    >>> with_century("24.2.6"), with_century("2024.2.6")
    ('2024-02-06', None)
    """
    plain = _plain(text)
    found = calendar_day(f"20{plain}") if _SHORT.fullmatch(plain) else None
    return found.isoformat() if found else None


def _plain(text: str) -> str:
    """Return a text in plain figures, without spaces around the Chinese words."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.search(r"[年月]", plain):
        plain = _TENS.sub(_figure, plain).translate(_FIGURES)
        plain = re.sub(r"(?<=[年月日号])\s+(?!\d{1,2}:)|\s+(?=[年月日号])", "", plain)
    return plain


def _figure(match: re.Match[str]) -> str:
    if match[3] is not None:
        return f"2{match[3] or 0}"
    return f"{match[1] or 1}{match[2] or 0}"
