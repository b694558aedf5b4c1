"""Numbering of headings and lists (序号): the marks by which a Chinese document counts its parts.

The order of the marks is that of GB/T 9704-2012 7.3.3 (一、 then （一） then 1. then （1）); parts,
chapters and articles stand above it, decimal numbers, circles and 一是/第一 below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from loaders.documents.text.numerals import number
from loaders.layer import Span

__all__ = ["Mark", "Style", "begins_section", "marks"]


class Style(IntEnum):
    """Kinds of numbering (序号样式), the outermost first."""

    TITLE = 0  # of the document, without a number
    ATTACHMENT = 1
    PART = 2
    CHAPTER = 3
    PASSAGE = 4
    ARTICLE = 5
    HAN = 6
    HAN_BRACKET = 7
    ARABIC = 8
    DECIMAL = 9
    ARABIC_BRACKET = 10
    CIRCLE = 11
    IS = 12
    ORDINAL = 13
    LINE = 14  # a heading on a line of its own, without a number


_HAN: Final = r"[一二三四五六七八九十百]{1,4}"
_LEFT: Final = r"[（(]"
_RIGHT: Final = r"[）)]"
# A number before these is the first of several grades or classes (一、二级).
_NO_GRADE: Final = rf"(?!{_HAN}[级类等期批次季号月、]|\d{{1,2}}[级类等期批次号#、])"

_PATTERNS: Final[dict[Style, str]] = {
    Style.ATTACHMENT: r"附件(\d{0,2})(?=[:：\n]|\Z)",
    Style.PART: rf"第({_HAN}|\d{{1,2}})(?:部分|篇|编)",
    Style.CHAPTER: rf"第({_HAN}|\d{{1,2}})章",
    Style.PASSAGE: rf"第({_HAN}|\d{{1,2}})节",
    Style.ARTICLE: rf"第({_HAN}|\d{{1,3}})条",
    Style.DECIMAL: r"(\d{1,2}(?:[.\uff0e]\d{1,2}){0,3})"
    r"(?:(?<=[.\uff0e]\d)|(?<=[.\uff0e]\d\d)|(?=[ \t　]))[ \t　]*(?=[\u4e00-\u9fff])",
    Style.HAN: rf"({_HAN})、{_NO_GRADE}",
    Style.HAN_BRACKET: rf"{_LEFT}[ ]?({_HAN})[ ]?{_RIGHT}{_NO_GRADE}",
    Style.ARABIC: rf"(?<!\d)(\d{{1,2}})[、.\uff0e](?!\d){_NO_GRADE}",
    Style.ARABIC_BRACKET: rf"(?<!\d){_LEFT}?(\d{{1,2}}){_RIGHT}{_NO_GRADE}",
    Style.CIRCLE: r"([①-⑳])",
    Style.IS: rf"({_HAN})(?:是|要(?![素点件]))",
    Style.ORDINAL: rf"[第其]({_HAN})(?=[，,、:：])",
}
_MARK: Final = re.compile("|".join(f"(?P<{s.name}>{p})" for s, p in _PATTERNS.items()))
_ONLY_AT_LINES: Final = frozenset(
    {Style.ATTACHMENT, Style.PART, Style.CHAPTER, Style.PASSAGE, Style.ARTICLE, Style.DECIMAL}
)
_NEVER_ALONE: Final = frozenset({Style.DECIMAL, Style.IS, Style.ORDINAL})
_SPACE: Final = " \t　\r\f"
_POINT: Final = re.compile(r"[.\uff0e]")
_CIRCLE_ONE: Final = ord("①")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number that may open a heading or an item (序号).

    Attributes:
        style: Kind of numbering.
        path: The number; of 1.2.3 each part.
        span: Place of the number with its own punctuation.
        before: Last character before it that is no space; a line end where it opens its line.
    """

    style: Style
    path: tuple[int, ...]
    span: Span
    before: str

    @property
    def opens_line(self) -> bool:
        """Whether nothing stands before it on its line."""
        return self.before == "\n"


def marks(text: str) -> Iterator[Mark]:
    """Yield every number that may open a heading or an item (序号), in order.

    Whether it does shows from what stands before it and from the numbers before it.

    >>> [(mark.style.name, mark.path) for mark in marks("一、甲。1.2 乙")]
    [('HAN', (1,))]
    >>> [(mark.style.name, mark.path) for mark in marks("1.2 乙")]
    [('DECIMAL', (1, 2))]
    """
    for found in _MARK.finditer(text):
        style = Style[str(found.lastgroup)]
        path = _path(style, found.group(_MARK.groupindex[style.name] + 1))
        before = _before(text, found.start())
        if path and (before == "\n" or style not in _ONLY_AT_LINES):
            yield Mark(style=style, path=path, span=Span(*found.span()), before=before)


def begins_section(text: str, position: int) -> bool:
    """Tell whether a heading's number stands at a place; figures before a noun are none.

    >>> [begins_section(text, 0) for text in ("（二）任务", "3.检查", "20 家企业", "二是整改")]
    [True, True, False, False]
    """
    found = _MARK.match(text, position)
    return found is not None and Style[str(found.lastgroup)] not in _NEVER_ALONE


def _path(style: Style, printed: str) -> tuple[int, ...]:
    if style is Style.CIRCLE:
        return (ord(printed) - _CIRCLE_ONE + 1,)
    if style is Style.ATTACHMENT:
        return (int(printed or 1),)
    parts = [number(part) for part in _POINT.split(printed)]
    return tuple(int(part) for part in parts if part is not None)


def _before(text: str, position: int) -> str:
    while position and text[position - 1] in _SPACE:
        position -= 1
    return text[position - 1] if position else "\n"
