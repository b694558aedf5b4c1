"""Outline of a document (文档结构): headings and lists, and the text that each of them governs.

A number counts where it opens a line, or where it follows a closing mark or a heading and goes on
from the number before it. A heading may also be a short line of its own without any number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loaders.documents.text.headings import SAID, TITLE_LENGTH, Heading, headings
from loaders.documents.text.numbering import Style
from loaders.layer import Span

__all__ = ["Section", "outline"]

_END: Final = re.compile(r"[。！？!?；;：:\n]")
_PAUSE: Final = re.compile(r"[，,]")
_PAUSES: Final = "，,、"
_CLOSING: Final = frozenset("。！？!?；;：:，,、")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading or a list item with what it governs (章节、条目).

    Attributes:
        level: Depth in this document: 0 for its title, 1 for the outermost sections.
        number: Its number as printed, such as ``（一）`` or ``二是``; empty where there is none.
        title: Its heading; of an item without one, its first sentence or clause.
        body: What it governs: all that follows the title, up to the next section that is not
            inside it. Sections inside it lie within its body.
    """

    level: int
    number: str
    title: Span
    body: Span


def outline(text: str) -> tuple[Section, ...]:
    """Return the sections of a text in the order in which they begin (文档结构).

    >>> text = "一、总体要求。略。二、任务：一是检查；二是整改。"
    >>> [(s.level, s.number, text[s.title.start : s.title.end]) for s in outline(text)]
    [(1, '一、', '总体要求'), (1, '二、', '任务'), (2, '一是', '检查'), (2, '二是', '整改')]
    """
    found = headings(text)
    starts = [heading.number.start for heading in found] + [len(text)]
    titles = [_title(text, h, following) for h, following in zip(found, starts[1:], strict=True)]
    levels, ends = _nested(text, found)
    return tuple(
        Section(
            level=level,
            number=text[heading.number.start : heading.number.end].strip(),
            title=title,
            body=_body(text, title.end, end),
        )
        for heading, title, level, end in zip(found, titles, levels, ends, strict=True)
    )


def _title(text: str, heading: Heading, following: int) -> Span:
    """Return the words up to the end of the sentence; of a long one, its first clause."""
    start = heading.number.end
    end = _first(_END, text, start, following)
    if text[end : end + 1] not in {"", "\n"} and end - start > TITLE_LENGTH:
        end = _first(_PAUSE, text, start, end)
    return _trimmed(text, start, end, _PAUSES)


def _first(mark: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = mark.search(text, start, end)
    return found.start() if found else end


def _body(text: str, start: int, end: int) -> Span:
    """Return what follows a title, without the mark that closes it."""
    closed = start + 1 if text[start : start + 1] in _CLOSING and start < end else start
    return _trimmed(text, closed, max(closed, end))


def _trimmed(text: str, start: int, end: int, closing: str = "") -> Span:
    printed = text[start:end]
    left = start + len(printed) - len(printed.lstrip())
    return Span(left, max(left, start + len(printed.rstrip().rstrip(closing))))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A section that goes on."""

    index: int
    heading: Heading
    level: int
    limit: int


def _nested(text: str, found: Sequence[Heading]) -> tuple[list[int], list[int]]:
    """Return for each heading its level and where its section ends."""
    ends, levels = [len(text)] * len(found), [0] * len(found)
    stack: list[_Open] = []
    line_ends = _line_ends(text, found)
    for index, heading in enumerate(found):
        start = heading.number.start
        while stack and (stack[-1].limit <= start or _closes(heading, stack)):
            closed = stack.pop()
            ends[closed.index] = min(start, closed.limit)
        is_title = heading.style is Style.TITLE
        level = 0 if is_title else stack[-1].level + 1 if stack else 1
        limit = line_ends[index] if _is_short_lived(heading) else len(text)
        limit = min(limit, stack[-1].limit) if stack else limit
        stack.append(_Open(index=index, heading=heading, level=level, limit=limit))
        levels[index] = level
    for still in stack:
        ends[still.index] = still.limit
    return levels, ends


def _closes(heading: Heading, stack: Sequence[_Open]) -> bool:
    """Tell whether a heading ends the innermost open section."""
    key, top = (heading.style, heading.depth), stack[-1].heading
    if top.style is Style.TITLE:
        return False
    if any(key == (still.heading.style, still.heading.depth) for still in stack):
        return True
    if heading.style is Style.LINE:
        return top.style >= Style.ARABIC
    if heading.style in SAID or top.style is Style.LINE:
        return False
    if top.style in SAID:
        return heading.style < Style.ARABIC or (heading.opens_line and not top.opens_line)
    return (top.style, top.depth) > key


def _is_short_lived(heading: Heading) -> bool:
    """Tell whether a section ends with its line: an item inside a paragraph does."""
    return not heading.opens_line and heading.style >= Style.ARABIC


def _line_ends(text: str, found: Sequence[Heading]) -> list[int]:
    """Return where the line ends on which each heading stands, in one pass."""
    ends: list[int] = []
    for heading in found:
        start = heading.number.start
        if not ends or ends[-1] < start:
            end = text.find("\n", start)
            ends.append(len(text) if end < 0 else end)
        else:
            ends.append(ends[-1])
    return ends
