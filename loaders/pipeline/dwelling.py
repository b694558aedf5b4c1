"""Dwelling (所在园区): of a thing that two sources place in two parks, the second is a contest.

Each park is a relationship of its own, so that neither statement would contradict the other by
itself. What one source says of both parks is no contest: a plant may lie in two.
"""

import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from graph.cypher import question
from graph.evidence import Evidence
from graph.model.labels import Label, ProposalCause, RelType
from graph.model.statement import Relation
from graph.store.plan import Version
from graph.store.port import Store
from graph.store.retracting import Gone, names_of
from graph.store.sole import possible
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.ground import PLACED, Located, located
from loaders.pipeline.proposal import Proposal, statements_of
from loaders.report import Entry
from loaders.shelf import Shelf

__all__ = ["Apart", "Dwelling", "said_instead"]

Seen = Callable[[Iterable[str]], Awaitable[Collection[str]]]

_PARK: Final = "park"
"""What is contested, where the ends of a relationship say it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """That a thing lies in a park, and who says so (归属说法)."""

    park: str
    since: str
    until: str | None
    lineages: frozenset[str]

    def meets(self, link: Relation) -> bool:
        """Tell whether a relationship is true on one day with it."""
        begins = self.until is None or link.valid_from < self.until
        return begins and (link.valid_to is None or self.since < link.valid_to)


@dataclass(slots=True)
class Apart:
    """What is put aside of a load, as another source says otherwise (归属争议).

    Attributes:
        proposals: What a person decides.
        known: A line for each statement that was heard before and then corrected.
    """

    proposals: list[Proposal] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)


class Dwelling:
    """Weighs in which park things are said to lie (归属权衡).

    Args:
        store: Where that is recorded.
        trial: Whether nothing is recorded, so that what was said before must be remembered.
    """

    def __init__(self, store: Store, *, trial: bool = False) -> None:
        self._store = store
        self._before: Shelf[Sequence[_Said]] | None = Shelf() if trial else None

    async def part(self, assembly: Assembly, seen: Seen | None = None) -> Apart:
        """Take out of a part of a load what another source contradicts.

        Args:
            assembly: The part.
            seen: Tells what its sender may know of, who is told no source then; None for all.
        """
        links = [link for link in assembly.batch.relations if _is_dwelling(link)]
        apart = Apart()
        if not links:
            return apart
        held: Mapping[str, list[_Said]] = await self._recorded(links)
        if seen is not None:
            shown = await seen({one.park for said in held.values() for one in said})
            held = {key: [o for o in said if o.park in shown] for key, said in held.items()}
        lineage = assembly.batch.lineage
        own = _own(links, lineage)
        lines = {id(link): line for link, line in _told(assembly)}
        contested: dict[int, tuple[Relation, list[_Said]]] = {}
        for link in links:
            who = frozenset(lineage[place] for place in link.evidence)
            others = list(_denied(held[link.source.id], link, own[link.source.id], who))
            if others:
                contested[id(link)] = (link, others)
            else:
                held[link.source.id].append(_said(link, who))
        if contested:
            told = seen is None
            await self._put_aside(assembly, list(contested.values()), lines, apart, told=told)
        self._remember(held)
        return apart

    async def _recorded(self, links: Iterable[Relation]) -> dict[str, list[_Said]]:
        """Return what is said so far of where things lie that somebody places elsewhere.

        What was only computed is not.
        """
        pairs = {(link.source.id, link.target.id) for link in links}
        found: dict[str, list[_Said]] = {identifier: [] for identifier, _ in pairs}
        may = await possible(self._store)
        rows = [{"id": key, "park": park} for key, park in sorted(pairs) if may is None or may(key)]
        asked = set[str]()
        if rows:
            told = await self._store.read(question("placing/elsewhere").text, {"rows": rows})
            asked = {row["id"] for row in told}
        for identifier, said in (await located(self._store, asked)).items() if asked else ():
            found[identifier] += (_version_said(link) for link in said.named)
        if self._before is not None:
            for identifier in found:
                found[identifier] += self._before.get(identifier.encode()) or ()
        return found

    def _remember(self, held: Mapping[str, Sequence[_Said]]) -> None:
        if self._before is None:
            return
        for identifier, said in held.items():
            self._before.keep(identifier.encode(), list(dict.fromkeys(said)))
        self._before.put_away()

    async def _put_aside(
        self,
        assembly: Assembly,
        contested: Sequence[tuple[Relation, Sequence[_Said]]],
        lines: Mapping[int, Entry],
        apart: Apart,
        *,
        told: bool,
    ) -> None:
        left = await self._left({link.source.id for link, _ in contested})
        parks = {key for link, said in contested for key in (link.target.id, *_parks(said))}
        names = dict(_named(assembly))
        names |= await names_of(self._store, parks)
        places = {each.id: each for each in assembly.batch.evidence}
        for link, said in contested:
            line = lines[id(link)]
            if left[link.source.id, link.target.id].issuperset(link.evidence):
                apart.known.append(line)
                continue
            evidence = [places[key] for key in link.evidence]
            lineage = assembly.batch.lineage[evidence[0].id]
            apart.proposals.append(_proposal(link, said, names, line, evidence, lineage, told))
        gone = {id(link) for link, _ in contested}
        kept = [link for link in assembly.batch.relations if id(link) not in gone]
        assembly.told = [(s, line) for s, line in assembly.told if id(s) not in gone]
        assembly.batch = replace(assembly.batch, relations=kept)

    async def _left(self, ids: Collection[str]) -> dict[tuple[str, str], set[str]]:
        """Return the places whose word that a thing lies in a park was taken back."""
        rows = await self._store.read(question("placing/left").text, {"ids": sorted(ids)})
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            found[row["id"], row["park"]].update(row["evidence"])
        return found


async def said_instead(store: Store, version: Version) -> list[Gone]:
    """Return what is recorded otherwise, of a proposal on the park in which a thing lies.

    Nothing, of any other proposal.
    """
    said = version.properties
    if json.loads(said["statement"]).get("contested") != [_PARK]:
        return []
    found = await located(store, [said["subject"]])
    named = found.get(said["subject"], Located()).named
    link = next(iter(statements_of(said["statement"], ())))
    met = (each for each in named if isinstance(link, Relation) and _version_said(each).meets(link))
    return [each for each in met if each.ends and each.ends[1] != said["object"]]


def _is_dwelling(link: Relation) -> bool:
    is_placed = link.type is RelType.LOCATED_IN and link.source.label in PLACED
    return is_placed and link.target.label is Label.PARK


def _own(links: Iterable[Relation], lineage: Mapping[str, str]) -> dict[str, set[tuple[str, str]]]:
    """Return which source of the load names which park for a thing, by its id."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for link in links:
        found[link.source.id] |= {(lineage[place], link.target.id) for place in link.evidence}
    return found


def _denied(
    held: Sequence[_Said], link: Relation, own: Collection[tuple[str, str]], who: frozenset[str]
) -> Iterator[_Said]:
    """Yield what others say of a thing, too, and a source does not that says otherwise."""
    met = [said for said in held if said.meets(link)]
    if any(said.park == link.target.id for said in met):
        return
    for said in met:
        if not said.lineages <= who and not any((one, said.park) in own for one in who):
            yield said


def _said(link: Relation, who: frozenset[str]) -> _Said:
    return _Said(link.target.id, link.valid_from, link.valid_to, who)


def _version_said(link: Gone) -> _Said:
    version, park = link.version, link.ends[1] if link.ends else ""
    return _Said(park, version.valid_from, version.valid_to, frozenset(version.lineages))


def _parks(said: Iterable[_Said]) -> list[str]:
    return list(dict.fromkeys(one.park for one in said))


def _told(assembly: Assembly) -> Iterator[tuple[Relation, Entry]]:
    return ((s, line) for s, line in assembly.told if isinstance(s, Relation))


def _named(assembly: Assembly) -> Iterator[tuple[str, str]]:
    return ((e.id, str(e.properties["name"])) for e in assembly.batch.entities)


def _proposal(
    link: Relation,
    said: Sequence[_Said],
    names: Mapping[str, str],
    line: Entry,
    evidence: Sequence[Evidence],
    lineage: str,
    told: bool,  # noqa: FBT001 - one of many, in their order
) -> Proposal:
    """Return the contest, with both parks and, if it may be told, who says each."""
    recorded = "、".join(names.get(key, key) for key in _parks(said))
    claimed = names.get(link.target.id, link.target.id)
    sources = "、".join(sorted({name for one in said for name in one.lineages}))
    theirs, ours = (f"（{sources}）", f"（{lineage}）") if told else ("", "")
    return Proposal(
        cause=ProposalCause.CONTEST,
        subject=link.source.id,
        object=link.target.id,
        entry=replace(
            line,
            value=claimed,
            zh=f"“所在园区”已记录为“{recorded}”{theirs}，此处为“{claimed}”{ours}；请核实后更正",
            en=f"park is recorded as “{recorded}”{theirs}, here “{claimed}”{ours}; find out which "
            "is right",
        ),
        said={
            "contested": [_PARK],
            "recorded": {_PARK: recorded},
            "claimed": {_PARK: claimed},
            "valid_from": link.valid_from,
        },
        evidence=evidence,
        lineage=lineage,
        statements=[link],
    )
