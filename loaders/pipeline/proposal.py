"""Proposals (待核实): what is kept apart from the facts until a person decides."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.evidence import Evidence, digest
from graph.model.labels import Label
from loaders.report import Entry

__all__ = ["Proposal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A statement that is put aside (待核实陈述).

    Attributes:
        subject: Id of what it speaks of; of the document where that is not known.
        statement: What it would say.
        entry: Its line in the report, with the reason.
        evidence: The places that say so.
    """

    subject: str
    statement: Mapping[str, Any]
    entry: Entry
    evidence: Sequence[Evidence] = field(default=())
    evidence_ids: Sequence[str] = field(default=())

    def record(self, recorded_at: str) -> dict[str, Any]:
        """Return the record to keep; the same proposal has the same id in every load."""
        statement = json.dumps(self.statement, ensure_ascii=False, sort_keys=True)
        sources = [*(e.id for e in self.evidence), *self.evidence_ids]
        return {
            "id": f"{Label.PROPOSAL}:{digest(self.subject, statement, *sources)}",
            "properties": {
                "subject": self.subject,
                "statement": statement,
                "reason": self.entry.zh,
                "reason_en": self.entry.en,
                "evidence": sources,
                "recorded_at": recorded_at,
            },
        }
