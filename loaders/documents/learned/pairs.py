"""Pairs of names that may be linked (候选关系): what stands near each other.

Pairs are taken of names at most two sentences apart, and of every name with those that the document
opens with; a bounded number for each mention, so the work grows with the text alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from loaders.documents.grammar.reading import Named

__all__ = ["Pair", "nearest"]

_AROUND: Final = 14
_SENTENCES: Final = 2
_OPENING: Final = 8


class Pair(NamedTuple):
    """Two mentions that may be linked, the first to the second (候选对).

    Attributes:
        source: Mention that the link would start from.
        target: Mention that it would lead to.
        start: The source's number among the mentions of the document.
        end: The target's number.
        apart: How many sentences the target is after the source; negative if it is before.
    """

    source: Named
    target: Named
    start: int
    end: int
    apart: int

    @property
    def order(self) -> str:
        """Whether the target stands behind the source or before it."""
        return "then" if self.start < self.end else "after"

    @property
    def between(self) -> range:
        """Which mentions stand between them, by their number in the document."""
        return range(min(self.start, self.end) + 1, max(self.start, self.end))


def nearest(mentions: Sequence[Named], sentences: Sequence[int]) -> Iterator[Pair]:
    """Yield every pair of names that may be linked, at its nearest place (最近候选对).

    Args:
        mentions: All mentions of a document in their order.
        sentences: For each the sentence in which it stands.
    """
    number = {name: n for n, name in enumerate(dict.fromkeys(named.name for named in mentions))}
    names = [number[named.name] for named in mentions]
    best: dict[tuple[int, int], tuple[int, int, int]] = {}
    for j, name in enumerate(names):
        for i in _beside(j, sentences):
            if names[i] != name:
                rank = abs(sentences[i] - sentences[j]) * len(names) + abs(i - j)
                known = best.get((names[i], name))
                if known is None or rank < known[0]:
                    best[names[i], name] = rank, i, j
    for _, i, j in best.values():
        yield Pair(mentions[i], mentions[j], i, j, sentences[j] - sentences[i])


def _beside(j: int, sentences: Sequence[int]) -> Iterable[int]:
    """Return the mentions with which one may be linked, in order; it is among them itself."""
    low, high = max(0, j - _AROUND), min(len(sentences), j + _AROUND + 1)
    low = bisect_left(sentences, sentences[j] - _SENTENCES, low, high)
    high = bisect_right(sentences, sentences[j] + _SENTENCES, low, high)
    opening = min(_OPENING, len(sentences))
    return chain(range(min(opening, low)), range(low, high), range(high, opening))
