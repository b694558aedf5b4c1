"""Styles of cells (单元格样式), where they say what a cell means: struck through, a month, a unit.

What a person types as 2024年3月 a spreadsheet program keeps as the first day of that month and
shows without it; and 500 under the format 0"kg" is shown, and meant, as 500kg.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import (
    BUILTIN_FORMATS_MAX_SIZE,
    builtin_format_code,
    is_date_format,
)
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

__all__ = ["CellStyles", "as_shown", "unstruck"]

_CHINESE: Final[Mapping[int, str]] = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    31: 'yyyy"年"m"月"d"日"',
}
"""Formats that a Chinese program has built in, by number; ECMA-376 part 1, 18.8.30, zh-cn."""
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_BESIDE: Final = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours, conditions and room, which a format has besides."""
_WITH_WORDS: Final = re.compile(
    r'(?:General|[#0,.?]*[#0?])((?:\s|"[^"]*"|\\.|[^\x00-\x7f])*)', re.IGNORECASE
)
_ZEROS: Final = re.compile("0{2,}")
"""A code that is shown with the zeros before it."""
_PERCENT: Final = re.compile(r"[#0,.?]+\s*%")
_WORD: Final = re.compile(r"[^\W\d_]|[%‰℃°]")


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The styles of a workbook that say what a cell means, by number (样式); mostly none.

    Attributes:
        struck: Those that strike a cell through.
        formats: Formats under which a value is shown with less of a day, or more of a number.
        epoch: Day from which the workbook counts.
    """

    struck: frozenset[int] = frozenset()
    formats: Mapping[int, str] = field(default_factory=dict)
    epoch: datetime = WINDOWS_EPOCH

    @classmethod
    def of(cls, workbook: Any) -> "CellStyles":
        """Return the styles of a workbook that openpyxl has opened."""
        # The library gives styles by cell alone, which would take long where there are none.
        fonts, styles = workbook._fonts, workbook._cell_styles  # noqa: SLF001 - told by nothing public
        through = {number for number, font in enumerate(fonts) if font.strike}
        formats = ((n, _format_of(workbook, style.numFmtId)) for n, style in enumerate(styles))
        return cls(
            struck=frozenset(n for n, style in enumerate(styles) if style.fontId in through),
            formats={n: written for n, written in formats if _says_more(written)},
            epoch=workbook.epoch,
        )

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.struck or self.formats)

    def value_of(self, cell: Any) -> Any:
        """Return the value of a cell as it is shown."""
        written = self.formats.get(getattr(cell, "_style_id", 0))
        return as_shown(cell.value, written, self.epoch) if written else cell.value


def as_shown(value: Any, written: str, epoch: datetime = WINDOWS_EPOCH) -> Any:
    """Return a value as its format shows it: a month that is no day, a number with its unit.

    >>> as_shown(date(2024, 3, 1), 'yyyy"年"m"月"'), as_shown(500, '0"kg"'), as_shown(0.85, "0%")
    ('2024年3月', '500kg', '85%')
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        return value
    if is_date_format(written):
        day = value if isinstance(value, date) else from_excel(value, epoch)
        return _month(day, written) if isinstance(day, date) else value
    if isinstance(value, date):
        return value
    if _PERCENT.fullmatch(_first(written)):
        return f"{value * 100:.12g}%"
    if _ZEROS.fullmatch(_first(written)):
        return f"{value:.0f}".zfill(len(_first(written)))
    return f"{value:.15g}{_words(written)}"


def unstruck(value: Any) -> Any:
    """Return the text of a cell without what is struck through in it; None if that is all."""
    if not isinstance(value, CellRichText):
        return value
    kept = (run for run in value if not (isinstance(run, TextBlock) and run.font.strike))
    return "".join(map(str, kept)).strip() or None


def _format_of(workbook: Any, number: int) -> str:
    if number in _CHINESE:
        return _CHINESE[number]
    own = workbook._number_formats  # noqa: SLF001 - as above
    index = number - BUILTIN_FORMATS_MAX_SIZE
    written = own[index] if 0 <= index < len(own) else builtin_format_code(number)
    return written or "General"


def _says_more(written: str) -> bool:
    """Tell whether a value means another thing under a format than alone."""
    if is_date_format(written):
        return written in _CHINESE.values() or not set("dhs") & _letters(written)
    first = _first(written)
    return bool(_PERCENT.fullmatch(first) or _ZEROS.fullmatch(first) or _words(written))


def _month(day: date, written: str) -> Any:
    """Return a day as the month or year that a format shows of it, if it is the first of it.

    Another day was written as such, however it is shown.
    """
    letters = _letters(written)
    of_month = "m" in letters
    if letters & set("dhs") or not letters & set("ye") or day.day > 1:
        return day
    if not of_month:
        return f"{day.year}年" if day.month == 1 else day
    return f"{day.year}年{day.month}月"


def _letters(written: str) -> set[str]:
    return set(_QUOTED.sub("", _first(written)).casefold())


def _first(written: str) -> str:
    """Return what a format says of numbers that are not negative."""
    return _BESIDE.sub("", written.partition(";")[0]).strip()


def _words(written: str) -> str:
    """Return the words that a format shows behind a number; empty if there are none."""
    match = _WITH_WORDS.fullmatch(_first(written))
    words = re.sub(r'["\\]', "", match[1]).strip() if match else ""
    return words if _WORD.search(words) else ""
