"""Documents as statements (文档陈述): from what a document says to drafts in the model's words.

Types are what the words suggest, so a register's type goes before them. The identity of a region
is an official code, which documents do not print: it comes from the official table where the
document says which division is meant, and else the name only points to what is registered. A post
that the document gives no duty is only mentioned and asserts nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.model.labels import Label, ProgrammeKind, ProposalCause, RelType
from graph.model.registry import relation_spec
from loaders.documents import (
    EntityType,
    ExtractedEntity,
    ExtractedFact,
    ExtractedRelation,
    RelationType,
    Statement,
)
from loaders.documents.precision import TrackRecord
from loaders.identity import EntityDraft, Mention, RelationDraft, scope_of
from loaders.pipeline.counting import Counting, figure_of
from loaders.pipeline.meaning import figure_meant
from loaders.pipeline.naming import inferred, known_as, law, resolution
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.quoting import Quoting
from loaders.pipeline.regions import division_of
from loaders.pipeline.words import RELATION_TYPES, duty_of, label_of
from loaders.reference import Division, divisions
from loaders.sources import DocumentFile

__all__ = ["DocumentReading", "home_of", "names_in", "read_document", "regions_in"]

_COUNTED = tuple(
    label for link in relation_spec(RelType.MEASURES).links for label in link.target.labels
)


@dataclass(slots=True)
class DocumentReading:
    """What one document says, and what it merely suggests (文档读取结果)."""

    entities: list[EntityDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


def names_in(file: DocumentFile) -> Iterator[str]:
    """Yield every name that the document uses."""
    for entity in file.extraction.entities:
        names = (entity.name, entity.full_name, entity.same_as, entity.official)
        yield from (name for name in names if name)
    yield from (fact.subject for fact in file.extraction.facts if fact.subject)


def regions_in(file: DocumentFile) -> list[str]:
    """Return the regions that the document names, the one it speaks of most first."""
    names = [e.name for e in file.extraction.entities if e.type is EntityType.REGION]
    return sorted(names, key=lambda name: -file.text.text.count(name))


def home_of(file: DocumentFile) -> Division | None:
    """Return the division that a document reports on; None if it does not say, or says two things.

    A division of the table that the document puts into a place where it does not lie is another.
    """
    code = file.extraction.home
    own = divisions().by_code(code) if code else None
    return own and division_of(own.name, code, _beside(file, own.name))


def _beside(file: DocumentFile, name: str) -> set[str]:
    """Return the regions in which a document says that one lies."""
    lies = (r for r in file.extraction.relations if r.type is RelationType.LOCATED_IN)
    return {r.target for r in lies if r.source == name}


def read_document(file: DocumentFile, region: str | None, record: TrackRecord) -> DocumentReading:
    """Return what a document says.

    Args:
        file: The document.
        region: Code of the division that it speaks of, if that is known.
        record: What was measured of the rules; it tells which statements are in doubt.
    """
    return _Translator(file, region, record).read()


class _Translator:
    """Translates one document."""

    def __init__(self, file: DocumentFile, region: str | None, record: TrackRecord) -> None:
        self._file = file
        self._region = region
        self._quoting = Quoting(file, record)
        self._counting = Counting(file.extraction.facts)
        named = (e for e in file.extraction.entities if e.type is EntityType.REGION)
        self._regions = frozenset(entity.name for entity in named)
        self._reading = DocumentReading()
        self._named: dict[str, list[EntityDraft]] = {}
        own = home_of(file)
        self._home = own.code if own else None

    def read(self) -> DocumentReading:
        extraction = self._file.extraction
        duties = {r.source for r in extraction.relations}
        for entity in sorted(extraction.entities, key=lambda e: e.same_as is not None):
            if entity.type is EntityType.LEADER and entity.name not in duties:
                continue
            if entity.type is EntityType.REGION:
                self._region_draft(entity)
            else:
                self._entity(entity)
        for relation in extraction.relations:
            self._relation(relation)
        for fact in extraction.facts:
            self._fact(fact)
        self._reading.proposals += map(self._quoting.doubt, extraction.suggestions)
        return self._reading

    def _entity(self, entity: ExtractedEntity) -> None:
        name = known_as(entity)
        properties: dict[str, object] = {"name": name}
        if name != entity.name:
            properties["aliases"] = [entity.name]
        if law(entity):
            properties["kind"] = ProgrammeKind.INSTRUMENT.value
        label = label_of(entity.type, name)
        draft = EntityDraft(
            label=label,
            properties=properties,
            evidence=self._quoting.evidence(entity, note=resolution(entity)),
            place=self._quoting.place(entity),
            within=scope_of(label, name, self._region, self._file.source.id),
            rough=True,
            trust=self._quoting.trust(entity),
        )
        self._reading.entities.append(draft)
        for called in {entity.name, name}:
            self._named.setdefault(called, []).append(draft)
        if entry := inferred(entity, draft.place):
            self._reading.proposals.append(
                Proposal(
                    cause=ProposalCause.UNCLEAR,
                    subject=self._file.source.id,
                    entry=entry,
                    said={"printed": entity.name, "official": entity.official},
                    evidence=[draft.evidence],
                    lineage=self._file.source.lineage,
                    rule=entity.official_rule,
                )
            )

    def _region_draft(self, entity: ExtractedEntity) -> None:
        """Add a region whose code is certain; the name of any other only points to one."""
        found = division_of(entity.name, self._home, _beside(self._file, entity.name))
        if found is None:
            return
        note = f"行政区划代码 {found.code}：国家统计局统计用区划代码（2023年）"
        draft = EntityDraft(
            label=Label.REGION,
            properties={"name": found.name, "code": found.code},
            evidence=self._quoting.evidence(entity, note=note),
            place=self._quoting.place(entity),
            rough=True,
            trust=self._quoting.trust(entity),
        )
        self._reading.entities.append(draft)

    def _relation(self, said: ExtractedRelation) -> None:
        rel_type = RELATION_TYPES[said.type]
        source, target = said.source, said.target
        if rel_type is None:
            self._no_such_relationship(said, said.type)
            return
        if said.type is RelationType.IN_CUSTODY_OF:
            source, target = target, source
        elif rel_type is RelType.LOCATED_IN and self._is_region(source):
            rel_type = RelType.PART_OF
        ends = self._ends(rel_type, source, target, said)
        duty = duty_of(said.source, said.evidence) if rel_type is RelType.RESPONSIBLE_FOR else {}
        if ends is None:
            self._no_such_relationship(said, rel_type)
        elif duty is None:
            zh, en = "文中没有写明责任线和责任角色", "line and role of the duty are not stated"
            self._aside(said, f"{source} → {target}", rel_type, zh, en)
        else:
            self._reading.relations.append(
                RelationDraft(
                    type=rel_type,
                    source=ends[0],
                    target=ends[1],
                    properties=duty,
                    evidence=self._quoting.evidence(said),
                    place=self._quoting.place(said),
                    trust=self._quoting.trust(said),
                )
            )

    def _no_such_relationship(self, said: ExtractedRelation, kind: str) -> None:
        zh, en = "模型中没有这样的关系", "the model has no such relationship"
        self._aside(said, f"{said.source} → {said.target}", kind, zh, en)

    def _aside(self, said: Statement, subject: str, kind: str, zh: str, en: str) -> None:
        self._reading.proposals.append(self._quoting.aside(said, subject, kind, (zh, en)))

    def _ends(
        self, rel_type: RelType, source: str, target: str, said: Statement
    ) -> tuple[Mention | EntityDraft, Mention | EntityDraft] | None:
        """Return ends between which the model knows the relationship."""
        spec = relation_spec(rel_type)
        for one in self._meanings(source, said):
            for other in self._meanings(target, said):
                labels = _labels(one), _labels(other)
                if any(spec.allows(a, b) for a in labels[0] for b in labels[1]):
                    return one, other
        return None

    def _meanings(self, name: str, said: Statement) -> Sequence[Mention | EntityDraft]:
        if self._is_region(name):
            return [Mention(text=name, labels=(Label.REGION,), place=self._quoting.place(said))]
        return self._named.get(name, ())

    def _is_region(self, name: str) -> bool:
        return name in self._regions

    def _fact(self, fact: ExtractedFact) -> None:
        subject = next(iter(self._meanings(fact.subject, fact)), None) if fact.subject else None
        if subject is None or not set(_labels(subject)) & set(_COUNTED):
            zh, en = "文中没有写明是谁的数字", "it is not stated whose figure it is"
            figure = figure_meant({"name": self._counting.name(fact), **figure_of(fact)})
            self._reading.proposals.append(
                self._quoting.aside(fact, fact.metric, Label.INDICATOR, (zh, en), figure)
            )
            return
        evidence, place, trust = (
            self._quoting.evidence(fact),
            self._quoting.place(fact),
            self._quoting.trust(fact),
        )
        draft = EntityDraft(
            label=Label.INDICATOR,
            properties={"name": self._counting.name(fact), **figure_of(fact)},
            evidence=evidence,
            place=place,
            within=subject,
            rough=True,
            trust=trust,
        )
        self._reading.entities.append(draft)
        self._reading.relations.append(
            RelationDraft(
                type=RelType.MEASURES,
                source=draft,
                target=subject,
                evidence=evidence,
                place=place,
                trust=trust,
                carries=True,
            )
        )


def _labels(end: Mention | EntityDraft) -> tuple[Label, ...]:
    return end.labels if isinstance(end, Mention) else (end.label,)
