"""Assembly of a load (陈述汇总): from drafts to one batch, in an order of its own. Pure.

What points to nothing is rejected; what could point to several things, and what a document says
outside the model, is put aside. One file that says two things of the same is not followed in
the second.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.evidence import Evidence, Source
from graph.model.labels import Method, ProposalCause
from graph.model.statement import Entity, Fault, Reference, Relation, faults_of
from graph.store.write import Batch
from loaders.identity import EntityDraft, Known, Mention, RelationDraft, UnresolvedError
from loaders.pipeline.directory import Directory
from loaders.pipeline.meaning import meant_by
from loaders.pipeline.parks import Parks
from loaders.pipeline.proposal import Proposal, Statement
from loaders.pipeline.recalling import Recalled
from loaders.pipeline.saying import told_name, told_value
from loaders.pipeline.weighing import Draft, Taken, subject_of, weigh
from loaders.report import Entry, Place
from loaders.shelf import Shelf

__all__ = ["Assembly", "Before", "Said", "assemble"]

Said = tuple[Mapping[str, Any], Mapping[str, Any]]
"""Properties, and the parts of a `Place`, which are put away four times as fast as it is."""


@dataclass(slots=True)
class Assembly:
    """What a load will write, put aside and refuse (汇总结果).

    Attributes:
        batch: What to write.
        told: Each statement of the batch, entities first, with its line in the report.
        proposals: What is put aside.
        rejected: What cannot be used.
        put_off: What points to something that rows not yet read may state.
        within: Id of what makes a name unique, by the id of each thing that is stated.
    """

    batch: Batch = field(default_factory=Batch)
    told: list[tuple[Statement, Entry]] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    put_off: list[Draft] = field(default_factory=list)
    within: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was loaded before, of a load that is read by portions (先前各批).

    Attributes:
        said: What each file says of each thing, and where it says so first.
        recalled: What was recorded of things, where nobody else writes; None if that is not known.
        earlier: Things that are spoken of here and stated there.
        more: Whether rows follow that may state what is not known yet.
        documents: Whether the load holds documents, whose figures are those of registers.
    """

    said: Shelf[Said] = field(default_factory=Shelf)
    recalled: Recalled | None = None
    earlier: Sequence[EntityDraft] = ()
    more: bool = False
    documents: bool = True


def assemble(
    sources: Sequence[Source],
    entities: Iterable[EntityDraft],
    relations: Iterable[RelationDraft],
    directory: Directory,
    proposals: Iterable[Proposal] = (),
    before: Before | None = None,
) -> Assembly:
    """Return what a load will do."""
    assembler = _Assembler(directory, sources, before or Before())
    assembler.result.proposals += proposals
    for entity in entities:
        assembler.take(entity)
    for relation in relations:
        assembler.take(relation)
    return assembler.finished()


class _Assembler:
    def __init__(self, directory: Directory, sources: Sequence[Source], before: Before) -> None:
        self.result = Assembly()
        self._directory = directory
        self._sources = sources
        self._before = before
        self._lineage = {source.sha256: source.lineage for source in sources}
        self._taken: list[Taken] = []
        self._dropped: set[EntityDraft] = set()
        self._waiting: set[EntityDraft] = set()
        self._within: dict[str, str] = {}
        self._stated: dict[str, Known] = {}
        self._ends: dict[EntityDraft, Reference] = {}
        for draft in before.earlier:
            self._recall(draft)

    def take(self, draft: Draft) -> None:
        """Turn a draft into a statement, or say why not.

        What else is said of a thing that was dropped goes with it.
        """
        if isinstance(draft, RelationDraft) and {draft.source, draft.target} & self._dropped:
            return
        if isinstance(draft, RelationDraft) and {draft.source, draft.target} & self._waiting:
            self.result.put_off.append(draft)
            return
        try:
            statement = self._statement(draft)
        except UnresolvedError as error:
            self._unresolved(draft, error)
            return
        if fault := next(faults_of(statement), None):
            self._refuse(draft, fault)
        elif earlier := self._contradicted(statement, draft):
            self._refuse(draft, earlier)
        else:
            self._taken.append((statement, draft))

    def finished(self) -> Assembly:
        """Return the result; statements stand in the order of their first day."""
        self._taken.sort(key=lambda pair: pair[0].valid_from)
        asserted, doubted = weigh(self._taken, self._known, self._lineage)
        entities = [(s, d) for s, d in asserted if isinstance(s, Entity)]
        relations = [(s, d) for s, d in asserted if isinstance(s, Relation)]
        parks = Parks(self._within, [r for r, _ in relations], self._known_parks())
        self.result.proposals += (_placed(proposal, parks) for proposal in doubted)
        evidence: dict[str, Evidence] = {d.evidence.id: d.evidence for _, d in self._taken}
        for proposal in self.result.proposals:
            evidence |= {e.id: e for e in proposal.evidence}
        used = {e.document for e in evidence.values()}
        self.result.within = self._within
        self.result.told = [(s, _line(s, d)) for s, d in entities]
        self.result.told += [(s, _line(s, d)) for s, d in relations]
        self.result.batch = Batch(
            sources=[s for s in self._sources if s.sha256 in used or s.text is not None],
            evidence=list(evidence.values()),
            entities=[_in_park(e, parks) for e, _ in entities],
            relations=[r for r, _ in relations],
        )
        return self.result

    def _statement(self, draft: Draft) -> Statement:
        if isinstance(draft, EntityDraft):
            entity = self._directory.entity(draft)
            self._within.setdefault(entity.id, self._directory.within(draft))
            return entity
        return Relation(
            type=draft.type,
            source=self._end(draft.source),
            target=self._end(draft.target),
            evidence=(draft.evidence.id,),
            properties=draft.properties,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
        )

    def _end(self, end: Mention | EntityDraft) -> Reference:
        """Return what an end means; each draft is an end several times."""
        if isinstance(end, Mention):
            return self._directory.reference(end)
        if end not in self._ends:
            self._ends[end] = self._directory.reference(end)
        return self._ends[end]

    def _recall(self, draft: EntityDraft) -> None:
        """Know a thing that was stated before; if it was refused, so is what is said of it."""
        try:
            found = self._directory.reference(draft)
            self._within[found.id] = self._directory.within(draft)
        except UnresolvedError as error:
            put_off = self._before.more and not error.candidates
            (self._waiting if put_off else self._dropped).add(draft)
        else:
            self._stated[found.id] = Known(id=found.id, label=found.label, name=draft.name)

    def _known(self, identifier: str) -> Known | None:
        return self._directory.known(identifier) or self._stated.get(identifier)

    def _known_parks(self) -> dict[str, str | None]:
        ids = set(self._within.values())
        for statement, _ in self._taken:
            if isinstance(statement, Relation):
                ids |= {statement.source.id, statement.target.id}
        nodes = {key: self._directory.known(key) for key in ids}
        return {key: node.park_id for key, node in nodes.items() if node}

    def _contradicted(self, statement: Statement, draft: Draft) -> Fault | None:
        """Return how a file contradicts itself; what is only put to a person may."""
        if draft.trust.doubt:
            return None
        key = f"{draft.evidence.document}|{statement.valid_from}|{statement.id}".encode()
        said = self._before.said.get(key)
        presumed = statement.presumed if isinstance(statement, Entity) else frozenset()
        stated = {n: v for n, v in statement.properties.items() if n not in presumed}
        if said is None:
            self._before.said.keep(key, (stated, vars(draft.place)))
            return None
        earlier, first = said
        for name, value in stated.items():
            other = earlier.get(name)
            if name not in ("name", "aliases") and other not in (None, value):
                place = Place(**first)
                shown = told_value(_kind(draft), name, other)
                return Fault(
                    field=name,
                    value=value,
                    zh=f"与{place.words('zh')}矛盾，那里是“{shown}”",
                    en=f"contradicts {place.words('en')}, which has “{other}”",
                )
        self._before.said.keep(key, ({**earlier, **stated}, first))
        return None

    def _unresolved(self, draft: Draft, error: UnresolvedError) -> None:
        if self._before.more and not error.candidates and not _is_document(draft):
            self.result.put_off.append(draft)
            if isinstance(draft, EntityDraft):
                self._waiting.add(draft)
            return
        if isinstance(draft, EntityDraft):
            self._dropped.add(draft)
        entry = Entry(
            kind=_kind(draft),
            subject=subject_of(draft),
            place=error.place,
            value=error.text,
            zh=error.zh,
            en=error.en,
        )
        if error.candidates or _is_document(draft):
            self._propose(draft, entry)
        else:
            self.result.rejected.append(entry)

    def _refuse(self, draft: Draft, fault: Fault) -> None:
        entry = Entry(
            kind=_kind(draft),
            subject=subject_of(draft),
            place=draft.place,
            value=None if fault.value is None else str(fault.value),
            zh=f"“{told_name(_kind(draft), fault.field)}”{fault.zh}",
            en=f"{fault.field}: {fault.en}",
        )
        if _is_document(draft):
            self._propose(draft, entry)
        else:
            self.result.rejected.append(entry)

    def _propose(self, draft: Draft, entry: Entry) -> None:
        ends = self._clear(draft)
        self.result.proposals.append(
            Proposal(
                cause=ProposalCause.UNCLEAR,
                subject=next((end.id for end in ends if end), self._document(draft)),
                object=ends[1].id if all(ends) and ends[1] else None,
                meant=meant_by(draft, ends),
                entry=entry,
                said={"properties": dict(draft.properties), "value": entry.value},
                evidence=[draft.evidence],
                lineage=self._lineage.get(draft.evidence.document, draft.evidence.document),
                rule=draft.evidence.rule,
                precision=draft.trust.precision,
            )
        )

    def _clear(self, draft: Draft) -> tuple[Reference | None, Reference | None]:
        """Return what a draft speaks of as far as that is known: itself, or both its ends."""
        ends = (draft, None) if isinstance(draft, EntityDraft) else (draft.source, draft.target)
        found: list[Reference | None] = []
        for end in ends:
            try:
                found.append(self._directory.reference(end) if end else None)
            except UnresolvedError:
                found.append(None)
        return found[0], found[1]

    @staticmethod
    def _document(draft: Draft) -> str:
        return f"Document:{draft.evidence.document}"


def _is_document(draft: Draft) -> bool:
    return draft.evidence.method == Method.DOCUMENT_RULE


def _kind(draft: Draft) -> str:
    return draft.label if isinstance(draft, EntityDraft) else draft.type


def _placed(proposal: Proposal, parks: Parks) -> Proposal:
    """Return a proposal whose things say which park they belong to."""
    statements = [_in_park(s, parks) if isinstance(s, Entity) else s for s in proposal.statements]
    return replace(proposal, statements=statements)


def _in_park(entity: Entity, parks: Parks) -> Entity:
    park = parks.of(entity.id)
    return entity if park == entity.park_id else replace(entity, park_id=park)


def _line(statement: Statement, draft: Draft) -> Entry:
    kind = statement.label if isinstance(statement, Entity) else statement.type
    return Entry(kind=kind, subject=subject_of(draft), place=draft.place)
