"""The frame of a sharing site (文库页框): what it prints around a text, and inside it.

A sharing site prints the file name and a line of its own before the text, numbers the page
chunks ``1、 2、 …`` and cuts words between them, and puts notices after the text. What it tells of
the text among its notices stays. Only a text with such a frame is touched.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from loaders.documents.lexicon import alternation
from loaders.layer import Span

__all__ = ["without_frame"]

_HEAD_LINES: Final = 6
_SHARED: Final = re.compile(alternation("site.head"))
_TAIL: Final = re.compile(rf"^-?[ \t]*(?:{alternation('site.tail')})[ \t]*[::]", re.MULTILINE)
_TOLD: Final = re.compile(
    rf"^-?[ \t]*{alternation('site.told')}[ \t]*[:：](?:[ \t]*-?[ \t]*\n)*", re.MULTILINE
)
_FILE_NAME: Final = re.compile(r"\.(?:docx?|pdf|pptx?|wps|txt)\s*$", re.IGNORECASE)
_CHUNK: Final = re.compile(r"^(\d{1,4})、", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")


def without_frame(text: str) -> Iterator[Span]:
    """Yield what the site did not add (去页框); all of the text if it has no frame."""
    body = _body(text)
    if body is None:
        yield Span(0, len(text))
    else:
        yield from _chunks(text, body)
        yield from _told(text, body.end)


def _body(text: str) -> Span | None:
    """Return what lies between the site's head and tail, or None if there is no frame."""
    start = _head_end(text)
    tail = _TAIL.search(text, start)
    if not start and not (tail and tail.group().startswith("-")):
        return None
    return Span(start, tail.start() if tail else len(text))


def _told(text: str, position: int) -> Iterator[Span]:
    """Yield what the site tells of the text among its notices, with the line end before it."""
    told = _TOLD.search(text, position)
    if told:
        tail = _TAIL.search(text, told.end())
        end = tail.start() if tail else len(text)
        if text[told.end() : end].strip():
            yield Span(told.start() - 1, told.start())
            yield from _without_line_end(text, told.end(), end)


def _head_end(text: str) -> int:
    """Return where the lines of the site end: up to its share line, if the text opens with one."""
    end = 0
    for line in islice(_LINE.finditer(text), _HEAD_LINES):
        printed = line.group()
        if _SHARED.search(printed):
            end = line.end()
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
