"""Proposals (待核实): what is kept apart from the facts until a person decides."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.evidence import Evidence, digest
from graph.model.labels import Label, ProposalCause, ProposalStatus, RelType
from graph.model.statement import Entity, Reference, Relation
from loaders.report import Entry

__all__ = ["Proposal", "Statement", "as_row", "statements_of"]

Statement = Entity | Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A statement that is put aside (待核实陈述).

    Attributes:
        cause: Why.
        subject: Id of what it speaks of; of the document where that is not known.
        entry: What it says where, with the reason.
        said: What else it says, as plain data.
        statements: What accepting it writes; empty if that cannot be told.
        evidence: The places that say so; never empty.
        lineage: The source, named alike in all its editions.
        object: Id of what a relationship leads to.
        rule: Rule that found it.
        precision: How often that rule is right; None if it was never measured.
        needs: Ids of the proposals without which it cannot stand.
        meant: What it would write once somebody says which thing is meant, as plain data.
        line: Its line in the report, if that tells less than `entry` tells who decides.
    """

    cause: ProposalCause
    subject: str
    entry: Entry
    said: Mapping[str, Any]
    evidence: Sequence[Evidence]
    lineage: str
    statements: Sequence[Statement] = ()
    object: str | None = None
    rule: str | None = None
    precision: float | None = None
    needs: Sequence[str] = ()
    meant: Mapping[str, Any] | None = None
    line: Entry | None = None

    @property
    def reported(self) -> Entry:
        """Its line in the report."""
        return self.line or self.entry

    @property
    def id(self) -> str:
        """Its id: the same words of the same source give it in every edition.

        So what a person rejected once does not come back with the next edition. A register has no
        words of its own, and its rows move: there, what it speaks of takes their place.
        """
        first, kind, words = self.evidence[0], self.entry.kind, self.entry.subject
        place = f"{self.subject} {self.object or ''}" if first.quote is None else first.quote
        said = json.dumps(self.said, ensure_ascii=False, sort_keys=True)
        return f"{Label.PROPOSAL}:{digest(self.lineage, kind, words, said, place)}"

    def entity(self) -> Entity:
        """Return it as an open statement of the graph."""
        first = self.evidence[0]
        written = [as_row(statement) for statement in self.statements]
        content = {**self.said, "kind": self.entry.kind, "writes": written}
        if self.meant is not None:
            content["meant"] = self.meant
        place = first.start if first.start is not None else first.row or 0
        properties: dict[str, Any] = {
            "position": f"{first.document}|{first.sheet or ''}|{place:09d}",
            "status": ProposalStatus.OPEN.value,
            "cause": self.cause.value,
            "kind": self.entry.kind,
            "summary": self.entry.subject,
            "subject": self.subject,
            "object": self.object,
            "document": f"{Label.DOCUMENT}:{first.document}",
            "statement": json.dumps(content, ensure_ascii=False, sort_keys=True),
            "reason": self.entry.zh,
            "reason_en": self.entry.en,
            "rule": self.rule,
            "precision": self.precision,
            "needs": list(self.needs),
        }
        return Entity(
            label=Label.PROPOSAL,
            properties={k: v for k, v in properties.items() if v is not None},
            evidence=tuple(e.id for e in self.evidence),
            known_as=self.id,
        )


def as_row(statement: Statement) -> dict[str, Any]:
    """Return a statement as plain data, without its evidence."""
    clocks = {"valid_from": statement.valid_from, "valid_to": statement.valid_to}
    if isinstance(statement, Entity):
        return {
            "label": statement.label.value,
            "id": statement.id,
            "properties": dict(statement.properties),
            "park_id": statement.park_id,
            **clocks,
        }
    return {
        "type": statement.type.value,
        "source": {"label": statement.source.label.value, "id": statement.source.id},
        "target": {"label": statement.target.label.value, "id": statement.target.id},
        "properties": dict(statement.properties),
        **clocks,
    }


def statements_of(written: str, evidence: Sequence[str]) -> Iterator[Statement]:
    """Yield the statements that accepting a proposal writes.

    Args:
        written: The statement of the proposal, as JSON.
        evidence: Ids of the places that say so.
    """
    for row in json.loads(written)["writes"]:
        clocks = {"valid_from": row["valid_from"], "valid_to": row["valid_to"]}
        if "label" in row:
            yield Entity(
                label=Label(row["label"]),
                properties=row["properties"],
                evidence=tuple(evidence),
                known_as=row["id"],
                park_id=row["park_id"],
                **clocks,
            )
        else:
            yield Relation(
                type=RelType(row["type"]),
                source=_reference(row["source"]),
                target=_reference(row["target"]),
                properties=row["properties"],
                evidence=tuple(evidence),
                **clocks,
            )


def _reference(row: Mapping[str, str]) -> Reference:
    return Reference(label=Label(row["label"]), id=row["id"])
