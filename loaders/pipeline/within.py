"""Loading within a scope (范围内导入): what somebody bound to a scope sends, in one transaction.

Names are looked up among what they may see, so that what is hidden is as what is not there. Each
statement is weighed where it is written: theirs is written, what lies outside is refused with its
row, what would be a thing by name or code alone is held for an administrator. A list ends nothing
by what it leaves out, and is an edition of what the same account sent under its name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from graph.acts.absorbed import merged_into
from graph.acts.bounds import Bounds, Ruling
from graph.evidence import Source, digest
from graph.model.identity import label_of
from graph.model.labels import Label, ProposalCause
from graph.model.statement import Entity, Relation
from graph.responsibility.refusals import InputRefusedError
from graph.store.deciding import keep, kept
from graph.store.outcome import WriteReport
from graph.store.plan import Outcome
from graph.store.port import Store
from graph.store.write import Batch, write
from loaders.documents.precision import packaged
from loaders.pipeline.aiming import aim
from loaders.pipeline.assembly import Assembly, Before, assemble
from loaders.pipeline.contests import contested
from loaders.pipeline.decided import still_open, tell_settled
from loaders.pipeline.directory import Directory
from loaders.pipeline.documents import names_in, read_document
from loaders.pipeline.dwelling import Dwelling
from loaders.pipeline.gathering import region_of
from loaders.pipeline.loading import tell_outcomes
from loaders.pipeline.lookup import figures_of, known_nodes, wanted_by
from loaders.pipeline.proposal import Proposal, Statement
from loaders.registers import NOBODY, Correction, Reading, keeper_of, readings
from loaders.report import REJECTED, Entry, LoadReport
from loaders.sources import DocumentFile, ReadFiles

__all__ = ["Sent", "called", "load_within", "sent"]

_MOST: Final = 5000
"""Statements that one transaction writes, well below what an engine holds."""
_HELD: Final = (
    "不由您决定（是否已有该对象，您无权查看），已留待管理员核实",
    "not yours to decide, nor to see whether there is such a thing; held for an administrator",
)
_OUTSIDE: Final = (
    "不在您的管辖范围内，未导入；请交其管辖者或管理员",
    "lies outside your scope and was not loaded; leave it to whoever answers for it",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What somebody sent, as read (来件内容).

    Attributes:
        name: What it is called.
        registers: What the rows of registers say.
        sources: Where those come from.
        documents: Documents.
        rejected: What could not be read.
    """

    name: str
    registers: Reading
    sources: Sequence[Source]
    documents: Sequence[DocumentFile]
    rejected: Sequence[Entry]


def sent(files: ReadFiles, account: str, correction: Correction) -> Sent:
    """Return what files say, each as an edition of what one account sends under its name.

    Raises:
        InputRefusedError: If it is more than one transaction writes.
    """
    reading, sources, by = Reading(), list[Source](), called(account)
    for source, file in files.registers:
        meant = file.reread(correction.columns) if file.reread and correction.columns else file
        reading.rejected += [Entry.of_error(fault) for fault in meant.faults]
        for found in readings(meant, correction):
            reading.add(found)
            _refuse_many(reading)
        sources.append(_kept(source, correction.office or keeper_of(file)).kept_by(by))
    documents = [replace(each, source=each.source.kept_by(by)) for each in files.documents]
    names = [source.name for source in (*sources, *(each.source for each in documents))]
    return Sent(
        name="、".join(dict.fromkeys(names)),
        registers=reading,
        sources=sources,
        documents=documents,
        rejected=files.rejected,
    )


def _refuse_many(reading: Reading) -> None:
    size = len(reading.entities) + len(reading.relations)
    if size > _MOST:
        expected = (
            f"一次不超过 {_MOST} 条陈述；请分批上传",
            f"at most {_MOST} statements at a time",
        )
        raise InputRefusedError("files", f"{size}+", expected)


def called(account: str) -> str:
    """Return what an account is called as the keeper of what it sends."""
    return f"上传账号 {digest(account)[:8]}"


def _kept(source: Source, keeper: str) -> Source:
    """Return a source as one of whoever it says it is of, if it says so."""
    return source if keeper in ("", NOBODY) else source.kept_by(keeper)


async def load_within(
    store: Store, given: Sent, bounds: Bounds, *, personal: bool
) -> tuple[LoadReport, list[Entry], Batch]:
    """Load what somebody sent as far as it is theirs to say.

    Args:
        store: One transaction.
        given: What they sent.
        bounds: What they may state.
        personal: Whether they may see personal data.

    Returns:
        The report, the lines of it that lie outside their scope, and what was written.
    """
    report = LoadReport(name=given.name)
    assembly = await _gathered(store, given, bounds, personal=personal)
    parted = await _parted(assembly, bounds)
    batch = _written(assembly, parted)
    assembly.told, assembly.batch = parted.told, batch
    apart = await Dwelling(store).part(assembly, bounds.seen)
    assembly.proposals += apart.proposals
    batch, known = assembly.batch, [*parted.known, *apart.known]
    write_more = partial(write, store, adding=True, joined=True)
    written = await write_more(batch)
    await aim(store, assembly, written, write_more)
    report.recorded_at = written.recorded_at
    report.sheets += given.registers.sheets
    report.extend(REJECTED, [*given.rejected, *assembly.rejected, *parted.outside])
    report.extend(Outcome.UNCHANGED, known)
    tell_outcomes(report, assembly, written)
    await _put_aside(store, report, assembly, written, parted.held)
    return report, parted.outside, batch


async def _gathered(store: Store, given: Sent, bounds: Bounds, *, personal: bool) -> Assembly:
    """Return what was sent as statements, by what its sender may see of the graph."""
    registers = given.registers
    said = [name for document in given.documents for name in names_in(document)]
    nodes = await known_nodes(store, wanted_by(registers.entities, registers.relations, said))
    seen = await bounds.seen(node.id for node in nodes)
    known = [n for n in nodes if n.id in seen and (personal or n.label is not Label.PERSON)]
    merged = await merged_into(store)
    shown = await bounds.seen(each.into for each in merged.values())
    if not personal:
        shown = {one for one in shown if label_of(one) != Label.PERSON}
    merged = {key: each for key, each in merged.items() if each.into in shown}
    regions = Directory(registers.entities, known)
    rules = packaged()
    told = [read_document(d, region_of(d, regions), rules) for d in given.documents]
    entities = [*registers.entities, *(e for d in told for e in d.entities)]
    directory = Directory(entities, known, merged)
    figures = await figures_of(store, directory.counted(), directory.registered())
    seen = await bounds.seen({key for each in figures for key in (each.id, each.within)})
    directory.count(each for each in figures if {each.id, each.within} <= seen)
    assembly = assemble(
        [*given.sources, *(d.source for d in given.documents)],
        entities,
        [*registers.relations, *(r for d in told for r in d.relations)],
        directory,
        [proposal for d in told for proposal in d.proposals],
        Before(),
    )
    assembly.rejected[:0] = registers.rejected
    return assembly


class _Parting:
    """Weighs statements one by one (逐条裁定).

    Attributes:
        told: What is written, with its line in the report.
        held: What waits for an administrator.
        outside: A line for each that lies outside.
        known: A line for each that says nothing new of what is not theirs.
    """

    def __init__(self, assembly: Assembly, bounds: Bounds) -> None:
        self.told: list[tuple[Statement, Entry]] = []
        self.held: list[Proposal] = []
        self.outside: list[Entry] = []
        self.known: list[Entry] = []
        self._within, self._bounds = assembly.within, bounds
        self._lineage = assembly.batch.lineage
        self._places = {e.id: e for e in assembly.batch.evidence}
        self._waiting: dict[str, str] = {}

    async def thing(self, entity: Entity, line: Entry) -> None:
        """Weigh what is said of a thing."""
        weighed = await self._bounds.thing(entity, self._within)
        if weighed.held is not None:
            key = self._hold(weighed.held, line)
            if weighed.ruling is Ruling.HELD:
                self._waiting.setdefault(entity.id, key)
        if weighed.written is not None:
            self.told.append((weighed.written, line))
        elif weighed.ruling is Ruling.KNOWN:
            self.known.append(line)
        elif weighed.ruling is Ruling.OUTSIDE:
            self._refuse(line)

    async def relation(self, relation: Relation, line: Entry) -> None:
        """Weigh a relationship, once the things are weighed."""
        ruling = await self._bounds.relation(relation)
        if ruling is Ruling.OWN:
            self.told.append((relation, line))
        elif ruling is Ruling.HELD:
            ends = (relation.source.id, relation.target.id)
            self._hold(relation, line, [self._waiting[e] for e in ends if e in self._waiting])
        else:
            self._refuse(line)

    def _refuse(self, line: Entry) -> None:
        self.outside.append(replace(line, zh=_OUTSIDE[0], en=_OUTSIDE[1]))

    def _hold(self, statement: Statement, line: Entry, needs: Sequence[str] = ()) -> str:
        evidence = [self._places[key] for key in statement.evidence]
        proposal = Proposal(
            cause=ProposalCause.SCOPE,
            subject=statement.id if isinstance(statement, Entity) else statement.source.id,
            object=statement.target.id if isinstance(statement, Relation) else None,
            entry=replace(line, zh=_HELD[0], en=_HELD[1]),
            said={"properties": dict(statement.properties)},
            statements=[statement],
            evidence=evidence,
            lineage=self._lineage[evidence[0].id],
            needs=needs,
        )
        self.held.append(proposal)
        return proposal.id


async def _parted(assembly: Assembly, bounds: Bounds) -> _Parting:
    """Weigh each statement: things first, what is known within others after those."""
    parting = _Parting(assembly, bounds)
    things = [(s, line) for s, line in assembly.told if isinstance(s, Entity)]
    for entity, line in sorted(things, key=lambda pair: _depth(pair[0].id, assembly.within)):
        await parting.thing(entity, line)
    for relation, line in assembly.told:
        if isinstance(relation, Relation):
            await parting.relation(relation, line)
    return parting


def _depth(identifier: str, within: Mapping[str, str]) -> int:
    """Return how many things a thing is known within, as far as they are stated."""
    found: set[str] = set()
    while (home := within.get(identifier)) and home not in found:
        found.add(home)
        identifier = home
    return len(found)


def _written(assembly: Assembly, parted: _Parting) -> Batch:
    """Return the batch that is left, with the places of nothing that is not told."""
    proposals = [*assembly.proposals, *parted.held]
    used = {key for statement, _ in parted.told for key in statement.evidence}
    used |= {e.id for proposal in proposals for e in proposal.evidence}
    evidence = [e for e in assembly.batch.evidence if e.id in used]
    documents = {e.document for e in evidence}
    return Batch(
        sources=[s for s in assembly.batch.sources if s.text or s.sha256 in documents],
        evidence=evidence,
        entities=[s for s, _ in parted.told if isinstance(s, Entity)],
        relations=[s for s, _ in parted.told if isinstance(s, Relation)],
    )


async def _put_aside(
    store: Store,
    report: LoadReport,
    assembly: Assembly,
    written: WriteReport,
    held: Iterable[Proposal],
) -> None:
    """Keep what waits for a person."""
    batch = assembly.batch
    contests = await contested(store, written.contests, assembly.told, batch)
    proposals = [*contests, *assembly.proposals, *held]
    decided: Mapping[str, Any] = await kept(store, [proposal.id for proposal in proposals])
    tell_settled(report, proposals, decided)
    waiting = still_open(proposals, decided)
    report.extend(Outcome.PROPOSED, (proposal.reported for proposal in waiting))
    entities = [proposal.entity() for proposal in waiting]
    await keep(store, entities, batch.lineage, report.recorded_at)
