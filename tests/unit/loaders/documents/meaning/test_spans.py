"""Names by what words mean: the likeliest of those that cross, and others inside of them."""

from collections.abc import Sequence

import numpy as np
import pytest

from loaders.documents.meaning.encoder import Floats
from loaders.documents.meaning.spans import SpanHead
from loaders.documents.statements import EntityType, Span

LENGTH = 8
KINDS = (EntityType.HAZARD, EntityType.REGION)


def head() -> SpanHead:
    """Return a head to which a first column speaks of a first character, and so on by type."""
    ends = np.eye(2 * len(KINDS), dtype=np.float32)
    flat = np.zeros((2 * len(KINDS), 4), np.float32)
    return SpanHead(types=KINDS, asks=flat, offers=flat, ends=ends, usual=ends.sum(0) * -4)


def speaking(*said: tuple[EntityType, int, int, float]) -> Floats:
    """Return what characters mean where some runs of them are names, each so strongly."""
    vectors = np.zeros((LENGTH, 2 * len(KINDS)), np.float32)
    for kind, start, end, strength in said:
        vectors[start, KINDS.index(kind)] = strength
        vectors[end - 1, len(KINDS) + KINDS.index(kind)] = strength
    return vectors


def found(vectors: Floats) -> Sequence[tuple[EntityType, Span]]:
    return [(one.kind, one.span) for one in head().likely(vectors, 0.0)]


def test_of_names_that_cross_the_likelier_one_is_taken() -> None:
    names = found(speaking((EntityType.HAZARD, 0, 4, 5.0), (EntityType.REGION, 2, 6, 6.0)))

    assert names == [(EntityType.REGION, Span(2, 6))]


def test_a_name_may_stand_inside_one_of_another_type() -> None:
    names = found(speaking((EntityType.HAZARD, 0, 6, 5.0), (EntityType.REGION, 0, 2, 6.0)))

    assert names == [(EntityType.REGION, Span(0, 2)), (EntityType.HAZARD, Span(0, 6))]


def test_what_is_not_likely_is_no_name() -> None:
    assert not found(speaking((EntityType.HAZARD, 0, 4, 3.0)))


def test_no_name_ends_before_it_begins() -> None:
    vectors = speaking()
    vectors[5, 0], vectors[1, 2] = 7.0, 7.0

    assert not found(vectors)


@pytest.mark.parametrize("length", [1, 2, LENGTH])
def test_windows_of_any_length_are_read(length: int) -> None:
    assert found(speaking((EntityType.HAZARD, 0, 1, 9.0))[:length]) == [
        (EntityType.HAZARD, Span(0, 1))
    ]
