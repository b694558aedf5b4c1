"""What a pair of names shows (候选对的特征): the signs by which the linker tells what links it.

Most signs count for the two types that they are seen with. They are made once and shared by all
pairs that show them: a document has more pairs than words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.learned.pairs import Pair, nearest
from loaders.documents.learned.parts import Parts, Rivals
from loaders.documents.learned.standing import KINDS, Standing, sizes, standings
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.statements import EntityType, ExtractedRelation, Span

__all__ = ["pairs"]

_CLOSE: Final = 25
_STEP: Final = 6
_MANY: Final = 3
_JOINED: Final = frozenset({"", "、", "和", "及", "与", "以及"})


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
    mentions = reading.mentions(Span(0, len(reading.text)), *EntityType)
    sentences = [reading.sentence_at(named.span.start) for named in mentions]
    scene = _Scene(reading=reading, told=said, mentions=mentions, sentences=sentences)
    for pair in nearest(mentions, sentences):
        yield pair, scene.signs(pair)


class _Made(dict[str, Signs]):
    """Signs that differ by one word, each made once (同式特征)."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self._pattern = pattern

    def __missing__(self, word: str) -> Signs:
        made = self[word] = (self._pattern.format(word),)
        return made


class _Kinds(dict[Signs, Signs]):
    """Signs as they count for two types, each made once (两类间的特征)."""

    def __init__(
        self, source: EntityType, target: EntityType, many: Mapping[EntityType, int]
    ) -> None:
        super().__init__()
        self._named = f"{source}>{target}"
        self.alone = (self._named,)
        self.sizes = (f"{self._named} sizes {many[source]} {many[target]}",)
        self.source_end = _Made(f"end {{}}>{target}")
        self.target_end = _Made(f"end {source}>{{}}")

    def __missing__(self, signs: Signs) -> Signs:
        made = self[signs] = tuple([f"{self._named} {sign}" for sign in signs])
        return made


@dataclass(frozen=True, kw_only=True, eq=False)
class _Scene:
    """All mentions of a document with what pairs are told by (全文提及)."""

    reading: Reading
    told: Mapping[tuple[str, str], Sequence[str]]
    mentions: Sequence[Named]
    sentences: Sequence[int]
    words: Mapping[str, _Made] = field(
        default_factory=lambda: {
            order: _Made(f"between {order} {{}}") for order in ("then", "after")
        }
    )

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens.of(self.reading)

    @cached_property
    def standings(self) -> Sequence[Standing]:
        return list(standings(self.reading, self.tokens, self.mentions, self.sentences))

    @cached_property
    def kinds(self) -> Sequence[Sequence[_Kinds]]:
        many = sizes(self.mentions)
        return [[_Kinds(source, target, many) for target in KINDS] for source in KINDS]

    @cached_property
    def parts(self) -> Parts:
        return Parts.played(self.reading)

    @cached_property
    def rivals(self) -> Rivals:
        return Rivals.among(self.mentions, self.told)

    def signs(self, pair: Pair) -> Sequence[Signs]:
        """Return what a pair shows."""
        source, target = self.standings[pair.start], self.standings[pair.end]
        sentence = self.reading.sentences[self.sentences[pair.end]].span.start
        kinds = self.kinds[source.kind][target.kind]
        counted = kinds.__getitem__
        placed, between = self._placed(pair), self._between(pair)
        ends = pair.source.name, pair.target.name
        return [
            kinds.alone,
            placed,
            counted(placed),
            *between,
            *map(counted, between),
            *source.source,
            *map(counted, source.source),
            *target.target,
            *map(counted, target.target),
            counted(self._passed(pair)),
            kinds.sizes,
            counted(_roles(source, target, *ends)),
            *map(counted, self.parts.signs(pair.source, pair.target)),
            *map(counted, self.rivals.signs(pair.source, pair.target, sentence)),
            tuple([f"rule {rule}" for rule in self.told.get(ends, ())]),
            kinds.source_end[ends[0][-2:]],
            kinds.target_end[ends[1][-2:]],
        ]

    def _placed(self, pair: Pair) -> Signs:
        """Return where the two stand to each other."""
        if pair.apart:
            return _apart(pair.order, abs(pair.apart))
        one, other = sorted((pair.start, pair.end))
        start, end = self.mentions[one].span.end, self.mentions[other].span.start
        commas = self.standings[other].commas[0] - self.standings[one].commas[1]
        gap = self.reading.text[start:end] if end - start <= _LONGEST_JOINT else None
        joint = gap if gap in _JOINED else None
        length = min((end - start) // _STEP, _STEP)
        return _near(pair.order, _few(commas), _few(other - one - 1), length, joint)

    def _between(self, pair: Pair) -> Sequence[Signs]:
        """Return the words between the two, unless there are many."""
        if pair.apart:
            return ()
        one, other = sorted((pair.start, pair.end))
        start, end = self.standings[one].words.stop, self.standings[other].words.start
        if end - start >= _CLOSE:
            return ()
        made = self.words[pair.order]
        return [made[word] for word in dict.fromkeys(self.tokens.words[start:end])]

    def _passed(self, pair: Pair) -> Signs:
        """Return the types of the mentions between the two."""
        between = () if pair.apart else pair.between
        return _past(pair.order, frozenset([self.standings[i].kind for i in between]))


def _roles(source: Standing, target: Standing, *ends: str) -> Signs:
    """Return what part the two play in the document."""
    one, other = ends
    return _shown(
        source.first,
        target.first,
        source.often,
        source.title,
        target.title,
        other in one,
        one in other,
    )


@cache
def _shown(*roles: bool) -> Signs:
    return tuple(role for role, shown in zip(_ROLES, roles, strict=True) if shown)


_ROLES: Final = (
    "source first",
    "target first",
    "source often",
    "source in title",
    "target in title",
    "source holds target",
    "target holds source",
)
_LONGEST_JOINT: Final = max(map(len, _JOINED))


@cache
def _past(order: str, kinds: frozenset[int]) -> Signs:
    return tuple([f"past {order} {kind}" for kind in sorted(KINDS[kind] for kind in kinds)])


@cache
def _near(order: str, commas: str, names: str, length: int, joint: str | None) -> Signs:
    return (
        f"{order} 0",
        f"clauses {order} {commas}",
        f"names {order} {names}",
        f"length {order} {length}",
        *(() if joint is None else (f"joined {order} {joint}",)),
    )


@cache
def _apart(order: str, sentences: int) -> Signs:
    return (f"{order} {_few(sentences)}",)


def _few(count: int) -> str:
    """Return a small number as it is, a larger one as a range."""
    return str(count) if count < _MANY else "3-5" if count < _STEP else "6+"
