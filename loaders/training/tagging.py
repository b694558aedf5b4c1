"""Fitting of the tagger (标注器训练)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from loaders.documents.learned.columns import by_place
from loaders.documents.learned.signs import signs_of
from loaders.documents.learned.tagger import NOTHING, Tagger
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.statements import Span
from loaders.training.corpus import Lesson, named_spans, weakened
from loaders.training.fitting import fitted

__all__ = ["fitted_tagger"]

_PENALTY: Final = {"c1": 0.2, "c2": 0.5, "max_iterations": 80}


def fitted_tagger(lessons: Iterable[Lesson]) -> Tagger:
    """Return the tagger that some annotated documents teach (训练标注器)."""
    return Tagger(weights=fitted(_rows(lessons), _PENALTY))


def _rows(
    lessons: Iterable[Lesson],
) -> Iterator[tuple[Sequence[Sequence[Signs]], Sequence[str]]]:
    for lesson in lessons:
        reading = weakened(lesson)
        spans = named_spans(reading.text, lesson.gold)
        tokens = Tokens.of(reading)
        shown = by_place(signs_of(reading, tokens), len(tokens.words))
        for words in filter(None, tokens.sentences):
            yield shown[words.start : words.stop], _answers(tokens, words, spans)


def _answers(tokens: Tokens, words: range, spans: Sequence[tuple[Span, str]]) -> list[str]:
    """Return the right answer for each word of a sentence."""
    answers = [NOTHING] * len(words)
    for span, kind in spans:
        inside = [
            n
            for n, i in enumerate(words)
            if tokens.starts[i] < span.end and tokens.ends[i] > span.start
        ]
        for n in inside:
            answers[n] = f"B-{kind}" if n == inside[0] else f"I-{kind}"
    return answers
