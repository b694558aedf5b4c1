"""Names that no rule finds (学习抽名): each word is part of a name or not.

A linear-chain conditional random field (条件随机场; Lafferty, McCallum & Pereira 2001): every word
has signs that weigh for each answer, every pair of neighbouring answers has a weight. A run of
words is taken for a name where that is likely enough, anywhere in the document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.chain import Chain
from loaders.documents.learned.columns import weighed
from loaders.documents.learned.marks import is_odd, unmarked, with_marks
from loaders.documents.learned.signs import signs_of
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Vector, Weights
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["AFTER", "NOTHING", "Tagger"]

NOTHING: Final = "O"
AFTER: Final = "after"
_LEAST: Final = 0.5
"""Least chance of a name that a person is asked about."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Tagger:
    """A conditional random field over words (词序列标注器).

    Attributes:
        weights: What each sign speaks for; the answers are O, B-<type> and I-<type>. The sign of
            an answer after another is `after` and the other.
        least: Least chance of a name.
    """

    weights: Weights
    least: float = _LEAST

    @cached_property
    def chain(self) -> Chain:
        """What answers may follow each other: a name goes on as it began."""
        answers = self.weights.answers
        follows = np.exp(self.weights.scores([((f"{AFTER} {answer}",),) for answer in answers]))
        opens = np.array([float(answer[0] != "I") for answer in answers])
        inside = {answer[2:]: j for j, answer in enumerate(answers) if answer[0] == "I"}
        for kind, j in inside.items():
            follows[[one[2:] != kind for one in answers], j] = 0.0
        going = {i: inside.get(one[2:]) for i, one in enumerate(answers) if one[0] == "B"}
        return Chain(opens=opens, follows=follows, going=going)

    def named(self, reading: Reading) -> Iterator[ExtractedEntity]:
        """Yield what is named beside what the rules found; their names are never cut or widened."""
        known = {unmarked(name) for name in reading.names(*EntityType)}
        tokens = Tokens.of(reading)
        for likely in sorted(self.chain.likely(self._scored(reading, tokens), self.least)):
            words = tokens.sentences[likely.sequence]
            start, end = tokens.starts[words[likely.start]], tokens.ends[words[likely.stop - 1]]
            span = with_marks(reading.text, Span(start, end))
            kind = EntityType(self.weights.answers[likely.answer][2:])
            if (
                span
                and unmarked(reading.quote(span)) not in known
                and not is_odd(reading, kind, span)
            ):
                yield reading.entity(kind, span, f"tagger.{kind.lower()}")

    def _scored(self, reading: Reading, tokens: Tokens) -> Sequence[Vector]:
        """Return the scores of the words of each sentence."""
        scores = weighed(self.weights, signs_of(reading, tokens), len(tokens.words))
        return [scores[words.start : words.stop] for words in tokens.sentences]
