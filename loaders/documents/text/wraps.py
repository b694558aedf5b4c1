"""Hard line ends and stray spaces (硬回车与多余空格) of PDF files, scans and e-mails.

Where the lines of a text break at one width in the middle of sentences, those line ends go; a line
end after a closing mark, after a short line, or before a heading's number, an indent or a row of a
table stays. Such texts also show spaces between Chinese and other characters that nobody typed;
those go in running text. In any other text every line end is the author's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.text.numbering import begins_section
from loaders.layer import Span

__all__ = ["without_wraps"]

_LINE: Final = re.compile(r"[^\n]+")
_QUOTES: Final = "\u2018-\u201d"
_CLOSED: Final = re.compile(rf"[。；;：:！？!?…][{_QUOTES}\"'』」）)】]*\s*\Z")
_PAUSE: Final = re.compile(r"[，,、。；：]")
_TABLE: Final = re.compile(r" \| |\t|\S {2,}\S")
_LABEL: Final = re.compile(rf"(?:{alternation('site.dated', 'site.named')}|附件)\s*[：:]")
_INDENT: Final = re.compile(r"[　\xa0]|[ \t]{2,}")
_HAN: Final = r"\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff"
_MARKS: Final = rf"{_QUOTES}\u2014\u2026\u3001-\u3011\uff00-\uffef"
_OTHER: Final = rf"{_MARKS}0-9A-Za-z(),:;%/"
_AT_MARK: Final = rf"(?<=[{_MARKS}])[ \xa0](?=\S)|(?<=\S)[ \xa0](?=[{_MARKS}])"
_STRAY_AT_MARK: Final = re.compile(_AT_MARK)
_STRAY: Final = re.compile(
    rf"{_AT_MARK}|(?<=[{_HAN}])[ \xa0](?=[{_OTHER}])|(?<=[{_OTHER}])[ \xa0](?=[{_HAN}])"
    r"|(?<=[,:;/])[ \xa0](?=\d)|(?<=\d)[ \xa0](?=[,:;/%])"
)
_NARROWEST, _WIDEST = 24, 160
_TALLEST_SHARE: Final = 0.9
_FULL: Final = 0.85
_FULL_LINES_MIN: Final = 3
_PROSE_SHARE: Final = 0.5
_FIRST_WIDE: Final = "\u2000"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line without the space at its end.

    Attributes:
        span: Its place.
        width: Its width without spaces, a Chinese character counting two.
        is_closed: Whether nothing of it goes on in the next line.
        is_row: Whether it is a row of a table.
        is_prose: Whether it holds a mark of running text.
    """

    span: Span
    width: int
    is_closed: bool
    is_row: bool
    is_prose: bool

    @property
    def length(self) -> int:
        """Its number of characters."""
        return self.span.end - self.span.start


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """Where the lines of a text break: at a width, or after so many characters."""

    width: int
    length: int

    def is_filled_by(self, line: _Line) -> bool:
        return line.width >= _FULL * self.width or line.length >= self.length


def without_wraps(text: str) -> Iterator[Span]:
    """Yield a text without the line ends and spaces that only its layout made (去硬回车)."""
    lines = [_line(text, Span(*found.span())) for found in _LINE.finditer(text)]
    measure = _measure(lines)
    if measure is None:
        yield Span(0, len(text))
        return
    dropped = sorted([*_line_ends(text, lines, measure), *_strays(text, lines, measure)])
    start = 0
    for span in dropped:
        yield Span(start, span.start)
        start = span.end
    yield Span(start, len(text))


def _line(text: str, span: Span) -> _Line:
    printed = text[span.start : span.end].rstrip()
    is_row = _TABLE.search(printed.lstrip()) is not None
    return _Line(
        span=Span(span.start, span.start + len(printed)),
        width=sum(2 if character > _FIRST_WIDE else 1 for character in "".join(printed.split())),
        is_closed=is_row or not printed or _CLOSED.search(printed[-8:]) is not None,
        is_row=is_row,
        is_prose=not is_row and _PAUSE.search(printed) is not None,
    )


def _measure(lines: Sequence[_Line]) -> _Measure | None:
    """Return where sentences break; None if they do not break at one width."""
    said = [line for line in lines if line.width]
    if not said:
        return None
    measure = _Measure(
        width=_high(line.width for line in said), length=_high(line.length for line in said)
    )
    full = [line for line in lines if not line.is_closed and measure.is_filled_by(line)]
    prose = sum(line.is_prose for line in full)
    is_wrapped = len(full) >= _FULL_LINES_MIN and prose >= _PROSE_SHARE * len(full)
    return measure if is_wrapped and _NARROWEST <= measure.width <= _WIDEST else None


def _high(sizes: Iterable[int]) -> int:
    """Return the size that nine lines in ten do not exceed."""
    ordered = sorted(sizes)
    return ordered[min(int(len(ordered) * _TALLEST_SHARE), len(ordered) - 1)]


def _line_ends(text: str, lines: Sequence[_Line], measure: _Measure) -> Iterator[Span]:
    """Yield the line ends inside sentences, with the space around them."""
    for line, following in pairwise(lines):
        start, end = line.span.end, following.span.start
        if line.is_closed or not measure.is_filled_by(line) or text.count("\n", start, end) > 1:
            continue
        if not _begins_paragraph(text, following) and not _are_words(text[start - 1] + text[end]):
            yield Span(start, end + text.startswith(" ", end))


def _begins_paragraph(text: str, line: _Line) -> bool:
    start = line.span.start
    if line.is_row or begins_section(text, start):
        return True
    return any(sign.match(text, start) for sign in (_INDENT, _LABEL))


def _are_words(pair: str) -> bool:
    """Tell whether two Latin words would run together; a number broken in two is one number."""
    return pair.isascii() and pair.isalnum() and not pair.isdecimal()


def _strays(text: str, lines: Sequence[_Line], measure: _Measure) -> Iterator[Span]:
    """Yield single spaces that nobody typed: at Chinese marks, and at figures in running text."""
    for line in lines:
        is_running = line.is_prose or (measure.is_filled_by(line) and not line.is_closed)
        stray = _STRAY if is_running else _STRAY_AT_MARK
        for found in stray.finditer(text, line.span.start, line.span.end):
            yield Span(*found.span())
