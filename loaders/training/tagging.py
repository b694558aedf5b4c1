"""Fitting of the tagger (标注器训练)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from loaders.documents.learned.tagger import NOTHING, Tagger
from loaders.documents.learned.tokens import Token, signs_of
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
        for found, signs in signs_of(reading):
            if found:
                yield signs, _answers(found, spans)


def _answers(found: Sequence[Token], spans: Sequence[tuple[Span, str]]) -> list[str]:
    """Return the right answer for each word of a sentence."""
    answers = [NOTHING] * len(found)
    for span, kind in spans:
        inside = [
            i
            for i, token in enumerate(found)
            if token.span.start < span.end and token.span.end > span.start
        ]
        for i in inside:
            answers[i] = f"B-{kind}" if i == inside[0] else f"I-{kind}"
    return answers
