"""Decisions met again (既有结论): what a person decided holds when a document is loaded again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model.labels import ProposalStatus
from graph.model.statement import Entity, Relation
from graph.store.plan import Outcome, Version
from loaders.pipeline.assembly import Assembly
from loaders.pipeline.proposal import Proposal, Statement, statements_of
from loaders.report import LoadReport

__all__ = ["settled", "still_open", "tell_settled"]

_DECIDED = (ProposalStatus.ACCEPTED, ProposalStatus.REJECTED)


def still_open(proposals: Sequence[Proposal], known: Mapping[str, Version]) -> list[Proposal]:
    """Return the proposals that nobody has decided, each once."""
    waiting = {p.id: p for p in proposals if _status(p, known) not in _DECIDED}
    return list(waiting.values())


def settled(assembly: Assembly, known: Mapping[str, Version]) -> None:
    """Let a load assert what was accepted before, so that its later editions say so too."""
    accepted = [p for p in assembly.proposals if _status(p, known) is ProposalStatus.ACCEPTED]
    said = [
        (s, replace(p.entry, value=None, zh="", en=""))
        for p in accepted
        for s in p.statements or _meant(p, known[p.id])
    ]
    if not said:
        return
    batch = assembly.batch
    assembly.told += said
    assembly.batch = replace(
        batch,
        entities=[*batch.entities, *(s for s, _ in said if isinstance(s, Entity))],
        relations=[*batch.relations, *(s for s, _ in said if isinstance(s, Relation))],
    )


def _meant(proposal: Proposal, version: Version) -> list[Statement]:
    """Return what an unclear statement was accepted as."""
    places = [evidence.id for evidence in proposal.evidence]
    return list(statements_of(version.properties["statement"], places))


def tell_settled(
    report: LoadReport, proposals: Sequence[Proposal], known: Mapping[str, Version]
) -> None:
    """Count what was rejected before as unchanged."""
    for proposal in proposals:
        if _status(proposal, known) is ProposalStatus.REJECTED:
            line = replace(proposal.entry, value=None, zh="", en="")
            report.add(Outcome.UNCHANGED, line)


def _status(proposal: Proposal, known: Mapping[str, Version]) -> ProposalStatus | None:
    version = known.get(proposal.id)
    return ProposalStatus(version.properties["status"]) if version else None
