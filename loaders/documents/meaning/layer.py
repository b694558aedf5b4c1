"""A document as the encoder understands it (语义阅读): its likely names and ties, by windows."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Final, Self

import numpy as np

from loaders.documents.meaning.encoder import Encoder, Floats
from loaders.documents.meaning.spans import LikelySpan, SpanHead
from loaders.documents.meaning.ties import Drawn, Mention, TieHead
from loaders.documents.meaning.windows import windows
from loaders.documents.statements import EntityType, RelationType, Span

__all__ = ["Meaning", "Meant", "packaged_meaning"]

_LEAST: Final = 1.5
"""Least score of a name that a person is asked about, well above what is as likely as not."""
_MOST: Final = 100
"""Windows of a document that are read, some 50,000 characters and five seconds."""
_SLIGHT: Final = 0.02
"""Least odds of a link that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meant:
    """What a document means (文档语义).

    Attributes:
        ties: What finds links in it.
        windows: Its parts as they were read.
        drawn: For each what is kept of its characters.
        names: What may be named in it, in order.
    """

    ties: TieHead
    windows: Sequence[Span]
    drawn: Sequence[Drawn]
    names: Sequence[LikelySpan]

    def chances(self, mentions: Sequence[Mention]) -> Mapping[tuple[str, str], Floats]:
        """Return for names that may be linked the chance of each kind of link (关系概率).

        Args:
            mentions: What is named in the document, in order.

        Returns:
            For source and target a chance for each of the links that can be told; names that are
            mentioned in no window together are left out, and those whose chances are slight.
        """
        found: dict[tuple[str, str], Floats] = {}
        starts = [one.span.start for one in mentions]
        for window, drawn in zip(self.windows, self.drawn, strict=True):
            here = mentions[bisect_left(starts, window.start) : bisect_left(starts, window.end)]
            for ends, odds in self._window(window, drawn, here):
                found[ends] = np.maximum(odds / (1.0 + odds), found.get(ends, np.float32(0.0)))
        return found

    @property
    def end(self) -> int:
        """Where reading ended, in characters."""
        return self.windows[-1].end if self.windows else 0

    @property
    def links(self) -> Sequence[RelationType]:
        """The kinds of links that can be told, in the order of their chances."""
        return self.ties.links

    def _window(
        self, window: Span, drawn: Drawn, mentions: Sequence[Mention]
    ) -> Iterator[tuple[tuple[str, str], Floats]]:
        known = [
            one._replace(span=_moved(one.span, -window.start))
            for one in mentions
            if one.span.end <= window.end
        ]
        if not known:
            return
        names, odds = self.ties.odds(drawn, known)
        for source, target in np.argwhere(odds.max(axis=0) >= _SLIGHT).tolist():
            if source != target:
                yield (names[source], names[target]), odds[:, source, target]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meaning:
    """What finds names and ties by what words mean (语义层).

    Attributes:
        encoder: What each character means.
        spans: Finds names.
        ties: Finds links.
        least: Least score of a name.
        most: Windows of a document that are read.
    """

    encoder: Encoder
    spans: SpanHead
    ties: TieHead
    least: float = _LEAST
    most: int = _MOST

    @classmethod
    def of(cls, encoder: Encoder, kept: Mapping[str, Any]) -> Self:
        """Return the layer of an encoder and of the arrays that were fitted on top of it."""
        return cls(encoder=encoder, spans=SpanHead.of(kept), ties=TieHead.of(kept))

    def read(self, text: str, starts: Sequence[int]) -> Meant:
        """Return what a document means (语义阅读), as far as it is read: see `Meant.end`.

        Args:
            text: Its cleaned text.
            starts: Where its sentences begin.
        """
        parts = windows(len(text), starts)[: self.most]
        read = [self._window(text, part) for part in parts]
        names = sorted(chain.from_iterable(named for named, _ in read), key=_place)
        return Meant(ties=self.ties, windows=parts, drawn=[kept for _, kept in read], names=names)

    def _window(self, text: str, part: Span) -> tuple[Sequence[LikelySpan], Drawn]:
        vectors = self.encoder.vectors(text[part.start : part.end])
        likely = self.spans.likely(vectors, self.least)
        named = [one._replace(span=_moved(one.span, part.start)) for one in likely]
        return named, self.ties.drawn(vectors)


def _place(name: LikelySpan) -> tuple[Span, EntityType]:
    return name.span, name.kind


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


@cache
def packaged_meaning() -> Meaning:
    """Return the layer that comes with the package (随附语义层); its README tells what it is."""
    data = files("loaders.documents.meaning").joinpath("data")
    with data.joinpath("heads.npz").open("rb") as file, np.load(file) as kept:
        return Meaning.of(Encoder.read(data), {name: kept[name] for name in kept.files})
