"""Segmentation by punctuation (断句): sentences and the clauses inside them.

Full-width and half-width marks count alike; a half-width point or comma between digits does not
cut, and a mark inside quotation marks or brackets does not end a clause.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.statements import Span

__all__ = ["Sentence", "sentences"]

_END: Final = re.compile(r"[。！？!?；;\n]")
_PAUSE: Final = re.compile(r"[,，:：](?!\d{3}(?!\d))")
_OPEN: Final = "“《（("
_CLOSE: Final = "”》）)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and its clauses (句子).

    Attributes:
        span: The sentence without its closing mark.
        clauses: Its clauses without the marks between them.
    """

    span: Span
    clauses: tuple[Span, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order (句子列表).

    >>> [len(sentence.clauses) for sentence in sentences("甲园区成为试点,引入乙公司。丙。")]
    [2, 1]
    """
    found = (
        Sentence(span=span, clauses=tuple(_cut(text, span, _PAUSE)))
        for span in _cut(text, Span(0, len(text)), _END)
    )
    return tuple(found)


def _cut(text: str, within: Span, mark: re.Pattern[str]) -> Iterator[Span]:
    """Yield the non-empty parts between marks that stand outside quotation marks and brackets."""
    start, depth, seen = within.start, 0, within.start
    for match in mark.finditer(text, within.start, within.end):
        depth += _opened(text, seen, match.start())
        seen = match.start()
        if depth <= 0 or match.group() == "\n":
            yield from _trimmed(text, start, match.start())
            start, depth = match.end(), 0
    yield from _trimmed(text, start, within.end)


def _opened(text: str, start: int, end: int) -> int:
    """Return how many more quotation marks and brackets open than close in a part."""
    opened = sum(text.count(mark, start, end) for mark in _OPEN)
    return opened - sum(text.count(mark, start, end) for mark in _CLOSE)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    printed = text[start:end]
    left = start + len(printed) - len(printed.lstrip())
    right = start + len(printed.rstrip())
    if left < right:
        yield Span(left, right)
