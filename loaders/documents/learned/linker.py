"""Links that no rule finds (学习抽关系): each pair of names is linked in one way, or not at all.

A logistic regression with several answers (多项逻辑回归): the chance of an answer is the softmax of
what the signs of a pair weigh for it. The likeliest links are told as long as each more makes the
expected F1 of all links of the document greater, which is while its chance is above half of it
(Lipton, Elkan & Naryanaswamy 2014): so where little else is known of a document more is proposed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.columns import weighed
from loaders.documents.learned.meant import LINKS, meant_chances
from loaders.documents.learned.pairs import Pair
from loaders.documents.learned.pairsigns import pairs
from loaders.documents.learned.weights import Vector, Weights
from loaders.documents.meaning.layer import Meant
from loaders.documents.statements import ExtractedRelation, RelationType, Span

__all__ = ["NONE", "Linker"]

NONE: Final = "-"
_LEAST: Final = 0.05
"""Least chance of a link that a person is asked about."""
_TRUST: Final = 0.75
"""Share of the rules' links that are right in documents new to them, about."""
_USUAL: Final = (6.0, 0.4)
"""Links that a document holds, about: so many, or so many for each name if that is more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Linker:
    """A logistic regression over pairs of names (关系分类器)."""

    weights: Weights

    def linked(
        self,
        reading: Reading,
        told: Iterable[ExtractedRelation],
        meant: Meant | None = None,
    ) -> Iterator[ExtractedRelation]:
        """Yield what is linked beside what the rules say; a pair they speak of is left to them.

        Args:
            reading: The document with all its names.
            told: What the rules say.
            meant: What it means, if that is known; then a link is as likely as both find together.
        """
        by = "encoder" if meant else "learned"
        links = tuple(told)
        said = {(link.source, link.target) for link in links}
        likely = [
            (sure, answer, pair)
            for sure, answer, pair in self._likely(reading, links, meant)
            if (pair.source.name, pair.target.name) not in said
        ]
        for answer, pair in _worth_telling(likely, len(links), len(reading.entities)):
            yield reading.relation(
                answer,
                pair.source.name,
                pair.target.name,
                _place(reading, pair),
                f"{by}.{answer.lower().replace('_', '-')}",
            )

    def _likely(
        self, reading: Reading, told: Sequence[ExtractedRelation], meant: Meant | None
    ) -> Iterator[tuple[float, RelationType, Pair]]:
        """Yield the pairs that may be linked, with the likeliest link and how likely it is."""
        found, columns = pairs(reading, told)
        chances = self._chances(weighed(self.weights, columns, len(found)))
        if meant is not None:
            chances = (chances + meant_chances(meant, found)) / 2
        for n in np.flatnonzero(chances.max(axis=1, initial=0.0) >= _LEAST).tolist():
            link = int(chances[n].argmax())
            yield float(chances[n, link]), LINKS[link], found[n]

    def _chances(self, scores: Vector) -> Vector:
        """Return the chance of each kind of link, a column for each, by the scores of answers."""
        powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=0.0))
        shares = powers / powers.sum(axis=1, keepdims=True)
        table = np.zeros((len(scores), len(LINKS)))
        for column, answer in enumerate(self.weights.answers):
            if answer != NONE:
                table[:, LINKS.index(RelationType(answer))] = shares[:, column]
        return table


def _worth_telling(
    likely: Iterable[tuple[float, RelationType, Pair]], told: int, names: int
) -> Iterator[tuple[RelationType, Pair]]:
    """Yield the likeliest links, as long as they raise the expected F1 of the document's links."""
    right, found, usual = _TRUST * told, told, max(_USUAL[0], _USUAL[1] * names)
    for sure, answer, pair in sorted(
        likely, key=lambda link: (-link[0], link[2].source.span, link[2].target.span)
    ):
        if sure * (found + usual) < right:
            return
        right, found = right + sure, found + 1
        yield answer, pair


def _place(reading: Reading, pair: Pair) -> Span:
    """Return the words from one end to the other; far apart, those that hold the target."""
    one, other = sorted((pair.source.span, pair.target.span))
    if not pair.apart:
        return Span(one.start, other.end)
    return reading.sentences[reading.sentence_at(pair.target.span.start)].span
