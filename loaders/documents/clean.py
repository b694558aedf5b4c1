"""Cleaning of shared texts (文本清洗): what a document-sharing site added, taken off again.

A sharing site prints the file name and a line of its own before the text, numbers the page
chunks ``1、 2、 …`` and cuts words between them, and puts notices after the text. Only a text with
such a frame is touched; any other comes back as it is. Words, quotes and punctuation are never
altered, and every character of the result knows where it stood.
"""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.cleantext import CleanText
from loaders.documents.lexicon import alternation
from loaders.layer import Span, TextLayer

__all__ = ["CleanText", "clean"]

_HEAD_LINES: Final = 6
_SHARED: Final = re.compile(alternation("site.head"))
_TAIL: Final = re.compile(rf"^-?[ \t]*(?:{alternation('site.tail')})[ \t]*[::]", re.MULTILINE)
_FILE_NAME: Final = re.compile(r"\.(?:docx?|pdf|pptx?|wps|txt)\s*$", re.IGNORECASE)
_CHUNK: Final = re.compile(r"^(\d{1,4})、", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def clean(source: str | TextLayer) -> CleanText:
    r"""Take off what a sharing site added (清洗); an ordinary text comes back unchanged.

    >>> clean("甲区总结.docx\n由会员分享,可在线阅读\n1、甲\n2、区\n- 配套讲稿:\n略").text
    '甲区'
    """
    layer = source if isinstance(source, TextLayer) else TextLayer(text=source)
    text, body = layer.text, _body(layer.text)
    if body is None:
        pieces: tuple[Span, ...] = (Span(0, len(text)),) if text else ()
        return CleanText(text=text, pieces=pieces, layer=layer)
    pieces = tuple(_chunks(text, body))
    cleaned = "".join(text[piece.start : piece.end] for piece in pieces)
    return CleanText(text=cleaned, pieces=pieces, layer=layer)


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
