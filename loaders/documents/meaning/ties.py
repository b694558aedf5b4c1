"""Ties between names (语义抽关系): how likely two mentions are linked, by what both mean.

What both ends mean, their types and the way between them speak for each kind of link. The odds of
two names are those of all places together where both are mentioned in one window.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from loaders.documents.meaning.encoder import WIDTH, Floats
from loaders.documents.statements import EntityType, RelationType, Span

__all__ = ["WAYS", "Drawn", "Mention", "TieHead", "ways"]

Drawn: TypeAlias = NDArray[np.float16]
"""What is kept of each character of a window for the ties between its names."""

_STEPS: Final = (8, 16, 32, 64, 128, 256)
"""Characters between the beginnings of two mentions, by which they count as near or far."""
WAYS: Final = 4 * (len(_STEPS) + 1)
"""Ways from a mention to another: how far, on which side, in the same sentence or not."""
_SUREST: Final = 15.0


class Mention(NamedTuple):
    """Where a thing is named in a window (提及).

    Attributes:
        span: Where, counted from where the window begins.
        kind: Its type.
        name: Its name.
        sentence: Number of its sentence.
    """

    span: Span
    kind: EntityType
    name: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TieHead:
    """What finds links in what names mean (关系评分).

    Attributes:
        types: Types of things, in the order of the weights.
        links: Kinds of links, in the order of the weights.
        kept: The weights by name: `ru`, `rub`, `rv`, `rvb` draw either end, `rb` weighs both for
            each link, `ra` and `rc` one alone, `rd` the way between them, `rt` their types.
        draws: What the first and the last character of a source say, and of a target: 512 by four
            times the width of `rub`.
    """

    types: Sequence[EntityType]
    links: Sequence[RelationType]
    kept: Mapping[str, Floats]
    draws: Floats

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return the head whose arrays were kept by name."""
        return cls(
            types=[EntityType(kind) for kind in kept["types"].tolist()],
            links=[RelationType(kind) for kind in kept["links"].tolist()],
            kept={name: kept[name] for name in kept if name.startswith("r")},
            draws=np.concatenate([half for end in ("ru", "rv") for half in _halves(kept[end])], 1),
        )

    def drawn(self, vectors: Floats) -> Drawn:
        """Return what characters say as the first and the last of a source and of a target (投影).

        Args:
            vectors: A row for each character.
        """
        return (vectors @ self.draws).astype(np.float16)

    def odds(self, drawn: Drawn, mentions: Sequence[Mention]) -> tuple[Sequence[str], Floats]:
        """Return the names in a window, and the odds of each link from each to each (关系几率).

        Args:
            drawn: What was kept of the window's characters.
            mentions: What is named in it.

        Returns:
            The names, and an array of links by names by names.
        """
        number: dict[str, int] = {}
        of = np.array([number.setdefault(one.name, len(number)) for one in mentions])
        said = np.eye(len(number), dtype=np.float32)[of]
        powers = np.exp(np.clip(self._scores(drawn, mentions), -_SUREST, _SUREST))
        return list(number), np.asarray(said.T @ powers @ said, np.float32)

    def _scores(self, drawn: Drawn, mentions: Sequence[Mention]) -> Floats:
        """Return the score of each link between each two mentions."""
        kept = self.kept
        kind = np.array([self.types.index(one.kind) for one in mentions])
        source, target = self._ends(drawn, mentions, kind)
        scores: Floats = np.asarray(source @ kept["rb"] @ target.T, np.float32)
        scores += (source @ kept["ra"] + kept["rbias"]).T[:, :, None]
        scores += (target @ kept["rc"]).T[:, None, :]
        scores += kept["rd"][:, ways(mentions)]
        scores += kept["rt"][:, kind[:, None], kind]
        return scores

    def _ends(
        self, drawn: Drawn, mentions: Sequence[Mention], kind: NDArray[np.int64]
    ) -> tuple[Floats, Floats]:
        """Return each mention as a source and as a target."""
        kept, width = self.kept, self.kept["rub"].shape[0]
        rows = drawn.astype(np.float32)
        first = rows[[one.span.start for one in mentions]]
        last = rows[[one.span.end - 1 for one in mentions]]
        ends = []
        for end, at in (("ru", 0), ("rv", 2 * width)):
            by_kind = kept[end][-len(self.types) :][kind] + kept[f"{end}b"]
            told = first[:, at : at + width] + last[:, at + width : at + 2 * width]
            ends.append(np.tanh(told + by_kind))
        return ends[0], ends[1]


def _halves(end: Floats) -> tuple[Floats, Floats]:
    """Return what speaks of the first character of a mention, and what of its last one."""
    return end[:WIDTH], end[WIDTH : 2 * WIDTH]


def ways(mentions: Sequence[Mention]) -> NDArray[np.int64]:
    """Return for each two mentions the number of the way from one to the other (间距类别)."""
    start = np.array([one.span.start for one in mentions])
    sentence = np.array([one.sentence for one in mentions])
    way = start[None, :] - start[:, None]
    far = np.searchsorted(_STEPS, np.abs(way), side="right")
    after, same = way > 0, sentence[None, :] == sentence[:, None]
    return np.asarray(far * 4 + after * 2 + same, np.int64)
