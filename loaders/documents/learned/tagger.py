"""Names that no rule finds (学习抽名): each word is part of a name or not.

A linear-chain conditional random field (条件随机场; Lafferty, McCallum & Pereira 2001): every word
has signs that weigh for each answer, every pair of neighbouring answers has a weight. A run of
words is taken for a name where that is likely enough, anywhere in the document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.chain import Chain
from loaders.documents.learned.columns import weighed
from loaders.documents.learned.signs import signs_of
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Vector, Weights
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["AFTER", "NOTHING", "Tagger"]

NOTHING: Final = "O"
AFTER: Final = "after"
_PAIRS: Final = ("“”", "《》", "（）", "()")
_CUT: Final = re.compile(r"^[、及和与的（(]|[、及和与的率]$|^\d{1,2}\Z")
_TITLE_MARKS: Final = re.compile("[《》]")
_ODD: Final = {
    EntityType.REGION: re.compile(r"(?:[委局办厅处部长员组队]|书记)$"),
    EntityType.ORGANISATION: re.compile("常委$"),
}
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
        known = {_plain(name) for name in reading.names(*EntityType)}
        tokens = Tokens.of(reading)
        for likely in sorted(self.chain.likely(self._scored(reading, tokens), self.least)):
            words = tokens.sentences[likely.sequence]
            start, end = tokens.starts[words[likely.start]], tokens.ends[words[likely.stop - 1]]
            span = _with_marks(reading.text, Span(start, end))
            kind = EntityType(self.weights.answers[likely.answer][2:])
            if span and _plain(reading.quote(span)) not in known and not _odd(reading, kind, span):
                yield reading.entity(kind, span, f"tagger.{kind.lower()}")

    def _scored(self, reading: Reading, tokens: Tokens) -> Sequence[Vector]:
        """Return the scores of the words of each sentence."""
        scores = weighed(self.weights, signs_of(reading, tokens), len(tokens.words))
        return [scores[words.start : words.stop] for words in tokens.sentences]


def _plain(name: str) -> str:
    return _TITLE_MARKS.sub("", name)


def _odd(reading: Reading, kind: EntityType, span: Span) -> bool:
    """Return whether a name ends as none of its kind does: 甲市委常委 is no place and no body."""
    ending = _ODD.get(kind)
    return ending is not None and ending.search(reading.quote(span)) is not None


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
    return None if _CUT.search(text[start:end]) else Span(start, end)


def _unclosed(name: str, opening: str, closing: str) -> bool:
    return name.rfind(opening) > name.rfind(closing)
