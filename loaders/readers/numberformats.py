"""Formats of Word's list numbers (编号格式): a number as ``w:numFmt`` prints it.

ECMA-376-1 17.18.59 ST_NumberFormat; a format that is not known here prints Arabic figures.
"""

from collections.abc import Callable, Mapping
from typing import Final

import cn2an  # type: ignore[import-untyped]  # ships no types

__all__ = ["printed_number"]

_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FULL_WIDTH: Final = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
_MAX: Final = 9999


def printed_number(number: int, style: str) -> str:
    """Return a number as a format of Word prints it (编号格式).

    >>> [printed_number(12, s) for s in ("chineseCounting", "decimalEnclosedCircle", "upperRoman")]
    ['十二', '⑫', 'XII']
    """
    printer = _PRINTERS.get(style, str)
    return printer(number) if 0 < number <= _MAX else str(number)


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        printed += letters * times
    return printed


def _letter(number: int) -> str:
    """Return a … z, then aa … zz, as Word goes on."""
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _of(symbols: str) -> Callable[[int], str]:
    return lambda number: symbols[number - 1] if number <= len(symbols) else str(number)


def _low(number: int) -> str:
    return str(cn2an.an2cn(number, "low"))


def _legal(number: int) -> str:
    return str(cn2an.an2cn(number, "up"))


_PRINTERS: Final[Mapping[str, Callable[[int], str]]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"), _low
    ),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _low),
    "chineseLegalSimplified": _legal,
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
    ),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
