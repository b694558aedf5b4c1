"""Hard line ends and stray spaces (硬回车与多余空格) of PDF files, scans and e-mails.

Where the lines of a text break at one width in the middle of sentences, those line ends go; a line
end after a closing mark, after a short line, or before a heading's number, an indent or a row of a
table stays. Such texts also show spaces between Chinese and other characters that nobody typed;
those go in running text. In any other text every line end is the author's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.documents.numbering import begins_section
from loaders.layer import Span

__all__ = ["without_wraps"]

_LINE: Final = re.compile(r"[^\n]+")
_QUOTES: Final = "\u2018-\u201d"
_CLOSED: Final = re.compile(rf"[。；;：:！？!?…][{_QUOTES}\"'』」）)】]*\s*\Z")
_PAUSE: Final = re.compile(r"[，,、。；：]")
_TABLE: Final = re.compile(r" \| |\t|\S {2,}\S")
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
_PROSE_SHARE: Final = 0.6
_FIRST_WIDE: Final = "\u2000"


@dataclass(frozen=True, slots=True)
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


def without_wraps(text: str) -> Iterator[Span]:
    """Yield a text without the line ends and spaces that only its layout made (去硬回车)."""
    lines = [_line(text, Span(*found.span())) for found in _LINE.finditer(text)]
    width = _width(lines)
    if width is None:
        yield Span(0, len(text))
        return
    dropped = sorted([*_line_ends(text, lines, width), *_strays(text, lines, width)])
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


def _width(lines: Sequence[_Line]) -> int | None:
    """Return the width at which sentences break; None if they do not break at one."""
    said = sorted(line.width for line in lines if line.width)
    if not said:
        return None
    width = said[min(int(len(said) * _TALLEST_SHARE), len(said) - 1)]
    full = [line for line in lines if not line.is_closed and _is_full(line, width)]
    prose = sum(line.is_prose for line in full)
    is_wrapped = len(full) >= _FULL_LINES_MIN and prose >= _PROSE_SHARE * len(full)
    return width if is_wrapped and _NARROWEST <= width <= _WIDEST else None


def _is_full(line: _Line, width: int) -> bool:
    return line.width >= _FULL * width


def _line_ends(text: str, lines: Sequence[_Line], width: int) -> Iterator[Span]:
    """Yield the line ends inside sentences, with the space around them."""
    for line, following in pairwise(lines):
        start, end = line.span.end, following.span.start
        if line.is_closed or not _is_full(line, width) or text.count("\n", start, end) > 1:
            continue
        if not _begins_paragraph(text, following) and not _is_latin(text, start, end):
            yield Span(start, end + text.startswith(" ", end))


def _begins_paragraph(text: str, line: _Line) -> bool:
    start = line.span.start
    return bool(_INDENT.match(text, start)) or begins_section(text, start) or line.is_row


def _is_latin(text: str, start: int, end: int) -> bool:
    """Tell whether two words or numbers would run together."""
    return all(c.isascii() and c.isalnum() for c in (text[start - 1], text[end]))


def _strays(text: str, lines: Sequence[_Line], width: int) -> Iterator[Span]:
    """Yield single spaces that nobody typed: at Chinese marks, and at figures in running text."""
    for line in lines:
        is_running = line.is_prose or (_is_full(line, width) and not line.is_closed)
        stray = _STRAY if is_running else _STRAY_AT_MARK
        for found in stray.finditer(text, line.span.start, line.span.end):
            yield Span(*found.span())
