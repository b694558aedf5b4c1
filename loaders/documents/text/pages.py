"""Marks of printed pages (页码与页眉页脚): page numbers and running heads, taken off.

A form feed ends a page, as in the text layer of a PDF. A line at the edge of a page that returns on
other pages, with the same figures or with figures that count the pages, is a running head or foot;
at the top of the first page it stays, since it is the title there. Without form feeds only
unmistakable page numbers go, and lines of a table of contents, which repeat the headings.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.layer import Span

__all__ = ["without_page_marks"]

_EDGE: Final = 2
_SHARE: Final = 0.3
_HEAD_MAX: Final = 80
_CONTENTS_MAX: Final = 200
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_DIGITS: Final = re.compile(r"\d{1,9}")
_DASH: Final = r"[-—–\uff0d─·•~\uff5e]"
_NUMBER: Final = re.compile(
    rf"\s*(?:{_DASH}{{1,4}}\s*\d{{1,4}}\s*{_DASH}{{1,4}}|第\s*\d{{1,4}}\s*页"
    r"(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)\s*"
)
_CONTENTS: Final = re.compile(r"\S.{0,78}?(?:\.{4}|(?:\. ){4}|…{2}|·{4}|-{4})[.…·\- ]*\d{1,4}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and how near it is to an edge of its page, counted from 0."""

    span: Span
    printed: str
    from_top: int
    from_bottom: int
    page: int

    @property
    def is_at_edge(self) -> bool:
        return min(self.from_top, self.from_bottom) < _EDGE

    @property
    def words(self) -> str:
        """What it says, its figures aside."""
        return _DIGITS.sub("#", self._unspaced)

    @property
    def figures(self) -> tuple[int, ...]:
        """The figures in it."""
        return tuple(map(int, _DIGITS.findall(self._unspaced)))

    @property
    def _unspaced(self) -> str:
        return "".join(self.printed.split())


def without_page_marks(text: str) -> Iterator[Span]:
    """Yield a text without page numbers, running heads and form feeds (去页码、页眉、页脚)."""
    pages = [_lines(text, page, index) for index, page in enumerate(_pages(text))]
    running = _running(pages) if len(pages) > 1 else frozenset()
    for line in (line for page in pages for line in page):
        if not _is_mark(line, running, is_paged=len(pages) > 1):
            yield line.span


def _pages(text: str) -> Iterator[Span]:
    """Yield the pages without the form feeds that end them."""
    start = 0
    for end in re.finditer("\f", text):
        yield Span(start, end.start())
        start = end.end()
    if start < len(text):
        yield Span(start, len(text))


def _lines(text: str, page: Span, number: int) -> list[_Line]:
    """Return the lines of a page; those without words are not counted."""
    found = list(_LINE.finditer(text, page.start, page.end))
    said = [bool(m.group().strip()) for m in found]
    total, before = sum(said), 0
    lines = []
    for match, has_words in zip(found, said, strict=True):
        edge = (before, total - before - 1) if has_words else (_EDGE, _EDGE)
        lines.append(_Line(Span(*match.span()), match.group().strip(), *edge, number))
        before += has_words
    return lines


def _running(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return the words that stand at the edge of many pages."""
    edges: dict[str, list[_Line]] = defaultdict(list)
    for line in (line for page in pages for line in page):
        if line.is_at_edge and 0 < len(line.printed) <= _HEAD_MAX:
            edges[line.words].append(line)
    least = max(2, _SHARE * len(pages))
    return frozenset(
        words
        for words, lines in edges.items()
        if len({line.page for line in lines}) >= least and _is_counting(lines)
    )


def _is_counting(lines: Sequence[_Line]) -> bool:
    """Tell whether each figure in lines that say the same is constant or counts the pages."""
    columns = zip(*(line.figures for line in lines), strict=True)
    pages = [line.page for line in lines]
    return all(
        len(set(column)) == 1 or len({n - p for n, p in zip(column, pages, strict=True)}) == 1
        for column in columns
    )


def _is_mark(line: _Line, running: frozenset[str], *, is_paged: bool) -> bool:
    if not line.printed:
        return False
    if _NUMBER.fullmatch(line.printed) or _is_of_contents(line.printed):
        return True
    is_title = line.page == 0 and line.from_top <= min(line.from_bottom, _EDGE - 1)
    if is_title and line.words.strip("#/"):
        return False
    return is_paged and line.is_at_edge and line.words in running


def _is_of_contents(printed: str) -> bool:
    return len(printed) <= _CONTENTS_MAX and _CONTENTS.fullmatch(printed) is not None
