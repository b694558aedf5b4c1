"""Pairs of names that may be linked (候选关系): what stands near each other.

Pairs are taken of names at most two sentences apart, and of every name with those that the document
opens with; a bounded number for each mention, so the work grows with the text alone.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from loaders.documents.grammar.reading import Named
from loaders.documents.learned.columns import Numbers

__all__ = ["Pair", "Pairs"]

_AROUND: Final = 14
_SENTENCES: Final = 2
_OPENING: Final = 8


class Pair(NamedTuple):
    """Two mentions that may be linked, the first to the second (候选对).

    Attributes:
        source: Mention that the link would start from.
        target: Mention that it would lead to.
        apart: How many sentences the target is after the source; negative if it is before.
    """

    source: Named
    target: Named
    apart: int


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every pair of names that may be linked, at its nearest place (最近候选对).

    Attributes:
        mentions: All mentions of a document in their order.
        sentences: For each the sentence in which it stands.
        starts: For each pair the number of the mention that a link would start from.
        ends: For each pair the number of the mention that it would lead to.
    """

    mentions: Sequence[Named]
    sentences: Sequence[int]
    starts: Numbers
    ends: Numbers

    @classmethod
    def nearest(cls, mentions: Sequence[Named], sentences: Sequence[int]) -> "Pairs":
        """Return the pairs among the mentions of a document."""
        number: dict[str, int] = {}
        names = [number.setdefault(named.name, len(number)) for named in mentions]
        best: dict[tuple[int, int], tuple[int, int, int]] = {}
        for j, name in enumerate(names):
            for i in _beside(j, sentences):
                if names[i] != name:
                    rank = abs(sentences[i] - sentences[j]) * len(names) + abs(i - j)
                    known = best.get((names[i], name))
                    if known is None or rank < known[0]:
                        best[names[i], name] = rank, i, j
        ends = np.array(list(best.values()), np.int64).reshape(-1, 3)
        return cls(mentions, sentences, ends[:, 1], ends[:, 2])

    @cached_property
    def names(self) -> Sequence[tuple[str, str]]:
        """The two names of each pair."""
        names = [named.name for named in self.mentions]
        both = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [(names[i], names[j]) for i, j in both]

    @cached_property
    def apart(self) -> Numbers:
        """How many sentences each target is after its source."""
        sentences = np.array(self.sentences, np.int64)
        apart: Numbers = sentences[self.ends] - sentences[self.starts]
        return apart

    @cached_property
    def order(self) -> Numbers:
        """For each pair 1 if the target stands behind the source, else 0."""
        return (self.starts < self.ends).astype(np.int64)

    @cached_property
    def sides(self) -> tuple[Numbers, Numbers]:
        """Which mention of each pair comes first, and which last."""
        return np.minimum(self.starts, self.ends), np.maximum(self.starts, self.ends)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, n: int) -> Pair:
        i, j = int(self.starts[n]), int(self.ends[n])
        return Pair(self.mentions[i], self.mentions[j], self.sentences[j] - self.sentences[i])


def _beside(j: int, sentences: Sequence[int]) -> Iterable[int]:
    """Return the mentions with which one may be linked, in order; it is among them itself."""
    low, high = max(0, j - _AROUND), min(len(sentences), j + _AROUND + 1)
    low = bisect_left(sentences, sentences[j] - _SENTENCES, low, high)
    high = bisect_right(sentences, sentences[j] + _SENTENCES, low, high)
    opening = min(_OPENING, len(sentences))
    return chain(range(min(opening, low)), range(low, high), range(high, opening))
