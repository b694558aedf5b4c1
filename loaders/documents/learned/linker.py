"""Links that no rule finds (学习抽关系): each pair of names is linked in one way, or not at all.

A logistic regression with several answers (多项逻辑回归): the chance of an answer is the softmax of
what the signs of a pair weigh for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.pairs import Pair, pairs
from loaders.documents.learned.weights import Vector, Weights
from loaders.documents.statements import ExtractedRelation, RelationType, Span

__all__ = ["NONE", "Linker"]

NONE: Final = "-"
_LEAST: Final = 0.35
"""Least chance of a link that a person is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Linker:
    """A logistic regression over pairs of names (关系分类器)."""

    weights: Weights
    least: float = _LEAST

    def linked(
        self, reading: Reading, told: Iterable[ExtractedRelation]
    ) -> Iterator[ExtractedRelation]:
        """Yield what is linked beside what the rules say; a pair they speak of is left to them."""
        links = tuple(told)
        said = {(link.source, link.target) for link in links}
        found = list(pairs(reading, links))
        chances = _chances(self.weights.scores([signs for _, signs in found]))
        for (pair, _), chance in zip(found, chances, strict=True):
            answer, sure = _answer(self.weights.answers, chance)
            if sure >= self.least and (pair.source.name, pair.target.name) not in said:
                yield reading.relation(
                    RelationType(answer),
                    pair.source.name,
                    pair.target.name,
                    _place(reading, pair),
                    f"learned.{answer.lower().replace('_', '-')}",
                )


def _chances(scores: Vector) -> Vector:
    """Return the softmax of each row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=0.0))
    shares: Vector = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _answer(answers: Sequence[str], chance: Vector) -> tuple[str, float]:
    """Return the likeliest link and how likely it is."""
    links = [(float(share), answer) for share, answer in zip(chance, answers, strict=True)]
    share, answer = max(link for link in links if link[1] != NONE)
    return answer, share


def _place(reading: Reading, pair: Pair) -> Span:
    """Return the words from one end to the other; far apart, those that hold the target."""
    one, other = sorted((pair.source.span, pair.target.span))
    if not pair.apart:
        return Span(one.start, other.end)
    return reading.sentences[reading.sentence_at(pair.target.span.start)].span
