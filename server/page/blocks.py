"""Blocks of a cleaned text (版面分段): where a page starts a new line, though the text may not.

Scanned and shared texts often come as one run-on paragraph. Its headings and numbered items
open blocks of their own, so that a reader finds them; no character is moved or changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.documents import Span
from loaders.documents.text.outline import Section, outline

__all__ = ["Block", "blocks"]

_HEADING: Final = 45
"""Longest title that stands on a line of its own [characters]; a longer one runs on."""

_DEEPEST: Final = 6
_SPACE: Final = " \t\r\n\f\v\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a page (段).

    Attributes:
        span: Its characters in the cleaned text, without the line end.
        level: Depth of the heading or item that opens it; 0 for the title, None for plain text.
        lead: The title that opens it, with its number; empty for plain text.
    """

    span: Span
    level: int | None = None
    lead: Span

    @property
    def is_heading(self) -> bool:
        """Whether nothing but its title and a closing mark stand in it."""
        return self.level is not None and self.span.end - self.lead.end <= 1


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in order; together they hold all that is not white space."""
    leads: dict[int, tuple[int, Span]] = {}
    starts = {0, *_line_starts(text)}
    for section in outline(text):
        lead = _lead(text, section)
        leads[lead.start] = (min(section.level, _DEEPEST), lead)
        starts |= {lead.start, section.body.start} if _alone(section) else {lead.start}
    found: list[Block] = []
    for start, end in pairwise(
        (*sorted(start for start in starts if start < len(text)), len(text))
    ):
        span = _trimmed(text, start, end)
        if span.start < span.end:
            level, lead = leads.get(start, (None, Span(start, start)))
            found.append(Block(span=span, level=level, lead=lead))
    return tuple(found)


def _lead(text: str, section: Section) -> Span:
    """Return the title with its number."""
    start = text.rfind(section.number, 0, section.title.start) if section.number else -1
    return Span(start if start >= 0 else section.title.start, section.title.end)


def _alone(section: Section) -> bool:
    """Tell whether the title stands on a line of its own."""
    short = section.title.end - section.title.start <= _HEADING
    return short and not section.number.endswith(("是", "要", "：", "，"))


def _line_starts(text: str) -> Iterator[int]:
    place = text.find("\n")
    while place >= 0:
        yield place + 1
        place = text.find("\n", place + 1)


def _trimmed(text: str, start: int, end: int) -> Span:
    printed = text[start:end].rstrip(_SPACE)
    left = len(printed) - len(printed.lstrip(_SPACE))
    return Span(start + left, start + len(printed))
