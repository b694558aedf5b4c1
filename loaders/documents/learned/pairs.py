"""Pairs of names that may be linked (候选关系): what stands near each other, and the signs of it.

Pairs are taken of names at most two sentences apart, and of every name with those that the document
opens with; a bounded number for each mention, so the work grows with the text alone.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.learned.parts import Parts, Rivals
from loaders.documents.learned.tokens import Token, tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.statements import EntityType, ExtractedRelation, Span

__all__ = ["Pair", "pairs"]

_AROUND: Final = 14
_SENTENCES: Final = 2
_OPENING: Final = 8
_CLOSE: Final = 25
_STEP: Final = 6
_MANY: Final = 3
_COMMA: Final = re.compile(r"[,，:：]")
_JOINED: Final = re.compile(r"(?:[、和及与]|以及)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions that may be linked, the first to the second (候选对).

    Attributes:
        source: Mention that the link would start from.
        target: Mention that it would lead to.
        apart: How many sentences the target is after the source; negative if it is before.
        between: Which mentions stand between them, by their number in the document.
    """

    source: Named
    target: Named
    apart: int
    between: range

    @property
    def kinds(self) -> str:
        """Both types."""
        return f"{self.source.type}>{self.target.type}"

    @property
    def gap(self) -> Span:
        """What stands between them."""
        one, other = sorted((self.source.span, self.target.span))
        return Span(one.end, max(one.end, other.start))


@dataclass(frozen=True, kw_only=True, eq=False)
class _Scene:
    """All mentions of a document with what pairs are told by (全文提及)."""

    reading: Reading
    told: Mapping[tuple[str, str], Sequence[str]]
    made: dict[tuple[str, Signs], Signs] = field(default_factory=dict)
    besides: dict[tuple[str, Span], Signs] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> tuple[Named, ...]:
        return self.reading.mentions(Span(0, len(self.reading.text)), *EntityType)

    @cached_property
    def sentences(self) -> list[int]:
        return [self.reading.sentence_at(named.span.start) for named in self.mentions]

    @cached_property
    def tokens(self) -> list[Token]:
        return list(chain.from_iterable(tokens(self.reading)))

    @cached_property
    def starts(self) -> list[int]:
        return [token.span.start for token in self.tokens]

    @cached_property
    def first(self) -> Mapping[EntityType, str]:
        """The name of each type that comes first."""
        return {named.type: named.name for named in reversed(self.mentions)}

    @cached_property
    def often(self) -> Mapping[EntityType, str]:
        """The name of each type that comes most often."""
        counts = Counter((named.type, named.name) for named in self.mentions)
        ranked = sorted(counts, key=lambda key: (counts[key], key))
        return dict(ranked)

    @cached_property
    def sizes(self) -> Mapping[EntityType, int]:
        """How many names of each type there are, as far as three."""
        names = {(named.type, named.name) for named in self.mentions}
        counts = Counter(kind for kind, _ in names)
        return {kind: min(counts[kind], _MANY) for kind in EntityType}

    @cached_property
    def parts(self) -> Parts:
        return Parts.played(self.reading)

    @cached_property
    def rivals(self) -> Rivals:
        return Rivals.among(self.mentions, self.told)

    def words(self, span: Span) -> list[str]:
        """Return the words that begin in a span."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [token.word for token in self.tokens[low:high]]

    def beside(self, side: str, span: Span) -> Signs:
        """Return the two words before a mention and the two after it, as signs of its side."""
        if (side, span) not in self.besides:
            low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
            before = [token.word for token in self.tokens[max(0, low - 2) : low]][::-1]
            after = [token.word for token in self.tokens[high : high + 2]]
            self.besides[side, span] = (
                *(f"{side} -{n} {word}" for n, word in enumerate(before, 1)),
                *(f"{side} +{n} {word}" for n, word in enumerate(after, 1)),
            )
        return self.besides[side, span]

    def both(self, kinds: str, signs: Signs) -> Signs:
        """Return signs as they count for all types, and for the two that they are seen with."""
        if (kinds, signs) not in self.made:
            self.made[kinds, signs] = (*signs, *(f"{kinds} {sign}" for sign in signs))
        return self.made[kinds, signs]


def pairs(
    reading: Reading, told: Iterable[ExtractedRelation]
) -> Iterator[tuple[Pair, Sequence[Signs]]]:
    """Yield every pair of names that may be linked, at its nearest place, with its signs.

    Signs that come together stay together: they are weighed once for all pairs that show them.

    Args:
        reading: The document with its entities.
        told: What the rules say of them.
    """
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for link in told:
        said[link.source, link.target].append(f"{link.type} {link.rule}")
    scene = _Scene(reading=reading, told=said)
    for pair in _nearest(scene):
        yield pair, _signs(scene, pair)


def _nearest(scene: _Scene) -> Iterable[Pair]:
    best: dict[tuple[str, str], tuple[tuple[int, int], Pair]] = {}
    opening = range(min(_OPENING, len(scene.mentions)))
    for j, target in enumerate(scene.mentions):
        near = range(max(0, j - _AROUND), min(len(scene.mentions), j + _AROUND + 1))
        close = (i for i in near if abs(scene.sentences[i] - scene.sentences[j]) <= _SENTENCES)
        for i in sorted({*close, *opening}):
            source = scene.mentions[i]
            apart = scene.sentences[j] - scene.sentences[i]
            key, rank = (source.name, target.name), (abs(apart), abs(i - j))
            if source.name != target.name and (key not in best or rank < best[key][0]):
                between = range(min(i, j) + 1, max(i, j))
                pair = Pair(source=source, target=target, apart=apart, between=between)
                best[key] = rank, pair
    return [pair for _, pair in best.values()]


def _signs(scene: _Scene, pair: Pair) -> Sequence[Signs]:
    """Return what a pair shows; most signs count for the two types that they are seen with."""
    kinds, (source, target) = pair.kinds, (pair.source, pair.target)
    order = "then" if source.span < target.span else "after"
    sentence = scene.reading.sentence_at(target.span.start)
    start = scene.reading.sentences[sentence].span.start
    between = () if pair.apart else tuple(_between(scene, pair, order))
    return (
        (kinds,),
        scene.both(kinds, tuple(_placed(scene, pair, order))),
        (*between, *(f"{kinds} {sign}" for sign in between)),
        scene.both(kinds, scene.beside("source", source.span)),
        scene.both(kinds, scene.beside("target", target.span)),
        tuple(f"{kinds} {sign}" for sign in _standing(scene, pair, order)),
        tuple(f"{kinds} {sign}" for sign in scene.parts.signs(source, target)),
        tuple(f"{kinds} {sign}" for sign in scene.rivals.signs(source, target, start)),
        tuple(f"rule {rule}" for rule in scene.told.get((source.name, target.name), ())),
        (f"end {source.name[-2:]}>{target.type}", f"end {source.type}>{target.name[-2:]}"),
    )


def _placed(scene: _Scene, pair: Pair, order: str) -> Iterator[str]:
    """Yield where the two stand to each other."""
    yield f"{order} {_few(abs(pair.apart))}"
    if not pair.apart:
        gap = scene.reading.quote(pair.gap)
        yield f"clauses {order} {_few(len(_COMMA.findall(gap)))}"
        yield f"names {order} {_few(len(pair.between))}"
        yield f"length {order} {min(len(gap) // _STEP, _STEP)}"
        if _JOINED.match(gap):
            yield f"joined {order} {gap}"


def _between(scene: _Scene, pair: Pair, order: str) -> Iterator[str]:
    """Yield the words between the two, unless there are many."""
    words = scene.words(pair.gap)
    if len(words) < _CLOSE:
        yield from (f"between {order} {word}" for word in dict.fromkeys(words))


def _standing(scene: _Scene, pair: Pair, order: str) -> Iterator[str]:
    """Yield what part the two play in the document."""
    source, target = pair.source, pair.target
    kinds = {scene.mentions[i].type for i in pair.between} if not pair.apart else set()
    yield from (f"past {order} {kind}" for kind in sorted(kinds))
    yield f"sizes {scene.sizes[source.type]} {scene.sizes[target.type]}"
    signs = {
        "source first": scene.first[source.type] == source.name,
        "target first": scene.first[target.type] == target.name,
        "source often": scene.often[source.type] == source.name,
        "source in title": scene.reading.sentence_at(source.span.start) == 0,
        "target in title": scene.reading.sentence_at(target.span.start) == 0,
        "source holds target": target.name in source.name,
        "target holds source": source.name in target.name,
    }
    yield from (sign for sign, shown in signs.items() if shown)


def _few(count: int) -> str:
    """Return a small number as it is, a larger one as a range."""
    return str(count) if count < _MANY else "3-5" if count < _STEP else "6+"
