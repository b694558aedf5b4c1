"""Headings and items in the order of the text (标题与条目): which numbers and lines count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.documents.text.numbering import Mark, Style, marks
from loaders.layer import Span

__all__ = ["SAID", "TITLE_LENGTH", "Heading", "headings"]

TITLE_LENGTH: Final = 40

SAID: Final = frozenset({Style.IS, Style.ORDINAL})
_BRACKETED: Final = frozenset({Style.HAN_BRACKET, Style.ARABIC_BRACKET, Style.CIRCLE})
_CLOSING: Final = frozenset('。；;：:！？!?.”"》）)')
_PAUSING: Final = _CLOSING | frozenset("，,、")
_REFERRING: Final = frozenset("第条款式表图见")
_LINE: Final = re.compile(r"[^\n]+")
_END: Final = re.compile(r"[。！？!?；;：:\n]")
_DATE: Final = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
_PLAIN: Final = re.compile(
    r"(?!\d{4}年)[^\n|。；;：:，,！？!?…〔]*[\u4e00-\u9fff][^\n|。；;：:，,！？!?…、.]*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A place where a section begins (标题).

    Attributes:
        style: Kind of numbering.
        depth: Parts of a decimal number; 1 for any other.
        number: Place of the number; an empty span before a heading without one.
        opens_line: Whether it opens its line.
    """

    style: Style
    depth: int
    number: Span
    opens_line: bool


def headings(text: str) -> tuple[Heading, ...]:
    """Return the headings and items of a text in order (标题与条目)."""
    numbered = tuple(_numbered(text))
    starts = {heading.number.start for heading in numbered}
    return tuple(sorted((*numbered, *_lines(text, starts)), key=lambda h: h.number.start))


def _numbered(text: str) -> Iterator[Heading]:
    count = _Count(text)
    for mark in marks(text):
        if count.takes(mark):
            yield Heading(
                style=mark.style,
                depth=len(mark.path),
                number=mark.span,
                opens_line=mark.opens_line,
            )


class _Count:
    """The numbers that counted so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last: dict[tuple[Style, int], tuple[int, ...]] = {}
        self._title = Span(0, 0)

    def takes(self, mark: Mark) -> bool:
        """Tell whether a number counts, and remember it if so."""
        if not (self._fits_line(mark) if mark.opens_line else self._fits_inline(mark)):
            return False
        kept = (key for key in self._last if key[0] in SAID or key < (mark.style, len(mark.path)))
        self._last = {key: self._last[key] for key in kept}
        self._last[mark.style, len(mark.path)] = mark.path
        self._title = Span(mark.span.end, self._title_end(mark.span.end))
        return True

    def _title_end(self, start: int) -> int:
        end = _END.search(self._text, start, start + TITLE_LENGTH)
        return end.start() if end else start + TITLE_LENGTH

    def _fits_line(self, mark: Mark) -> bool:
        if mark.style is not Style.DECIMAL:
            return True
        if len(mark.path) > 1:
            parent = mark.path[:-1]
            known = self._last.get((Style.DECIMAL, len(parent)))
            if parent not in {known, self._last.get((Style.ARABIC, 1))}:
                return False
        return self._goes_on(mark)

    def _fits_inline(self, mark: Mark) -> bool:
        in_title = mark.span.start <= self._title.end and self._title.end > 0
        if mark.style in SAID:
            return mark.before in _PAUSING or in_title
        if not self._goes_on(mark):
            return False
        if mark.style in _BRACKETED:
            first = mark.path == (1,) and mark.style is not Style.CIRCLE
            return mark.before not in _REFERRING and (
                not first or mark.before in _PAUSING or in_title
            )
        return mark.before in _CLOSING

    def _goes_on(self, mark: Mark) -> bool:
        """Tell whether a number is the first of its list, or the next."""
        last = self._last.get((mark.style, len(mark.path)))
        if mark.path[-1] == 1:
            return True
        return last is not None and mark.path == (*last[:-1], last[-1] + 1)


def _lines(text: str, numbered: set[int]) -> Iterator[Heading]:
    """Yield short lines that stand out: unnumbered, unpunctuated, followed by other text.

    A line that ends in the middle of a sentence is not followed by a heading, and several such
    lines in a row are a list or a broken paragraph; only the first line of all is then a title.
    """
    lines = [_Line.of(line, numbered) for line in _LINE.finditer(text)]
    said = [line for line in lines if line.span.start < line.span.end]
    for index, (line, following) in enumerate(pairwise(said)):
        before = said[index - 1] if index else None
        ends = before is None or before.is_over or before.is_title_at(index - 1)
        is_apart = ends or text.count("\n", before.span.end if before else 0, line.span.start) > 1
        if line.is_plain and (index == 0 or (is_apart and not following.is_listed)):
            style = Style.LINE if index else Style.TITLE
            start = Span(line.span.start, line.span.start)
            yield Heading(style=style, depth=1, number=start, opens_line=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line without the space around it.

    Attributes:
        span: Its place.
        is_plain: Whether it could be a heading by its words.
        is_listed: Whether it could be one of a list, or the date under a name.
        is_over: Whether it ends as a sentence, a heading or a row does.
    """

    span: Span
    is_plain: bool
    is_listed: bool
    is_over: bool

    @classmethod
    def of(cls, match: re.Match[str], numbered: set[int]) -> "_Line":
        printed = match.group()
        start = match.start() + len(printed) - len(printed.lstrip())
        printed = printed.strip()
        is_short = start not in numbered and len(printed) <= TITLE_LENGTH
        is_plain = is_short and _PLAIN.fullmatch(printed) is not None
        return cls(
            span=Span(start, start + len(printed)),
            is_plain=is_plain,
            is_listed=is_plain or (is_short and _DATE.fullmatch(printed) is not None),
            is_over=start in numbered or "|" in printed or printed[-1:] in _CLOSING,
        )

    def is_title_at(self, index: int) -> bool:
        """Tell whether it is the title of the document."""
        return index == 0 and self.is_plain
