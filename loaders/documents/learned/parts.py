"""Parts (角色特征): what parts two names play in the clauses of a document and in the whole of it.

The rules of grammar tell for certain what a verb says of two names only where the clause is plain.
Where it is not, what they make of it is still a sign.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from loaders.documents.grammar.clauses import predicates
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.grammar.runs import ACTORS, Run
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
            learned=frozenset(e.name for e in reading.entities if e.rule.startswith("tagger.")),
        )

    def signs(self, source: Named, target: Named) -> Sequence[Signs]:
        """Return what parts a pair plays."""
        one, other, about = source.name, target.name, self.about
        return (
            self.source.get(source.span.start, ()),
            self.target.get(target.span.start, ()),
            self.verbs.get((one, other), ()),
            _shown(
                about is not None and (one.endswith(about) or about.endswith(one)),
                other == self.activity,
                one in self.learned,
                other in self.learned,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """What else may be linked in the place of a pair (竞争对象).

    Attributes:
        pairs: The pairs of which the rules speak.
        froms: Kinds of links that the rules say start from a name, as signs of a source.
        tos: Kinds of links that they say lead to a name, as signs of a target.
        actors: Those who may act, in order.
        starts: Where they stand.
    """

    pairs: frozenset[_Ends]
    froms: Mapping[str, Signs]
    tos: Mapping[str, Signs]
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
            froms={
                n: tuple(f"source has {k}" for k in sorted(kinds)) for n, kinds in froms.items()
            },
            tos={n: tuple(f"target has {k}" for k in sorted(kinds)) for n, kinds in tos.items()},
            actors=actors,
            starts=[named.span.start for named in actors],
        )

    def signs(self, source: Named, target: Named, sentence: int) -> Iterator[Signs]:
        """Yield what stands in the way of a link.

        Args:
            source: Where the link would start from.
            target: Where it would lead to.
            sentence: Where the sentence of the target begins.
        """
        if (source.name, target.name) not in self.pairs:
            yield self.froms.get(source.name, ())
            yield self.tos.get(target.name, ())
        high = bisect_left(self.starts, target.span.start)
        low = bisect_left(self.starts, sentence)
        yield _nearer(
            min(high - low, _SEVERAL),
            nearest=high > 0 and self.actors[high - 1].name == source.name,
            first=high > low and self.actors[low].name == source.name,
        )


_PARTS: Final = ("source is about", "target is activity", "source is learned", "target is learned")


@cache
def _shown(*parts: bool) -> Signs:
    return tuple(part for part, shown in zip(_PARTS, parts, strict=True) if shown)


@cache
def _nearer(count: int, *, nearest: bool, first: bool) -> Signs:
    signs = {"source is nearest": nearest, "source is first": first}
    return (f"actors before {count}", *(sign for sign, shown in signs.items() if shown))


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
