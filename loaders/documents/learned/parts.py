"""Parts (角色特征): what parts two names play in the clauses of a document and in the whole of it.

The rules of grammar tell for certain what a verb says of two names only where the clause is plain.
Where it is not, what they make of it is still a sign.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import ACTORS, Run
from loaders.documents.learned.columns import Column, column, distinct, flags, some
from loaders.documents.learned.marks import LEARNED
from loaders.documents.learned.pairs import Pairs
from loaders.documents.learned.weights import Signs
from loaders.documents.relations.aims import is_activity
from loaders.documents.relations.speaking import protagonist
from loaders.documents.statements import EntityType, Span

__all__ = ["Parts", "Rivals"]

_Ends = tuple[str, str]
_DOING: Final = ("subject", "agent", "carried")
_DONE: Final = ("target", "place", "partner", "objects")
_MOST: Final = 12
_SEVERAL: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What part each mention and each pair of names plays (角色).

    Attributes:
        source: For each mention that stands in a clause with a verb its parts, as signs of a
            source; by where it begins.
        target: The same as signs of a target.
        verbs: For each pair of names, by which kinds of verbs they are joined, and how.
        about: The name whom the document is about, if it is told.
        activity: The activity that the document names first, if any.
        learned: Names that no rule found.
    """

    source: Mapping[int, Signs]
    target: Mapping[int, Signs]
    verbs: Mapping[_Ends, Signs]
    about: str | None
    activity: str | None
    learned: frozenset[str]

    @classmethod
    def played(cls, reading: Reading) -> Self:
        """Return the parts that the names of a document play."""
        of: defaultdict[int, set[str]] = defaultdict(set)
        verbs: defaultdict[_Ends, set[str]] = defaultdict(set)
        for predicate in predicates(reading):
            placed = dict(_placed(predicate))
            for part, run in placed.items():
                for one in run.heads:
                    of[one.span.start] |= {part, *(f"{part} of {k}" for k in predicate.kinds)}
            for ends, how in _joined(placed):
                verbs[ends] |= {how.format(kind) for kind in predicate.kinds}
        whole = reading.mentions(Span(0, len(reading.text)), EntityType.PROGRAMME)
        played = {place: sorted(parts) for place, parts in of.items()}
        return cls(
            source={at: tuple(f"source is {p}" for p in parts) for at, parts in played.items()},
            target={at: tuple(f"target is {p}" for p in parts) for at, parts in played.items()},
            verbs={ends: tuple(sorted(found)) for ends, found in verbs.items()},
            about=protagonist(reading),
            activity=next((n.name for n in whole if is_activity(n)), None),
            learned=frozenset(e.name for e in reading.entities if e.rule.startswith(LEARNED)),
        )

    def columns(self, pairs: Pairs, ends: Sequence[_Ends]) -> Iterator[Column]:
        """Yield what parts pairs play.

        Args:
            pairs: The pairs.
            ends: Their names.
        """
        places = [named.span.start for named in pairs.mentions]
        names = [named.name for named in pairs.mentions]
        i, j, about = pairs.starts, pairs.ends, self.about
        for parts, at in ((self.source, i), (self.target, j)):
            groups, number = distinct(parts.get(place, ()) for place in places)
            yield Column(groups, number[at])
        yield some([self.verbs.get(one, ()) for one in ends])
        meant = [bool(about and (n.endswith(about) or about.endswith(n))) for n in names]
        activity = np.array([name == self.activity for name in names], bool)
        learned = np.array([name in self.learned for name in names], bool)
        yield flags(_PARTS, (np.array(meant, bool)[i], activity[j], learned[i], learned[j]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What else may be linked in the place of a pair (竞争对象).

    Attributes:
        told: The pairs of which the rules speak.
        froms: Kinds of links that the rules say start from a name, as signs of a source.
        tos: Kinds of links that they say lead to a name, as signs of a target.
        sentences: Where the sentence of each mention begins.
    """

    told: Container[_Ends]
    froms: Mapping[str, Signs]
    tos: Mapping[str, Signs]
    sentences: Sequence[int]

    @classmethod
    def among(
        cls, reading: Reading, mentions: Sequence[Named], told: Mapping[_Ends, Sequence[str]]
    ) -> Self:
        """Return the rivals among the mentions of a document and what the rules say of them."""
        froms: defaultdict[str, set[str]] = defaultdict(set)
        tos: defaultdict[str, set[str]] = defaultdict(set)
        for (source, target), links in told.items():
            kinds = {link.split()[0] for link in links}
            froms[source] |= kinds
            tos[target] |= kinds
        at = (reading.sentence_at(named.span.start) for named in mentions)
        return cls(
            told=told,
            froms={
                name: tuple(f"source has {kind}" for kind in sorted(kinds))
                for name, kinds in froms.items()
            },
            tos={
                name: tuple(f"target has {kind}" for kind in sorted(kinds))
                for name, kinds in tos.items()
            },
            sentences=[reading.sentences[sentence].span.start for sentence in at],
        )

    def columns(self, pairs: Pairs, ends: Sequence[_Ends]) -> Iterator[Column]:
        """Yield what stands in the way of links.

        Args:
            pairs: The pairs.
            ends: Their names.
        """
        ruled = np.array([one in self.told for one in ends], bool)
        for links, at in ((self.froms, pairs.starts), (self.tos, pairs.ends)):
            groups, number = distinct(links.get(named.name, ()) for named in pairs.mentions)
            yield Column([*groups, ()], np.where(ruled, len(groups), number[at]))
        yield self._nearer(pairs)

    def _nearer(self, pairs: Pairs) -> Column:
        """Return who else acts before the target: how many in its sentence, the last, the first."""
        _, name = distinct(named.name for named in pairs.mentions)
        acts = np.array([named.type in ACTORS for named in pairs.mentions], bool)
        starts = np.array([named.span.start for named in pairs.mentions], np.int64)
        actors = np.append(name[acts], -1)
        high = np.searchsorted(starts[acts], starts)[pairs.ends]
        low = np.searchsorted(starts[acts], self.sentences)[pairs.ends]
        source, count = name[pairs.starts], np.minimum(high - low, _SEVERAL)
        nearest = (high > 0) & (actors[high - 1] == source)
        first = (high > low) & (actors[low] == source)

        def shown(n: int) -> Signs:
            signs = {"source is nearest": nearest[n], "source is first": first[n]}
            return (f"actors before {count[n]}", *(sign for sign, is_so in signs.items() if is_so))

        return column(count * 4 + nearest * 2 + first, shown)


_PARTS: Final = ("source is about", "target is activity", "source is learned", "target is learned")


def _placed(predicate: Predicate) -> Iterator[tuple[str, Run]]:
    for part in (*_DOING, *_DONE):
        run: Run | None = getattr(predicate, part)
        if run is not None:
            yield part, run


def _joined(placed: Mapping[str, Run]) -> Iterator[tuple[_Ends, str]]:
    """Yield who does it to whom, at most so many, with a place for the kind of verb."""
    for doing in _DOING:
        for done in _DONE:
            if doing in placed and done in placed:
                how = f"{doing} {{}} {done}"
                for one in placed[doing].heads[:_MOST]:
                    for other in placed[done].heads[:_MOST]:
                        yield (one.name, other.name), how
