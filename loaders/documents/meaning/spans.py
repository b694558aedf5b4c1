"""Spans that name something (语义抽名): each run of characters is scored as a whole for each type.

Global Pointer (Su et al. 2022, arXiv:2208.03054): what a run's first character asks is held against
what its last one offers, turned by how far they are apart (Su et al. 2021, arXiv:2104.09864), and
each end speaks for a type by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self

import numpy as np

from loaders.documents.meaning.encoder import Floats
from loaders.documents.statements import EntityType, Span

__all__ = ["LONGEST", "LikelySpan", "SpanHead"]

LONGEST: Final = 60
"""Characters of the longest name that is looked for."""
_TURN: Final = 10_000.0


class LikelySpan(NamedTuple):
    """A run of characters that may name something (可能的名称).

    Attributes:
        score: How likely it is, above 0 if rather than not.
        kind: Of what type.
        span: Where it stands.
    """

    score: float
    kind: EntityType
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpanHead:
    """What finds names in what characters mean (跨度评分).

    Attributes:
        types: Types of things, in the order of the columns.
        asks: What a first character asks, 512 by 64.
        offers: What a last character offers, 512 by 64.
        ends: What either end says alone, 512 by twice the types: first characters, then last ones.
        usual: What is added to that.
    """

    types: Sequence[EntityType]
    asks: Floats
    offers: Floats
    ends: Floats
    usual: Floats

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the head whose arrays were kept by name."""
        return cls(
            types=[EntityType(kind) for kind in kept["types"].tolist()],
            asks=kept["gq"],
            offers=kept["gk"],
            ends=kept["gs"],
            usual=kept["gsb"],
        )

    def likely(self, vectors: Floats, least: float) -> Iterator[LikelySpan]:
        """Yield the likeliest names of a window, the best first, none across another (可能的名称).

        A name of another type may stand inside a name, or around it.

        Args:
            vectors: A row for each character.
            least: Least score.
        """
        taken: list[LikelySpan] = []
        for found in sorted(self._scored(vectors, least), key=lambda one: (-one.score, one.span)):
            if all(_beside(found, other) for other in taken):
                taken.append(found)
                yield found

    def _scored(self, vectors: Floats, least: float) -> Iterator[LikelySpan]:
        asked, offered = _turned(vectors @ self.asks), _turned(vectors @ self.offers)
        both = asked @ offered.T / np.sqrt(np.float32(asked.shape[1]))
        alone, count = vectors @ self.ends + self.usual, len(self.types)
        last = np.arange(len(vectors))[:, None] + np.arange(LONGEST)
        within, last = last < len(vectors), np.minimum(last, len(vectors) - 1)
        both = np.where(within, np.take_along_axis(both, last, axis=1), -np.inf)
        for column, kind in enumerate(self.types):
            scores = both + alone[:, column, None]
            scores += alone[:, count + column][last]
            for start, more in np.argwhere(scores >= least).tolist():
                span = Span(start, start + more + 1)
                yield LikelySpan(float(scores[start, more]), kind, span)


def _turned(rows: Floats) -> Floats:
    """Return rows turned by their place, two columns at a time."""
    length, width = rows.shape
    angles = np.arange(length)[:, None] * _TURN ** (-np.arange(0, width, 2) / width)
    cosine, sine = np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)
    turned = np.empty_like(rows)
    turned[:, ::2] = rows[:, ::2] * cosine - rows[:, 1::2] * sine
    turned[:, 1::2] = rows[:, 1::2] * cosine + rows[:, ::2] * sine
    return turned


def _beside(one: LikelySpan, other: LikelySpan) -> bool:
    """Return whether two names may both be there: apart, or one in the other of another type."""
    here, there = one.span, other.span
    if here.end <= there.start or there.end <= here.start:
        return True
    inside = here.start >= there.start and here.end <= there.end
    around = here.start <= there.start and here.end >= there.end
    return (inside or around) and one.kind is not other.kind
