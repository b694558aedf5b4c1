"""Placing (园区归属计算): which park a thing lies in, where no source says so.

It is computed once a load is recorded, for what the load spoke of and for what lies around the
parks that it spoke of, so that boundaries and positions may come in any order. A statement of
this kind names both places that it rests on, and is retracted when they no longer bear it out.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, Self

from graph.cypher import question
from graph.evidence import Evidence, Source, now
from graph.model.labels import Label, Method, ProposalCause, ProposalStatus, RelType
from graph.model.registry import node_spec
from graph.model.statement import Reference, Relation
from graph.store.deciding import Closing, close, keep, kept
from graph.store.ending import rest_on_less
from graph.store.plan import Outcome, Version
from graph.store.port import Store
from graph.store.retracting import Gone, names_of, retract_gone
from graph.store.write import Batch, write
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.decided import still_open, tell_settled
from loaders.pipeline.ground import (
    PLACED,
    Located,
    Spot,
    bounded,
    located,
    positioned,
    spots_of,
    touching,
)
from loaders.pipeline.parts import Ids, portions
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.verdicts import NEAR, Boundaries, Bounded, Verdict, verdict
from loaders.report import RETRACTED, Entry, LoadReport, Place
from loaders.shelf import Spool

__all__ = ["Touched", "place"]

_RULE: Final = "placing."
_PORTION: Final = 2000
"""Things that are placed at a time: a register may place a million."""


@dataclass(slots=True)
class Touched:
    """What a load spoke of that may change where something lies (涉及对象).

    Attributes:
        things: Ids of things that may lie in a park, and of whoever operates such.
        parks: Ids of parks.
    """

    things: Spool[str] = field(default_factory=Spool)
    parks: set[str] = field(default_factory=set)

    def note(self, batch: Batch) -> None:
        """Take over what a batch speaks of."""
        for entity in batch.entities:
            if entity.label is Label.PARK:
                self.parks.add(entity.id)
            elif entity.label in PLACED:
                self.things.append(entity.id)
        for relation in batch.relations:
            if relation.type is RelType.LOCATED_IN and relation.target.label is Label.PARK:
                self.things.append(relation.source.id)
            elif relation.type is RelType.OPERATES:
                self.things.append(relation.target.id)


async def place(store: Store, touched: Touched, report: LoadReport) -> None:
    """Compute where things lie, keep it up to date, and put what is doubtful to a person."""
    parks = await bounded(store)
    if not parks and not touched.parks:
        return
    ids = await _concerned(store, touched, parks)
    boundaries, still = Boundaries(parks), set[str]()
    spots = await spots_of(store, {e for park in parks for e in park.evidence})
    for some in portions(ids, _PORTION):
        placing = await _Placing.of(store, some, boundaries, spots)
        still |= await placing.done(store, report)
    closings = await _outdated(store, ids, still, report.name)
    await close(store, [closing for closing, _ in closings], now())
    report.extend(RETRACTED, (line for _, line in closings))


async def _concerned(store: Store, touched: Touched, parks: Collection[Bounded]) -> Ids:
    """Return the ids of what a load spoke of, and of what lies around the parks it spoke of."""
    spoken, ids = Ids(), Ids()
    if parks:
        await off_loop(spoken.add, touched.things)
    near = (park for park in parks if park.id in touched.parks)
    asked = chain([sorted(touched.parks)], portions(spoken, _PORTION))
    async for found in touching(store, near, asked):
        ids.add(found)
    await off_loop(ids.add, spoken)
    return ids


class _Placing:
    """One placement while it is made (归属计算), of so many things."""

    def __init__(self, parks: Mapping[str, Bounded], spots: Mapping[str, Spot]) -> None:
        self._parks, self._spots = parks, spots
        self._relations: list[tuple[Relation, Entry]] = []
        self._proposals: list[Proposal] = []
        self._evidence: dict[str, Evidence] = {}
        self._gone: list[Gone] = []
        self._needless: list[tuple[Gone, Version]] = []

    @classmethod
    async def of(
        cls,
        store: Store,
        ids: Collection[str],
        boundaries: Boundaries,
        grounds: Mapping[str, Spot],
    ) -> Self:
        """Compute where things lie.

        Args:
            store: Where they are recorded.
            ids: Their ids.
            boundaries: Those of all parks.
            grounds: The places that state those.
        """
        things = await positioned(store, ids) if boundaries.parks else []
        said = await located(store, ids)
        found = [(one, verdict(_place(one), boundaries, _stated(one, said))) for one in things]
        told = {key for one, each in found if each.tells for key in one.version.evidence}
        placing = cls(boundaries.parks, {**grounds, **await spots_of(store, told)})
        for thing, each in found:
            placing._take(thing, each, said.get(thing.id, Located()))
        placing._forget(said, {thing.id for thing in things})
        return placing

    def _take(self, thing: Gone, found: Verdict, said: Located) -> None:
        """Take over where a thing lies."""
        if found.inside:
            self._assert(thing, found, said.ended.get(found.inside, ""))
        self._needless += said.needless
        for park in found.open:
            several = len(found.open) > 1
            self._propose(thing, park, found, "several" if several else "border")
        for park in found.outside:
            self._propose(thing, park, found, "outside")
        self._gone += (link for link in said.computed if _target(link) != found.inside)

    def _forget(self, said: Mapping[str, Located], placed: set[str]) -> None:
        """Retract what was computed of things that have no position any more."""
        lost = (one for key, one in said.items() if key not in placed)
        self._gone += (link for one in lost for link in one.computed)

    def _assert(self, thing: Gone, found: Verdict, since: str) -> None:
        """State in which park a thing lies, from when on no source does."""
        park = self._parks[found.inside or ""]
        zh = f"位于“{park.name}”边界内，距边界 {found.distances[park.id]:.0f} m"
        evidence = self._grounds(thing, park, "inside", zh)
        entry = self._entry(
            thing, park, "按坐标和园区边界计算得出", "computed from its position and the boundary"
        )
        self._relations.append((_lies(thing, park, evidence, since), entry))

    def _propose(self, thing: Gone, identifier: str, found: Verdict, why: str) -> None:
        park, distance = self._parks[identifier], found.distances[identifier]
        others = "、".join(self._parks[key].name for key in found.open if key != identifier)
        zh, en = _reason(why, park.name, others, distance)
        evidence = self._grounds(thing, park, why, zh)
        entry = self._entry(thing, park, zh, en)
        first = next(iter(self._spots_of(thing)))
        self._proposals.append(
            Proposal(
                cause=ProposalCause.MISMATCH,
                subject=thing.id,
                object=park.id,
                entry=replace(entry, value=_printed(thing)),
                said={"position": _printed(thing), "why": why},
                statements=[] if why == "outside" else [_lies(thing, park, evidence)],
                evidence=evidence,
                lineage=first.lineage,
                rule=f"{_RULE}{why}",
            )
        )

    def _grounds(self, thing: Gone, park: Bounded, why: str, said: str) -> list[Evidence]:
        """Return both places that a computation rests on, each naming the other."""
        spots = [*self._spots_of(thing), *self._spots_of(park)]
        where = "；".join(dict.fromkeys(spot.place.words("zh") for spot in spots))
        name = thing.version.properties["name"]
        note = f"“{name}”（{_printed(thing)}）{said}。坐标和边界出自：{where}"
        found = [
            replace(spot.evidence, method=Method.COMPUTED, rule=f"{_RULE}{why}", note=note)
            for spot in spots
        ]
        self._evidence |= {evidence.id: evidence for evidence in found}
        return found

    def _spots_of(self, one: Gone | Bounded) -> Iterator[Spot]:
        evidence = one.evidence if isinstance(one, Bounded) else one.version.evidence
        yield from (self._spots[key] for key in evidence if key in self._spots)

    def _entry(self, thing: Gone, park: Bounded, zh: str, en: str) -> Entry:
        subject = f"{thing.version.properties['name']} → {park.name}"
        spot = next(self._spots_of(thing))
        return Entry(kind=RelType.LOCATED_IN, subject=subject, place=spot.place, zh=zh, en=en)

    async def done(self, store: Store, report: LoadReport) -> set[str]:
        """Write it all, and tell it in the report; return the ids of what is in doubt."""
        at = now()
        await retract_gone(store, self._gone, at)
        await rest_on_less(store, self._needless, at)
        names = await names_of(store, {end for link in self._gone for end in link.ends or ()})
        report.extend(RETRACTED, (_retracted(link, names, report.name) for link in self._gone))
        lineage = {spot.evidence.document: spot.lineage for spot in self._spots.values()}
        used = {evidence.document for evidence in self._evidence.values()}
        batch = Batch(
            sources=[Source(name=lineage[sha], sha256=sha) for sha in sorted(used)],
            evidence=list(self._evidence.values()),
            relations=[relation for relation, _ in self._relations],
        )
        written = await write(store, batch, adding=True)
        lines = {relation.id: line for relation, line in self._relations}
        for identifier, outcome in written.outcomes:
            line = lines[identifier]
            known = outcome in (Outcome.UNCHANGED, Outcome.CONFIRMED)
            report.add(outcome, replace(line, zh="", en="") if known else line)
        return await self._keep(store, report, batch)

    async def _keep(self, store: Store, report: LoadReport, batch: Batch) -> set[str]:
        """Keep what is doubtful."""
        known = await kept(store, [proposal.id for proposal in self._proposals])
        tell_settled(report, self._proposals, known)
        waiting = still_open(self._proposals, known)
        report.extend(Outcome.PROPOSED, (proposal.entry for proposal in waiting))
        await keep(store, [proposal.entity() for proposal in waiting], batch.lineage, now())
        return {proposal.id for proposal in self._proposals}


async def _outdated(
    store: Store, ids: Container[str], still: Container[str], file: str
) -> list[tuple[Closing, Entry]]:
    """Return how to close open doubts about things that are in doubt no longer."""
    rows = await store.read(
        question("review/listed").text, {"statuses": [ProposalStatus.OPEN.value]}
    )
    return [
        (Closing(id=row["id"], status=ProposalStatus.SUPERSEDED), _superseded(row["said"], file))
        for row in rows
        if str(row["said"].get("rule") or "").startswith(_RULE)
        and row["said"]["subject"] in ids
        and row["id"] not in still
    ]


def _superseded(said: Mapping[str, str], file: str) -> Entry:
    return Entry(
        kind=said["kind"],
        subject=said["summary"],
        place=Place(file=file),
        zh="坐标、边界或所述园区已变，待核实事项随之关闭",
        en="position, boundary or stated park changed, so this is open no longer",
    )


def _retracted(link: Gone, names: Mapping[str, str], file: str) -> Entry:
    return Entry(
        kind=link.kind,
        subject=" → ".join(names.get(end, end) for end in link.ends or ()),
        place=Place(file=file),
        zh="坐标、边界或所述园区已变，计算得出的归属已撤回",
        en="position, boundary or stated park changed: what was computed is retracted",
    )


def _reason(why: str, park: str, others: str, distance: float) -> tuple[str, str]:
    if why == "outside":
        zh = f"登记在“{park}”，坐标却在其边界之外 {distance:.0f} m，请核实坐标、边界或所属园区"
        en = (
            f"is stated to lie in “{park}” but is {distance:.0f} m outside; find out which is right"
        )
    elif why == "several":
        zh = f"坐标同时在或靠近“{park}”和“{others}”，请核实属于哪个园区"
        en = f"lies in, or near the border of, both “{park}” and “{others}”; find out which it is"
    else:
        zh = f"距“{park}”边界 {distance:.0f} m，不足 {NEAR:.0f} m，请核实是否在园区内"
        en = f"lies {distance:.0f} m from the border of “{park}”; find out whether it is inside"
    return zh, en


def _place(thing: Gone) -> tuple[float, float]:
    said = thing.version.properties
    return float(said["longitude"]), float(said["latitude"])


def _stated(thing: Gone, said: Mapping[str, Located]) -> frozenset[str]:
    return said[thing.id].stated if thing.id in said else frozenset()


def _printed(thing: Gone) -> str:
    said = thing.version.properties
    return f"{said['longitude']}, {said['latitude']}"


def _target(link: Gone) -> str:
    return link.ends[1] if link.ends else ""


def _lies(thing: Gone, park: Bounded, evidence: Sequence[Evidence], since: str = "") -> Relation:
    return Relation(
        type=RelType.LOCATED_IN,
        source=Reference(label=node_spec(Label(thing.kind)).label, id=thing.id),
        target=Reference(label=Label.PARK, id=park.id),
        evidence=tuple(each.id for each in evidence),
        valid_from=max(thing.version.valid_from, park.valid_from, since),
    )
