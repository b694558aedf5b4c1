"""Edges of names (名称边界): where a name begins, and how a list of names is cut.

A name's end shows by its ending; its beginning shows by what stands before it: punctuation, a
verb, a particle, a preposition. Where none of these is found, there is no name.
"""

import re
from typing import Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.statements import Span

__all__ = ["HAN", "NAME", "has_edge", "items", "name_start"]

HAN: Final = r"[\u4e00-\u9fff]"
NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9]"

_LONGEST: Final = 60
_NAME: Final = re.compile(NAME)
_AND: Final = r"、|以及|及|和|与"


def name_start(reading: Reading, floor: int, end: int, *, least: int = 2) -> int:
    """Return where the name begins that runs up to `end` (名称起点).

    Args:
        reading: The document.
        floor: No name begins before this place, usually the start of the sentence.
        end: Where the name's own part ends.
        least: Characters the own part has at least; a verb's edge that leaves fewer is passed.
    """
    return reading.words.name_start(max(floor, end - _LONGEST), end, least=least)


def has_edge(reading: Reading, position: int) -> bool:
    """Return whether a name may begin here: after a mark, a verb, a particle, a preposition."""
    if position == 0 or not _NAME.match(reading.text, position - 1):
        return True
    return reading.words.may_open(position)


def items(text: str, span: Span, *, joined: str = _AND) -> tuple[Span, ...]:
    """Return the items of a list joined by 、 and 和, or by other marks (并列成分).

    >>> [(item.start, item.end) for item in items("甲乙、丙丁和戊己", Span(0, 8))]
    [(0, 2), (3, 5), (6, 8)]
    """
    found: list[Span] = []
    start = span.start
    for mark in re.compile(joined).finditer(text, span.start, span.end):
        found.append(Span(start, mark.start()))
        start = mark.end()
    found.append(Span(start, span.end))
    return tuple(item for item in found if item.start < item.end)
