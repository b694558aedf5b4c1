"""Where a mention stands (提及位置): what it shows on either side of any pair, told once."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.statements import EntityType

__all__ = ["KINDS", "Standing", "sizes", "standings"]

KINDS: Final = tuple(EntityType)
_MANY: Final = 3
_COMMA: Final = re.compile(r"[,，:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a mention before it is paired (提及特征).

    Attributes:
        kind: Number of its type among `KINDS`.
        words: Number of the first word that begins in it, and of the first after it.
        commas: How many commas stand before it, and before its end.
        first: Whether its name is the first of its type in the document.
        often: Whether its name is the one of its type that comes most often.
        title: Whether it stands in the first sentence.
        source: The two words before it and the two after it, as signs of a source.
        target: The same as signs of a target.
    """

    kind: int
    words: range
    commas: tuple[int, int]
    first: bool
    often: bool
    title: bool
    source: Sequence[Signs]
    target: Sequence[Signs]


def standings(
    reading: Reading, tokens: Tokens, mentions: Sequence[Named], sentences: Sequence[int]
) -> Iterator[Standing]:
    """Yield where each mention of a document stands (逐提及特征).

    Args:
        reading: The document.
        tokens: Its words.
        mentions: Its mentions in order.
        sentences: For each the sentence in which it stands.
    """
    commas = [match.start() for match in _COMMA.finditer(reading.text)]
    first, often = _first(mentions), _often(mentions)
    number = {kind: n for n, kind in enumerate(KINDS)}
    for named, sentence in zip(mentions, sentences, strict=True):
        words = tokens.within(named.span.start, named.span.end)
        beside = tuple(_beside(tokens.words, words))
        yield Standing(
            kind=number[named.type],
            words=words,
            commas=(bisect_left(commas, named.span.start), bisect_left(commas, named.span.end)),
            first=first[named.type] == named.name,
            often=often[named.type] == named.name,
            title=sentence == 0,
            source=[(f"source {word}",) for word in beside],
            target=[(f"target {word}",) for word in beside],
        )


def sizes(mentions: Sequence[Named]) -> Mapping[EntityType, int]:
    """Return how many names of each type there are, as far as three (各类名称数)."""
    names = {(named.type, named.name) for named in mentions}
    counts = Counter(kind for kind, _ in names)
    return {kind: min(counts[kind], _MANY) for kind in KINDS}


def _first(mentions: Sequence[Named]) -> Mapping[EntityType, str]:
    """Return the name of each type that comes first."""
    return {named.type: named.name for named in reversed(mentions)}


def _often(mentions: Sequence[Named]) -> Mapping[EntityType, str]:
    """Return the name of each type that comes most often."""
    counts = Counter((named.type, named.name) for named in mentions)
    return dict(sorted(counts, key=lambda key: (counts[key], key)))


def _beside(words: Sequence[str], within: range) -> Iterator[str]:
    """Yield the two words before some and the two after them, each with how far it is."""
    before = words[max(0, within.start - 2) : within.start][::-1]
    yield from (f"-{n} {word}" for n, word in enumerate(before, 1))
    after = words[within.stop : within.stop + 2]
    yield from (f"+{n} {word}" for n, word in enumerate(after, 1))
