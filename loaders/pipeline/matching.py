"""Matching (疑似同一的提出与采纳): what two sources may know as one, proposed and never merged."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.acts.entry import Actor, Entry
from graph.acts.merging import merge
from graph.acts.refusals import UnknownThingError
from graph.evidence import now
from graph.model.identity import label_of
from graph.model.labels import Act, Label, ProposalCause
from graph.model.registry import node_spec
from graph.responsibility.refusals import NotAllowedError
from graph.store.deciding import keep, kept
from graph.store.plan import Outcome, Version
from graph.store.port import Store
from graph.store.write import Batch
from loaders.pipeline.ahead import off_loop
from loaders.pipeline.decided import still_open, tell_settled
from loaders.pipeline.ground import Spot, spots_of
from loaders.pipeline.likeness import Alike, Peer, alike
from loaders.pipeline.peers import on_record
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.refusals import NothingToWriteError
from loaders.report import Entry as Line, LoadReport

__all__ = ["may_be_double", "propose_matches", "unite"]

_ALIKE: Final = frozenset({Label.ORGANISATION, Label.PARK, Label.PERSON})
_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "code": (
        "名称相同而统一社会信用代码不同，可能是同一对象，请核实；采纳即合并",
        "one name with two credit codes: perhaps one thing; accepting merges them",
    ),
    "name": (
        "名称相近，可能是同一对象，请核实；采纳即合并",
        "names that nearly agree: perhaps one thing; accepting merges them",
    ),
    "phone": (
        "姓名和电话相同，可能是同一人，请核实；采纳即合并",
        "one name and telephone number: perhaps one person; accepting merges them",
    ),
}


def may_be_double(batch: Batch) -> Iterator[str]:
    """Yield the ids of what a load speaks of and another source may know as something else."""
    for entity in batch.entities:
        foreign = entity.properties.get("register_code") is not None
        if label_of(entity.id) in _ALIKE and not foreign:
            yield entity.id


async def propose_matches(store: Store, spoken: Collection[str], report: LoadReport) -> None:
    """Put to a person what a load speaks of and another source may know as something else.

    Args:
        store: The graph, with the load in it.
        spoken: Ids of what the load speaks of, new or not: one before may have broken off.
        report: Where to tell it.
    """
    if not spoken:
        return
    parts = alike(await on_record(store), spoken)
    while (found := await off_loop(next, parts, None)) is not None:
        await _propose(store, found, report)


async def _propose(store: Store, found: Sequence[Alike], report: LoadReport) -> None:
    keys = {key for pair in found for peer in (pair.kept, pair.other) for key in peer.evidence}
    proposals = list(_proposals(found, await spots_of(store, keys)))
    known = await kept(store, [proposal.id for proposal in proposals])
    tell_settled(report, proposals, known)
    waiting = still_open(proposals, known)
    report.extend(Outcome.PROPOSED, (proposal.entry for proposal in waiting))
    lineage = {e.id: p.lineage for p in waiting for e in p.evidence}
    await keep(store, [proposal.entity() for proposal in waiting], lineage, now())


async def unite(
    store: Store, identifier: str, version: Version, *, by: str, note: str | None
) -> None:
    """Merge what a person accepted to be one; done again, it changes nothing.

    Raises:
        NothingToWriteError: If one of the two is not on record any more.
    """
    pair = json.loads(version.properties["statement"])
    entry = Entry(
        act=Act.MERGE,
        actor=Actor(by),
        asked={"proposal": identifier, "kept": pair["kept"], "other": pair["other"]},
        note=note,
        key=identifier,
    )
    try:
        await merge(store, entry, pair["kept"], pair["other"])
    except (NotAllowedError, UnknownThingError) as error:
        raise NothingToWriteError(identifier, error.zh, error.en) from error


def _proposals(found: Sequence[Alike], spots: Mapping[str, Spot]) -> list[Proposal]:
    return [_proposal(pair, spots) for pair in found if _spots(pair, spots)]


def _spots(pair: Alike, spots: Mapping[str, Spot]) -> list[Spot]:
    """Return the first place that states each of the two."""
    firsts = (next((spots[e] for e in peer.evidence if e in spots), None) for peer in _both(pair))
    return [spot for spot in firsts if spot is not None]


def _both(pair: Alike) -> tuple[Peer, Peer]:
    return pair.other, pair.kept


def _proposal(pair: Alike, spots: Mapping[str, Spot]) -> Proposal:
    places = _spots(pair, spots)
    zh, en = _REASONS[pair.why]
    kind = node_spec(pair.kept.type).label
    line = Line(
        kind=kind,
        subject=f"{pair.other.name} = {pair.kept.name}",
        place=places[0].place,
        value=pair.other.code or pair.other.name,
        zh=zh,
        en=en,
    )
    return Proposal(
        cause=ProposalCause.IDENTITY,
        subject=pair.kept.id,
        object=pair.other.id,
        entry=replace(line, value=None) if pair.why == "phone" else line,
        said={"kept": pair.kept.id, "other": pair.other.id, "why": pair.why},
        evidence=[spot.evidence for spot in places],
        lineage=places[0].lineage,
        rule=f"matching.{pair.why}",
    )
