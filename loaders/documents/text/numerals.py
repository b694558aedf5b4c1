"""Numerals in Arabic and Chinese writing (数词)."""

import re
from typing import Final

import cn2an  # type: ignore[import-untyped]  # ships no types

__all__ = ["ARABIC", "CHINESE", "number"]

ARABIC: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
CHINESE: Final = r"[一二两三四五六七八九十百千万亿零]+"

_ARABIC: Final = re.compile(ARABIC)
_DIGITS_ONLY: Final = re.compile(r"[一二两三四五六七八九零]{2,}")


def number(printed: str) -> float | None:
    """Return the number that a numeral stands for, or None if it is not one (数值).

    Digits in a row without their places, such as 七一, are a name or a date, not a number.

    >>> number("1,599"), number("十三"), number("两千三百"), number("82.4"), number("七一")
    (1599, 13, 2300, 82.4, None)
    """
    if _ARABIC.fullmatch(printed):
        plain = printed.replace(",", "")
        return float(plain) if "." in plain else int(plain)
    if _DIGITS_ONLY.fullmatch(printed):
        return None
    try:
        value = cn2an.cn2an(printed, "normal")
    except ValueError:
        return None
    return float(value) if "点" in printed else int(value)
