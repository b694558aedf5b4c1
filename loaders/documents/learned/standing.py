"""Where mentions stand (提及位置): what each is known by before it is paired, in numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from loaders.documents.grammar.reading import Named
from loaders.documents.learned.columns import Numbers
from loaders.documents.learned.tokens import Tokens
from loaders.documents.statements import EntityType

__all__ = ["KINDS", "Standings"]

KINDS: Final = tuple(EntityType)
_MANY: Final = 3
_COMMA: Final = re.compile(r"[,，:：]")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Standings:
    """What is known of each mention, in their order (逐提及特征).

    Attributes:
        kind: Number of its type among `KINDS`.
        start: Where it begins.
        end: Where it ends.
        first_word: Number of the first word that begins in it.
        next_word: Number of the first word that begins after it.
        commas_before: How many commas stand before it.
        commas_within: How many commas stand before its end.
        first: Whether its name is the first of its type in the document.
        often: Whether its name is the one of its type that comes most often.
        title: Whether it stands in the first sentence.
        sizes: How many names of each type the document has, as far as three.
    """

    kind: Numbers
    start: Numbers
    end: Numbers
    first_word: Numbers
    next_word: Numbers
    commas_before: Numbers
    commas_within: Numbers
    first: Numbers
    often: Numbers
    title: Numbers
    sizes: Mapping[EntityType, int]

    @classmethod
    def of(
        cls, text: str, tokens: Tokens, mentions: Sequence[Named], sentences: Sequence[int]
    ) -> Self:
        """Return where the mentions of a document stand.

        Args:
            text: Its cleaned text.
            tokens: Its words.
            mentions: Its mentions in order.
            sentences: For each the sentence in which it stands.
        """
        number = {kind: n for n, kind in enumerate(KINDS)}
        first, often = _first(mentions), _often(mentions)
        commas = [match.start() for match in _COMMA.finditer(text)]
        start = _numbers(named.span.start for named in mentions)
        end = _numbers(named.span.end for named in mentions)
        return cls(
            kind=_numbers(number[named.type] for named in mentions),
            start=start,
            end=end,
            first_word=np.searchsorted(tokens.starts, start),
            next_word=np.searchsorted(tokens.starts, end),
            commas_before=np.searchsorted(commas, start),
            commas_within=np.searchsorted(commas, end),
            first=_numbers(first[named.type] == named.name for named in mentions),
            often=_numbers(often[named.type] == named.name for named in mentions),
            title=_numbers(sentence == 0 for sentence in sentences),
            sizes=_sizes(mentions),
        )


def _numbers(of: Iterable[int]) -> Numbers:
    return np.fromiter(of, np.int64)


def _sizes(mentions: Sequence[Named]) -> Mapping[EntityType, int]:
    """Return how many names of each type there are, as far as three."""
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
