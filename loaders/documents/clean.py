"""Cleaning of shared texts (文本清洗): what a document-sharing site added, taken off again.

A sharing site prints the file name and a line of its own before the text, numbers the page
chunks ``1、 2、 …`` and cuts words between them, and puts notices after the text. Only a text with
such a frame is touched; any other comes back as it is. Words, quotes and punctuation are never
altered, and every character of the result knows where it stood.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.documents.statements import Span

__all__ = ["CleanText", "clean"]

_HEAD_LINES: Final = 6
_SHARED: Final = re.compile(alternation("site.head"))
_TAIL: Final = re.compile(rf"^-?[ \t]*(?:{alternation('site.tail')})[ \t]*[::]", re.MULTILINE)
_FILE_NAME: Final = re.compile(r"\.(?:docx?|pdf|pptx?|wps|txt)\s*$", re.IGNORECASE)
_CHUNK: Final = re.compile(r"^(\d{1,4})、", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A cleaned text and the way back to the file (清洗后的文本).

    Attributes:
        text: The cleaned text.
        pieces: Where its parts stood in the file's text, in order; together they make up `text`.
    """

    text: str
    pieces: tuple[Span, ...]

    def __post_init__(self) -> None:
        if sum(piece.end - piece.start for piece in self.pieces) != len(self.text):
            raise ValueError("pieces do not make up the text")

    def to_original(self, start: int, end: int) -> Span:
        """Return the smallest span of the file's text that covers a span of this text.

        Raises:
            ValueError: If the span lies outside the text.
        """
        parts = self.original_parts(start, end)
        return Span(parts[0].start, parts[-1].end)

    def original_parts(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the places in the file's text that, put together, read as the span.

        Raises:
            ValueError: If the span lies outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"outside the text: {start}–{end}")
        return tuple(self._parts(start, end)) or (self._point(start),)

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        for offset, piece in zip(self._offsets(), self.pieces, strict=True):
            low, high = max(start, offset), min(end, offset + piece.end - piece.start)
            if low < high:
                yield Span(piece.start + low - offset, piece.start + high - offset)

    def _point(self, position: int) -> Span:
        if not self.pieces:
            return Span(0, 0)
        offsets = self._offsets()
        index = bisect_right(offsets, position) - 1
        place = self.pieces[index].start + position - offsets[index]
        return Span(place, place)

    def _offsets(self) -> list[int]:
        offsets = [0]
        for piece in self.pieces[:-1]:
            offsets.append(offsets[-1] + piece.end - piece.start)
        return offsets if self.pieces else []


def clean(text: str) -> CleanText:
    r"""Take off what a sharing site added (清洗); an ordinary text comes back unchanged.

    >>> clean("甲区总结.docx\n由会员分享,可在线阅读\n1、甲\n2、区\n- 配套讲稿:\n略").text
    '甲区'
    """
    body = _body(text)
    if body is None:
        return CleanText(text=text, pieces=(Span(0, len(text)),) if text else ())
    pieces = tuple(_chunks(text, body))
    return CleanText(text="".join(text[p.start : p.end] for p in pieces), pieces=pieces)


def _body(text: str) -> Span | None:
    """Return what lies between the site's head and tail, or None if there is no frame."""
    start = _head_end(text)
    tail = _TAIL.search(text, start)
    if not start and not (tail and tail.group().startswith("-")):
        return None
    return Span(start, tail.start() if tail else len(text))


def _head_end(text: str) -> int:
    """Return where the lines of the site end: up to its share line, if the text opens with one."""
    end = 0
    for line in _lines(text, Span(0, len(text)))[:_HEAD_LINES]:
        printed = text[line.start : line.end]
        if _SHARED.search(printed):
            end = line.end
        elif printed.strip() and not _FILE_NAME.search(printed):
            break
    return end


def _chunks(text: str, body: Span) -> Iterator[Span]:
    """Yield the body without page numbers and without the line ends before them.

    Only an unbroken run 1, 2, 3 … that opens the body is the site's; any other number is real.
    """
    start, number = body.start, 1
    for mark in _CHUNK.finditer(text, body.start, body.end):
        if number == 1 and text[body.start : mark.start()].strip():
            break
        if int(mark.group(1)) == number:
            yield from _without_line_end(text, start, mark.start())
            start, number = mark.end(), number + 1
    yield from _without_line_end(text, start, body.end)


def _without_line_end(text: str, start: int, end: int) -> Iterator[Span]:
    stop = start + len(text[start:end].rstrip("\r\n"))
    if stop > start:
        yield Span(start, stop)


def _lines(text: str, within: Span) -> list[Span]:
    found = _LINE.finditer(text, within.start, within.end)
    return [Span(line.start(), line.end()) for line in found]
