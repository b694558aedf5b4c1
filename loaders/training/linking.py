"""Fitting of the linker (关系分类器训练): CRFsuite over sequences of one answer each.

With one answer to a sequence, a conditional random field is a logistic regression.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.columns import by_place
from loaders.documents.learned.linker import NONE, Linker
from loaders.documents.learned.pairsigns import pairs
from loaders.documents.learned.weights import Signs
from loaders.documents.relations.relate import relations
from loaders.documents.statements import EntityType, RelationType, Span
from loaders.measure import Names
from loaders.training.corpus import Lesson
from loaders.training.fitting import fitted

__all__ = ["fitted_linker"]

_PENALTY: Final = {"c1": 0.1, "c2": 0.2, "max_iterations": 80}
_KINDS: Final = frozenset(EntityType)
_LINKS: Final = frozenset(RelationType)
_SELDOM: Final = 0.08
"""Share of the documents that hold a kind of link below which nothing is learned of it."""


def fitted_linker(lessons: Iterable[tuple[Lesson, Reading]]) -> Linker:
    """Return the linker that some annotated documents teach (训练关系分类器).

    Args:
        lessons: Each document with the names that were found in it by a tagger that did not learn
            from it; pairs of the right names are learned from too.
    """
    known = list(lessons)
    kinds = ({row["type"] for row in lesson.gold["relations"]} for lesson, _ in known)
    often = Counter(chain.from_iterable(kinds))
    taught = _LINKS & {kind for kind, held in often.items() if held >= _SELDOM * len(known)}
    return Linker(weights=fitted(_rows(known, taught), _PENALTY))


def _rows(
    lessons: Iterable[tuple[Lesson, Reading]], taught: Collection[str]
) -> Iterator[tuple[Sequence[Sequence[Signs]], Sequence[str]]]:
    for lesson, tagged in lessons:
        links = _links(lesson.gold, taught)
        names = Names(lesson.gold["entities"])
        for reading in (tagged, _as_annotated(tagged, lesson.gold)):
            told = () if lesson.familiar else relations(lesson.reading)
            found, columns = pairs(reading, told)
            for n, signs in enumerate(by_place(columns, len(found))):
                ends = names.of(found[n].source.name), names.of(found[n].target.name)
                yield [signs], [links.get(ends, NONE)]


def _links(gold: Mapping[str, Any], taught: Collection[str]) -> dict[tuple[str, str], str]:
    names = Names(gold["entities"])
    return {
        (names.of(row["from"]), names.of(row["to"])): row["type"]
        for row in gold["relations"]
        if row["type"] in taught
    }


def _as_annotated(reading: Reading, gold: Mapping[str, Any]) -> Reading:
    """Return a document with the names of its annotation instead of those that were found."""
    found = []
    for row in gold["entities"]:
        start = reading.text.find(row["name"])
        if start >= 0 and row["type"] in _KINDS:
            span = Span(start, start + len(row["name"]))
            found.append(reading.entity(EntityType(row["type"]), span, "annotated"))
    return replace(reading, entities=()).knowing(found)
