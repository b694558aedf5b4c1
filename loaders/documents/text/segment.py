"""Segmentation by punctuation (断句): sentences and the clauses inside them.

Full-width and half-width marks count alike; a half-width point or comma between digits does not
cut, and a mark inside quotation marks or brackets does not end a clause. A quotation mark or
bracket that is not closed on its line, or only far away, is a slip and encloses nothing. A tab
cuts: it parts columns, and Word's numbers from their paragraphs.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.layer import Span

__all__ = ["Sentence", "sentences"]

_END: Final = re.compile(r"[。！？!?；;\n\t]")
_PAUSE: Final = re.compile(r"[,，:：](?!\d{3}(?!\d))")
_BRACKET: Final = re.compile(r"[“《（(”》）)\n]")
_KIND: Final = {"”": "“", "》": "《", "）": "(", ")": "(", "（": "("}
_OPEN: Final = frozenset("“《（(")
_FAR: Final = 300
_LONGEST: Final = 1000
"""Characters; the longest sentence of the annotated documents has fewer than half of them."""
_ANY_MARK: Final = re.compile(r"[,，、:：)）\s]")


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
    enclosed = _enclosed(text)
    ended = _cut(text, Span(0, len(text)), _END, enclosed)
    whole = (part for span in ended for part in _bounded(text, span))
    return tuple(
        Sentence(span=span, clauses=tuple(_cut(text, span, _PAUSE, enclosed))) for span in whole
    )


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence in parts that are no longer than any real one, cut behind a mark if it can.

    What has no marks is not written by a person; rules that look back to where a sentence begins
    stay linear on it.
    """
    start = span.start
    while span.end - start > _LONGEST:
        marks = list(_ANY_MARK.finditer(text, start + _LONGEST // 2, start + _LONGEST))
        stop = marks[-1].end() if marks else start + _LONGEST
        yield Span(start, stop)
        start = stop
    yield Span(start, span.end)


def _cut(
    text: str, within: Span, mark: re.Pattern[str], enclosed: Sequence[Span]
) -> Iterator[Span]:
    """Yield the non-empty parts between marks that stand outside quotation marks and brackets."""
    start = within.start
    for match in mark.finditer(text, within.start, within.end):
        if not _holds(enclosed, match.start()):
            yield from _trimmed(text, start, match.start())
            start = match.end()
    yield from _trimmed(text, start, within.end)


def _enclosed(text: str) -> tuple[Span, ...]:
    """Return what stands between quotation marks or brackets, the outermost pairs in order."""
    opened: dict[str, list[int]] = {kind: [] for kind in "“《("}
    pairs: list[Span] = []
    for match in _BRACKET.finditer(text):
        mark, place = match.group(), match.start()
        if mark == "\n":
            opened = {kind: [] for kind in opened}
        elif mark in _OPEN:
            opened[_KIND.get(mark, mark)].append(place)
        elif opened[_KIND[mark]] and place - (start := opened[_KIND[mark]].pop()) <= _FAR:
            pairs.append(Span(start, place))
    return tuple(_outermost(sorted(pairs)))


def _outermost(pairs: Sequence[Span]) -> Iterator[Span]:
    end = -1
    for pair in pairs:
        if pair.end > end:
            yield pair
            end = pair.end


def _holds(pairs: Sequence[Span], position: int) -> bool:
    """Tell whether a place lies between the marks of a pair; both ends of pairs ascend."""
    index = bisect_right(pairs, position, key=_start)
    return index > 0 and position < pairs[index - 1].end


def _start(pair: Span) -> int:
    return pair.start


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    printed = text[start:end]
    left = start + len(printed) - len(printed.lstrip())
    right = start + len(printed.rstrip())
    if left < right:
        yield Span(left, right)
