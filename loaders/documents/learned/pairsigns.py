"""What pairs of names show (候选对的特征): the signs by which the linker tells what links them.

Most signs count for the two types that they are seen with. A document has more pairs than words:
what they show is told by numbers, and the signs are made once for all pairs with the same number.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.columns import Column, Numbers, column, distinct, flags, some
from loaders.documents.learned.pairs import Pairs
from loaders.documents.learned.parts import Parts, Rivals
from loaders.documents.learned.standing import KINDS, Standings
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Signs
from loaders.documents.statements import ExtractedRelation, Span

__all__ = ["pairs"]

_CLOSE: Final = 25
_STEP: Final = 6
_JOINED: Final = ("", "、", "和", "及", "与", "以及")
_LONGEST_JOINT: Final = max(map(len, _JOINED))
_BESIDE: Final = (-1, -2, 1, 2)
_ORDERS: Final = ("after", "then")
_FEW: Final = ("0", "1", "2", "3-5", "6+")
_SEVERAL: Final = (3, 6)
_ROLES: Final = (
    "source first",
    "target first",
    "source often",
    "source in title",
    "target in title",
    "source holds target",
    "target holds source",
)


def pairs(reading: Reading, told: Iterable[ExtractedRelation]) -> tuple[Pairs, Sequence[Column]]:
    """Return every pair of names that may be linked, and the columns of what they show.

    Args:
        reading: The document with its entities.
        told: What the rules say of them.
    """
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for link in told:
        said[link.source, link.target].append(f"{link.type} {link.rule}")
    mentions = reading.mentions(Span(0, len(reading.text)))
    sentences = [reading.sentence_at(named.span.start) for named in mentions]
    found, tokens = Pairs.nearest(mentions, sentences), Tokens.of(reading)
    scene = _Scene(
        reading=reading,
        words=tokens.words,
        pairs=found,
        told=said,
        standings=Standings.of(reading.text, tokens, mentions, sentences),
        ends=found.names,
    )
    return found, tuple(scene.columns())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Scene:
    """All pairs of a document with what they are told by (全文候选对).

    Attributes:
        reading: The document.
        words: Its words.
        pairs: Its pairs.
        told: What the rules say of two names.
        standings: What is known of each mention.
        ends: The names of each pair.
    """

    reading: Reading
    words: Sequence[str]
    pairs: Pairs
    told: Mapping[tuple[str, str], Sequence[str]]
    standings: Standings
    ends: Sequence[tuple[str, str]]

    def columns(self) -> Iterator[Column]:
        """Yield what the pairs show, one kind of signs after the other."""
        placed, between = self._placed(), self._between()
        yield column(self._kinds(), lambda n: (self._kind(n),))
        yield placed
        yield self._counted(placed)
        yield between
        yield self._counted(between)
        for side, at in (("source", self.pairs.starts), ("target", self.pairs.ends)):
            beside = [self._beside(side, steps, at) for steps in _BESIDE]
            yield from beside
            yield from map(self._counted, beside)
        yield self._counted(self._passed())
        yield column(self._kinds(), self._sizes)
        yield self._counted(self._roles())
        parts = Parts.played(self.reading)
        yield from map(self._counted, parts.columns(self.pairs, self.ends))
        rivals = Rivals.among(self.reading, self.pairs.mentions, self.told)
        yield from map(self._counted, rivals.columns(self.pairs, self.ends))
        yield some([tuple(f"rule {rule}" for rule in self.told.get(e, ())) for e in self.ends])
        yield self._end(0, lambda n, last: f"end {last}>{self.pairs[n].target.type}")
        yield self._end(1, lambda n, last: f"end {self.pairs[n].source.type}>{last}")

    def _kinds(self) -> Numbers:
        kind = self.standings.kind
        kinds: Numbers = kind[self.pairs.starts] * len(KINDS) + kind[self.pairs.ends]
        return kinds

    def _kind(self, n: int) -> str:
        return f"{self.pairs[n].source.type}>{self.pairs[n].target.type}"

    def _counted(self, shown: Column) -> Column:
        """Return signs as they count for the two types that they are seen with."""
        groups, at, held = shown
        places = np.arange(len(self.pairs)) if held is None else held

        def signs(n: int) -> Signs:
            kind = self._kind(int(places[n]))
            return tuple([f"{kind} {sign}" for sign in groups[at[n]]])

        counted = column(self._kinds()[places] * len(groups) + at, signs)
        return Column(counted.groups, counted.at, held)

    def _placed(self) -> Column:
        """Return where the two stand to each other."""
        one, other = self.pairs.sides
        standings, order = self.standings, self.pairs.order
        apart = _few(np.abs(self.pairs.apart))
        gap = standings.start[other] - standings.end[one]
        commas = _few(standings.commas_before[other] - standings.commas_within[one])
        names, length = _few(other - one - 1), np.minimum(gap // _STEP, _STEP)
        joint = self._joints(one, gap)

        def shown(n: int) -> Signs:
            then = _ORDERS[order[n]]
            if apart[n]:
                return (f"{then} {_FEW[apart[n]]}",)
            return (
                f"{then} 0",
                f"clauses {then} {_FEW[commas[n]]}",
                f"names {then} {_FEW[names[n]]}",
                f"length {then} {length[n]}",
                *([f"joined {then} {_JOINED[joint[n]]}"] if joint[n] >= 0 else ()),
            )

        near = ((commas * 10 + names) * 10 + length) * 10 + joint + 1
        return column(np.where(apart, -apart, near) * 2 + order, shown)

    def _joints(self, one: Numbers, gap: Numbers) -> Numbers:
        """Return by which conjunction two names are joined, as its number; -1 is by none."""
        found = np.full(len(gap), -1)
        for n in np.flatnonzero((self.pairs.apart == 0) & (gap <= _LONGEST_JOINT)).tolist():
            start = int(self.standings.end[one[n]])
            between = self.reading.text[start : start + int(gap[n])]
            if between in _JOINED:
                found[n] = _JOINED.index(between)
        return found

    def _between(self) -> Column:
        """Return the words between the two, unless there are many."""
        one, other = self.pairs.sides
        start, stop = self.standings.next_word[one], self.standings.first_word[other]
        close = np.flatnonzero((self.pairs.apart == 0) & (stop - start < _CLOSE))
        known, at = distinct(self.words)
        numbers, found, counts = at.tolist(), list[int](), list[int]()
        for low, high in zip(start[close].tolist(), stop[close].tolist(), strict=True):
            words = dict.fromkeys(numbers[low:high])
            found += words
            counts.append(len(words))
        places = np.repeat(close, np.array(counts, np.int64))
        order, word = self.pairs.order[places], np.array(found, np.int64)
        shown = column(
            order * len(known) + word,
            lambda n: (f"between {_ORDERS[order[n]]} {known[word[n]]}",),
        )
        return Column(shown.groups, shown.at, places)

    def _beside(self, side: str, steps: int, at: Numbers) -> Column:
        """Return a word near one side: before it if it is so many steps back, else after it."""
        first, after = self.standings.first_word, self.standings.next_word
        place = first + steps if steps < 0 else after + steps - 1
        words = [
            (f"{side} {steps:+} {self.words[i]}",) if 0 <= i < len(self.words) else ()
            for i in place.tolist()
        ]
        groups, numbers = distinct(words)
        return Column(groups, numbers[at])

    def _passed(self) -> Column:
        """Return the types of the mentions between the two."""
        one, other = self.pairs.sides
        near, kinds = self.pairs.apart == 0, np.zeros(len(self.pairs), np.int64)
        for number in range(len(KINDS)):
            before = np.concatenate([[0], np.cumsum(self.standings.kind == number)])
            kinds |= (near & (before[other] > before[one + 1])).astype(np.int64) << number
        order = self.pairs.order

        def shown(n: int) -> Signs:
            passed = sorted(kind for i, kind in enumerate(KINDS) if kinds[n] >> i & 1)
            return tuple([f"past {_ORDERS[order[n]]} {kind}" for kind in passed])

        return column(kinds * 2 + order, shown)

    def _sizes(self, n: int) -> Signs:
        """Return how many names there are of each type."""
        source, target, _ = self.pairs[n]
        sizes = self.standings.sizes
        return (f"{self._kind(n)} sizes {sizes[source.type]} {sizes[target.type]}",)

    def _roles(self) -> Column:
        """Return what part the two play in the document."""
        i, j, known = self.pairs.starts, self.pairs.ends, self.standings
        holds = np.array([other in one for one, other in self.ends], np.int64)
        held = np.array([one in other for one, other in self.ends], np.int64)
        roles = (known.first[i], known.first[j], known.often[i], known.title[i], known.title[j])
        return flags(_ROLES, (*roles, holds, held))

    def _end(self, side: int, shown: Callable[[int, str], str]) -> Column:
        """Return the last two characters of one name with the type of the other."""
        at = (self.pairs.starts, self.pairs.ends)
        _, last = distinct(ends[side][-2:] for ends in self.ends)
        kinds = last * len(KINDS) + self.standings.kind[at[1 - side]]
        return column(kinds, lambda n: (shown(n, self.ends[n][side][-2:]),))


def _few(counts: Numbers) -> Numbers:
    """Return small numbers as they are, larger ones as the number of a range."""
    low, high = _SEVERAL
    few: Numbers = np.where(counts < low, counts, np.where(counts < high, low, low + 1))
    return few
