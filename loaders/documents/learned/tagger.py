"""Names that no rule finds (学习抽名): each word is part of a name or not.

A linear-chain conditional random field (条件随机场; Lafferty, McCallum & Pereira 2001): every word
has signs that weigh for each answer, every pair of neighbouring answers has a weight, and the best
sequence of a sentence is taken (Viterbi 1967).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.tokens import Token, signs_of
from loaders.documents.learned.weights import Vector, Weights
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["AFTER", "NOTHING", "Tagger"]

NOTHING: Final = "O"
AFTER: Final = "after"
_PAIRS: Final = ("“”", "《》", "（）", "()")


@dataclass(frozen=True, kw_only=True, eq=False)
class Tagger:
    """A conditional random field over words (词序列标注器).

    Attributes:
        weights: What each sign speaks for; the answers are O, B-<type> and I-<type>. The sign of
            an answer after another is `after` and the other.
    """

    weights: Weights

    @cached_property
    def follows(self) -> Vector:
        """Weight of each answer (row) before each other (column); a name goes on as it began."""
        answers = self.weights.answers
        table = self.weights.scores([[f"{AFTER} {answer}"] for answer in answers])
        for j, answer in enumerate(answers):
            barred = [answer.startswith("I-") and one[2:] != answer[2:] for one in answers]
            table[barred, j] = -np.inf
        return table

    def named(self, reading: Reading) -> Iterator[ExtractedEntity]:
        """Yield what is named beside what the rules found; their names are never cut or widened."""
        known = reading.names(*EntityType)
        for found, signs in signs_of(reading):
            answers = self._best(self.weights.scores(signs))
            for kind, within in _spans(found, answers):
                span = _with_marks(reading.text, within)
                if span and reading.quote(span) not in known:
                    yield reading.entity(kind, span, f"tagger.{kind.lower()}")

    def _best(self, scores: Vector) -> list[str]:
        """Return the best sequence of answers for the scores of a sentence's words."""
        if not len(scores):
            return []
        best = scores[0] + np.array([-np.inf if a[0] == "I" else 0 for a in self.weights.answers])
        before: list[NDArray[np.intp]] = []
        for score in scores[1:]:
            ways = best[:, None] + self.follows
            before.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + score
        answer = int(best.argmax())
        found = [answer]
        for came_from in reversed(before):
            answer = int(came_from[answer])
            found.append(answer)
        return [self.weights.answers[answer] for answer in reversed(found)]


def _spans(found: Sequence[Token], answers: Sequence[str]) -> Iterator[tuple[EntityType, Span]]:
    """Yield the runs of words that are one name each."""
    start, kind = 0, NOTHING
    for i, answer in enumerate((*answers, NOTHING)):
        if kind != NOTHING and answer != f"I-{kind}":
            yield EntityType(kind), Span(found[start].span.start, found[i - 1].span.end)
            kind = NOTHING
        if kind == NOTHING and answer != NOTHING:
            start, kind = i, answer[2:]


def _with_marks(text: str, span: Span) -> Span | None:
    """Return a name's place with the mark that it was cut from; None if it holds but half a pair.

    >>> _with_marks("办“甲杯”大赛", Span(2, 7))
    Span(start=1, end=7)
    """
    start, end = span.start, span.end
    for opening, closing in _PAIRS:
        name = text[start:end]
        if _unclosed(name, opening, closing) and text[end : end + 1] == closing:
            end += 1
        if _unclosed(name[::-1], closing, opening) and text[start - 1 : start] == opening:
            start -= 1
        if text.count(opening, start, end) != text.count(closing, start, end):
            return None
    return Span(start, end)


def _unclosed(name: str, opening: str, closing: str) -> bool:
    return name.rfind(opening) > name.rfind(closing)
