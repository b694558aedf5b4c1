"""Placing (园区归属计算): which park a thing lies in, where no source says so.

It is computed once a load is recorded, for what the load spoke of and for what lies around the
parks that it spoke of, so that boundaries and positions may come in any order. A statement of
this kind names both places that it rests on, and is retracted when they no longer bear it out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

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
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.verdicts import NEAR, Bounded, Verdict, verdict
from loaders.report import RETRACTED, Entry, LoadReport, Place
from loaders.shelf import Spool

__all__ = ["Touched", "place"]

_RULE = "placing."


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
    spoken = set(touched.things) if parks else set[str]()
    near = (park for park in parks if park.id in touched.parks)
    ids = spoken | await touching(store, near, touched.parks | spoken)
    things = await positioned(store, ids) if parks else []
    said = await located(store, ids)
    keys = {e for one in things for e in one.version.evidence}
    spots = await spots_of(store, keys | {e for park in parks for e in park.evidence})
    placing = _Placing({park.id: park for park in parks}, spots)
    for thing in things:
        placing.take(thing, said.get(thing.id, Located()))
    placing.forget(said, {thing.id for thing in things})
    await placing.done(store, report, ids)


class _Placing:
    """One placement while it is made (归属计算)."""

    def __init__(self, parks: Mapping[str, Bounded], spots: Mapping[str, Spot]) -> None:
        self._parks, self._spots = parks, spots
        self._relations: list[tuple[Relation, Entry]] = []
        self._proposals: list[Proposal] = []
        self._evidence: dict[str, Evidence] = {}
        self._gone: list[Gone] = []
        self._needless: list[tuple[Gone, Version]] = []

    def take(self, thing: Gone, said: Located) -> None:
        """Compute where a thing lies."""
        x, y = (float(thing.version.properties[name]) for name in ("longitude", "latitude"))
        found = verdict((x, y), list(self._parks.values()), said.stated)
        if found.inside:
            self._assert(thing, found, said.ended.get(found.inside, ""))
        self._needless += said.needless
        for park in found.open:
            several = len(found.open) > 1
            self._propose(thing, park, found, "several" if several else "border")
        for park in found.outside:
            self._propose(thing, park, found, "outside")
        self._gone += (link for link in said.computed if _target(link) != found.inside)

    def forget(self, said: Mapping[str, Located], placed: set[str]) -> None:
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

    async def done(self, store: Store, report: LoadReport, ids: set[str]) -> None:
        """Write it all, and tell it in the report."""
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
        await self._keep(store, report, batch, ids)

    async def _keep(self, store: Store, report: LoadReport, batch: Batch, ids: set[str]) -> None:
        """Keep what is doubtful; close what is so no longer."""
        known = await kept(store, [proposal.id for proposal in self._proposals])
        tell_settled(report, self._proposals, known)
        waiting = still_open(self._proposals, known)
        report.extend(Outcome.PROPOSED, (proposal.entry for proposal in waiting))
        at = now()
        await keep(store, [proposal.entity() for proposal in waiting], batch.lineage, at)
        still = {proposal.id for proposal in self._proposals}
        closings = await _outdated(store, ids, still, report.name)
        await close(store, [closing for closing, _ in closings], at)
        report.extend(RETRACTED, (line for _, line in closings))


async def _outdated(
    store: Store, ids: set[str], still: set[str], file: str
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
