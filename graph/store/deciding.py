"""Proposals in the graph (待核实陈述的存取): kept apart, closed once, written when accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from graph.errors import CustodyError
from graph.model.audit import AUDIT_RECORD
from graph.model.labels import ProposalStatus
from graph.model.proposal import PROPOSAL
from graph.model.registry import node_spec
from graph.model.statement import Entity
from graph.store import statements as cypher
from graph.store.chunks import revise, write_entities, write_relations
from graph.store.evidence_statements import ADD_PROPOSALS, ADD_SAID, MERGE_EVIDENCE
from graph.store.holding_statements import LOCK_PROPOSALS, MARK_SCOPES
from graph.store.ledger import version_from, version_of
from graph.store.outcome import Contest, WriteReport
from graph.store.plan import Version
from graph.store.port import Store, Transaction
from graph.store.retracting import Gone, retract_in
from graph.store.write import Batch, evidence_rows, said_by, shape_of

__all__ = ["Closing", "NotOpenError", "NotWritableError", "close", "keep", "kept"]

_CHUNK: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a proposal is closed (核实结论).

    Attributes:
        id: Of the proposal.
        status: What becomes of it.
        by: Name of the person who decided; None where a later edition did.
        note: What is said of it.
        evidence: Ids of the evidence of the decision.
        statement: What it was accepted as, where that is not what it said.
    """

    id: str
    status: ProposalStatus
    by: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    statement: str | None = None


class NotOpenError(CustodyError):
    """A proposal was decided meanwhile (已有结论)."""

    def __init__(self, identifier: str, version: Version) -> None:
        self.id = identifier
        self.status = _status(version)
        self.by = version.properties.get("decided_by")
        by = self.by or "—"
        super().__init__(
            zh=f"待核实陈述 {identifier} 已有结论：{self.status}（{by}），不能再改。",
            en=f"{identifier} is {self.status} already ({by}); a decision stands.",
        )


class NotWritableError(CustodyError):
    """What was accepted contradicts what another source says (与已有记录矛盾).

    Attributes:
        id: What it speaks of.
        contested: Properties on which they disagree.
    """

    def __init__(self, contest: Contest) -> None:
        self.id = contest.statement.id
        self.contested = contest.contested
        fields = "、".join(contest.contested)
        super().__init__(
            zh=f"不能写入：另一来源对 {self.id} 的 {fields} 说法不同；"
            "请查明哪个正确，更正来源后重新导入。",
            en=f"not written: another source says otherwise of {self.id} ({fields}); find out "
            "which is right, correct the source and load it again.",
        )


async def kept(store: Store, ids: Iterable[str]) -> dict[str, Version]:
    """Return what is recorded of these proposals now."""
    found: dict[str, Version] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), _CHUNK):
        chunk = {"ids": wanted[start : start + _CHUNK]}
        found |= _versions(await store.read(cypher.read_states(PROPOSAL), chunk))
    return found


async def keep(
    store: Store, proposals: Sequence[Entity], lineage: Mapping[str, str], recorded_at: str
) -> None:
    """Keep proposals apart from the facts; what is said of an open one now goes before.

    Args:
        store: Where to.
        proposals: None of them decided; their evidence is in the graph.
        lineage: Source of each piece of evidence, named alike in all its editions.
        recorded_at: When.
    """
    for start in range(0, len(proposals), _CHUNK):
        chunk = proposals[start : start + _CHUNK]

        async def work(tx: Transaction, chunk: Sequence[Entity] = chunk) -> None:
            ids = {"ids": [proposal.id for proposal in chunk]}
            found = _versions(await tx.run(cypher.read_states(PROPOSAL), ids))
            told = [(p.id, found[p.id], version_of(p, lineage)) for p in chunk if p.id in found]
            revised = [(key, old, _heard(old, new)) for key, old, new in told if _may_change(old)]
            changed = [each for each in revised if _differs(each[1], each[2])]
            await revise(tx, spec=PROPOSAL, revised=changed, recorded_at=recorded_at)
            await write_entities(
                tx,
                spec=PROPOSAL,
                entities=[proposal for proposal in chunk if proposal.id not in found],
                lineage=lineage,
                recorded_at=recorded_at,
            )
            await tx.run(ADD_PROPOSALS, {"rows": _places(chunk)})

        await store.write(work)


def _status(version: Version) -> ProposalStatus:
    return ProposalStatus(version.properties["status"])


def _may_change(version: Version) -> bool:
    """Tell whether what a document says again may be asked again: only if no person decided."""
    return _status(version) in (ProposalStatus.OPEN, ProposalStatus.SUPERSEDED)


def _heard(old: Version, new: Version) -> Version:
    """Return what is proposed now, with every place that ever said so."""
    return replace(new, evidence=tuple(dict.fromkeys((*new.evidence, *old.evidence))))


def _differs(old: Version, new: Version) -> bool:
    return old.properties != new.properties or set(old.evidence) != set(new.evidence)


def _places(proposals: Sequence[Entity]) -> list[dict[str, Any]]:
    said: dict[str, list[str]] = defaultdict(list)
    for proposal in proposals:
        for identifier in proposal.evidence:
            said[identifier].append(proposal.id)
    return [{"id": key, "proposals": ids} for key, ids in said.items()]


async def close(
    store: Store,
    closings: Sequence[Closing],
    recorded_at: str,
    *,
    batch: Batch | None = None,
    lineage: Mapping[str, str] | None = None,
    decided: bool = False,
    record: Mapping[str, Any] | None = None,
    gone: Sequence[Gone] = (),
) -> WriteReport:
    """Close open proposals and write what was accepted, all or nothing.

    Args:
        store: Where to.
        closings: What becomes of each.
        recorded_at: When.
        batch: What to write; its evidence is that of the decisions.
        lineage: Source of each piece of evidence of the batch.
        decided: Whether it was decided for them against another source, which they correct.
        record: Row of the audit record of who decided; None where a later edition did.
        gone: What is retracted by it.

    Raises:
        NotOpenError: If one of them was closed meanwhile.
        NotWritableError: If what was accepted contradicts another source.
        MissingEndError: If an end of a relationship is nowhere.
    """
    ids = [closing.id for closing in closings]
    if not ids:
        return WriteReport(recorded_at=recorded_at)

    async def work(tx: Transaction) -> WriteReport:
        await tx.run(LOCK_PROPOSALS, {"ids": ids})
        found = _versions(await tx.run(cypher.read_states(PROPOSAL), {"ids": ids}))
        for identifier, version in found.items():
            if _status(version) is not ProposalStatus.OPEN:
                raise NotOpenError(identifier, version)
        report = WriteReport(recorded_at=recorded_at)
        if batch is not None:
            await _write(tx, batch, lineage or {}, report, decided=decided)
        if gone:
            await retract_in(tx, gone, recorded_at)
        revised = [(c.id, found[c.id], _closed(found[c.id], c)) for c in closings]
        await revise(tx, spec=PROPOSAL, revised=revised, recorded_at=recorded_at)
        if record is not None:
            await tx.run(cypher.merge_records(AUDIT_RECORD), {"rows": [record]})
        return report

    return await store.write(work)


async def _write(
    tx: Transaction,
    batch: Batch,
    lineage: Mapping[str, str],
    report: WriteReport,
    *,
    decided: bool,
) -> None:
    """Write what was accepted."""
    at = report.recorded_at
    await tx.run(MARK_SCOPES)
    await tx.run(MERGE_EVIDENCE, {"rows": evidence_rows(batch, at)})
    said = [{"id": e, "entities": s[0], "relations": s[1]} for e, s in said_by(batch).items()]
    await tx.run(ADD_SAID, {"rows": said})
    for label, entities in groupby(sorted(batch.entities, key=_label), key=_label):
        report.add(
            await write_entities(
                tx,
                spec=node_spec(label),
                entities=list(entities),
                lineage=lineage,
                recorded_at=at,
                decided=decided,
            )
        )
    for ends, relations in groupby(sorted(batch.relations, key=shape_of), key=shape_of):
        report.add(
            await write_relations(
                tx,
                ends=ends,
                relations=list(relations),
                lineage=lineage,
                recorded_at=at,
                decided=decided,
            )
        )
    for contest in report.contests:
        raise NotWritableError(contest)


def _label(entity: Entity) -> str:
    return entity.label


def _versions(rows: Iterable[Mapping[str, Any]]) -> dict[str, Version]:
    stated = (row for row in rows if row["version"] is not None)
    return {row["id"]: version_from(row["version"]) for row in stated}


def _closed(version: Version, closing: Closing) -> Version:
    more = {"status": closing.status.value, "decided_by": closing.by, "note": closing.note}
    more["statement"] = closing.statement
    return replace(
        version,
        properties={**version.properties, **{k: v for k, v in more.items() if v is not None}},
        evidence=(*version.evidence, *closing.evidence),
    )
