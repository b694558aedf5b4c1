"""Parts (角色特征): what parts two names play in the clauses of a document and in the whole of it.

The rules of grammar tell for certain what a verb says of two names only where the clause is plain.
Where it is not, what they make of it is still a sign.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import ACTORS, Run
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
        of: For each mention that stands in a clause with a verb, its parts.
        verbs: For each pair of names, by which kinds of verbs they are joined, and how.
        about: The name whom the document is about, if it is told.
        activity: The activity that the document names first, if any.
        learned: Names that no rule found.
    """

    of: Mapping[Span, frozenset[str]]
    verbs: Mapping[_Ends, frozenset[str]]
    about: str | None
    activity: str | None
    learned: frozenset[str]

    @classmethod
    def played(cls, reading: Reading) -> Self:
        """Return the parts that the names of a document play."""
        of: defaultdict[Span, set[str]] = defaultdict(set)
        verbs: defaultdict[_Ends, set[str]] = defaultdict(set)
        for predicate in predicates(reading):
            placed = dict(_placed(predicate))
            for part, run in placed.items():
                for one in run.heads:
                    of[one.span] |= {part, *(f"{part} of {kind}" for kind in predicate.kinds)}
            for ends, how in _joined(placed):
                verbs[ends] |= {how.format(kind) for kind in predicate.kinds}
        whole = reading.mentions(Span(0, len(reading.text)), EntityType.PROGRAMME)
        return cls(
            of={span: frozenset(found) for span, found in of.items()},
            verbs={ends: frozenset(found) for ends, found in verbs.items()},
            about=protagonist(reading),
            activity=next((n.name for n in whole if is_activity(n)), None),
            learned=frozenset(e.name for e in reading.entities if e.rule.startswith("tagger.")),
        )

    def signs(self, source: Named, target: Named) -> Iterator[str]:
        """Yield what parts a pair plays."""
        yield from (f"source is {part}" for part in sorted(self.of.get(source.span, ())))
        yield from (f"target is {part}" for part in sorted(self.of.get(target.span, ())))
        yield from sorted(self.verbs.get((source.name, target.name), ()))
        if self.about and (source.name.endswith(self.about) or self.about.endswith(source.name)):
            yield "source is about"
        if target.name == self.activity:
            yield "target is activity"
        if source.name in self.learned:
            yield "source is learned"
        if target.name in self.learned:
            yield "target is learned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What else may be linked in the place of a pair (竞争对象).

    Attributes:
        pairs: The pairs of which the rules speak.
        froms: Kinds of links that the rules say start from a name.
        tos: Kinds of links that they say lead to a name.
        actors: Those who may act, in order.
        starts: Where they stand.
    """

    pairs: frozenset[_Ends]
    froms: Mapping[str, frozenset[str]]
    tos: Mapping[str, frozenset[str]]
    actors: Sequence[Named]
    starts: Sequence[int]

    @classmethod
    def among(cls, mentions: Sequence[Named], told: Mapping[_Ends, Sequence[str]]) -> Self:
        """Return the rivals among the mentions of a document and what the rules say of them."""
        froms: defaultdict[str, set[str]] = defaultdict(set)
        tos: defaultdict[str, set[str]] = defaultdict(set)
        for (source, target), links in told.items():
            kinds = {link.split()[0] for link in links}
            froms[source] |= kinds
            tos[target] |= kinds
        actors = [named for named in mentions if named.type in ACTORS]
        return cls(
            pairs=frozenset(told),
            froms={name: frozenset(kinds) for name, kinds in froms.items()},
            tos={name: frozenset(kinds) for name, kinds in tos.items()},
            actors=actors,
            starts=[named.span.start for named in actors],
        )

    def signs(self, source: Named, target: Named, sentence: int) -> Iterator[str]:
        """Yield what stands in the way of a link.

        Args:
            source: Where the link would start from.
            target: Where it would lead to.
            sentence: Where the sentence of the target begins.
        """
        if (source.name, target.name) not in self.pairs:
            yield from (f"source has {kind}" for kind in sorted(self.froms.get(source.name, ())))
            yield from (f"target has {kind}" for kind in sorted(self.tos.get(target.name, ())))
        high = bisect_left(self.starts, target.span.start)
        low = bisect_left(self.starts, sentence)
        yield f"actors before {min(high - low, _SEVERAL)}"
        if high and self.actors[high - 1].name == source.name:
            yield "source is nearest"
        if high > low and self.actors[low].name == source.name:
            yield "source is first"


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
